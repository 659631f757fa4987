"""Fixtures that tests of exports share."""

import pytest


@pytest.fixture(autouse=True)
def no_program_is_run(monkeypatch):
    """A process of its own for each export takes seconds; `test_parity_report` has it all."""
    monkeypatch.setattr("sunmao.deploy.parity_report.PROGRAM_PICTURES", 0)
