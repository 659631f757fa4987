"""Where the keys of a studio could leak: its log, its programs, other users' `ps`, texts of errors."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.attacks.attacker import Attacker
from tests.support.limits import poll_until
from tests.support.privileges import as_nobody
from tests.support.studio import Studio, start_studio, stop_studio

LOOKS = """
import os, sys, json
found = dict(os.environ, argv=' '.join(sys.argv), cwd=os.getcwd())
for name in ('cmdline', 'environ'):
    for pid in (os.getpid(), os.getppid()):
        try:
            found[f'{name} {pid}'] = open(f'/proc/{pid}/{name}').read()
        except OSError as error:
            found[f'{name} {pid}'] = str(error)
print(json.dumps(found))
raise ValueError(repr(list(vars(__import__('sunmao').link).values())))
"""


def secrets(door: Attacker) -> set[str]:
    """Every key of a door."""
    return {door.token, door.cookie.partition("=")[2], door.json("GET", "/api/session")["socket"]}


@pytest.mark.fault("D12")
def test_a_program_and_the_log_know_no_key(target, row):
    near, far = target.near, target.far
    keys = secrets(near) | secrets(far)
    assert len(keys) == 5  # both doors lead to the same sockets
    said = near.run(near.make(), LOOKS)
    assert "SUNMAO_LINK" not in said or len(said) > 1000
    for door in (near, far):
        for path in (f"/?token={door.token}", f"/%1b[2J?token={door.token}", f"/nowhere?x=1&token={door.token}&y=2"):
            door.ask("GET", path, door.own)
        with door.connect() as raw:
            raw.sendall(
                f"GET /\x1b[2J\xc2\x85forged?token={door.token} HTTP/1.1\r\nHost: x\r\nReferer: http://x/?token={door.token}\r\n\r\n".encode(
                    "latin-1"
                )
            )
            assert raw.recv(100).startswith(b"HTTP/1.1 4")
        with door.connect() as raw:
            raw.sendall(f"nonsense token={door.token}\r\n\r\n".encode())
            raw.recv(1000)
    answers = [
        near.ask("GET", path, near.own)[2].decode()
        for path in ("/nowhere", "/api/projects", "/api/projects/x", "/api/examples")
    ]
    lock = (target.studio.projects / ".sunmao" / "lock").read_text(encoding="utf-8")
    for key in keys:
        for text in (said, target.log, lock, *answers):
            assert key not in text
    row(
        saw=next(line.split('"')[1] for line in target.log.splitlines() if "?…" in line),
        kept="log, lock, program's environment, its error, error answers: none of the five keys",
    )


@pytest.mark.fault("D11")
def test_a_request_is_one_line_of_the_log(target, row):
    before = len(target.log.splitlines())
    with target.near.connect() as raw:
        raw.sendall(
            "GET /\x1b]0;x\x07\x9b2J%0d%0a2026-01-01 forged\xe2\x80\xa8 HTTP/1.1\r\nHost: x\r\nUser-Agent: \x1b[2J\r\n\r\n".encode(
                "latin-1"
            )
        )
        raw.recv(100)
    project = target.near.make("<b>\x1b[2J\r\nSet-Cookie: a=b\u2028\u202e")
    headers = target.near.ask("GET", f"/api/projects/{project}/export/main.py", target.near.own)[1]
    assert "set-cookie" not in headers and "\x1b" not in headers["content-disposition"]
    lines = target.log.splitlines()[before:]
    assert (
        all(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+ [A-Z]+ sunmao\.", line) for line in lines)
        and 3 <= len(lines) < 12
    )
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", "\n".join(lines))
    row(
        saw=next(line.split("sunmao.requests ")[1] for line in lines if "forged" in line),
        kept="one line a request, no ESC, no forged line or header",
    )


@pytest.fixture
def opened(tmp_path):
    """A studio that opens a browser: a script that stays and keeps what it was called with."""
    if os.name == "nt" or not shutil.which("ps"):
        pytest.skip("NO ps HERE: what other users see was not looked at")
    browser = tmp_path / "browser"
    browser.write_text(
        f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec {sys.executable} -c 'import time; time.sleep(3600)' $1\n"
    )
    browser.chmod(0o755)
    environment = {**os.environ, "BROWSER": f"{browser} %s &", "DISPLAY": ":0", "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "sunmao.server", "--port", "0", "--projects", str(tmp_path / "projects")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    yield Studio(process.stdout.readline().strip(), tmp_path, process)
    stop_studio(Studio("", tmp_path, process))
    os.kill(int((tmp_path / "pid").read_text()), signal.SIGKILL)


@pytest.mark.fault("D12")
def test_other_users_of_the_computer_see_no_key(opened, row):
    near = Attacker(opened.url)
    who = as_nobody()

    def list_processes() -> str:
        return subprocess.run(["ps", "-eww", "-o", "args"], capture_output=True, text=True, check=True, **who).stdout

    poll_until(lambda: "time.sleep(3600) file:" in list_processes(), "the browser")
    listed = list_processes()
    leading = list(opened.projects.glob("sunmao-*.html"))
    assert "sunmao.server" in listed and leading[0].name in listed
    assert not any(key in listed for key in secrets(near))
    assert leading[0].stat().st_mode & 0o777 == 0o600 and near.token in leading[0].read_text()
    if who:
        leading[0].parent.chmod(0o755)
        assert subprocess.run(["cat", str(leading[0])], capture_output=True, **who).returncode == 1
    stop_studio(opened)
    assert not leading[0].exists()
    row(
        saw="",
        kept=f"`ps` of {'uid 65534' if who else 'this user'}: the browser was given {Path(leading[0]).name[:8]}….html, mode 0600; gone afterwards",
    )


@pytest.mark.fault("D13")
def test_the_keys_of_a_start_end_with_it(tmp_path, row):
    first = start_studio(tmp_path)
    old = Attacker(first.url)
    keys = secrets(old)
    stop_studio(first)
    again = start_studio(tmp_path, port=old.port)
    try:
        new = Attacker(again.url)
        assert new.port == old.port and not keys & secrets(new)
        status, _, body = new.ask("GET", "/", old.own)
        assert status == 401 == new.ask("GET", f"/?token={old.token}", new.host)[0]
        assert new.ask("GET", "/", new.own)[0] == 200
    finally:
        stop_studio(again)
    row(
        saw=" / ".join(re.findall(r">([^<>]+)</h1>", body.decode())),
        kept="cookie, token and socket key of the old start: 401 at the same port",
    )


def test_the_port_is_not_there_for_others(target):
    """Without --host nothing listens but the loopback interface; with it, only the TLS port does."""
    address = target.far.place.hostname
    if address.startswith("127."):
        pytest.skip("THIS MACHINE HAS NO ADDRESS BUT ITS OWN")
    with pytest.raises(OSError):
        socket.create_connection((address, target.near.port), 5).close()
