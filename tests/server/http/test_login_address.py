"""The address that logs a browser in: in the terminal, and in the file that leads a browser there."""

import os
import re
import signal
import stat
import subprocess
import sys

import psutil
import pytest

from sunmao.server.http import login_address
from sunmao.server.http.login_address import LoginAddress
from sunmao.server.http.sessions import SessionStore
from tests.support.limits import HANG_TIMEOUT, poll_until
from tests.support.studio import read_address

posix = pytest.mark.skipif(os.name == "nt", reason="terminals and modes as on POSIX systems")


@pytest.fixture
def opened(monkeypatch):
    """The addresses that the browser was given."""
    found = []
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(login_address.webbrowser, "open", lambda address: found.append(address) or True)
    return found


@posix
def test_the_browser_is_led_by_a_file_that_only_its_owner_reads(opened, tmp_path, capsys):
    sessions = SessionStore()
    LoginAddress(5050, sessions, tmp_path, browser=True).show()
    [file] = tmp_path.iterdir()
    assert opened == [file.as_uri()] and sessions.token not in opened[0]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert f"url=http://127.0.0.1:5050/?token={sessions.token}" in file.read_text(encoding="utf-8")
    assert capsys.readouterr().out == f"http://127.0.0.1:5050/?token={sessions.token}\n"


def test_the_file_goes_with_the_login(opened, tmp_path):
    sessions = SessionStore()
    LoginAddress(5050, sessions, tmp_path, browser=True).show()
    sessions.log_in("wrong")
    assert list(tmp_path.iterdir())
    sessions.log_in(sessions.token)
    assert not list(tmp_path.iterdir())


def test_the_file_of_a_studio_that_was_killed_goes_at_the_next_start(tmp_path):
    (tmp_path / login_address.FILE).write_text("of a token that opens nothing any more")
    LoginAddress(5050, SessionStore(), tmp_path, browser=False)
    assert not list(tmp_path.iterdir())


@posix
def test_what_stands_in_the_place_of_the_file_is_not_followed(opened, tmp_path):
    (tmp_path / "other").write_text("mine")
    (tmp_path / login_address.FILE).symlink_to(tmp_path / "other")
    LoginAddress(5050, SessionStore(), tmp_path, browser=True).show()
    assert (tmp_path / "other").read_text() == "mine" and not (tmp_path / login_address.FILE).is_symlink()


def test_without_a_browser_nothing_is_left_behind(monkeypatch, tmp_path):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(login_address.webbrowser, "open", lambda address: False)
    LoginAddress(5050, SessionStore(), tmp_path, browser=True).show()
    LoginAddress(5050, SessionStore(), tmp_path / "missing", browser=True).show()
    assert list(tmp_path.iterdir()) == []


STUDIO = [sys.executable, "-m", "sunmao.server", "--no-browser", "--port", "0", "--projects"]


@posix
@pytest.mark.process
def test_enter_shows_an_address_with_another_token(tmp_path):
    keyboard, terminal = os.openpty()
    environment = {**os.environ, "SUNMAO_LANG": "en"}
    studio = subprocess.Popen(
        [*STUDIO, tmp_path], stdin=terminal, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    )
    try:
        found = [read_address(studio)]
        assert "press Enter here" in studio.stdout.readline()
        for _ in range(3):
            os.write(keyboard, b"\n")
            found.append(read_address(studio))
        assert len(set(found)) == 4 and len({re.sub("token=.*", "", address) for address in found}) == 1
        studio.send_signal(signal.SIGINT)
        assert studio.wait(HANG_TIMEOUT) == 0, "a keyboard that is read holds nothing up"
    finally:
        studio.kill()
        studio.communicate()
        os.close(keyboard)
        os.close(terminal)


IN_BACKGROUND = """
import os, subprocess, sys, time
studio = subprocess.Popen(sys.argv[1:], process_group=0)  # a job that the terminal does not belong to
while True:
    with open(f"/proc/{studio.pid}/stat") as file:
        print(file.read().rpartition(")")[2].split()[0], flush=True)
    time.sleep(0.1)
"""


@pytest.mark.long
@posix
@pytest.mark.process
@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="states of processes are read from /proc")
def test_a_studio_in_the_background_is_not_halted_by_its_terminal(tmp_path):
    """A job that reads the keyboard without the terminal's leave gets SIGTTIN, whose default is to halt it."""
    keyboard, terminal = os.openpty()
    shell = subprocess.Popen(
        [sys.executable, "-c", f"import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0){IN_BACKGROUND}"]
        + [*STUDIO, str(tmp_path)],
        stdin=terminal,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        read_address(shell)
        states: list[str] = []

        def look() -> bool:
            states.append(shell.stdout.readline().strip())
            return len(states) > 10

        poll_until(look, "its states")
        assert "T" not in states, states
    finally:
        for process in psutil.Process(shell.pid).children(recursive=True):
            process.kill()
        shell.kill()
        shell.communicate()
        os.close(keyboard)
        os.close(terminal)
