"""Our sketch into a Mega, whose bootloader a stand-in plays."""

import sys

import pytest

from sunmao.boards.links.firmata.keep_alive import SKETCH
from sunmao.boards.loaders import stk500v2
from sunmao.boards.loaders.loader_registry import open_loader
from sunmao.boards.loaders.sketch_loader import Chip
from sunmao.boards.registry import BOARDS
from sunmao.boards.sketches.shipped_sketches import read_image
from sunmao.errors import UploadFailed
from sunmao.server.cli.main import main
from tests.support.devices.bootloaders import Stk500boot

pytestmark = [pytest.mark.process, pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")]
MEGA = BOARDS["arduino-mega"]
OLD = bytes(range(256)) * 400


@pytest.mark.long
def test_loaded_by_the_command_line(capsys, monkeypatch):
    """The old program is erased wholly: pages are erased as they are written."""
    monkeypatch.setenv("SUNMAO_LANG", "en")
    image = read_image(MEGA)
    with Stk500boot(MEGA, OLD) as board:
        assert main(["boards", "load", board.port, "--board", "arduino-mega"]) == 0
        assert board.flash[: len(image)] == image
    lines = capsys.readouterr().out.replace("\r", "\n").splitlines()
    assert lines[-1].startswith(f"✓ {board.port}") and sum(line.endswith("  100 %") for line in lines) == 4


def test_written_twice_in_one_go():
    """The second time, too, begins with the first page; what is read back otherwise is told."""
    with Stk500boot(MEGA) as board, open_loader(MEGA, board.port) as loader:
        assert loader.inspect() == Chip(MEGA.signature, empty=True)
        for image in (OLD[:1000], OLD[500:2000]):
            loader.load(image)
            assert board.flash[: len(image)] == image
        assert not loader.inspect().empty
        board.faulty = 700
        with pytest.raises(UploadFailed) as told:
            loader.verify(OLD[500:2000], lambda *progress: None)
        assert told.value.key == "upload_differs"
        with pytest.raises(ValueError, match=str(loader.room + 1)):
            loader.write(bytes(loader.room + 1), lambda *progress: None)


def test_beyond_64_kilobytes():
    image = (OLD * 3)[:140_001]
    with Stk500boot(MEGA) as board, open_loader(MEGA, board.port) as loader:
        loader.load(image)
        assert board.flash[: len(image)] == image


def test_wrong_chip_is_left_alone():
    with Stk500boot(MEGA, signature=BOARDS["arduino-uno"].signature) as board:
        with pytest.raises(UploadFailed) as told:
            open_loader(MEGA, board.port)
        assert told.value.key == "upload_wrong_chip" and board.is_empty() and 0x13 not in board.spoken


def test_running_sketch_is_no_bootloader(monkeypatch):
    monkeypatch.setattr(stk500v2, "QUESTION", 0.05)
    with Stk500boot(MEGA) as board:
        board._runs = True
        with pytest.raises(UploadFailed) as told:
            open_loader(MEGA, board.port, tries=1)
        assert told.value.key == "upload_no_answer"


def test_sketch_does_not_call_the_monitor():
    """At three of these in a row old bootloaders leave for a monitor of their own."""
    image = read_image(MEGA)
    assert b"!!!" not in image and SKETCH.encode() in image
