"""The places where the keys of a studio could leak: its log, its programs, other users' `ps`, texts of errors."""

import json
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
from tests.support.studio import Studio, read_address, start_studio, stop_studio

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
    return {door.token, door.cookie.partition("=")[2], door.key}


@pytest.mark.fault("D12")
def test_a_program_and_the_log_know_no_key(target, row):
    near, far = target.near, target.far
    keys = secrets(near) | secrets(far)
    assert len(keys) == 6
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
        kept="log, lock, program's environment, its error, error answers: none of the six keys",
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


def start_with_browser(folder: Path) -> Studio:
    """A studio that opens a browser: a script that stays, whose number stands in the file `pid`."""
    browser = folder / "browser"
    browser.write_text(
        f"#!/bin/sh\necho $$ > {folder}/pid\nexec {sys.executable} -c 'import time; time.sleep(3600)' $1\n"
    )
    browser.chmod(0o755)
    environment = {**os.environ, "BROWSER": f"{browser} %s &", "DISPLAY": ":0"}
    command = [sys.executable, "-m", "sunmao.server", "--port", "0", "--projects", str(folder / "projects")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    return Studio(read_address(process), folder / "projects", process)


@pytest.fixture
def opened(tmp_path):
    """A studio that has opened a browser."""
    if os.name == "nt" or not shutil.which("ps"):
        pytest.skip("NO ps HERE: what other users see was not looked at")
    studio, number = start_with_browser(tmp_path), tmp_path / "pid"
    poll_until(lambda: number.is_file() and number.read_text().strip(), "the browser")
    yield studio
    if studio.process.poll() is None:
        stop_studio(studio)
    os.kill(int(number.read_text()), signal.SIGKILL)


@pytest.mark.fault("D12")
def test_other_users_of_the_computer_see_no_key(opened, row):
    near, who = Attacker(opened.address), as_nobody()

    def list_processes() -> str:
        return subprocess.run(["ps", "-eww", "-o", "args"], capture_output=True, text=True, check=True, **who).stdout

    leading = opened.projects / ".sunmao" / "login.html"
    poll_until(lambda: f"time.sleep(3600) {leading.as_uri()}" in list_processes(), "the browser")
    listed = list_processes()
    assert "sunmao.server" in listed and near.token not in listed
    assert leading.stat().st_mode & 0o777 == 0o600 and near.token in leading.read_text()
    if who:
        opened.projects.parent.chmod(0o755)
        assert subprocess.run(["cat", str(leading)], capture_output=True, **who).returncode == 1
    assert not any(key in list_processes() for key in secrets(near))
    assert not leading.exists(), "it led one browser, and goes with the login"
    row(
        saw="",
        kept=f"`ps` of {'uid 65534' if who else 'this user'}: the browser was given login.html, mode 0600; gone at the login",
    )


THIEF = """
import glob, json, os, re, urllib.error, urllib.request
began = os.path.getmtime("{home}/.sunmao/lock") - 60  # what is older holds no secret of this start
found, base = set(), "http://127.0.0.1:{port}"
places = ["{home}/.sunmao/**", "{home}/*", "/tmp/*", "/tmp/*/*", "/dev/shm/*", "/run/user/*/*"]
places += ["/proc/[0-9]*/" + name for name in ("cmdline", "environ", "fd/1", "fd/2", "maps")]
for path in [path for place in places for path in glob.glob(place, recursive=True, include_hidden=True)]:
    try:
        if os.path.isfile(path) and os.path.getmtime(path) >= began:
            with open(path, "rb") as file:
                found.update(re.findall(rb"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{{43}}(?![A-Za-z0-9_-])", file.read(5_000_000)))
    except OSError:
        pass
found |= {{value.encode() for value in os.environ.values()}}

def ask(method, path, **headers):
    request = urllib.request.Request(base + path, b"{{}}" if method == "PUT" else None, headers, method=method)
    try:
        return urllib.request.build_opener(NoRedirect).open(request, timeout=30).status
    except urllib.error.HTTPError as error:
        return error.code
    except (ValueError, OSError):
        return 0

class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None

tried, opened = 0, []
for secret in [each.decode("latin-1") for each in found if re.fullmatch(rb"[\x21-\x7e]{{1,500}}", each)]:
    own = {{"Cookie": "sunmao_{port}=" + secret, "X-Sunmao-Key": secret, "X-Sunmao": "1", "Content-Type": "application/json"}}
    tried += 1
    if ask("GET", "/?token=" + secret) in (200, 303):
        opened.append("token")
    if ask("PUT", "/api/network", **own) != 401 or ask("GET", "/api/projects", **own) != 401:
        opened.append("cookie or key")
print(json.dumps([tried, opened]))
"""


@pytest.mark.fault("H2")
@pytest.mark.long
def test_a_program_finds_no_way_in(opened, row):
    """In a normal start, with a browser that was opened: a program looks through files, environments and processes."""
    near = Attacker(opened.address)
    project = near.make()
    tried, let_in = json.loads(near.run(project, THIEF.format(port=near.port, home=opened.projects)))
    assert let_in == [] and tried > 5
    for path in opened.projects.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not any(key.encode() in data for key in secrets(near)), path
    row(
        saw="",
        kept=f"{tried} things that look like a secret, each tried as token, cookie and key: none opened anything",
    )


@pytest.mark.fault("H2")
def test_the_file_of_a_studio_that_was_killed_opens_nothing(opened, tmp_path, row):
    leading = opened.projects / ".sunmao" / "login.html"
    old = Attacker(opened.address)
    opened.process.kill()
    opened.process.wait()  # not for the end of what it prints: the browser has that open, too
    assert old.token in leading.read_text()
    again = start_studio(opened.projects, port=old.port)
    try:
        assert not leading.exists()
        assert Attacker(again.address).ask("GET", f"/?token={old.token}", old.host)[0] == 401
    finally:
        stop_studio(again)
    row(saw="", kept="after kill -9 its token opens nothing, and the file is gone with the next start")


@pytest.mark.fault("D13")
def test_the_keys_of_a_start_end_with_it(tmp_path, row):
    first = start_studio(tmp_path)
    old = Attacker(first.address)
    keys = secrets(old)
    stop_studio(first)
    again = start_studio(tmp_path, port=old.port)
    try:
        new = Attacker(again.address)
        assert new.port == old.port and not keys & secrets(new)
        status, _, body = new.ask("GET", "/", old.own)
        assert status == 401 == new.ask("GET", f"/?token={old.token}", new.host)[0]
        assert new.ask("GET", "/", new.own)[0] == 200
    finally:
        stop_studio(again)
    row(
        saw=" / ".join(re.findall(r">([^<>]+)</h1>", body.decode())),
        kept="cookie, token and page key of the old start: 401 at the same port",
    )


def test_the_port_is_not_there_for_others(target):
    """Without --host nothing listens but the loopback interface; with it, only the TLS port does."""
    address = target.far.place.hostname
    if address.startswith("127."):
        pytest.skip("THIS MACHINE HAS NO ADDRESS BUT ITS OWN")
    with pytest.raises(OSError):
        socket.create_connection((address, target.near.port), 5).close()
