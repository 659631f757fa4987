"""The work of pages in a studio that may be killed at any moment. Each remembers what the studio has acknowledged, and
finds afterwards what of it is lost.
"""

import io
import json
import threading
import time
import urllib.request
import zipfile
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from random import Random
from types import SimpleNamespace
from urllib.error import HTTPError
from urllib.parse import quote

import numpy as np
from simple_websocket import ConnectionClosed
from wsproto.utilities import RemoteProtocolError

from sunmao.data.dataset import Dataset
from sunmao.data.edits.edit_log import EditLog
from sunmao.images.image_files import encode_png, read_image_file
from tests.support.network.live_page import live_page
from tests.support.network.socketio_client import SocketPage
from tests.support.studio import OUTCOMES, ApiClient

GONE = (
    OSError,
    HTTPException,
    ValueError,
    ConnectionClosed,
    RemoteProtocolError,
)  # what a page meets when its studio is killed
BOUNDARY = "----sunmao"
IMPORTED = 40  # pictures of a data set that comes in as a zip
LEAVES_CHILD = """import subprocess, sys
subprocess.Popen([sys.executable, '-I', '-S', '-c', 'import time; time.sleep(600)'], start_new_session=True)
"""
PRINTS = "import time\nfor number in range({count}):\n    print('line', number)\n    time.sleep(0.002)\n"
PRINTS_ON = LEAVES_CHILD + PRINTS.format(count=1_000_000)
USES_BOARD = "import time\nfrom sunmao.boards import LED\nled = LED(13)\nwhile True:\n    led.toggle()\n    print('on' if led.is_on else 'off')\n    time.sleep(0.02)\n"
USES_CAMERA = "from sunmao.cameras import Camera\nfor image in Camera(source='simulated', width=64, height=48):\n    print(image.shape)\n"


class PageWork:
    """Something that a page does again and again, in a thread of its own, until its studio is gone.

    refused: what the studio would not do, or broke off, in words; may_fail: set once the studio ends; lost(): sentences
    that say what of the acknowledged is not there any more. Subclasses say what is done.
    """

    def __init__(self, visitor: ApiClient, random: Random):
        self.visitor, self.random, self.acknowledged = visitor, random, 0
        self.project = visitor.ask("POST", "/api/projects", {"title": type(self).__name__, "lang": "en"})["id"]
        self.path = f"/api/projects/{quote(self.project)}"
        self.refused: list[str] = []
        self.may_fail = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._go_on, daemon=True)

    def begin(self) -> None:
        """Begin to work."""
        self._thread.start()

    def end(self) -> None:
        """Begin nothing more, and wait for what is under way."""
        self._ended.set()
        self._thread.join()

    def _go_on(self) -> None:
        while not self._ended.is_set():
            try:
                self.work()
            except GONE as error:
                if self.may_fail.is_set():
                    return
                said = error.read().decode()[:200] if isinstance(error, HTTPError) else ""
                self.refused.append(f"{type(self).__name__}: {error!r} {said}")
                self._ended.wait(0.1)

    def work(self) -> None:
        """One piece of it."""
        raise NotImplementedError

    def lost(self, visitor: ApiClient, projects: Path) -> list[str]:
        """List the acknowledged work that is lost, as a visitor of the next studio sees it. projects: its folder."""
        raise NotImplementedError


class Saves(PageWork):
    """Saves the blocks after every change."""

    def __init__(self, visitor: ApiClient, random: Random):
        super().__init__(visitor, random)
        self._version, self._number = visitor.ask("GET", self.path)["version"], 0

    def work(self) -> None:
        """See `PageWork.work`."""
        body = {"workspace": make_workspace(f"n = {self._number + 1}"), "base": self._version}
        self._version = self.visitor.ask("PUT", f"{self.path}/workspace", body)["version"]
        self._number += 1
        self.acknowledged += 1

    def lost(self, visitor: ApiClient, projects: Path) -> list[str]:
        """See `PageWork.lost`. A save whose answer was not heard may be there."""
        found = visitor.ask("GET", self.path)
        if found["damaged"] or found["version"] < self._version:
            return [f"save {self._version} of {self.project}: version {found['version']}, {found['damaged']}"]
        kept = [make_workspace(f"n = {number}")["blocks"]["blocks"] for number in (self._number, self._number + 1)]
        same = self._number == 0 or found["workspace"]["blocks"]["blocks"] in kept
        return [] if same else [f"save {self._number} of {self.project} holds something else"]


