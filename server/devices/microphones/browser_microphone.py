"""The browser's microphone and motion sensor: pages push what these give while a program wants it. Of several pages of
a project the newest that is ready is heard.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from sunmao.errors import MicrophoneDisconnected, SensorDisconnected, SunmaoError
from sunmao.locks.lock_order import make_condition, make_lock
from sunmao.protocol import frames

RATE = 16_000  # Hz, of what pages send: 16 bits, mono, little-endian
KEPT = 10 * RATE  # samples that a program which is busy finds again
MAX_PUSHED = RATE  # samples of one piece
PATIENCE = 3.0  # seconds without sound after which a page counts as asleep
SILENCE = 10.0  # seconds without sound before somebody is told
READINGS = 1_000  # of a motion sensor that a program which is busy finds again
MAX_READINGS = 100  # of one piece


@dataclass(frozen=True)
class PushedKind:
    """Something that pages push. unit: bytes of a sample; kept: samples that a program which is busy finds again; most:
    samples of one piece; denied, waits: why nothing comes.
    """

    unit: int
    kept: int
    most: int
    denied: Callable[[], SunmaoError]
    waits: Callable[[], SunmaoError]


KINDS = {
    "sound": PushedKind(
        2,
        KEPT,
        MAX_PUSHED,
        lambda: MicrophoneDisconnected("microphone_allow"),
        lambda: MicrophoneDisconnected("microphone_waits"),
    ),
    "motion": PushedKind(
        20,  # a time, float64 in seconds, and three float32 in g
        READINGS,
        MAX_READINGS,
        lambda: SensorDisconnected("motion_allow"),
        lambda: SensorDisconnected("motion_phone_waits"),
    ),
}


class PageMicrophone:
    """A page that may push, as the topic's viewer (`server.devices.viewers.Viewer`)."""

    def __init__(self, pages: "BrowserMicrophone") -> None:
        self._pages = pages
        self.ready = self.denied = False
        self.last_seen = 0.0  # when it was last ready, or sent sound
        self.told: bool | None = None

    def next(self, within: float) -> bytes | None:
        """See `Viewer`: whether its microphone is wanted, when that has changed."""
        wanted = self._pages.await_demand(self, within)
        return None if wanted is None else frames.encode_frame({"wanted": wanted})

    def handle_message(self, said: dict, data: bytes) -> None:
        """Sound, or how its microphone is."""
        if said.get("do") == "push":
            return self._pages.push(self, data)
        words = said.get("said", {})
        self._pages.change(self, ready=words.get("ready") is True, denied=isinstance(words.get("denied"), str))

    def close(self) -> None:
        """See `Viewer`."""
        self._pages.forget(self)


class BrowserMicrophones:
    """The pages of each project: what one child's microphone hears no program of another's gets."""

    def __init__(self) -> None:
        self._lock = make_lock()
        self._named: dict[tuple[str, str], BrowserMicrophone] = {}

    def of(self, project: str, what: str = "sound") -> "BrowserMicrophone":
        """The pages of that project. what: of `KINDS`."""
        with self._lock:
            return self._named.setdefault((project, what), BrowserMicrophone(KINDS[what]))


class BrowserMicrophone:
    """All pages of a project that may push, the oldest first, and the newest of their sound, or of what they feel."""

    def __init__(self, kind: PushedKind = KINDS["sound"]) -> None:
        self._kind = kind
        self._changed = make_condition()
        self._pages: list[PageMicrophone] = []
        self._programs = 0
        self._pieces: deque[bytes] = deque()
        self._end = self._held = 0  # samples so far; of these are here
        self._last = 0.0  # when the last came, or was first waited for

    # For pages.

    def add_page(self) -> PageMicrophone:
        """A page that may push."""
        page = PageMicrophone(self)
        with self._changed:
            self._pages.append(page)
        return page

    def forget(self, page: PageMicrophone) -> None:
        """It has gone."""
        with self._changed:
            self._pages = [each for each in self._pages if each is not page]
            self._changed.notify_all()

    def change(self, page: PageMicrophone, *, ready: bool, denied: bool) -> None:
        """Update the state of a page's microphone."""
        with self._changed:
            page.ready, page.denied, page.last_seen = ready, denied, time.monotonic()
            self._changed.notify_all()

    def push(self, page: PageMicrophone, data: bytes) -> None:
        """A page's sound, where this page is the one that is heard. What is no sound is not taken."""
        with self._changed:
            page.last_seen = time.monotonic()
            if (
                not self._programs
                or page is not self._choose()
                or len(data) % self._kind.unit
                or not 0 < len(data) <= self._kind.unit * self._kind.most
            ):
                return
            self._pieces.append(data)
            unit, count = self._kind.unit, len(data) // self._kind.unit
            self._end, self._held, self._last = self._end + count, self._held + count, time.monotonic()
            while self._held - len(self._pieces[0]) // unit >= self._kind.kept:
                self._held -= len(self._pieces.popleft()) // unit
            self._changed.notify_all()

    def await_demand(self, page: PageMicrophone, within: float) -> bool | None:
        """Whether this page is to listen, when that is another answer than the last; None: as before."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_wanted(page) != page.told, within)
            if (wanted := self._is_wanted(page)) == page.told:
                return None
            page.told = wanted
            page.ready = page.ready and wanted  # it lets go of its microphone
            return wanted

    def _is_wanted(self, page: PageMicrophone) -> bool:
        return self._programs > 0 and self._choose() in (None, page)

    def _choose(self) -> PageMicrophone | None:
        """The newest that is ready. One that has fallen silent (a tablet that sleeps) stands in nobody's way."""
        awake = time.monotonic() - PATIENCE
        return next((page for page in reversed(self._pages) if page.ready and page.last_seen > awake), None)

    # For programs.

    def join(self) -> int:
        """A program listens. Returns behind which sample it begins."""
        with self._changed:
            if not self._programs:
                self._last = time.monotonic()
            self._programs += 1
            self._changed.notify_all()
            return self._end

    def leave(self) -> None:
        """A program listens no more; after the last one pages let go of their microphones."""
        with self._changed:
            self._programs -= 1
            if not self._programs:
                self._pieces.clear()
                self._held = 0
            self._changed.notify_all()

    def next(self, after: int, within: float) -> tuple[int, bytes] | None:
        """All sound behind sample `after` that is still here, and where it ends; None after `within` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._end > after and self._held, within)
            if self._end <= after or not self._held:
                return None
            data = b"".join(self._pieces)
            return self._end, data[-self._kind.unit * min(self._end - after, self._held) :]

    @property
    def trouble(self) -> SunmaoError | None:
        """The error that keeps sound from coming: the page may not use the microphone, or none has come for so long."""
        with self._changed:
            denied = self._choose() is None and any(page.denied for page in self._pages)
            silent = time.monotonic() - self._last > SILENCE
        if denied:
            return self._kind.denied()
        return self._kind.waits() if silent else None
