"""A film or a picture on the disk in place of a camera: it plays at its own speed, from the first picture that is asked
for.
"""

import os
import secrets
import shutil
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from sunmao.cameras.sources.threaded_source import ThreadedSource
from sunmao.core.strict import suggest_nearest
from sunmao.errors import FileMissing, NotAPicture
from sunmao.images.image_files import MAX_PIXELS, kind_of, read_image_file

if TYPE_CHECKING:
    from sunmao.cameras.sources.source import Frame


STILL_FPS = 10.0  # a photo is shown again and again
SPEEDS = 1.0, 240.0  # pictures a second that a file may ask for
USUAL = 25.0
CHAINS = (".mjpeg", ".mjpg")  # films that begin as a picture does


class FileSource(ThreadedSource):
    """A film ends; a picture is shown until nobody looks any more.

    Args:
        path: the file, also with Chinese letters in its name.
    """

    def __init__(self, path: Any, width: int = 640, height: int = 480) -> None:
        super().__init__(Path(path).name, width, height)
        self._path = Path(path)
        self._asked = threading.Event()
        self._film: cv2.VideoCapture | None = None
        self._still: np.ndarray | None = None
        self._link: Path | None = None

    def open(self) -> None:
        """See `CameraSource.open`. The thread begins to play with the first `next`."""
        path = self._path
        try:
            with open(path, "rb") as file:
                start = file.read(16)
        except OSError:  # also a folder, and a name that no file can have
            raise _make_missing_error(path) from None
        if kind_of(start) and path.suffix.lower() not in CHAINS:
            self._still, self.fps = cv2.cvtColor(read_image_file(path), cv2.COLOR_RGB2BGR), STILL_FPS
        else:
            self._film = self._open_device()
            self.fps = get_fps(self._film)
        self._begin()

    def next(self, after: int, within: float) -> "Frame | None":
        """See `CameraSource.next`."""
        self._asked.set()
        return super().next(after, within)

    def _wake(self) -> None:
        self._asked.set()

    def _take(self) -> None:
        self._asked.wait()
        began, number = time.monotonic(), 0
        while not self._closed.is_set():
            picture = self._picture()
            if picture is None:
                break
            if self._closed.wait(max(0.0, began + number / self.fps - time.monotonic())):
                break
            self._put(bgr=picture)
            number += 1
            # A computer that was too busy goes on from here: a film is not played faster afterwards.
            began = max(began, time.monotonic() - number / self.fps - 1)
        if self._film is not None:
            self._film.release()
        if self._link is not None:
            self._link.unlink(missing_ok=True)
        self._closed.wait(1 / self.fps)  # the last picture is shown as long as the others
        self._end()

    def _open_device(self) -> cv2.VideoCapture:
        opened = open_video(self._path)
        if opened is None and not str(self._path).isascii():
            self._link = make_ascii_link(self._path)
            opened = open_video(self._link) if self._link else None
        if opened is None:
            if self._link is not None:
                self._link.unlink(missing_ok=True)
            raise NotAPicture("camera_no_film", name=self._path.name)
        return opened

    def _picture(self) -> Any:
        if self._film is None:
            return self._still
        there, picture = self._film.read()
        return picture if there else None

    def _is_stale(self) -> bool:
        return False  # a slow disk is no cable


def _make_missing_error(path: Path) -> FileMissing:
    try:
        names = [each.name for each in path.parent.iterdir() if each.is_file()]
    except OSError:
        names = []
    return FileMissing(
        "camera_file_missing", path=path.as_posix(), guess=suggest_nearest(path.name, [*names, "simulated", "browser"])
    )


def open_video(path: Path) -> cv2.VideoCapture | None:
    """The film of that name; None where OpenCV cannot open it."""
    # Not by Python's own file object: OpenCV lets go of that without Python's lock, and the program crashes.
    opened = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
    pixels = opened.get(cv2.CAP_PROP_FRAME_WIDTH) * opened.get(cv2.CAP_PROP_FRAME_HEIGHT)
    if opened.isOpened() and 0 < pixels <= MAX_PIXELS:
        return opened
    opened.release()
    return None


def make_ascii_link(path: Path) -> Path | None:
    """A second name of the same file that every OpenCV on Windows can open: short, in the working folder, which itself
    may have any name.
    """
    link = Path(f".{secrets.token_hex(4)}{path.suffix}")
    try:
        os.link(path, link)
    except OSError:  # another disk
        try:
            shutil.copyfile(path, link)
        except OSError:
            return None
    return link


def get_fps(opened: cv2.VideoCapture) -> float:
    """Pictures a second, as the film says; the usual ones where that cannot be."""
    told = opened.get(cv2.CAP_PROP_FPS)
    return told if SPEEDS[0] <= told <= SPEEDS[1] else USUAL