class Runs(PageWork):
    """Runs one program after the other and follows what they say. count: the lines of each; source: another program,
    which does not end by itself.
    """

    def __init__(self, visitor: ApiClient, random: Random, source: str = "", name: str = "runs"):
        super().__init__(visitor, random)
        self.name, self._source, self.seen = name, source, {}
        self._live = SimpleNamespace(port=int(visitor.base.rsplit(":", 1)[1]), own=visitor.own)
        self._version = visitor.ask("GET", self.path)["version"]

    def work(self) -> None:
        """See `PageWork.work`."""
        workspace = make_workspace(self._source or PRINTS.format(count=self.random.randint(1, 60)))
        answer = self.visitor.ask("POST", f"{self.path}/runs", {"workspace": workspace, "base": self._version})
        self._version, events = answer["version"], []
        self.seen[answer["run"]["id"]] = events
        self.acknowledged += 1
        page = SocketPage(self._live)
        try:
            page.ask("watch", {"project": self.project, "run": answer["run"]["id"], "after": 0})
            while True:  # a short run may be over before the page is told that it watches
                events += page.run_events()
                page.events.clear()
                if self._ended.is_set() or any(state in OUTCOMES for state in list_states(events)):
                    break
                page.read()
        finally:
            self.acknowledged += len(events)
            page.close()

    def lost(self, visitor: ApiClient, projects: Path) -> list[str]:
        """See `PageWork.lost`. A run whose page saw how it ended has ended so; every other one has some end."""
        found = []
        for run, seen in self.seen.items():
            kept = read_events(visitor, f"{self.path}/runs/{run}/events")
            state = visitor.ask("GET", f"{self.path}/runs/{run}")["state"]
            numbers, states = [event["seq"] for event in kept], list_states(kept)
            if numbers != list(range(1, len(kept) + 1)) or kept[: len(seen)] != seen:
                found.append(f"{self.name} {run}: {len(seen)} events were seen, {len(kept)} others are kept")
            if states[-1:] != [state] or state not in OUTCOMES:
                found.append(f"{self.name} {run}: recorded as {state}, its log ends with {states[-1:]}")
        return found

    def ends(self) -> dict[str, str]:
        """Return the end of each run as the page saw it: run → outcome."""
        return {
            run: states[-1]
            for run, events in self.seen.items()
            if (states := list_states(events))[-1:] and states[-1] in OUTCOMES
        }


class Collects(PageWork):
    """Takes pictures of two classes."""

    def __init__(self, visitor: ApiClient, random: Random):
        super().__init__(visitor, random)
        self._chance, self._kept = np.random.default_rng(random.getrandbits(32)), {}
        body = {"name": "mine", "task": "classification", "classes": ["a", "b"]}
        visitor.ask("POST", f"{self.path}/datasets", body)

    def work(self) -> None:
        """See `PageWork.work`."""
        picture = make_noise(self._chance, (60, 80, 3))
        path = f"{self.path}/datasets/mine/pictures?label={self.random.choice('ab')}"
        answer = post_bytes(self.visitor, path, encode_png(picture), "image/png")
        self._kept[answer["path"]] = picture
        self.acknowledged += 1

    def lost(self, visitor: ApiClient, projects: Path) -> list[str]:
        """See `PageWork.lost`. A picture whose answer was not heard may be there, whole."""
        folder = projects / self.project / "data" / "mine"
        there = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*") if path.is_file()} - {
            ".sunmao.json"
        }
        found = [f"picture {path}" for path in self._kept if path not in there]
        found += [f"extra pictures {there - {*self._kept}}"] if len(there - {*self._kept}) > 1 else []
        for path in there:
            picture = read_image_file(folder / path)
            if path in self._kept and not np.array_equal(picture, self._kept[path]):
                found.append(f"picture {path} is another")
        while (row := self._find_row(visitor))["coming"]:
            time.sleep(0.05)
        return found + (
            [f"{row['pictures']} of {len(there)} pictures are counted"] if row["pictures"] != len(there) else []
        )

    def _find_row(self, visitor: ApiClient) -> dict:
        return next(row for row in visitor.ask("GET", f"{self.path}/datasets") if row["name"] == "mine")


