"""What a model proposes for pictures that nobody has labeled, and the order in which they are best labeled."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sunmao.data.listing import ObjectAnnotation, Sample
from sunmao.images.image_files import map_in_threads, try_read_image
from sunmao.inference.predictor import Predictor

CONFIDENCE = 0.3  # from which something is proposed: what is unsure is quickly refused, what is missing is drawn anew
MOST = 300  # things of one picture
SIDE = 12  # pixels of the small pictures by which pictures are told apart
GREEDY = 500  # pictures whose order says what is different, too; then uncertainty alone
NOTHING_FOUND = 0.5  # how unsure a picture is in which nothing was found


@dataclass(frozen=True)
class Proposal:
    """What a model proposes for one picture.

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
        """How unsure the model is, 0 to 1: least confidence (Settles, 2009), the mean of what was found (as Brust and
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
    for item, image in zip(items, map_in_threads(try_read_image, [item.path for item in items]), strict=True):
        if image is None:
            continue
        if model.task == "classification":
            best = model.inference(image).top(1)[0]
            sure = best.confidence >= confidence
            yield Proposal(item, (best.label,) if sure else (), (), (best.confidence,), describe_look(image))
        elif model.task == "multi_label":
            tags = model.inference(image).things  # each tag by the threshold that training has chosen for it
            scores = tuple(each.confidence for each in tags)
            yield Proposal(item, tuple(each.label for each in tags), (), scores, describe_look(image))
        elif model.task == "semantic":
            things, scores = list_areas(model.inference(image), confidence)
            yield Proposal(item, (), things, scores, describe_look(image))
        else:
            things, scores = list_objects(model.inference(image, confidence=confidence))
            yield Proposal(item, (), things, scores, describe_look(image))


def list_objects(result) -> tuple[tuple[ObjectAnnotation, ...], tuple[float, ...]]:
    """The things of a `DetectionResult` as annotations, with how sure each is, the surest first."""
    from sunmao.images import geometry
    from sunmao.tasks.object_detection.evaluation_event import mask_to_annotation, mask_to_outlines

    things = result.top(MOST)
    masks = (result.found.masks or [None] * len(things))[: len(things)]
    found, scores = [], []
    for thing, mask in zip(things, masks, strict=True):
        polygons = tuple(tuple(each) for each in mask_to_outlines(mask_to_annotation(mask))) if mask else ()
        x1, y1, x2, y2 = map(float, geometry.bounding_box(polygons) if polygons else thing.box)
        if x2 - x1 > geometry.FINEST and y2 - y1 > geometry.FINEST:
            found.append(ObjectAnnotation(thing.label, (x1, y1, x2, y2), polygons))
            scores.append(float(thing.confidence))
    return tuple(found), tuple(scores)


def list_areas(result, confidence: float) -> tuple[tuple[ObjectAnnotation, ...], tuple[float, ...]]:
    """What a `PaintedResult` says: one annotation with a mask for each class that the model is at least so sure of, and
    how sure it is, the surest first.
    """
    from sunmao.images import geometry

    areas = sorted(result.things, key=lambda thing: -thing.confidence)
    found, scores = [], []
    for area in areas:
        rle = geometry.mask_to_rle(result.cut_out(area.label))
        box = geometry.rle_to_box(rle)
        if box is not None and area.confidence >= confidence:
            found.append(ObjectAnnotation(area.label, box, rle=rle))
            scores.append(float(area.confidence))
    return tuple(found), tuple(scores)


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
