"""OpenCV's windows where there are none: `cv2.imshow` shows on the studio's page, or in `output/` where there is no
screen.
"""

from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any

from sunmao.display.file_output import VideoFiles
from sunmao.display.output_folder import has_screen
from sunmao.runtime import session

if TYPE_CHECKING:
    import numpy as np


NO_KEY = -1
HARMLESS = (
    "namedWindow",
    "destroyWindow",
    "destroyAllWindows",
    "resizeWindow",
    "moveWindow",
    "setWindowTitle",
    "setWindowProperty",
    "setMouseCallback",
    "startWindowThread",
    "displayOverlay",
    "displayStatusBar",
    "setTrackbarMax",
    "setTrackbarMin",
)


def show_on_page(cv2: ModuleType) -> None:
    """Send what `imshow` shows to the page from now on."""
    _replace(cv2, _push_frame)


def show_in_files(cv2: ModuleType) -> None:
    """Write what `imshow` shows to `output/` from now on, when there is no screen."""
    if not has_screen():
        _replace(cv2, VideoFiles().show)


def _replace(cv2: ModuleType, show: Callable) -> None:
    def imshow(winname: object, mat: Any) -> None:
        """Show a picture, BGR, gray or BGRA."""
        show(str(winname), _to_rgb(cv2, mat))

    shown = {
        "imshow": imshow,
        "waitKey": _wait_key,
        "waitKeyEx": _wait_key,
        "pollKey": lambda: NO_KEY,
        **_stub_trackbars(),
    }
    # A loop that asks whether its window was closed goes on.
    shown["getWindowProperty"] = lambda winname, prop_id: 1.0
    vars(cv2).update(shown, **dict.fromkeys(HARMLESS, lambda *more, **named: None))


def _to_rgb(cv2: ModuleType, mat: Any) -> "np.ndarray":
    """Convert a picture that `imshow` takes to (H, W, 3) uint8 RGB."""
    import numpy as np

    from sunmao.images.image_files import to_rgb

    if mat is None or getattr(mat, "size", 0) == 0:
        raise cv2.error("OpenCV: error: (-215:Assertion failed) size.width>0 && size.height>0 in function 'imshow'")
    picture = mat.get() if isinstance(mat, cv2.UMat) else np.asarray(mat)
    if picture.dtype.kind == "f":
        picture = (np.nan_to_num(picture) * 255).clip(0, 255).astype(np.uint8)
    elif picture.dtype == np.uint16:
        picture = (picture >> 8).astype(np.uint8)
    return to_rgb(picture[..., 2::-1] if picture.ndim == 3 and picture.shape[2] >= 3 else picture)


def _wait_key(delay: int = 0) -> int:
    """Nobody can press a key: what would wait for one goes on at once, and the pace of a loop stays. A waiting point
    for Stop.
    """
    session.wait_seconds(max(0, int(delay)) / 1000)
    return NO_KEY


def _stub_trackbars() -> dict:
    values: dict = {}

    def create(
        name: str, window: str, value: int | None = 0, count: int = 0, on_change: Callable[[int], object] | None = None
    ) -> None:
        values[name, window] = value or 0

    def change(name: str, window: str, value: int) -> None:
        values[name, window] = value

    return {
        "createTrackbar": create,
        "setTrackbarPos": change,
        "getTrackbarPos": lambda name, window: values.get((name, window), 0),
    }


def _push_frame(title: str, image: "np.ndarray") -> None:
    from sunmao.display.video import push_frame

    push_frame(title, image)