class Edits(PageWork):
    """Relabels, moves and deletes pictures, and takes it back."""

    PICTURES = 24

    def __init__(self, visitor: ApiClient, random: Random):
        super().__init__(visitor, random)
        chance, self._known = np.random.default_rng(random.getrandbits(32)), set()
        self._path = f"{self.path}/datasets/edited"
        visitor.ask(
            "POST", f"{self.path}/datasets", {"name": "edited", "task": "classification", "classes": ["a", "b"]}
        )
        answers = [
            post_bytes(
                visitor,
                f"{self._path}/pictures?label={label}",
                encode_png(make_noise(chance, (24, 24, 3))),
                "image/png",
            )
            for label in "ab" * (self.PICTURES // 2)
        ]
        self._pictures = [answer["path"] for answer in answers]
        self._version = 0

    def work(self) -> None:
        """See `PageWork.work`."""
        kind = self.random.choice(["relabel", "move", "delete", "restore", "undo", "redo"])
        if kind in ("undo", "redo"):
            answer = self.visitor.ask("POST", f"{self._path}/edits/{kind}", {})
        else:
            paths = self.random.sample(self._pictures, self.random.randint(1, 9))
            more = {"label": self.random.choice("abc"), "split": self.random.choice(["train", "val", "test"])}
            body = {"kind": kind, "paths": paths, "seen": self._version, **more}
            answer = self.visitor.ask("POST", f"{self._path}/edits", body)
        self._version = answer["version"]
        self._known |= {answer["edit"]["id"]} if answer["edit"] else set()
        self.acknowledged += 1

    def lost(self, visitor: ApiClient, projects: Path) -> list[str]:
        """See `PageWork.lost`. An edit whose answer was not heard may be there; the wall shows what programs read."""
        folder = projects / self.project / "data" / "edited"
        while visitor.ask("GET", self._path)["coming"]:
            time.sleep(0.05)
        log, found = EditLog(folder), []
        if log.version - self._version not in (0, 1) or log.damaged:
            found.append(f"edit {self._version}: version {log.version}, {log.damaged} lines are damaged")
        found += [f"edit {one}" for one in self._known - {edit.id for edit in log.edits}]
        rows = visitor.ask("GET", f"{self._path}/pictures?limit=500")["rows"]
        seen = {(row["path"], row["labels"][0], row["split"]) for row in rows}
        read = {(item.path.relative_to(folder).as_posix(), item.label, item.split) for item in Dataset(folder).items()}
        return found + ([f"the wall differs from the data set: {seen ^ read}"] if seen != read else [])


class Imports(PageWork):
    """Brings in one zip of pictures after the other."""

    def __init__(self, visitor: ApiClient, random: Random):
        super().__init__(visitor, random)
        self._zip, self._done = make_zip(random), set()

    def work(self) -> None:
        """See `PageWork.work`."""
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        job = post_bytes(self.visitor, f"{self.path}/datasets", make_form("many", self._zip), kind)["job"]
        while (said := self.visitor.ask("GET", f"{self.path}/jobs/{job}"))["state"] == "running":
            time.sleep(0.01)
        if said["state"] == "done":
            self._done.add(said["result"]["path"])
            self.acknowledged += 1

    def lost(self, visitor: ApiClient, projects: Path) -> list[str]:
        """See `PageWork.lost`. Every data set that is there is whole."""
        rows = self._list_rows(visitor)
        while any(row["coming"] for row in rows.values()):
            time.sleep(0.05)
            rows = self._list_rows(visitor)
        halves = [path for path, row in rows.items() if row["pictures"] != IMPORTED or row["problem"]]
        return [f"data set {path}" for path in self._done - {*rows}] + [f"half a data set {path}" for path in halves]

    def _list_rows(self, visitor: ApiClient) -> dict[str, dict]:
        return {row["path"]: row for row in visitor.ask("GET", f"{self.path}/datasets") if not row["builtin"]}


class Watches(PageWork):
    """Looks at a camera and at the list of devices, which keeps the processes of cameras and boards going."""

    def work(self) -> None:
        """See `PageWork.work`."""
        pages = [live_page(self.visitor, topic) for topic in ("camera:simulated", "devices")]
        try:
            while not self._ended.is_set():
                pages[0].frame(within=10)
                self.acknowledged += 1
        except (TimeoutError, ConnectionClosed):
            if self.may_fail.is_set():
                raise
            self._ended.wait(0.1)  # the page opens its socket anew, too
        finally:
            for page in pages:
                page.close()

    def lost(self, visitor: ApiClient, projects: Path) -> list[str]:
        """See `PageWork.lost`. Nothing of it is kept."""
        return []


def make_workspace(source: str) -> dict:
    """Blocks that are this Python."""
    python = {"type": "program_python", "id": "p", "fields": {"code": source}}
    start = {"type": "program_start", "id": "s", "x": 0, "y": 0, "next": {"block": python}}
    return {"blocks": {"languageVersion": 0, "blocks": [start]}}


def list_states(events: list[dict]) -> list[str]:
    """The states that a run's events tell."""
    return [event["state"] for event in events if event["kind"] == "state"]


def read_events(visitor: ApiClient, path: str) -> list[dict]:
    """All events of a run."""
    events: list[dict] = []
    while more := visitor.ask("GET", f"{path}?after={events[-1]['seq'] if events else 0}")["events"]:
        events += more
    return events


def make_noise(chance: np.random.Generator, shape: tuple[int, int, int]) -> np.ndarray:
    """A picture of noise, uint8."""
    return chance.integers(0, 256, shape, np.uint8)


def make_zip(random: Random) -> bytes:
    """A zip of small pictures in two folders, no two alike."""
    chance, packed = np.random.default_rng(random.getrandbits(32)), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(IMPORTED):
            archive.writestr(f"many/{'ab'[number % 2]}/{number}.png", encode_png(make_noise(chance, (24, 24, 3))))
    return packed.getvalue()


def make_form(name: str, packed: bytes) -> bytes:
    """The form by which a page sends a zip."""
    parts = {"name": ("", name.encode()), "zip": ('; filename="many.zip"', packed)}
    head = '--{}\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n'
    body = b"".join(head.format(BOUNDARY, key, more).encode() + data + b"\r\n" for key, (more, data) in parts.items())
    return body + f"--{BOUNDARY}--\r\n".encode()


def post_bytes(visitor: ApiClient, path: str, body: bytes, kind: str) -> dict:
    """The JSON answer to a POST of bytes."""
    headers = {"X-Sunmao": "1", "Content-Type": kind}
    return json.load(visitor.opener.open(urllib.request.Request(visitor.base + path, body, headers, method="POST")))


WORKS: dict[str, Callable[[ApiClient, Random], PageWork]] = {
    "saves": Saves,
    "runs": Runs,
    "long runs": lambda visitor, random: Runs(visitor, random, PRINTS_ON, "long run"),
    "board runs": lambda visitor, random: Runs(visitor, random, USES_BOARD, "board run"),
    "camera runs": lambda visitor, random: Runs(visitor, random, USES_CAMERA, "camera run"),
    "imports": Imports,
    "collecting": Collects,
    "editing": Edits,
    "watching": Watches,
}
