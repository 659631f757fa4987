"""One camera for all who look: programs and pages. Opened when the first one comes, let go of when nobody has looked
for a moment.
"""

import threading
import time
import traceback
from collections.abc import Callable

from sunmao.cameras.sources import CameraSource, SourceType, parse_source
from sunmao.errors import CameraBusy, CameraDisconnected, CameraMissing, SunmaoError
from sunmao.locks.lock_order import make_condition, make_lock
from sunmao.server.devices.cameras.browser_camera import BrowserSource
from sunmao.server.devices.cameras.encoded_frame import EncodedFrame

AnySource = CameraSource | BrowserSource
LINGERS = 2.0  # seconds after the last one: a page that is loaded anew, or the next run, finds it open
OPENS_WITHIN = 12.0  # seconds; a source itself gives up sooner
FREED_WITHIN = 2.0  # seconds for the system to have a device free again that was just closed
LOOK_EVERY = 0.25  # seconds


class CameraSeat:
    """Somebody who looks: until `leave`, the camera stays open for pictures of this size (at most so wide and high)."""

    def __init__(self, camera: "SharedCamera", width: int, height: int) -> None:
        self._camera, self.width, self.height = camera, width, height

    def wait_open(self) -> None:
        """Wait until the camera is open. Raises the SunmaoError that says why it is not."""
        self._camera.wait_open()

    def next(self, after: int, within: float) -> EncodedFrame | None:
        """The newest picture after number `after`, waited for at most `within` seconds. Raises SunmaoError when none
        comes any more.
        """
        return self._camera.next(after, within)

    @property
    def ended(self) -> bool:
        """A film is over."""
        return self._camera.ended

    @property
    def trouble(self) -> SunmaoError | None:
        """The error that keeps pictures from coming for now: the browser's camera was not allowed, which may still
        change.
        """
        return self._camera.trouble

    def leave(self) -> None:
        """Look no more. Safe to call twice."""
        self._camera.leave(self)


