"""Pictures that come quickly, as a video: only the newest counts, and the program never waits for whoever looks.

In the studio they are encoded and sent by a thread, when a page wants the next one (`video_sender.py`); the last one is
kept in the record when the video rests and when the program ends. Without the studio they go to one window, or to one
file (`desktop.py`).
"""

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from sunmao.display.image_encoding import DisplayedImage
from sunmao.runtime import session

if TYPE_CHECKING:
    import numpy as np


QUICK = 0.25  # seconds between two pictures of one title at most
TITLED, UNTITLED = 2, 10  # pictures in a row that come so quickly before the next one begins a video
# pictures of many titles in a row before the next ones, whatever they are called, are one video: no log has room for
# them all
CROWD = 300
_paces: dict[str, "FrameRate"] = {}


class FrameRate:
    """Rate of the pictures of one title. after: how many quick ones in a row do not make a video yet."""

    def __init__(self, after: int, quick: float) -> None:
        self._after, self._quick = after, quick
        self._row, self._last = 0, float("-inf")
        self.moves = False

    def count(self) -> bool:
        """One more picture has come: whether it belongs to a video."""
        now = monotonic()
        self._row = self._row + 1 if now - self._last <= self._quick else 1
        self._last = now
        self.moves = self.moves or self.rushes
        return self.moves

    @property
    def rushes(self) -> bool:
        """Whether so many have come quickly just now."""
        return self._row > self._after


_crowd = FrameRate(CROWD, QUICK)


def add_to_video(picture: DisplayedImage, title: str) -> bool:
    """Whether a picture was taken into the video of this title; False: it is shown by itself, as those that come slowly
    are.
    """
    pace = _paces.setdefault(title, FrameRate(TITLED if title else UNTITLED, QUICK))
    if pace.count():
        _show_frame(replace(picture, title=title))
        return True
    _crowd.count()
    if _crowd.rushes:
        _show_frame(replace(picture, title="", caption="  ".join(filter(None, (title, picture.caption)))))
    return _crowd.rushes


def push_frame(title: str, image: "np.ndarray", caption: str = "") -> None:
    """Show the newest picture of a window: the first one by itself, all others as a video.

    Args:
        title: of the window.
        image: (H, W, 3) or (H, W) uint8 RGB.
        caption: what stands below it.
    """
    picture = DisplayedImage(image, str(title), str(caption))
    if _paces.setdefault(picture.title, FrameRate(1, float("inf"))).count():
        _show_frame(picture)
    elif session.is_in_studio():
        session.emit(picture.as_event())
    else:
        from sunmao.display import desktop

        desktop.show_event(picture.as_event())


def _show_frame(picture: DisplayedImage) -> None:
    # The program may draw on its array in the next moment.
    picture = replace(picture, image=picture.image.copy())
    if not session.is_in_studio():
        from sunmao.display import desktop

        return desktop.show_frame(picture)
    from sunmao.display.video_sender import get_video_sender

    get_video_sender().put(picture)
