"""Writes what a camera sees into a film."""

import os
import secrets
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import cv2

from sunmao.cameras.sources.file import open_video
from sunmao.core.atomic_files import replace, require_path
from sunmao.core.validation import require_number
from sunmao.errors import BadValue
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice

FPS = 25.0  # of every film: a picture is written again when the camera has no newer one


def record_video(camera: Any, path: str | Path, seconds: float) -> None:
    """See `Camera.record`. Raises BadValue for a name or folder that will not do; what was recorded before Stop stays."""
    path = require_path("path", path)
    require_number("seconds", seconds, 0)
    if path.suffix.lower() != ".mp4":
        raise _make_recording_error(path)
    unfinished = _make_place()
    try:
        try:
            if not _write_video(camera, unfinished, float(seconds)):
                raise _make_recording_error(path)
        finally:
            _move(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    show_notice("camera_recorded", path=path.as_posix())


def _make_place() -> Path:
    # A short name in the working folder: OpenCV cannot write to every name on Windows, but the folder itself may have
    # any.
    if os.access(".", os.W_OK):
        return Path(f".{secrets.token_hex(4)}.mp4")
    handle, name = tempfile.mkstemp(suffix=".mp4")
    os.close(handle)
    return Path(name)


def _write_video(camera: Any, path: Path, seconds: float) -> bool:
    """Returns whether it could be begun."""
    image = camera.read()
    writer = cv2.VideoWriter(
        str(path), cv2.CAP_FFMPEG, cv2.VideoWriter.fourcc(*"mp4v"), FPS, (image.shape[1], image.shape[0])
    )
    if not writer.isOpened():
        return False
    began, size = time.monotonic(), (image.shape[1], image.shape[0])
    try:
        for number in range(max(1, round(seconds * FPS))):
            frame = camera._look(camera._given)
            if frame is not None:
                camera._given, image = frame
            if (image.shape[1], image.shape[0]) != size:  # another device of the browser, turned to the other side
                image = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
            writer.write(cv2.cvtColor(image, cv2.COLOR_RGB2BGR))
            session.wait_seconds(began + (number + 1) / FPS - time.monotonic())
    finally:
        writer.release()
    return True


def _move(unfinished: Path, path: Path) -> None:
    if not unfinished.exists():
        return
    if open_video(unfinished) is None:  # OpenCV does not tell when the disk is full
        raise _make_recording_error(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            replace(unfinished, path)
        except OSError:  # on another disk
            shutil.move(unfinished, path)
    except OSError:
        raise _make_recording_error(path) from None


def _make_recording_error(path: Path) -> BadValue:
    return BadValue("camera_not_recorded", path=path.as_posix())
