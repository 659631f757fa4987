"""Boards and cameras as pages see them: their live topics, and the rows of the cameras."""

import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from sunmao.locks.lock_order import make_lock
from sunmao.protocol import frames
from sunmao.server.devices.topic_relay import TopicRelay
from sunmao.server.devices.worker_host import WorkerHost
from sunmao.server.doctor.devices import list_cameras
from sunmao.server.errors import HttpProblem
from sunmao.server.http import live_topics

LOOKS_EVERY = (
    2.0 if sys.platform == "linux" else 30.0
)  # seconds, at the cameras that are plugged in: elsewhere a tool is asked
ALWAYS = ("browser", "simulated")


class CameraRows:
    """The cameras: {'source', 'title' (empty: the page has a word for it), 'state': 'open', 'free' or 'denied'}."""

    def __init__(self) -> None:
        self._lock = make_lock()
        self._found: list[tuple[str, bool]] = []
        self._looked = float("-inf")

    def rows(self, host: WorkerHost) -> list[dict]:
        """Every camera. Nothing is opened or started for it."""
        with self._lock:
            if time.monotonic() - self._looked > LOOKS_EVERY:
                self._found, self._looked = list_cameras(), time.monotonic()
            found = [
                {"source": str(number), "title": name, "state": "free" if may else "denied"}
                for number, (name, may) in enumerate(self._found)
            ]
        rows = [*found, *({"source": source, "title": "", "state": "free"} for source in ALWAYS)]
        opened = _list_open_cameras(host)
        return [{**row, "state": "open"} if row["source"] in opened else row for row in rows]


CAMERAS = CameraRows()


class DeviceTopic(TopicRelay):
    """The topic `devices`: the ports as the boards process tells them, the cameras beside them."""

    def __init__(self, studio: Any, wake: Any) -> None:
        self._cameras_host = studio.cameras
        self._told: dict | None = None
        self._left = threading.Event()
        self._ports: list | None = None
        super().__init__(studio.boards, "devices:", wake)
        threading.Thread(target=self._look, args=(wake,), name="cameras", daemon=True).start()

    def newest(self) -> bytes | None:
        """See `live_topics.TopicSource`."""
        if (frame := super().newest()) is not None:
            self._ports = frames.decode_frame(frame)[0].get("ports", [])
        if self._ports is None:
            return None
        now = {"ports": self._ports, "cameras": CAMERAS.rows(self._cameras_host)}
        if now == self._told:
            return None
        self._told = now
        return frames.encode_frame(now)

    def close(self) -> None:
        """The page has gone."""
        self._left.set()
        super().close()

    def _look(self, wake: Callable[[], object]) -> None:
        while not self._left.wait(LOOKS_EVERY):
            wake()


def register_topics() -> None:
    """Offer the topics: the list of devices; a board, its serial monitor; a camera to look at and to collect with, what
    a program shows, a page's own; a page's microphone and motion sensor.
    """
    live_topics.register_topic("devices", lambda studio, rest, wake: DeviceTopic(studio, wake))
    for name in ("board", "serial"):
        live_topics.register_topic(name, _make_relay(lambda studio: studio.boards, name))
    for name, most in (
        ("camera", live_topics.SMALL),
        ("take", live_topics.SMALL),
        ("shown", live_topics.SMALL),
        ("push", frames.MAX_PUSHED + 1),
    ):
        live_topics.register_topic(name, _make_relay(lambda studio: studio.cameras, name), most=most)
    for name in ("listen", "feel"):
        live_topics.register_topic(name, _make_relay(lambda studio: studio.microphones, name))


def _make_relay(find_host: Callable, name: str) -> Callable:
    return lambda studio, rest, wake: TopicRelay(find_host(studio), f"{name}:{rest}", wake)


def _list_open_cameras(host: WorkerHost) -> list[str]:
    if not host.is_running():
        return []
    try:
        return host.ask("open", within=1).get("open", [])
    except HttpProblem:
        return []
