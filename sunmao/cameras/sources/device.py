"""A camera of this computer, by OpenCV: opened within a deadline, and watched, for drivers go on giving the last
picture when the cable is out.
"""

import os
import sys
import time

# Read by OpenCV when it opens a camera of Windows: with it that takes many seconds.
os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")
import cv2
import numpy as np

from sunmao.cameras.device_errors import diagnose_camera
from sunmao.cameras.sources.source import FRESH_WITHIN, is_black
from sunmao.cameras.sources.threaded_source import ThreadedSource
from sunmao.errors import SunmaoError

BACKENDS = {"win32": (cv2.CAP_MSMF, cv2.CAP_DSHOW), "darwin": (cv2.CAP_AVFOUNDATION,), "linux": (cv2.CAP_V4L2,)}
COMPRESSED_FROM = 640  # pixels of width: uncompressed pictures of this size do not fit through a shared USB 2
FPS = 30
REST = 0.01  # seconds after a picture that did not come


class DeviceSource(ThreadedSource):
    """Camera number 0, 1 …, or a device file such as '/dev/video2'."""

    def __init__(self, name: str, width: int = 640, height: int = 480) -> None:
        super().__init__(name, width, height)
        self._name, self._asked = name, (width, height)
        self._same_since: float | None = None
        self._last: np.ndarray | None = None
        self._still = False

    def _make_open_error(self) -> SunmaoError:
        return diagnose_camera(self._name)

    def _take(self) -> None:
        camera = self._open_device()
        if camera is None:
            raise self._make_open_error()
        try:
            while not self._closed.is_set():
                there, picture = camera.read()
                if not there or picture is None or picture.size == 0:
                    self._closed.wait(REST)  # `next` notices when that goes on
                elif self._is_new(picture):
                    self._put(bgr=picture)
                elif self._same_since is not None and time.monotonic() - self._same_since > FRESH_WITHIN:
                    camera = self._reopen(camera)
        finally:
            camera.release()

    def _open_device(self) -> cv2.VideoCapture | None:
        name = int(self._name) if self._name.isdigit() else self._name
        # With a backend named, FFmpeg is not asked first: it locks every other film while it opens one.
        of_system = self._name.isdigit() or self._name.startswith("/dev/")
        backends = BACKENDS.get(sys.platform, (cv2.CAP_ANY,)) if of_system else (cv2.CAP_ANY,)
        for backend in backends:
            camera = cv2.VideoCapture(name, backend)
            if camera.isOpened():
                self._set_up(camera)
                return camera
        return None

    def _set_up(self, camera: cv2.VideoCapture) -> None:
        width, height = self._asked
        # Before the size: at their uncompressed sizes many cameras are slow.
        if width >= COMPRESSED_FROM:
            camera.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        camera.set(cv2.CAP_PROP_FRAME_WIDTH, width)
        camera.set(cv2.CAP_PROP_FRAME_HEIGHT, height)
        camera.set(cv2.CAP_PROP_FPS, FPS)
        camera.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        told = camera.get(cv2.CAP_PROP_FPS)
        self.fps = told if 1 <= told <= 240 else FPS

    def _is_new(self, picture: np.ndarray) -> bool:
        """Whether it differs from the last one: no two pictures of a living camera are the same to the last bit."""
        same = self._last is not None and self._last.shape == picture.shape and np.array_equal(self._last, picture)
        if not same or self._still or is_black(picture):
            self._last, self._same_since = picture, None
            return True
        self._same_since = self._same_since or time.monotonic()
        return False

    def _reopen(self, camera: cv2.VideoCapture) -> cv2.VideoCapture:
        """Open it anew: a camera that is still there answers; one that shows a drawn picture shows the same again, and
        may.
        """
        camera.release()
        anew = self._open_device()
        if anew is None:
            raise self._make_stalled_error()
        there, picture = anew.read()
        if not there:
            anew.release()
            raise self._make_stalled_error()
        self._still = self._last is not None and np.array_equal(self._last, picture)
        self._same_since = None
        self._put(bgr=picture)
        return anew
