"""A run of tests fails where a lock was taken in another order than `sunmao/locks/lock_order.py` says, in whatever process
of it. To be imported before any module that makes locks.
"""

import os
import tempfile
from pathlib import Path

import pytest

WATCH = "SUNMAO_LOCK_ORDER"  # not imported: with `sunmao.locks.lock_order` this would import what makes locks
OURS = WATCH not in os.environ  # not in the workers of pytest-xdist, and not in a run that a test starts
if OURS:
    handle, os.environ[WATCH] = tempfile.mkstemp(prefix="sunmao-locks-")
    os.close(handle)


def read_reports() -> list[str]:
    """List the locks that were taken in another order, each once."""
    return list(dict.fromkeys(Path(os.environ[WATCH]).read_text(encoding="utf-8").splitlines()))


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session):
    done = yield
    session.testsfailed += bool(OURS and read_reports())
    return done


def pytest_terminal_summary(terminalreporter):
    if OURS and (reports := read_reports()):
        terminalreporter.section("locks taken in another order", red=True)
        terminalreporter.write_line("\n".join(reports))


def pytest_unconfigure():
    if OURS:
        Path(os.environ[WATCH]).unlink(missing_ok=True)
