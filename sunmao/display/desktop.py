"""Showing without the studio: pictures in a window, or as files in `output/` where there is no screen; tables as text."""

import atexit
import base64
import os
import sys
from itertools import count
from pathlib import Path

from sunmao.protocol.messages import Image, Marks, Note, Table
from sunmao.runtime.notices import tell

FOLDER = Path("output")
MOVING = 1600  # pixels of the longer side in a window
_numbers = count(1)
_files: list = []  # the moving ones, once there are any


def show(event) -> None:
    """Show one event to whoever sits at this computer."""
    if isinstance(event, Image):
        _show_picture(event)
    elif isinstance(event, Table):
        from sunmao.tables import Table as Rows

        tell("\n".join(map(str, filter(None, (event.title, Rows(event.columns, event.rows))))))
    elif isinstance(event, Marks):
        tell(f"{event.correct} / {event.total}")
    elif isinstance(event, Note):
        from sunmao.texts import language

        tell(getattr(event, language()))


def _show_picture(event: Image) -> None:
    data = base64.b64decode(event.data)
    if has_screen() and open_window(data, event.title or event.caption or "Sunmao"):
        return
    path = FOLDER / f"show_{next(_numbers)}.{'jpg' if event.media_type == 'image/jpeg' else 'png'}"
    save(path, data)
    tell("  ".join(filter(None, (event.title, event.caption, path.as_posix()))))


def show_moving(picture) -> None:
    """Show the newest picture of a video (`pictured.Picture`): in the one window of its title, or in the one file."""
    from sunmao.display.image_encoding import shrunk

    title = picture.title or "Sunmao"
    if has_screen() and update_window(shrunk(picture.image, MOVING)[..., ::-1], title):
        return
    if not _files:
        from sunmao.display.file_output import Rewritten

        _files.append(Rewritten())
    _files[0].show(title, picture.image)


def save(path: Path, data: bytes) -> None:
    """Write a file below `output/`."""
    from sunmao.core.atomic_files import write_atomically

    write_atomically(path, data)


def has_screen() -> bool:
    """Whether a window could be seen. SUNMAO_SCREEN=0 says no."""
    if os.environ.get("SUNMAO_SCREEN") == "0":
        return False
    return sys.platform in ("win32", "darwin") or _display_answers()


def _display_answers() -> bool:
    # Asking the toolkit instead would end the program when nobody answers.
    host, _, number = os.environ.get("DISPLAY", "").rpartition(":")
    return bool(number) and (bool(host) or Path(f"/tmp/.X11-unix/X{number.split('.')[0]}").exists())


def open_window(data: bytes, title: str) -> bool:
    """Show the bytes of a picture file in a window that stays until the program ends. False where there are no windows."""
    import cv2
    import numpy

    return update_window(cv2.imdecode(numpy.frombuffer(data, numpy.uint8), cv2.IMREAD_COLOR), title)


def update_window(image, title: str) -> bool:
    """Show (H, W, 3) uint8 BGR in the window of that title, which stays until the program ends. False where there are no windows."""
    import cv2

    try:
        cv2.imshow(title, image)
        cv2.waitKey(1)
    except cv2.error:  # an OpenCV that was built without windows
        return False
    atexit.unregister(keep_windows)
    atexit.register(keep_windows)
    return True


def keep_windows() -> None:
    """Keep the windows until a key is pressed in one."""
    import cv2

    try:
        cv2.waitKey(0)
        cv2.destroyAllWindows()
    except (cv2.error, KeyboardInterrupt):
        pass
