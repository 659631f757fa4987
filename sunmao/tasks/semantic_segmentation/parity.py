"""Do two forms of a model paint the same?"""

from dataclasses import dataclass
from typing import Any

from sunmao.tasks.evaluation.parity import NEAR, ParityCounter
from sunmao.tasks.semantic_segmentation.painting import PaintedImage

SAME_PIXELS = 0.999  # of a picture: where two classes are equally likely, the last bits decide
REPAINTED = 0.01  # share of the pixels of a picture from which on it counts as painted otherwise


@dataclass
class PaintCounter(ParityCounter):
    """The count of the answers of a model that paints."""

    least: float = 1.0

    def add(self, theirs: PaintedImage, ours: PaintedImage) -> bool:  # type: ignore[override]  # of another kind
        """Count one picture; tell whether nearly all of its pixels have the same class in both."""
        share = float((theirs.mask == ours.mask).mean())
        self.least = min(self.least, share)
        difference = float(abs(theirs.confidences - ours.confidences).max()) if share == 1 else 1 - share
        return self._count(share >= SAME_PIXELS, difference)

    def _is_tie(self, theirs: Any, ours: Any) -> bool:
        """Whether pixels differ only where the best two classes may be equally likely."""
        other = theirs.mask != ours.mask
        return bool((abs(theirs.confidences - ours.confidences)[other] < NEAR).all())

    def summarize(self) -> dict:
        return {**super().summarize(), "same_pixels": self.least}


@dataclass
class RoughPaintCounter(PaintCounter):
    """The count of the answers of a model that paints, of which some pixels may have another class."""

    def add(self, theirs: PaintedImage, ours: PaintedImage) -> bool:  # type: ignore[override]  # of another kind
        """Count one picture; tell whether most of its pixels have the same class in both."""
        share, changed = compare_paint(theirs, ours)
        self.least = min(self.least, 1 - share)
        return self._count(not changed, share)

    def _is_tie(self, theirs: Any, ours: Any) -> bool:
        return False


def compare_paint(whole: PaintedImage, small: PaintedImage) -> tuple[float, bool]:
    """The share of the pixels with another class, and whether that is more than `REPAINTED`."""
    share = float((whole.mask != small.mask).mean())
    return share, share > REPAINTED
