"""Our sketch into a Leonardo, whose bootloader a stand-in plays: its port goes, and comes back under another name."""

import sys

import pytest
from serial.tools.list_ports_common import ListPortInfo

from sunmao.boards.links import ports
from sunmao.boards.loaders import caterina
from sunmao.boards.loaders.loader_registry import open_loader
from sunmao.boards.loaders.sketch_loader import Chip
from sunmao.boards.registry import BOARDS
from sunmao.boards.sketches.shipped_sketches import read_image
from sunmao.errors import UploadFailed
from sunmao.server.cli.main import main
from tests.support.devices.bootloaders import Caterina

pytestmark = [pytest.mark.process, pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")]
LEONARDO = BOARDS["arduino-leonardo"]
OTHER = bytes(range(1, 101))  # somebody's sketch


@pytest.fixture
def plug(monkeypatch):
    """Let this stand-in be what is on USB, with another Leonardo, which waits in its bootloader."""
    neighbor = ListPortInfo("/dev/neighbor")
    (neighbor.vid, neighbor.pid), neighbor.location = LEONARDO.bootloader[0], "1-9:1.0"

    def plug(board):
        monkeypatch.setattr(ports.list_ports, "comports", lambda: [neighbor, *board.comports()])
        return board

    monkeypatch.setenv("SUNMAO_LANG", "en")
    monkeypatch.setenv(ports.ELSEWHERE, "")
    return plug


@pytest.mark.long
@pytest.mark.parametrize("sketch", [b"", OTHER], ids=["empty", "with a sketch"])
def test_loaded_by_the_command_line(plug, capsys, sketch):
    """From either port; the last line names the one at which it speaks."""
    image = read_image(LEONARDO)
    with plug(Caterina(LEONARDO, sketch)) as board:
        before = board.comports()[0].device
        assert before == (board.sketch_port if sketch else board.boot_port)
        assert main(["boards", "load", before]) == 0
        assert board.flash[: len(image)] == image and board.comports()[0].device == board.sketch_port
    lines = capsys.readouterr().out.replace("\r", "\n").splitlines()
    assert lines[-1].startswith(f"✓ {board.sketch_port}") and sum(line.endswith("  100 %") for line in lines) == 4


@pytest.mark.parametrize("told", [True, False], ids=["socket told", "socket not told"])
def test_looked_at_and_left_as_it_was(plug, monkeypatch, told):
    monkeypatch.setattr(Caterina, "location", Caterina.location if told else None)
    with plug(Caterina(LEONARDO, OTHER)) as board:
        with open_loader(LEONARDO, board.sketch_port) as loader:
            assert loader.inspect() == Chip(LEONARDO.signature, empty=False)
        assert loader.find_sketch() == board.sketch_port
        assert board.flash[: len(OTHER)] == OTHER and ord("B") not in board.spoken


def test_what_is_read_back_otherwise(plug):
    with plug(Caterina(LEONARDO)) as board, open_loader(LEONARDO, board.boot_port) as loader:
        loader.load(OTHER * 3)
        board.faulty = 200
        with pytest.raises(UploadFailed) as told:
            loader.verify(OTHER * 3, lambda *progress: None)
        assert told.value.key == "upload_differs"
        with pytest.raises(ValueError, match="28673"):
            loader.write(bytes(28673), lambda *progress: None)


def test_a_sketch_that_does_not_hear_the_touch(plug, monkeypatch):
    monkeypatch.setattr(caterina, "BACK_WITHIN", 0.3)
    with plug(Caterina(LEONARDO, OTHER, touchable=False)) as board:
        with pytest.raises(UploadFailed) as told:
            open_loader(LEONARDO, board.sketch_port)
        assert told.value.key == "upload_no_answer" and "reset button" in told.value.hint["en"]


def test_wrong_chip_and_a_board_that_stays_away(plug, monkeypatch):
    with plug(Caterina(LEONARDO, OTHER, signature=bytes(3))) as board:
        with pytest.raises(UploadFailed) as told:
            open_loader(LEONARDO, board.sketch_port)
        assert told.value.key == "upload_wrong_chip" and ord("B") not in board.spoken
    monkeypatch.setattr(caterina, "SKETCH_WITHIN", 0.3)
    with plug(Caterina(LEONARDO)) as board:
        with open_loader(LEONARDO, board.boot_port) as loader:
            pass  # nothing is written: it stays in its bootloader
        with pytest.raises(UploadFailed) as told:
            loader.find_sketch()
        assert told.value.key == "upload_not_back"
