"""Areas that were painted in a picture, for pages that show it and as annotations of a data set."""

from typing import Any

from sunmao.data.listing import ObjectAnnotation
from sunmao.images import geometry
from sunmao.tasks.image_task import MAX_THINGS
from sunmao.tasks.task import require_finite


def format_areas(result: Any) -> dict:
    """As `object_detection.annotations.format_detections`: what a model that paints says, one row a class, with the
    share of the picture that it covers.
    """
    height, width = result.mask.shape
    require_finite(result.things and [thing.confidence for thing in result.things])
    rows = []
    for thing in result.things:
        outlines = [each for each in result.outlines(thing.label) if len(each) > 4][:MAX_THINGS]
        points = [point for each in outlines for point in zip(each[::2], each[1::2], strict=True)]
        if points:
            (left, *_, right), (top, *_, bottom) = (sorted(axis) for axis in zip(*points, strict=True))
            rows.append(
                {
                    "label": thing.label,
                    "confidence": thing.confidence,
                    "box": [left, top, right, bottom],
                    "outlines": outlines,
                    "share": result.share(thing.label),
                }
            )
    return {"things": rows, "total": len(rows), "width": width, "height": height}


def list_areas(result: Any, confidence: float) -> tuple[tuple[ObjectAnnotation, ...], tuple[float, ...]]:
    """Annotations of a `PaintedResult`: one annotation with a mask for each class that the model is at least so sure
    of, and how sure it is, the surest first.
    """
    areas = sorted(result.things, key=lambda thing: -thing.confidence)
    found, scores = [], []
    for area in areas:
        rle = geometry.mask_to_rle(result.cut_out(area.label))
        box = geometry.rle_to_box(rle)
        if box is not None and area.confidence >= confidence:
            found.append(ObjectAnnotation(area.label, box, rle=rle))
            scores.append(float(area.confidence))
    return tuple(found), tuple(scores)
