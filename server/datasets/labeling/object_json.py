"""Things of a picture as pages send and get them; a mask is a plain list of run lengths there."""

from typing import Any

from sunmao.data.edits.annotate import MAX_OBJECTS
from sunmao.data.edits.picture_edit import read_attributes, read_object
from sunmao.data.listing import ObjectAnnotation
from sunmao.images import geometry
from sunmao.server.errors import HttpProblem

MAX_POINTS = 10_000  # of one polygon
LONGEST = 100  # characters of a label


def format_object(said: dict[str, Any]) -> dict[str, Any]:
    """A thing out of the index for the page."""
    rle = said.get("rle")
    mask = {"size": rle[1], "counts": geometry.decode_run_lengths(rle[0])} if rle else None
    return {
        "label": said["label"],
        "box": said["box"],
        "polygons": said["polygons"],
        "rle": mask,
        "attributes": said.get("attributes") or {},
    }


def format_label(said: dict[str, Any]) -> dict[str, Any]:
    """A label of the whole picture for the page, which proposes it: as `format_object`, without a place."""
    return {"label": said["label"], "box": None, "polygons": [], "rle": None, "attributes": {}}


def parse_objects(said: list) -> list[ObjectAnnotation]:
    """The things that a page sends. Raises HttpProblem 400."""
    if len(said) > MAX_OBJECTS:
        raise HttpProblem(400, "bad_value", name="objects")
    return [_parse_object(each) for each in said]


def _parse_object(said: Any) -> ObjectAnnotation:
    try:
        rle = said.get("rle")
        mask = geometry.validate_rle(rle["counts"], rle["size"]) if rle is not None else None
        if rle is not None and mask is None:
            raise ValueError("no mask")
        polygons = said.get("polygons") or []
        if any(len(each) < 6 or len(each) % 2 or len(each) > 2 * MAX_POINTS for each in polygons):
            raise ValueError("no outline")
        box = said.get("box") or (geometry.bounding_box(polygons) if polygons else [0, 0, 1, 1])
        found = read_object({"label": parse_label(said.get("label")), "box": list(box), "polygons": polygons})
        return ObjectAnnotation(found.label, found.box, found.polygons, mask, read_attributes(said.get("attributes")))
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        raise HttpProblem(400, "bad_value", name="objects") from None


def parse_label(said: Any, name: str = "label") -> str:
    """The name of a class that a page sends. Raises HttpProblem 400."""
    label = said.strip() if isinstance(said, str) else ""
    if not label or len(label) > LONGEST or not label.isprintable():
        raise HttpProblem(400, "bad_value", name=name)
    return label
