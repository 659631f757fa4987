"""Visitors that do not read, send too much, too slowly, or only a part: the others notice nothing, and nothing half is
kept.
"""

import io
import json
import socket
import threading
import time
import urllib.error
import zipfile
from pathlib import Path
from urllib.parse import quote

import cv2
import numpy as np
import psutil
import pytest

from tests.e2e.rooms import make, program
from tests.support.limits import HANG_TIMEOUT, poll_until
from tests.support.network.raw_page import RawPage
from tests.support.studio import ApiClient, start_studio, stop_studio

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    """One studio in a process of its own for these tests."""
    running = start_studio(tmp_path_factory.mktemp("net"))
    yield running
    stop_studio(running)


LINES, LONG = 600, 100_000
CHATTY = f"for i in range({LINES}):\n    print(f'{{i:06}}' + 'x' * {LONG})"


@pytest.mark.fault("C1")
@pytest.mark.long
def test_a_page_that_stops_reading_in_a_flood(studio, row):
    visitor, process = ApiClient(studio), psutil.Process(studio.process.pid)
    project = visitor.ask("POST", "/api/projects", {"title": "flood", "lang": "en"})
    start = visitor.run(project, program(f"input('go?')\n{CHATTY}"))
    pages = [RawPage(visitor, project["id"], start["id"], buffer=4096) for _ in range(3)]
    path = f"/api/projects/{quote(project['id'])}/runs/{start['id']}"
    poll_until(lambda: visitor.ask("GET", path)["state"] == "waiting", "the question")
    before = process.memory_info().rss
    visitor.ask("POST", f"{path}/answers/1", {"value": ""})
    most, said = 0, 0
    file = max(studio.projects.glob(f"{project['id']}/runs/*/events.jsonl"))
    while not ended(file):
        visitor.ask("GET", path)
        most, said = max(most, process.memory_info().rss - before), said + 1
        time.sleep(0.02)
    log = file.stat().st_size
    # Without a limit each of the three pages would hold all of it.
    assert log > LINES * LONG and most < 90 * 2**20, (log, most)
    for page in pages[:1]:
        text, last = [], 0
        for event in page.events():
            assert event["seq"] == last + 1
            last = event["seq"]
            if event["kind"] == "output":
                text.append(event["text"])
            if event["kind"] == "state" and event["state"] == "finished":
                break
        assert [int(line[:6]) for line in "".join(text).splitlines()] == list(range(LINES))
    for page in pages:
        page.close()
    row(
        saw="",
        kept=f"{log >> 20} MB said, the studio grew by {most >> 20} MB; the page caught up by number; {said} other answers meanwhile",
    )


def ended(log: Path) -> bool:
    """Whether a run's last word is in its log."""
    with open(log, "rb") as file:
        file.seek(max(0, log.stat().st_size - 200))
        return b'"state":"finished"' in file.read()


def upload(visitor, project: str, body: bytes, length: int | None = None) -> socket.socket:
    """Begin an upload: the head, and the first bytes of the body."""
    name, port = visitor.base.removeprefix("http://").split(":")
    own = "".join(f"{name}: {value}\r\n" for name, value in visitor.own.items())
    connection = socket.create_connection((name, int(port)))
    head = f"POST /api/projects/{quote(project)}/datasets HTTP/1.1\r\nHost: {name}:{port}\r\n{own}X-Sunmao: 1\r\n"
    connection.sendall(
        (
            head + f"Content-Type: multipart/form-data; boundary=B\r\nContent-Length: {length or len(body)}\r\n\r\n"
        ).encode()
        + body
    )
    return connection


def form(archive: bytes) -> bytes:
    return (
        b'--B\r\nContent-Disposition: form-data; name="name"\r\n\r\ncats\r\n--B\r\nContent-Disposition: form-data; name="zip"; filename="c.zip"\r\n\r\n'
        + archive
        + b"\r\n--B--\r\n"
    )


def pictures(count: int) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for number in range(count):
            picture = np.full((16, 16, 3), number % 250, np.uint8)
            archive.writestr(
                f"{'cat' if number % 2 else 'dog'}/{number}.png", cv2.imencode(".png", picture)[1].tobytes()
            )
    return data.getvalue()


def answer(connection: socket.socket) -> tuple[int, dict]:
    with connection, connection.makefile("rb") as file:
        data = file.read()
    head, _, body = data.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)


