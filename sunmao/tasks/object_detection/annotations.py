"""Objects that were found in a picture, for pages that show it and as annotations of a data set."""

from typing import Any

from sunmao.data.listing import ObjectAnnotation
from sunmao.images import geometry
from sunmao.tasks.image_task import MAX_THINGS
from sunmao.tasks.object_detection.evaluation_event import mask_to_annotation, mask_to_outlines
from sunmao.tasks.task import require_finite


def format_detections(result: Any, image: Any) -> dict:
    """{'things': [{'label', 'confidence', 'box', 'outlines'}], 'total', 'width', 'height'}.

    box: x1, y1, x2, y2; outlines: polygons [x, y, x, y, …] of a mask; all in pixels of the picture, (width, height).
    The surest things come first, at most `MAX_THINGS` of the `total`.
    """
    things = result.top(MAX_THINGS)
    masks = (result.found.masks or [None] * len(things))[: len(things)]
    require_finite(number for thing in things for number in (*thing.box, thing.confidence))
    height, width = image.shape[:2]
    rows = [
        {
            "label": thing.label,
            "confidence": thing.confidence,
            "box": list(thing.box),
            "outlines": mask_to_outlines(mask_to_annotation(mask)) if mask else [],
        }
        for thing, mask in zip(things, masks, strict=True)
    ]
    return {"things": rows, "total": result.count(), "width": width, "height": height}


def list_objects(result: Any) -> tuple[tuple[ObjectAnnotation, ...], tuple[float, ...]]:
    """The things of a `DetectionResult` as annotations, with how sure each is, the surest first."""
    things = result.top(MAX_THINGS)
    masks = (result.found.masks or [None] * len(things))[: len(things)]
    found, scores = [], []
    for thing, mask in zip(things, masks, strict=True):
        polygons = tuple(tuple(each) for each in mask_to_outlines(mask_to_annotation(mask))) if mask else ()
        x1, y1, x2, y2 = map(float, geometry.bounding_box(polygons) if polygons else thing.box)
        if x2 - x1 > geometry.FINEST and y2 - y1 > geometry.FINEST:
            found.append(ObjectAnnotation(thing.label, (x1, y1, x2, y2), polygons))
            scores.append(float(thing.confidence))
    return tuple(found), tuple(scores)
