"""Whoever is told to end while the doctor looks, ends at once, and so does everything that the doctor has started."""

import os
import signal
import subprocess
import sys
import threading
import time

import psutil
import pytest

from sunmao.server.processes import system_tools
from tests.support.limits import HANG_TIMEOUT, poll_until
from tests.support.studio import ApiClient, start_studio

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
# A package whose import takes long, and that hears no signal but the last one.
SLOW = """
import os, signal, time
for number in (signal.SIGINT, signal.SIGTERM): signal.signal(number, signal.SIG_IGN)
with open(os.path.join(os.environ['SLOW'], str(os.getpid())), 'w'): pass
time.sleep(100)
"""


@pytest.fixture
def slow(tmp_path):
    """The environment in which two packages take long, and what lists the processes that import them."""
    packages, begun = tmp_path / "packages", tmp_path / "begun"
    packages.mkdir()
    begun.mkdir()
    for name in ("cv2", "serial"):
        (packages / f"{name}.py").write_text(SLOW)
    return {"PYTHONPATH": str(packages), "SLOW": str(begun)}, lambda: [int(name) for name in os.listdir(begun)]


def end(process: subprocess.Popen, number: int, list_slow) -> float:
    """Wait until the doctor looks, send the signal; seconds until the end, which are one at most on a quiet computer."""
    poll_until(lambda: len(list_slow()) == 2, "the doctor")
    began = time.monotonic()
    process.send_signal(number)
    process.wait(HANG_TIMEOUT)
    took = time.monotonic() - began
    limit = 1 + 20 * measure_start()
    assert took < limit, f"{took:.2f} s, at most {limit:.2f} s"
    poll_until(lambda: not any(map(psutil.pid_exists, list_slow())), "the end of what the doctor started")
    return took


def measure_start() -> float:
    """Seconds that this computer takes just now to start and end a Python that does nothing: a measure of how busy it
    is.
    """
    began = time.monotonic()
    subprocess.run([sys.executable, "-I", "-S", "-c", ""], check=True)
    return time.monotonic() - began


@pytest.mark.long
@POSIX
@pytest.mark.process
@pytest.mark.fault("G7")
def test_the_studio_ends_while_the_doctor_looks(tmp_path, slow, row):
    environment, list_slow = slow
    studio = start_studio(tmp_path / "projects", more=environment)
    threading.Thread(target=ask, args=(studio,), daemon=True).start()
    took = end(studio.process, signal.SIGTERM, list_slow)
    assert studio.process.returncode == 0
    row(saw="", kept=f"the studio ended {took:.1f} s after SIGTERM, and both packages' processes with it")


def ask(studio) -> None:
    try:
        ApiClient(studio).ask("GET", "/api/doctor?again=1")
    except Exception:
        pass  # the studio ends before it has answered


@POSIX
@pytest.mark.process
@pytest.mark.fault("G7")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_line_ends_while_the_doctor_looks(tmp_path, slow, number, row):
    environment, list_slow = slow
    command = [sys.executable, "-m", "sunmao.server", "--projects", tmp_path / "projects", "doctor"]
    doctor = subprocess.Popen(command, env={**os.environ, **environment}, stderr=subprocess.PIPE, text=True)
    took = end(doctor, number, list_slow)
    assert doctor.returncode == 128 + number and doctor.stderr.read() == ""
    doctor.stderr.close()
    row(saw="", kept=f"no traceback; ended {took:.1f} s after {signal.Signals(number).name}")


@pytest.fixture
def open_again():
    yield
    system_tools._closed.clear()


@pytest.mark.process
def test_a_closed_studio_starts_no_tool(open_again):
    assert system_tools.run_tool([sys.executable, "-c", "print(5)"], HANG_TIMEOUT).stdout.split() == [b"5"]
    with pytest.raises(subprocess.TimeoutExpired):
        system_tools.run_tool([sys.executable, "-c", "import time; time.sleep(100)"], 0.1)
    assert not system_tools._running
    system_tools.close_tools()
    with pytest.raises(OSError):
        system_tools.run_tool([sys.executable, "-c", "print(5)"], HANG_TIMEOUT)
