"""A source whose pictures a thread of its own takes: only the newest is kept, and a source that falls silent is
noticed.
"""

import atexit
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from sunmao.cameras.sources.source import FRESH_WITHIN, OPEN_WITHIN, Frame, shrink_to_fit
from sunmao.errors import CameraDisconnected, SunmaoError
from sunmao.locks.lock_order import make_condition

if TYPE_CHECKING:
    import numpy as np


LEAVES_WITHIN = 1.0  # seconds


class ThreadedSource:
    """Base of device, file and address. A subclass gives `_take` and the errors for silence.

    Args:
        title: what people call it.
        width, height: its pictures are at most so large, in pixels.
    """

    fps = 30.0

    def __init__(self, title: str, width: int, height: int) -> None:
        self.title, self.ended = title, False
        self._most = width, height
        self._changed = make_condition()
        self._newest: Frame | None = None
        self._failure: SunmaoError | None = None
        self._fresh = 0.0
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    # What a subclass says.

    def _take(self) -> None:
        """The thread's work: gives pictures to `_put` until `_closed` is set. A SunmaoError is passed on to whoever
        asks.
        """
        raise NotImplementedError

    def _make_open_error(self) -> SunmaoError:
        """Return the error for a first picture that did not come in time."""
        raise NotImplementedError

    def _make_stalled_error(self) -> SunmaoError:
        """Return the error for pictures that no longer come."""
        return CameraDisconnected("camera_gone", name=self.title)

    # What every source can do.

    def open(self) -> None:
        """See `CameraSource.open`."""
        self._begin()
        with self._changed:
            self._changed.wait_for(self._has_begun, OPEN_WITHIN)
            failure = self._failure if self._newest is None else None
        if failure is None and not self._has_begun():
            failure = self._make_open_error()
        if failure is not None:
            self.close()
            raise failure

    def next(self, after: int, within: float) -> Frame | None:
        """See `CameraSource.next`."""
        with self._changed:
            self._changed.wait_for(lambda: self._has_newer(after) or self._failure or self._over(), within)
            if self._has_newer(after):
                return self._newest
            if self._failure is not None:
                raise self._failure
            if self._over() or not self._is_stale():
                return None
        raise self._make_stalled_error()

    def close(self) -> None:
        """See `CameraSource.close`. A driver that does not come back is left behind; its thread ends when it does."""
        self._closed.set()
        with self._changed:
            self._changed.notify_all()
        self._wake()
        atexit.unregister(self.close)
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(LEAVES_WITHIN)

    def _wake(self) -> None:
        """End what the thread waits for, where that can be done."""

    def _begin(self) -> None:
        # A daemon: a driver that never answers must not keep the program from ending.
        # Yet Python may not end while OpenCV is about to come back to it: that would be a crash.
        atexit.register(self.close)
        self._thread = threading.Thread(target=self._work, name=f"camera {self.title}", daemon=True)
        self._thread.start()

    def _work(self) -> None:
        try:
            self._take()
        except SunmaoError as error:
            self._fail(error)

    def _fail(self, error: SunmaoError) -> None:
        with self._changed:
            self._failure = error
            self._changed.notify_all()

    def _put(
        self, bgr: "np.ndarray | None" = None, image: "np.ndarray | None" = None, decode: Callable | None = None
    ) -> None:
        """A new picture has come, (H, W, 3) uint8, in the one order or the other, or as what decodes it (RGB) when it
        is wanted.
        """
        given = {"bgr": bgr, "image": image}
        given = {order: shrink_to_fit(each, *self._most) for order, each in given.items() if each is not None}
        with self._changed:
            self._newest = Frame(self._newest.n + 1 if self._newest else 1, time.time(), decode=decode, **given)
            self._fresh = time.monotonic()
            self._changed.notify_all()

    def _end(self) -> None:
        """No picture comes any more, as it should be."""
        with self._changed:
            self.ended = True
            self._changed.notify_all()

    def _has_newer(self, after: int) -> bool:
        return self._newest is not None and self._newest.n > after

    def _has_begun(self) -> bool:
        return self._newest is not None or self._failure is not None or self._over()

    def _over(self) -> bool:
        return self.ended or self._closed.is_set()

    def _is_stale(self) -> bool:
        return self._newest is not None and time.monotonic() - self._fresh > FRESH_WITHIN
