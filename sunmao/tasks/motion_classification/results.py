"""Answer of a gesture model to two seconds of motion."""

from pathlib import Path

import numpy as np

from sunmao.data.listing import Sample
from sunmao.data.samples.motions import MotionSamples
from sunmao.motion.curves import draw_curves
from sunmao.motion.motion_clip import MotionClip
from sunmao.tasks.classification.results import Result

TILE = 240  # pixels of the side of the curves


class MotionResult(Result):
    """The answer for two seconds of motion; its picture are the three curves.

    Example:
        >>> result = MotionResult(MotionClip(np.ones((100, 3), np.float32)), [0.9, 0.1], ['wave', 'circle'])
        >>> result.label, result.is_still, result.image.shape
        ('wave', True, (240, 240, 3))
    """

    @property
    def motion(self) -> MotionClip:
        """Motion that was asked about; of a data set's sample it is read from its file. Raises NotAMotion, FileMissing."""
        if self._image is None:
            vars(self)["_image"] = MotionSamples().read(Sample(Path(self._path), None, "test"))
        return self._image

    @property
    def is_still(self) -> bool:
        """Whether nothing moved."""
        return self.motion.is_still

    @property
    def image(self) -> np.ndarray:
        """The curves of x, y and z, (240, 240, 3) uint8 RGB."""
        return draw_curves(self.motion.samples, TILE, TILE)

    @property
    def _content_text(self) -> str | None:
        """Its file, as the page names it."""
        return Path(self._path).name if self._path else None
