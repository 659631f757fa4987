"""The browser's camera: pages push its pictures while somebody wants them. Of several pages of a project the newest
that is ready pushes.
"""

import time
from contextlib import suppress

from sunmao.cameras.sources import BROWSER, SourceType
from sunmao.errors import CameraDisconnected, SunmaoError
from sunmao.locks.lock_order import make_condition, make_lock
from sunmao.server.devices.cameras.encoded_frame import PushedFrame

SIZE = 640, 480  # pixels, while nobody wants any
PATIENCE = 3.0  # seconds without a picture after which a page counts as asleep
SILENCE = 10.0  # seconds without a picture before somebody is told: a page is slow while the computer is busy


class PageConnection:
    """A page that may push."""

    def __init__(self, pages: "BrowserCamera") -> None:
        self._pages = pages
        self.ready = self.denied = False
        self.last_seen = 0.0  # when it was last ready, or sent a picture
        self.last_reply: tuple | None = None  # what was last said to it
        self.pushed = 0  # pictures that it sent; each is answered

    def handle_message(self, said: dict) -> None:
        """The page says that its camera is open, or why it is not."""
        self._pages.change(self, ready=said.get("ready") is True, denied=isinstance(said.get("denied"), str))

    def push(self, data: bytes) -> None:
        """The page's next picture; one that is none, or too large, is not taken."""
        self._pages.push(self, data)

    def next(self, within: float) -> dict | None:
        """Return whether the page shall push, and in which size, when that has changed or a picture has been taken in
        since; else None.
        """
        return self._pages.news(self, within)

    def close(self) -> None:
        """The page has gone."""
        self._pages.forget(self)


class BrowserCameras:
    """The pages of each project: what one child's camera sees is not shown to another's program."""

    def __init__(self) -> None:
        self._lock = make_lock()
        self._named: dict[str, BrowserCamera] = {}

    def of(self, name: str) -> "BrowserCamera":
        """The pages of that name, which `get_source_type` gives."""
        with self._lock:
            return self._named.setdefault(name, BrowserCamera())


def get_source_type(project: str) -> SourceType:
    """The kind of the camera that the pages of a project have."""
    return SourceType(BROWSER, f"{BROWSER}:{project}")


class BrowserCamera:
    """All pages of a project that may push, the oldest first, and the newest of their pictures."""

    def __init__(self) -> None:
        self._changed = make_condition()
        self._pages: list[PageConnection] = []
        self._source: BrowserSource | None = None  # who wants it
        self._newest: PushedFrame | None = None
        self._last = 0.0  # when the last picture came, or was first waited for
        self._count = 0

    # For pages.

    def add_page(self) -> PageConnection:
        """A page that may push."""
        page = PageConnection(self)
        with self._changed:
            self._pages.append(page)
        return page

    def forget(self, page: PageConnection) -> None:
        """It has gone."""
        with self._changed:
            self._pages = [each for each in self._pages if each is not page]
            self._changed.notify_all()

    def change(self, page: PageConnection, *, ready: bool, denied: bool) -> None:
        """Update the state of a page's camera."""
        with self._changed:
            page.ready, page.denied, page.last_seen = ready, denied, time.monotonic()
            self._changed.notify_all()

    def push(self, page: PageConnection, data: bytes) -> None:
        """A page's picture: the newest, where this page is the one that is asked. Each is answered, whatever it was."""
        with self._changed:
            page.pushed, page.last_seen = page.pushed + 1, time.monotonic()
            with suppress(ValueError):  # a camera that has just begun may give 0 × 0 pixels
                if self._source is not None and page is self._choose_newest():
                    self._newest, self._last = PushedFrame(self._count + 1, time.time(), data), time.monotonic()
                    self._count += 1
            self._changed.notify_all()

    def news(self, page: PageConnection, within: float) -> dict | None:
        """See `PageConnection.next`."""
        with self._changed:
            self._changed.wait_for(lambda: self._make_reply(page) != page.last_reply, within)
            if (told := self._make_reply(page)) == page.last_reply:
                return None
            page.last_reply = told
            wanted, width, height, _ = told
            page.ready = page.ready and wanted  # it lets go of its camera
            return {"wanted": wanted, "width": width, "height": height}

    def _make_reply(self, page: PageConnection) -> tuple:
        chosen = self._choose_newest()
        wanted = self._source is not None and chosen in (None, page)
        return wanted, *(self._source.size if self._source else SIZE), page.pushed

    def _choose_newest(self) -> PageConnection | None:
        """The newest that is ready. One that has fallen silent (a tablet that sleeps) stands in nobody's way."""
        awake = time.monotonic() - PATIENCE
        return next((page for page in reversed(self._pages) if page.ready and page.last_seen > awake), None)

    # For the cameras.

    def make_source(self, width: int, height: int) -> "BrowserSource":
        """A source of their pictures, at most so large; it takes the place of the one before."""
        with self._changed:
            self._source, self._newest, self._last = BrowserSource(self, width, height), None, time.monotonic()
            self._changed.notify_all()
            return self._source

    def release(self, source: "BrowserSource") -> None:
        """Pages let go of their cameras, unless another source wants them."""
        with self._changed:
            if self._source is source:
                self._source = self._newest = None
                self._changed.notify_all()

    def next(self, after: int, within: float) -> PushedFrame | None:
        """The newest picture after number `after`, waited for at most `within` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._has_newer(after), within)
            return self._newest if self._has_newer(after) else None

    @property
    def trouble(self) -> SunmaoError | None:
        """The error that keeps pictures from coming: the page may not use the camera, or none has come for so long."""
        with self._changed:
            denied = self._choose_newest() is None and any(page.denied for page in self._pages)
            silent = time.monotonic() - self._last > SILENCE
        if denied:
            return CameraDisconnected("camera_allow")
        return CameraDisconnected("camera_waits") if silent else None

    def _has_newer(self, after: int) -> bool:
        return self._newest is not None and self._newest.n > after


class BrowserSource:
    """The browser's camera as a source (`sunmao.cameras.sources.CameraSource`). size: its pictures are at most so wide
    and high, in pixels.
    """

    title, fps, ended = "browser", 30.0, False

    def __init__(self, pages: BrowserCamera, width: int, height: int) -> None:
        self._pages, self.size = pages, (width, height)

    def open(self) -> None:
        """Pages are asked as soon as `make_source` was called."""

    def next(self, after: int, within: float) -> PushedFrame | None:
        """See `CameraSource.next`."""
        return self._pages.next(after, within)

    def close(self) -> None:
        """See `CameraSource.close`."""
        self._pages.release(self)

    @property
    def trouble(self) -> SunmaoError | None:
        """See `BrowserCamera.trouble`."""
        return self._pages.trouble
