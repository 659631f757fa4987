"""The report of a board: on the simulated one, on the real firmware, and where nothing answers."""

from functools import partialmethod

import pytest

from sunmao.boards.board_check import check_board
from sunmao.boards.links.firmata.firmata_link import FirmataLink
from sunmao.server.cli.main import main
from tests.support.limits import HANG_TIMEOUT

STEPS = ["open", "abilities", "write", "pwm", "servo", "read", "analog", "rest"]


def test_the_simulated_board_passes():
    steps = list(check_board("simulated"))
    assert [step.name for step in steps] == STEPS and all(step.passed for step in steps)


def test_a_port_that_is_not_there_ends_the_report(capsys):
    assert main(["boards", "test", "no-such-port", "--board", "arduino-uno"]) == 1
    written = capsys.readouterr().out
    assert "✗" in written and "no-such-port" in written and "舵机" not in written and "servo" not in written


@pytest.mark.long
@pytest.mark.process
@pytest.mark.slow
def test_the_real_firmware_passes(uno, capsys, monkeypatch):
    monkeypatch.setattr(FirmataLink, "identify", partialmethod(FirmataLink.identify, within=HANG_TIMEOUT))
    assert main(["boards", "test", str(uno.port), "--board", "arduino-uno"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("✓") for line in lines) == len(STEPS)
    assert any("StandardFirmata" in line for line in lines)