class SharedCamera:
    """The camera of one kind. make(kind, width, height) → its source, not yet open; on_end(self): called when it is let
    go of.
    """

    def __init__(
        self,
        kind: SourceType,
        make: Callable[[SourceType, int, int], AnySource],
        on_end: Callable[["SharedCamera"], None],
    ) -> None:
        self.kind = kind
        self._make, self._on_end = make, on_end
        self._changed = make_condition()
        self._seats: list[CameraSeat] = []
        self._left = time.monotonic()
        self._source: AnySource | None = None
        self._newest: EncodedFrame | None = None
        self._open, self._over, self.ended = False, False, False
        self._failure: SunmaoError | None = None
        self.gone = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"camera {kind.shown}", daemon=True)

    def join(self, width: int, height: int) -> CameraSeat | None:
        """A seat; None when this camera has just been let go of."""
        with self._changed:
            if self._over:
                return None
            seat = CameraSeat(self, width, height)
            self._seats.append(seat)
            if self._thread.ident is None:
                self._thread.start()
        return seat

    def leave(self, seat: CameraSeat) -> None:
        """This seat is free."""
        with self._changed:
            self._seats = [each for each in self._seats if each is not seat]
            self._left = time.monotonic()
            self._changed.notify_all()

    def wait_open(self) -> None:
        """See `CameraSeat.wait_open`."""
        with self._changed:
            done = self._changed.wait_for(lambda: self._open or self._failure or self._over, OPENS_WITHIN)
            if self._failure is not None:
                raise self._failure
        if not done:
            raise CameraMissing("camera_silent", name=self.kind.shown)

    def next(self, after: int, within: float) -> EncodedFrame | None:
        """See `CameraSeat.next`."""
        with self._changed:
            self._changed.wait_for(lambda: self._has_newer(after) or self._failure or self._over, within)
            if self._has_newer(after):
                return self._newest
            if self._failure is not None:
                raise self._failure
        return None

    @property
    def trouble(self) -> SunmaoError | None:
        """See `CameraSeat.trouble`."""
        return getattr(self._source, "trouble", None)

    def end(self) -> None:
        """Let go of it at once."""
        with self._changed:
            self._over = True
            self._changed.notify_all()
        if self._source is not None:
            self._source.close()

    def _has_newer(self, after: int) -> bool:
        return self._newest is not None and self._newest.n > after

    def _is_wanted(self) -> bool:
        return not self._over and (bool(self._seats) or time.monotonic() - self._left < LINGERS)

    def _compute_size(self) -> tuple[int, int]:
        """The largest size that anybody wants."""
        return max((seat.width for seat in self._seats), default=0), max(
            (seat.height for seat in self._seats), default=0
        )

    def _run(self) -> None:
        try:
            while self._stream():
                continue
        except SunmaoError as error:
            self._fail(error)
        except Exception:
            traceback.print_exc()
            self._fail(CameraDisconnected("camera_gone", name=self.kind.shown))
        finally:
            self._on_end(self)
            with self._changed:
                self._over = True
                self._changed.notify_all()
            self.gone.set()

    def _stream(self) -> bool:
        """Open it and pass its pictures on. Returns whether it is to be opened again, larger."""
        with self._changed:
            size = self._compute_size()
        self._source = source = self._make(self.kind, *size)
        try:
            self._begin(source)
            last = 0
            while True:
                frame = source.next(last, LOOK_EVERY)
                with self._changed:
                    if frame is not None:
                        last = frame.n
                        self._newest = EncodedFrame(self._newest.n + 1 if self._newest else 1, frame)
                        self._changed.notify_all()
                    self.ended = frame is None and source.ended
                    if self.ended or not self._is_wanted():
                        self._over = True
                        return False
                    if any(now > then for now, then in zip(self._compute_size(), size, strict=True)):
                        return True
        finally:
            source.close()

    def _begin(self, source: AnySource) -> None:
        """Open it. After a smaller size the system may take a moment to have the device free."""
        end = time.monotonic() + (FREED_WITHIN if self._open else 0)
        while True:
            try:
                source.open()
                break
            except (CameraBusy, CameraMissing):
                if time.monotonic() >= end:
                    raise
                time.sleep(LOOK_EVERY)
        with self._changed:
            self._open = True
            self._changed.notify_all()

    def _fail(self, error: SunmaoError) -> None:
        with self._changed:
            self._failure = error
            self._changed.notify_all()


class SharedCameras:
    """The open cameras, by their source as text."""

    def __init__(self, make: Callable[[SourceType, int, int], AnySource]) -> None:
        self._make, self._lock = make, make_lock()
        self._open: dict[str, SharedCamera] = {}

    def join(self, kind: SourceType, width: int, height: int) -> CameraSeat:
        """A seat at this camera."""
        while True:
            with self._lock:
                camera = self._open.get(kind.text)
                if camera is None:
                    camera = self._open[kind.text] = SharedCamera(kind, self._make, self._forget)
            seat = camera.join(width, height)
            if seat is not None:
                return seat
            camera.gone.wait(FREED_WITHIN)
            self._forget(camera)

    def kind(self, shown: str) -> SourceType:
        """The kind of camera that a page calls so: an open one, whose address may hold a password that no page hears.
        Raises BadValue.
        """
        with self._lock:
            kinds = [camera.kind for camera in self._open.values()]
        return next((kind for kind in kinds if kind.shown == shown), None) or parse_source(shown)

    def names(self) -> list[str]:
        """The sources of those that are open."""
        with self._lock:
            return list(self._open)

    def end(self) -> None:
        """Let go of all."""
        with self._lock:
            cameras = list(self._open.values())
        for camera in cameras:
            camera.end()

    def _forget(self, camera: SharedCamera) -> None:
        with self._lock:
            if self._open.get(camera.kind.text) is camera:
                del self._open[camera.kind.text]
