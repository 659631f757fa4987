"""Showing without the studio: pictures in a window, or as files in `output/` where there is no screen; tables as text."""

import atexit
import base64
from itertools import count
from typing import TYPE_CHECKING, Any

from sunmao.display.file_output import VideoFiles
from sunmao.display.output_folder import FOLDER, MOVING, has_screen, save_output
from sunmao.protocol.messages import Image, Notice, TableRows
from sunmao.runtime import session
from sunmao.runtime.notices import print_safely

if TYPE_CHECKING:
    pass


_numbers = count(1)
_files: list = []  # the moving ones, once there are any


def show_event(event: Any) -> None:
    """Show one event to whoever sits at this computer."""
    if viewer := session.get_viewer():
        viewer.show_event(event)
    elif isinstance(event, Image):
        _show_picture(event)
    elif isinstance(event, TableRows):
        from sunmao.tabular.table import Table

        print_safely("\n".join(map(str, filter(None, (event.title, Table(event.columns, event.rows))))))
    elif event.kind == "marks":
        print_safely(f"{event.correct} / {event.total}")
    elif isinstance(event, Notice):
        from sunmao.texts import language

        print_safely(getattr(event, language()))


def _show_picture(event: Image) -> None:
    data = base64.b64decode(event.data)
    if has_screen() and open_window(data, event.title or event.caption or "Sunmao"):
        return
    path = FOLDER / f"show_{next(_numbers)}.{'jpg' if event.media_type == 'image/jpeg' else 'png'}"
    save_output(path, data)
    print_safely("  ".join(filter(None, (event.title, event.caption, path.as_posix()))))


def show_frame(picture: Any) -> None:
    """Show the newest picture of a video (`image_encoding.DisplayedImage`): in the one window of its title, or in the
    one file.
    """
    if viewer := session.get_viewer():
        viewer.show_frame(picture)
        return
    from sunmao.display.image_encoding import shrink_to_fit

    title = picture.title or "Sunmao"
    if has_screen() and update_window(shrink_to_fit(picture.image, MOVING)[..., ::-1], title):
        return
    if not _files:
        _files.append(VideoFiles())
    _files[0].show(title, picture.image)


def open_window(data: bytes, title: str) -> bool:
    """Show the bytes of a picture file in a window that stays until the program ends. False where there are no windows."""
    import cv2
    import numpy

    return update_window(cv2.imdecode(numpy.frombuffer(data, numpy.uint8), cv2.IMREAD_COLOR), title)


def update_window(image: Any, title: str) -> bool:
    """Show (H, W, 3) uint8 BGR in the window of that title, which stays until the program ends. False where there are
    no windows.
    """
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
