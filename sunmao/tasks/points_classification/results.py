"""Answer of a posture model to a picture, or to points alone."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from sunmao.display.image_encoding import DisplayedImage
from sunmao.landmarks.landmarks import Landmarks
from sunmao.protocol.messages import MAX_SCORES
from sunmao.tasks.classification.results import Result
from sunmao.tasks.image_result import Prediction, list_shown_scores
from sunmao.texts import get_both, get_text

TILE = 240  # pixels of the side of points that are shown without a picture


class PostureResult(Result):
    """The answer for one hand, body or face: the nearest one of a picture.

    Args:
        found: its points; None: nothing was seen, which is no class.
        scores, classes, path, unknown, truth: as of `Result`.
    """

    def __init__(self, found: Landmarks | None, scores: Any, classes: list[str], **more: Any) -> None:
        super().__init__(None, scores if found else np.zeros(len(classes), np.float32), classes, **more)
        vars(self).update(_found=found, _what="hand", _others=())

    def set_picture(self, image: np.ndarray, what: str, others: Sequence[Landmarks] = ()) -> None:
        """Say in which picture, (H, W, 3) uint8 RGB, it was looked for what: 'hand', 'body' or 'face'; others: those
        that are farther away.
        """
        vars(self).update(_image=image, _what=what, _others=others)

    @property
    def label(self) -> str:
        """The best answer; 不知道 / unknown when the model is less sure than was asked; 没看到手 / no hand seen."""
        return super().label if self._found else get_text("points_none", what=get_both(f"points_{self._what}"))

    @property
    def things(self) -> list[Prediction]:
        """Its one best answer; nothing where nothing was seen."""
        return super().things if self._found else []

    @property
    def points(self) -> list[tuple[float, float, float]]:
        """x, y and depth of each point in pixels of the picture, to one place; none where nothing was seen."""
        rows = self._found.points.astype(float).round(1).tolist() if self._found else []
        return [(x, y, z) for x, y, z in rows]

    @property
    def side(self) -> str:
        """'left' or 'right': which hand it is, as its owner says; '' of what has no sides, or was not seen."""
        return (self._found.side or "") if self._found else ""

    @property
    def image(self) -> np.ndarray:
        """The picture, (H, W, 3) uint8 RGB; where there is none, the points alone."""
        return self._draw_tile() if self._image is None else self._image

    def draw(self) -> np.ndarray:
        """The picture with the points, or the points alone, and the answer below, (H, W, 3) uint8 RGB."""
        from sunmao.images.annotation_drawing import add_caption

        return add_caption(self._draw_points(), self._caption())

    def to_displayed_image(self) -> DisplayedImage:
        """The picture with its points and the answer, as the page shows it."""
        from sunmao.images.annotation_drawing import enlarge_pixels

        mark = None if self._truth is None else self._truth == self.label
        scores = list_shown_scores(self.top(MAX_SCORES), self._classes) if self._found else ()
        return DisplayedImage(enlarge_pixels(self._draw_points()), self.label, self._caption(), mark, scores)

    def __repr__(self) -> str:
        return super().__repr__() if self._found else self.label

    def _caption(self) -> str:
        return super()._caption() if self._found else self.label

    def _draw_points(self) -> np.ndarray:
        from sunmao.landmarks.drawing import draw_landmarks

        if self._image is None:
            return self._draw_tile()
        return draw_landmarks(self._image, [self._found] if self._found else [])

    def _draw_tile(self) -> np.ndarray:
        from sunmao.landmarks.drawing import draw_points_tile

        if self._found is None:
            return np.full((TILE, TILE, 3), 255, np.uint8)
        return draw_points_tile(self._found.points[:, :2], self._found.target, TILE)