@pytest.mark.fault("C6")
def test_uploads_that_do_not_arrive(studio, row):
    visitor, project = ApiClient(studio), make(studio, program("print(1)"))
    folder, own = studio.projects / project / "data", studio.projects / ".sunmao"
    body = form(pictures(60))
    # Byte by byte, while others are answered; then it is canceled.
    slow = upload(visitor, project, body[:200], len(body))
    for at in range(200, 203):
        slow.sendall(body[at : at + 1])
        visitor.ask("GET", "/api/session")
        time.sleep(0.3)
    slow.close()
    cut = upload(visitor, project, body[: len(body) * 9 // 10], len(body))
    cut.shutdown(socket.SHUT_WR)
    status, said = answer(cut)
    assert (status, said["text"]["zh"]) == (400, "没有传完整，再试一次。")
    poll_until(lambda: not [*own.glob("upload-*"), *folder.iterdir()], "the end of the slow upload")
    # The same file twice, at once: two whole data sets.
    both = [upload(visitor, project, body) for _ in range(2)]
    base = f"/api/projects/{project}"
    begun = [answer(each)[1] for each in both]
    wait_for_jobs(visitor, base, begun)
    taken = [visitor.ask("POST", f"{base}/imports/{each['import']}", {}) for each in begun]
    paths = sorted(said["result"]["path"] for said in wait_for_jobs(visitor, base, taken))
    assert paths == ["data/cats", "data/cats-2"]
    poll_until(lambda: len(list(folder.iterdir())) == 2, "the end of what was half there")
    assert {path.name: sum(1 for _ in path.rglob("*.png")) for path in folder.iterdir()} == {"cats": 60, "cats-2": 60}
    row(saw=said["text"], kept="no half data set; the same file twice is two whole ones")


def wait_for_jobs(visitor, base: str, begun: list[dict]) -> list[dict]:
    """Wait for the end of jobs and return how each ended: {'state', 'result'}."""
    asked = [f"{base}/jobs/{each['job']}" for each in begun]
    poll_until(lambda: all(visitor.ask("GET", job)["state"] == "done" for job in asked), "the end of all jobs")
    return [visitor.ask("GET", job) for job in asked]


@pytest.mark.fault("C6")
@pytest.mark.long
def test_a_studio_that_is_killed_in_the_middle_of_an_import(tmp_path, row):
    studio = start_studio(tmp_path)
    project = make(studio, program("print(1)"))
    folder = tmp_path / project / "data"
    visitor = ApiClient(studio)
    begun = answer(upload(visitor, project, form(pictures(3000))))[1]
    wait_for_jobs(visitor, f"/api/projects/{quote(project)}", [begun])
    visitor.ask("POST", f"/api/projects/{quote(project)}/imports/{begun['import']}", {})
    poll_until(lambda: any(folder.glob(".*.tmp/**/*.png")), "the first copied picture")
    studio.process.kill()
    studio.process.wait()
    assert not any(path for path in folder.iterdir() if not path.name.startswith(".")) and any(folder.iterdir())
    studio = start_studio(tmp_path)
    try:
        poll_until(lambda: list(folder.iterdir()) == [], "what was half there goes")
        assert (
            ApiClient(studio).ask("GET", f"/api/projects/{quote(project)}/choices")["dataset"]
            == ApiClient(studio).ask("GET", f"/api/projects/{quote(make(studio, program('print(1)')))}/choices")[
                "dataset"
            ]
        )
    finally:
        stop_studio(studio)
    row(saw="", kept="no half data set after kill -9 and a new start")


def refused(visitor, method: str, path: str, head: dict, pieces) -> tuple[int, int]:
    """Send a body piece by piece until there is an answer: its status, and how many bytes were sent."""
    name, port = visitor.base.removeprefix("http://").split(":")
    lines = {"Host": f"{name}:{port}", **visitor.own, "X-Sunmao": "1", "Content-Type": "application/json", **head}
    sent = 0
    with socket.create_connection((name, int(port))) as connection:
        connection.sendall(
            (
                f"{method} {path} HTTP/1.1\r\n"
                + "".join(f"{key}: {value}\r\n" for key, value in lines.items())
                + "\r\n"
            ).encode()
        )
        connection.settimeout(0.2)
        for piece in pieces:
            try:
                connection.sendall(piece)
                sent += len(piece)
            except OSError:
                break
            connection.settimeout(0.01)
            try:
                if answer := connection.recv(1000):
                    return int(answer.split()[1]), sent
            except TimeoutError:
                continue
        connection.settimeout(HANG_TIMEOUT)
        return int(connection.recv(1000).split()[1]), sent


def huge(count: int) -> dict:
    """A workspace of many small stacks."""
    blocks = [{"type": "math_number", "id": f"n{number}", "fields": {"NUM": number}} for number in range(count)]
    return {"blocks": {"languageVersion": 0, "blocks": [{"type": "program_start", "id": "start"}, *blocks]}}


@pytest.mark.fault("C5")
@pytest.mark.long
def test_too_much_at_once(studio, row):
    visitor, project = ApiClient(studio), make(studio, program("print(1)"))
    path = f"/api/projects/{quote(project)}/workspace"
    file = studio.projects / project / "workspace.json"
    before = file.read_bytes()
    piece = b" " * 250_000
    status, sent = refused(visitor, "PUT", path, {"Content-Length": 20_000_000}, (piece for _ in range(80)))
    assert status == 413 and sent < 20_000_000, "refused before it was all sent"
    chunk = b"%x\r\n%s\r\n" % (len(piece), piece)
    status, sent = refused(visitor, "PUT", path, {"Transfer-Encoding": "chunked"}, (chunk for _ in range(80)))
    assert status == 413 and sent < 20_000_000
    with pytest.raises(urllib.error.HTTPError) as told:
        visitor.ask("PUT", path, {"workspace": huge(250_000), "base": 2})
    said = json.load(told.value)["text"]
    assert told.value.code == 413 and file.read_bytes() == before
    # As many blocks as fit: saved, while others are answered.
    waits, done = [], threading.Event()

    def others():
        other = ApiClient(studio)
        while not done.is_set():
            began = time.monotonic()
            other.ask("GET", "/api/session")
            waits.append(time.monotonic() - began)

    asking = threading.Thread(target=others)
    asking.start()
    saved = visitor.ask("PUT", path, {"workspace": huge(100_000), "base": 2})
    for number in range(100):
        saved = visitor.ask("PUT", path, {"workspace": program(f"print({number})"), "base": saved["version"]})
    done.set()
    asking.join()
    assert b"print(99)" in file.read_bytes() and saved["version"] == 103 and waits
    row(
        saw=said,
        kept=f"the last good save; 100,000 blocks and 100 saves; {len(waits)} answers to others, half of them within {sorted(waits)[len(waits) // 2] * 1000:.0f} ms",
    )
