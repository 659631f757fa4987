"""Our sketch put on a board by the page, while its port goes and comes back under another name."""

import sys

import pytest

from sunmao.boards.links import ports
from sunmao.boards.registry import BOARDS
from sunmao.server.devices.boards.board_manager import BoardManager
from sunmao.server.devices.boards.last_used_ports import LastUsedPorts
from tests.support.devices.bootloaders import Caterina
from tests.support.limits import poll_until

pytestmark = [pytest.mark.process, pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")]
LEONARDO = BOARDS["arduino-leonardo"]


@pytest.fixture
def board(monkeypatch, request):
    """A Leonardo with somebody's sketch, or with that of the parameter."""
    monkeypatch.setenv(ports.ELSEWHERE, "")
    with Caterina(LEONARDO, getattr(request, "param", b"somebody's")) as made:
        monkeypatch.setattr(ports.list_ports, "comports", made.comports)
        yield made


@pytest.fixture
def manager():
    made = BoardManager(LastUsedPorts(None))
    yield made
    made.shut_down()


def test_the_port_stays_in_the_list(board, manager):
    """The program on the board is identified and left, then ours is installed: meanwhile the list has always this one
    row.
    """
    port = board.sketch_port
    manager.contents.look(port, LEONARDO)
    poll_until(lambda: list_only(manager, port)["contents"], "what is on it")
    assert list_only(manager, port)["contents"] == "program"
    manager.install_sketch(port, LEONARDO.name)
    done = poll_until(lambda: has_ended(list_only(manager, port)), "the end")
    assert (done["install"]["step"], done["install"]["error"]) == ("done", None)
    assert done["firmware"] and done["board"] == LEONARDO.name and board.comports()[0].device == port


@pytest.mark.parametrize("board", [b""], indirect=True, ids=["empty"])
def test_begun_in_the_bootloader(board, manager):
    """The port at which it was is gone then; the one at which it speaks is open."""
    manager.install_sketch(board.boot_port, LEONARDO.name)
    poll_until(lambda: [row for row in manager.list_rows() if row["firmware"]], "its firmware")
    assert [row["port"] for row in manager.list_rows()] == [board.sketch_port]


def list_only(manager, port: str) -> dict:
    """The row of a port, which is the only one."""
    (row,) = manager.list_rows()
    assert row["port"] == port
    return row


def has_ended(row: dict) -> dict | None:
    """The row, once the sketch is there or is not to be."""
    return row if row["install"]["step"] in ("done", "failed", "stopped") else None
