"""`cv2.VideoCapture(0)` under `sunmao run --camera FILE|simulated`: reads that source instead of a camera of this
computer.
"""

import sys
import weakref
from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any, Self

from sunmao.errors import SunmaoError
from sunmao.runtime.notices import print_safely

if TYPE_CHECKING:
    import numpy as np

    from sunmao.cameras.sources.source_types import SourceType


LARGEST = 4096  # pixels: the source keeps its own size
LOOK_EVERY = 0.05  # seconds


def replace_video_capture(kind: "SourceType") -> Callable[[ModuleType], None]:
    """The change of OpenCV that gives source `kind` (`sunmao.cameras.sources.SourceType`) for every number of a camera."""

    def change(cv2: ModuleType) -> None:
        members = {"_cv2": cv2, "_native": cv2.VideoCapture, "_kind": kind}
        vars(cv2)["VideoCapture"] = type("VideoCapture", (SourceCapture,), members)

    return change


class SourceCapture:
    """The stand-in for numbers; OpenCV's own, `_native`, for files and addresses. No subclass of that: one of a native
    class crashes when it is let go of.
    """

    _cv2: ModuleType
    _native: type
    _kind: "SourceType"

    def __new__(cls, *given: Any, **named: Any) -> Any:
        return (
            super().__new__(cls) if not (given or named) or _is_number(given, named) else cls._native(*given, **named)
        )

    def __init__(self, *given: Any, **named: Any) -> None:
        self._source: Any = None
        self._frame: Any = None
        self._real = self._native()
        if given or named:
            self._start()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.release()

    def open(self, *given: Any, **named: Any) -> bool:
        self.release()
        return self._start() if _is_number(given, named) else self._real.open(*given, **named)

    def _start(self) -> bool:
        from sunmao.cameras.sources import make_source

        source = make_source(self._kind, LARGEST, LARGEST)
        try:
            source.open()
        except SunmaoError as error:
            print_safely(error, to=sys.stderr)
            return False
        weakref.finalize(self, source.close).atexit = False  # as OpenCV's own, which ends when it is forgotten
        self._source, self._number, self._began, self._frame = source, 0, None, None
        return True

    def isOpened(self) -> bool:
        return self._source is not None or self._real.isOpened()

    def release(self) -> None:
        if self._source is not None:
            self._source.close()
            self._source = None
        self._real.release()

    def grab(self) -> bool:
        if self._source is None:
            return self._real.grab()
        frame = None
        while frame is None and not self._source.ended:
            frame = self._source.next(self._number, LOOK_EVERY)
        if frame is not None:
            self._number, self._began = frame.n, self._began or frame.t
        self._frame = frame
        return frame is not None

    def retrieve(self, image: "np.ndarray | None" = None, flag: int = 0) -> "tuple[bool, np.ndarray | None]":
        if self._source is None:
            return self._real.retrieve(image, flag)
        return (False, None) if self._frame is None else (True, _copy_into(image, self._frame.bgr))

    def read(self, image: "np.ndarray | None" = None) -> "tuple[bool, np.ndarray | None]":
        if self._source is None:
            return self._real.read(image)
        self.grab()
        return self.retrieve(image)

    def get(self, propId: int) -> float:
        if self._source is None:
            return self._real.get(propId)
        return float(self._properties().get(propId, 0))

    def set(self, propId: int, value: float) -> bool:
        if self._source is None:
            return self._real.set(propId, value)
        # As a camera that has one size and one speed.
        return propId == self._cv2.CAP_PROP_BUFFERSIZE or self._properties().get(propId) == value

    def getBackendName(self) -> str:
        return self._real.getBackendName() if self._source is None else "SUNMAO"

    def _properties(self) -> dict:
        if self._frame is None:
            self.grab()
            self._number = 0  # the picture is still to be read
        width, height = self._frame.size if self._frame else (0, 0)
        passed = 1000 * (self._frame.t - self._began) if self._frame else 0
        return {
            self._cv2.CAP_PROP_FRAME_WIDTH: width,
            self._cv2.CAP_PROP_FRAME_HEIGHT: height,
            self._cv2.CAP_PROP_FPS: self._source.fps,
            self._cv2.CAP_PROP_FRAME_COUNT: -1,
            self._cv2.CAP_PROP_POS_FRAMES: self._number,
            self._cv2.CAP_PROP_POS_MSEC: passed,
            self._cv2.CAP_PROP_CONVERT_RGB: 1,
            self._cv2.CAP_PROP_BUFFERSIZE: 1,
        }


def _is_number(given: tuple, named: dict) -> bool:
    source = given[0] if given else named.get("index", named.get("filename"))
    return hasattr(source, "__index__")


def _copy_into(image: "np.ndarray | None", picture: "np.ndarray") -> "np.ndarray":
    """The picture as the program's own; in `image` where that fits, as OpenCV does."""
    if image is not None and getattr(image, "shape", None) == picture.shape:
        image[...] = picture
        return image
    return picture.copy()
