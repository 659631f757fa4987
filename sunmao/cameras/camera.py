"""The camera that pupils hold in a variable."""

import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.cameras.open_camera import open_source
from sunmao.cameras.sources.source import Frame, is_black
from sunmao.core.strict import Strict
from sunmao.core.validation import require_whole
from sunmao.errors import CameraDisconnected
from sunmao.runtime import event_loop, session
from sunmao.runtime.notices import show_notice

if TYPE_CHECKING:
    import numpy as np


MAX_SIDE = 4096  # pixels
LOOK_EVERY = 0.02  # seconds
DARK_FOR = 1.0  # seconds: a camera that has just been opened gives a few dark pictures
WATCHED = ("device", "browser", "address")  # what may be covered


class Camera(Strict):
    """A camera: a device, a film, an address, the browser's camera or a simulated one.

    Args:
        source: 0, 1 … (cameras of this computer), 'simulated', 'browser', the name of a film or picture file, or an
            address (http, https, rtsp).
        width, height: its pictures are at most so large, in pixels, 16 to 4096; smaller ones are not enlarged.
        mirror: left and right are exchanged, as in a mirror.

    Raises: CameraMissing, CameraBusy, FileMissing, NotAPicture, BadValue.

    Example:
        camera = Camera(source='simulated')
        for image in camera:
            show(image, title='camera')
    """

    def __init__(self, source: Any = 0, width: int = 640, height: int = 480, mirror: bool = False) -> None:
        asked = require_whole("width", width, 16, MAX_SIDE), require_whole("height", height, 16, MAX_SIDE)
        self._mirror = bool(mirror)
        self._kind, self._source = open_source(source, *asked)
        # A camera that a function opens and forgets is let go of with it.
        weakref.finalize(self, self._source.close).atexit = False
        self._newest: Frame | None = None
        self._given, self._closed = 0, False
        self._dark_since: float | None = None
        self._dark_said = self._kind.name not in WATCHED
        self._seeing: Any = None  # a LabelWatcher, imported when it is first needed
        self._movement: Any = None  # a MotionDetector, likewise

    @property
    def source(self) -> str:
        """Source that it was opened with, as text."""
        return self._kind.text

    @property
    def width(self) -> int:
        """Of its pictures, in pixels."""
        return self._get_size()[0]

    @property
    def height(self) -> int:
        """Of its pictures, in pixels."""
        return self._get_size()[1]

    @property
    def mirror(self) -> bool:
        """Whether left and right are exchanged. Can be set."""
        return self._mirror

    @mirror.setter
    def mirror(self, mirror: bool) -> None:
        self._mirror = bool(mirror)

    @property
    def motion(self) -> float:
        """Motion in the picture: 0 (still) to 1 (everything)."""
        from sunmao.cameras.motion import MotionDetector

        if self._movement is None:
            self._movement = MotionDetector()
        return self._movement.between(self._next)

    def read(self) -> "np.ndarray":
        """Take a picture: the newest, and never the same one twice. Waits for it where there is none yet.

        Returns: (H, W, 3) uint8 RGB.
        Raises: CameraDisconnected when none comes any more or the film is over.
        """
        frame = self._next(self._given)
        if frame is None:
            raise CameraDisconnected("camera_film_over", name=self._source.title)
        return self._deliver_frame(frame)

    def __iter__(self) -> Iterator:
        """The newest picture again and again; ends when the program is asked to stop, or with the film."""
        if self._closed:
            raise CameraDisconnected("camera_closed")
        while True:
            try:
                frame = event_loop.poll_next(self._wait_for_frame)
            except session.StopProgram:
                if not session.stop_requested():
                    raise
                return
            if frame is False:
                return
            yield self._deliver_frame(frame)

    def record(self, path: str | Path, seconds: float = 5) -> None:
        """Write a film (MP4). path: its file, which ends in .mp4; seconds: how long. Stop ends it earlier, and what
        there is stays.
        """
        from sunmao.cameras.recording import record_video

        record_video(self, path, seconds)

    def when_seen(self, model: Any, label: str, confidence: float = 0.8) -> Callable:
        """Call a function when a model recognizes something. Written above its `def`, which gets the result.

        It is called when the label appears, and again only after it was gone for a second.

        Args:
            model: it has `inference`.
            label: what shall be recognized, one of the model's labels.
            confidence: how sure the model must be, 0 to 1.

        Raises: BadValue, with the nearest label; when the model has no labels yet, with the first picture.
        """
        from sunmao.cameras.label_watcher import LabelWatcher

        if self._seeing is None:
            self._seeing = LabelWatcher(self._look)
            event_loop.add_listener(self._seeing, first=False)
        return self._seeing.register(model, label, confidence)

    def close(self) -> None:
        """Let go of the camera; at the end of the program that happens by itself."""
        self._closed = True
        self._source.close()

    def __enter__(self) -> "Camera":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Camera(source={self._kind.shown!r})"

    def _get_size(self) -> tuple[int, int]:
        newest = self._newest or self._next(0)
        assert newest is not None  # the source raises an error where not even the first picture comes
        return newest.size

    def _next(self, after: int) -> Frame | None:
        """Wait for the newest picture behind number `after`; None when the film is over. Raises StopProgram,
        CameraDisconnected.
        """
        while (frame := self._fetch(after, LOOK_EVERY)) is None:
            if self._source.ended:
                return None
            session.check_stop()
        return frame

    def _wait_for_frame(self, within: float) -> Frame | bool | None:
        """The newest picture that was not given yet, None for nothing yet, False at the end."""
        if self._closed:
            return False
        return self._fetch(self._given, within) or (False if self._source.ended else None)

    def _look(self, after: int) -> tuple[int, object] | None:
        """The newest picture behind number `after`, with its number, without waiting; None where there is none."""
        frame = None if self._closed else self._fetch(after, 0)
        return None if frame is None else (frame.n, self._copy_turned(frame))

    def _fetch(self, after: int, within: float) -> Frame | None:
        """The newest picture behind number `after`. What others of this program have looked at already is not fetched
        twice.
        """
        if self._closed:
            raise CameraDisconnected("camera_closed")
        known = self._newest.n if self._newest else 0
        frame = self._source.next(max(after, known), 0 if known > after else within)
        if frame is not None:
            self._newest = frame
            self._notice_dark(frame)
        elif known > after:
            frame = self._newest
        return frame

    def _deliver_frame(self, frame: Frame) -> "np.ndarray":
        self._given = frame.n
        return self._copy_turned(frame)

    def _copy_turned(self, frame: Frame) -> "np.ndarray":
        """The picture as the program gets it: its own, to draw on."""
        import cv2

        return cv2.flip(frame.image, 1) if self._mirror else frame.image.copy()

    def _notice_dark(self, frame: Frame) -> None:
        """Say once that all is dark."""
        if self._dark_said:
            return
        if not is_black(frame.image):
            self._dark_since = None
        elif self._dark_since is None:
            self._dark_since = frame.t
        elif frame.t - self._dark_since >= DARK_FOR:
            self._dark_said = True
            show_notice("camera_dark", level="warn", name=self._kind.shown)
