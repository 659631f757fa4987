"""The points in a picture, kept as a sample of a class where that is asked for. The picture itself is kept nowhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sunmao.errors import BadValue
from sunmao.texts import LANGUAGES

PAUSE = 1.0  # seconds after an answer, after which a picture has nothing to do with the one before


class LiveTracker:
    """Follows the points of one kind while pictures come one after the other."""

    def __init__(self, what: str) -> None:
        from sunmao.landmarks.targets.registry import find_target
        from sunmao.landmarks.tracking import LandmarkTracker

        self._tracker, self._answered = LandmarkTracker(find_target(what)), 0.0

    @contextmanager
    def follow(self) -> Iterator[Any]:
        """The `LandmarkTracker` for a picture that came now, while it is answered."""
        if time.monotonic() - self._answered > PAUSE:
            self._tracker.reset()
        try:
            yield self._tracker
        finally:
            self._answered = time.monotonic()


_open_tracker = cache(LiveTracker)


def answer_points(picture: bytes, what: str, keep: dict | None) -> dict:
    """The nearest hand, body or face of a picture's file.

    Args:
        what: 'hand', 'body' or 'face'. keep: {'root': the data set's folder, 'label', 'split', 'group'}; None: nothing
            is kept.

    Returns: {'seen', 'points': [x, y] of each in pixels, 'others': those of each that is farther away, 'side', 'width',
    'height', 'path': of the sample below the data set, null where none was kept, 'why': in every language, why nothing
    was seen, 'ms'}. Raises NotAPicture, BadValue.
    """
    from sunmao.data.samples.point_capture import append_point_row, find_point_rows

    began = time.perf_counter()
    try:
        with _open_tracker(what).follow() as tracker:
            row, *others = find_point_rows(picture, what, tracker)
    except BadValue as error:
        if not error.key.startswith("points_refused"):
            raise
        why = {lang: error.text(lang) for lang in LANGUAGES}
        return {**_measure(began), "seen": False, "points": [], "others": [], "side": "", "width": 0, "height": 0} | {
            "path": None,
            "why": why,
        }
    path = None
    if keep is not None:
        path = append_point_row(Path(keep["root"]), keep["label"], row, keep["split"], keep["group"])
    return {
        **_measure(began),
        "seen": True,
        "points": _list_places(row),
        "others": [_list_places(each) for each in others],
        "side": row.landmarks.side or "",
        "width": row.size[0],
        "height": row.size[1],
        "path": path,
        "why": None,
    }


def _list_places(row: Any) -> list[list[float]]:
    return row.landmarks.points[:, :2].round(1).tolist()


def _measure(began: float) -> dict:
    return {"ms": round(1000 * (time.perf_counter() - began), 2)}
