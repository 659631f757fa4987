"""A receiver of remote controls."""

import pytest

from sunmao.boards import (
    InfraredReceiver,
)
from sunmao.errors import PinInUse
from tests.support.devices.simulated_board import board  # noqa: F401


def test_a_remote_control(board):
    remote, heard = InfraredReceiver(pin=2), []
    remote.when_pressed(lambda: heard.append(remote.command))
    assert (remote.command, remote.address, remote.is_active) == (-1, -1, False)
    for command in (12, 255):
        board.firmware.set_remote(2, command, True)
        board.heard(lambda: len(heard) and remote.is_active)
        assert (remote.command, remote.address) == (command, 0) and board.state["remotes"] == {"2": command}
        board.firmware.set_remote(2, command, False)
        board.heard(lambda: not remote.is_active)
    assert heard == [12, 255] and board.state["remotes"] == {}
    for nonsense in ((2, 256), ("x", 1), (2, 1.5), (2, None)):
        with pytest.raises((KeyError, ValueError, TypeError)):
            board.firmware.set_remote(*nonsense, True)
    assert board.state["remotes"] == {}
    with pytest.raises(PinInUse, match="only one"):
        InfraredReceiver(pin=3)
    board.firmware.set_remote(2, 7, True)
    remote.close()
    assert InfraredReceiver(pin=2).command == -1  # of a key that was pressed before, it has heard nothing
