"""A sketch into an empty board by the real Optiboot, on the emulated Uno."""

from dataclasses import replace

import pytest

from sunmao.boards.links.firmata.identify import identify
from sunmao.boards.links.ports import open_port
from sunmao.boards.links.serial_stream import SerialStream
from sunmao.boards.loaders import stk500v1
from sunmao.boards.loaders.intel_hex import parse_hex
from sunmao.boards.loaders.loader_registry import open_loader
from sunmao.boards.loaders.sketch_loader import Chip
from sunmao.boards.registry import BOARDS
from sunmao.errors import BoardDisconnected, UploadFailed
from sunmao.server.cli.main import main
from tests.support.devices import emulated_uno
from tests.support.limits import HANG_TIMEOUT

pytestmark = pytest.mark.process
UNO = BOARDS["arduino-uno"]


@pytest.fixture
def empty_uno(devices, tmp_path):
    """An emulated Uno without a sketch."""
    try:
        with emulated_uno.emulated_bootloader(tmp_path / "ttyUNO") as made:
            yield made
    except emulated_uno.NoEmulator as error:
        pytest.skip(str(error))


@pytest.mark.long
@pytest.mark.slow
def test_loaded_by_the_command_line(empty_uno, capsys, monkeypatch):
    """The program on the board is named first, then each step; the last line names the new firmware."""
    monkeypatch.setenv("SUNMAO_LANG", "en")
    assert main(["boards", "load", str(empty_uno.port), "--board", "arduino-uno"]) == 0
    lines = capsys.readouterr().out.replace("\r", "\n").splitlines()
    assert "replaced" in lines[0] and lines[-1] == f"✓ {empty_uno.port}  Sunmao Firmata 1.1"
    assert sum(line.endswith("  100 %") for line in lines) == 4


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("no-such-port",), "no-such-port"),
        (("no-such-port", "--board", "simulated"), "board on the screen"),
        (("no-such-port", "--board", "arduino-unno"), "arduino-uno"),
        (("no-such-port", "--board", "arduino-uno"), "no-such-port"),
    ],
)
def test_the_command_line_refuses_what_cannot_be_loaded(words, says, capsys, monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    assert main(["boards", "load", *words]) == 1
    written = capsys.readouterr().out
    assert "✗" in written and says in written and "✓" not in written


@pytest.mark.long
def test_empty_board_loaded_and_speaking(empty_uno):
    """Looked at, interrupted by the cable, loaded after all: it speaks Firmata, and one wrong byte is found."""
    image = parse_hex((emulated_uno.prepared() / "uno.hex").read_text())
    heard = []

    def pull(step, done, total):
        empty_uno.unplug()

    with pytest.raises(BoardDisconnected) as told, _open(empty_uno) as loader:
        assert loader.inspect() == Chip(UNO.signature, empty=True)
        loader.load(image, pull)
    assert told.value.key == "upload_cable"
    empty_uno.replug()
    with _open(empty_uno) as loader:
        loader.load(image, lambda *progress: heard.append(progress))
        assert not loader.inspect().empty
        with pytest.raises(UploadFailed) as told:
            loader.verify(image[:-1] + bytes((image[-1] ^ 1,)), lambda *progress: None)
    assert told.value.key == "upload_differs"
    size = len(image)
    assert heard[-1] == ("verify", size, size) and ("write", size, size) in heard
    assert [done for _, done, _ in heard[: len(heard) // 2]] == [*range(128, size, 128), size]
    with open_port(str(empty_uno.port)) as opened:
        # Opening the port has reset it: after the bootloader's second the sketch tells its name.
        opened.timeout = HANG_TIMEOUT
        assert opened.read_until(b"\xf7").endswith(b"\xf7")
        assert identify(SerialStream(opened)).name.startswith("StandardFirmata")


@pytest.mark.long
def test_wrong_chip_is_left_alone(empty_uno):
    """A board with another chip is not written; neither is a sketch that would reach into the bootloader."""
    with pytest.raises(UploadFailed) as told:
        open_loader(replace(UNO, signature=bytes((0x1E, 0x98, 0x01))), str(empty_uno.port))
    assert told.value.key == "upload_wrong_chip"
    with _open(empty_uno) as loader:
        with pytest.raises(ValueError, match="32257"):
            loader.write(bytes(32257), lambda *progress: None)
        assert loader.inspect().empty


def test_running_sketch_is_no_bootloader(uno, monkeypatch):
    """An emulated Uno without a bootloader: Firmata answers nothing of this protocol."""
    monkeypatch.setattr(stk500v1, "WAITS", (0.55,))
    with pytest.raises(UploadFailed) as told:
        _open(uno)
    assert told.value.key == "upload_no_answer"
    with pytest.raises(ValueError):
        open_loader(BOARDS["simulated"], str(uno.port))


@pytest.mark.parametrize(
    "text", [":0100000001FF\n:00000001FF", ":0100000001FE", "0100000001FE\n:00000001FF", ":01\n:00000001FF"]
)
def test_broken_hex_refused(text):
    """A wrong checksum, no end, no colon, half a line."""
    with pytest.raises(ValueError):
        parse_hex(text)


def _open(uno):
    return open_loader(UNO, str(uno.port))
