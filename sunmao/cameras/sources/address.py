"""A camera on the network: pictures over http (MJPEG, or one JPEG at a time) by a bounded reader, rtsp by OpenCV."""

import socket
from http.client import HTTPException
from typing import Any

import cv2
import numpy as np

from sunmao.cameras.sources.http_client import ResponseTooLarge, send_request
from sunmao.cameras.sources.mjpeg import iter_jpegs
from sunmao.cameras.sources.source import shrink_to_fit
from sunmao.cameras.sources.source_types import SourceType
from sunmao.cameras.sources.threaded_source import ThreadedSource
from sunmao.errors import CameraDisconnected, CameraMissing, NotAPicture, SunmaoError
from sunmao.images.image_files import decode_image, detect_kind

POLL = 0.1  # seconds between two single pictures
OPEN_MS, READ_MS = 8000, 3000  # of rtsp


class AddressSource(ThreadedSource):
    """The pictures at an address that begins with http://, https://, rtsp:// or rtsps://.

    Everything that the other side sends has a limit, and is refused before it is decoded; it may be as slow as it
    likes: `ThreadedSource` has the deadlines.
    """

    def __init__(self, address: str, width: int = 640, height: int = 480) -> None:
        super().__init__(SourceType("address", address).shown, width, height)
        self._address = address
        self._socket: socket.socket | None = None
        self._good: np.ndarray | None = None

    def _wake(self) -> None:
        if self._socket is not None:
            try:
                self._socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def _set_socket(self, held: socket.socket) -> None:
        self._socket = held
        if self._closed.is_set():
            raise OSError

    def _make_open_error(self) -> SunmaoError:
        return CameraMissing("camera_no_picture", name=self.title)

    def _make_stalled_error(self) -> SunmaoError:
        return CameraDisconnected("camera_stopped", name=self.title)

    def _take(self) -> None:
        why = ""
        try:
            if self._address.lower().startswith("rtsp"):
                self._take_stream()
            else:
                self._take_pictures()
        except (ResponseTooLarge, HTTPException, ValueError, TimeoutError):
            pass
        except OSError as error:
            why = error.strerror or type(error).__name__
        if self._closed.is_set():
            return
        if self._newest is not None:
            raise self._make_stalled_error()
        raise CameraMissing("camera_unreachable", name=self.title, why=why) if why else self._make_open_error()

    def _take_pictures(self) -> None:
        while not self._closed.is_set():
            with send_request(self._address, self._set_socket) as answer:
                if answer.kind.startswith("multipart/"):
                    for data in iter_jpegs(answer):
                        self._take_one(data)
                    return
                if not answer.kind.startswith(("image/", "application/")):
                    return  # the page around a camera is not its picture
                self._take_one(answer.whole())
            self._closed.wait(POLL)

    def _take_one(self, data: bytes) -> None:
        try:
            if self._good is None:
                self._good = shrink_to_fit(decode_image(data), *self._most)
            detect_kind(data)
        except NotAPicture:
            return  # one in between may be damaged; when all are, the deadline says so
        self._put(decode=lambda: self._decode(data))

    def _decode(self, data: bytes) -> Any:
        """The picture; the one before where its inside is damaged."""
        try:
            self._good = shrink_to_fit(decode_image(data), *self._most)
        except NotAPicture:
            pass
        return self._good

    def _take_stream(self) -> None:
        limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, OPEN_MS, cv2.CAP_PROP_READ_TIMEOUT_MSEC, READ_MS]
        stream = cv2.VideoCapture(self._address, cv2.CAP_FFMPEG, limits)
        try:
            while not self._closed.is_set():
                there, picture = stream.read()
                if not there:
                    return
                self._put(bgr=picture)
        finally:
            stream.release()
