"""Proposals of a model for pictures that nobody has labeled, and the order in which they are best labeled."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sunmao.data.listing import ObjectAnnotation, Sample
from sunmao.images.image_files import map_in_threads, try_read_image
from sunmao.inference.predictor import Predictor

CONFIDENCE = 0.3  # from which something is proposed: what is unsure is quickly refused, what is missing is drawn anew
SIDE = 12  # pixels of the small pictures by which pictures are told apart
GREEDY = 500  # pictures whose order says what is different, too; then uncertainty alone
NOTHING_FOUND = 0.5  # how unsure a picture is in which nothing was found


@dataclass(frozen=True)
class Proposal:
    """Proposal of a model for one picture.

    labels: of the whole picture, its class or its tags, with `scores` one each; else objects with `scores`; the surest
    first.
    look: (432,) float32, by which pictures are told apart.
    """

    item: Sample
    labels: tuple[str, ...]
    objects: tuple[ObjectAnnotation, ...]
    scores: tuple[float, ...]
    look: np.ndarray

    @property
    def uncertainty(self) -> float:
        """Uncertainty of the model, 0 to 1: least confidence (Settles, 2009), the mean of what was found (as Brust and
        others, 2019, aggregate it for detection).
        """
        return 1 - float(np.mean(self.scores)) if self.scores else NOTHING_FOUND


def propose_labels(model: Predictor, items: Sequence[Sample], confidence: float = CONFIDENCE) -> Iterator[Proposal]:
    """Ask a model about pictures; those that cannot be read are left out.

    Args:
        model: one that is trained or was loaded.
        items: the pictures; what is labeled in them is not looked at.
        confidence: what the model is less sure of is not proposed (0 to 1).
    """
    task = model._answering
    for item, image in zip(items, map_in_threads(try_read_image, [item.path for item in items]), strict=True):
        if image is None:
            continue
        result = model.inference(image, **task.pick_options(confidence))
        found = task.propose_labels(result, confidence)
        yield Proposal(item, found.labels, found.objects, found.scores, describe_look(image))


def describe_look(image: np.ndarray) -> np.ndarray:
    """A picture, (H, W, 3) uint8 RGB, as few numbers, (432,) float32, 0 to 1: alike for pictures that look alike."""
    import cv2

    return cv2.resize(image, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32).ravel() / 255


def order_by_information(uncertainty: Sequence[float], looks: np.ndarray, known: np.ndarray | None = None) -> list[int]:
    """The order in which pictures teach a model most: those that it is least sure of, and of these the ones that are
    most different from all that come before (greedy k-centers, as Sener and Savarese, 2018).

    Args:
        uncertainty: of each picture, 0 to 1.
        looks: (n, d) float32, of each picture.
        known: (m, d), of those that are labeled already.

    Example:
        >>> looks = np.array([[0.0], [0.01], [1.0]], np.float32)
        >>> order_by_information([0.8, 0.79, 0.5], looks)
        [0, 2, 1]
    """
    left = np.asarray(uncertainty, np.float64).copy()
    apart = np.full(len(left), np.inf)
    for look in known if known is not None else ():
        apart = np.minimum(apart, np.linalg.norm(looks - look, axis=1))
    order: list[int] = []
    for _ in range(min(GREEDY, len(left))):
        far = apart / apart.max() if np.isfinite(apart).all() and apart.max() > 0 else np.ones(len(left))
        value = np.where(left < 0, -1, (left + 1e-3) * far)
        chosen = int(value.argmax())
        order.append(chosen)
        left[chosen] = -1
        apart = np.minimum(apart, np.linalg.norm(looks - looks[chosen], axis=1))
    rest = np.argsort(-left, kind="stable")
    return order + [int(each) for each in rest if left[each] >= 0]


def order_proposals(proposals: Iterable[Proposal], known: Sequence[np.ndarray] = ()) -> list[Proposal]:
    """Proposals in the order of `order_by_information`. known: looks of pictures that are labeled already."""
    found = list(proposals)
    if not found:
        return []
    looks = np.stack([each.look for each in found])
    order = order_by_information([each.uncertainty for each in found], looks, np.stack(known) if len(known) else None)
    return [found[place] for place in order]
