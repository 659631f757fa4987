"""A studio that is killed while a data set comes in, or while pictures are collected: the project is as it was, what
was counted is whole.
"""

import http.client
import json
import threading
import urllib.request
import zipfile
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote, urlsplit

import numpy as np
import pytest

from sunmao.images.image_files import encode_png, read_image_file
from tests.support.limits import poll_until
from tests.support.studio import ApiClient, start_studio, stop_studio

pytestmark = pytest.mark.process

CLASSES, OF_EACH = ("a", "b", "c"), 300
BOUND = "----sunmao"


@pytest.fixture
def home(tmp_path):
    """The folder of the projects; what `began` starts in it is over afterwards."""
    started = []

    def began():
        started.append(start_studio(tmp_path / "projects"))
        return started[-1], ApiClient(started[-1])

    yield began
    for studio in started:
        stop_studio(studio)


@pytest.fixture
def packed(tmp_path) -> bytes:
    """A zip of many pictures, no two alike."""
    chance = np.random.default_rng(1)
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        for label in CLASSES:
            for number in range(OF_EACH):
                archive.writestr(
                    f"many/{label}/{number}.png", encode_png(chance.integers(0, 256, (24, 24, 3), np.uint8))
                )
    return (tmp_path / "many.zip").read_bytes()


def kill(studio) -> None:
    studio.process.kill()
    studio.process.wait()


def project_of(visitor) -> tuple[str, str]:
    """A project with a data set of two pictures: its id, and the address of its data sets."""
    project = visitor.ask("POST", "/api/projects", {"title": "many", "lang": "en"})["id"]
    address = f"/api/projects/{quote(project)}/datasets"
    visitor.ask("POST", address, {"name": "kept", "task": "classification", "classes": ["a", "b"]})
    for label in "ab":
        posted(visitor, f"{address}/kept/pictures?label={label}", encode_png(np.full((8, 8, 3), 90, np.uint8)))
    return project, address


def posted(visitor, path: str, body: bytes, kind: str = "image/png") -> int:
    """The status of a POST of bytes."""
    request = urllib.request.Request(visitor.base + path, body, {"X-Sunmao": "1", "Content-Type": kind}, method="POST")
    return visitor.opener.open(request).status


def tree(folder: Path) -> dict[str, bytes | None]:
    """All that lies in a folder of data sets; without what the studio remembers of them and makes anew."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
        if ".index" not in path.parts
    }


def form(packed: bytes) -> bytes:
    head = f'--{BOUND}\r\nContent-Disposition: form-data; name="name"\r\n\r\nmany\r\n--{BOUND}\r\nContent-Disposition: form-data; name="zip"; filename="many.zip"\r\n\r\n'
    return head.encode() + packed + f"\r\n--{BOUND}--\r\n".encode()


def sending(visitor, address: str, body: bytes, share: float) -> http.client.HTTPConnection:
    """A form of which only a share has been sent."""
    connection = http.client.HTTPConnection(urlsplit(visitor.base).netloc)
    connection.putrequest("POST", address)
    for name, value in {
        "X-Sunmao": "1",
        **visitor.own,
        "Content-Type": f"multipart/form-data; boundary={BOUND}",
        "Content-Length": str(len(body)),
    }.items():
        connection.putheader(name, value)
    connection.endheaders(body[: int(len(body) * share)])
    return connection


@pytest.mark.parametrize("moment", ["sent", "copied"])
@pytest.mark.long
def test_in_mid_import(home, packed, moment):
    studio, visitor = home()
    project, address = project_of(visitor)
    data = studio.projects / project / "data"
    before, body = tree(data), form(packed)
    connection = sending(visitor, address, body, 0.5 if moment == "sent" else 1)
    if moment == "sent":
        poll_until(
            lambda: [path for path in data.glob(".*/upload") if path.stat().st_size > len(body) // 4], "the upload"
        )
    else:
        visitor.take_import(project, json.load(connection.getresponse()))
        poll_until(lambda: len(list(data.glob(".*/**/*.png"))) > 10, "the copying")
    assert tree(data) != before
    kill(studio)
    connection.close()

    studio, visitor = home()
    visitor.ask("GET", f"/api/projects/{quote(project)}")
    rows = [row for row in visitor.ask("GET", address) if not row["builtin"]]
    assert [(row["name"], row["pictures"]) for row in rows] == [("kept", 2)]
    poll_until(lambda: tree(data) == before, "all as it was")
    answer = visitor.opener.open(
        urllib.request.Request(
            visitor.base + address, body, {"X-Sunmao": "1", "Content-Type": f"multipart/form-data; boundary={BOUND}"}
        )
    )
    job = visitor.take_import(project, json.load(answer))
    said = poll_until(
        lambda: (
            (found := visitor.ask("GET", f"/api/projects/{quote(project)}/jobs/{job}"))["state"] != "running" and found
        ),
        "the import",
    )
    assert (said["state"], said["result"]["pictures"]) == ("done", len(CLASSES) * OF_EACH), said


@pytest.mark.long
def test_in_mid_collection(home):
    """Every picture that was counted is there and whole; none is there by half."""
    studio, visitor = home()
    project, address = project_of(visitor)
    folder, counted = studio.projects / project / "data" / "kept", []

    def collect():
        chance = np.random.default_rng(2)
        try:
            while True:
                picture = encode_png(chance.integers(0, 256, (120, 160, 3), np.uint8))
                request = urllib.request.Request(
                    f"{visitor.base}{address}/kept/pictures?label=b",
                    picture,
                    {"X-Sunmao": "1", "Content-Type": "image/png"},
                    method="POST",
                )
                counted.append(json.load(visitor.opener.open(request))["path"])
        except (OSError, HTTPException, ValueError):
            return  # the studio is gone

    collecting = threading.Thread(target=collect)
    collecting.start()
    poll_until(lambda: len(counted) > 20, "the collecting")
    kill(studio)
    collecting.join()

    studio, visitor = home()
    row = next(row for row in visitor.ask("GET", address) if row["name"] == "kept")
    assert row["pictures"] in (len(counted) + 2, len(counted) + 3)  # one more may lie there whose answer was not heard
    there = [path for path in folder.rglob("*.*") if path.is_file() and not path.name.startswith(".")]
    assert {read_image_file(path).ndim for path in there} == {3}
    assert all((studio.projects / project / path).is_file() or (folder / path).is_file() for path in counted)
