"""VisDrone (detection in pictures): a text for each picture in `annotations`, a line of eight whole numbers for each
thing.
"""

import re

from sunmao.data.formats.collections.line_files import make_line_format
from sunmao.data.formats.reading.object_annotations import ImageAnnotations

_CLASSES = (
    "ignored regions",
    "pedestrian",
    "people",
    "bicycle",
    "car",
    "van",
    "truck",
    "tricycle",
    "awning-tricycle",
    "bus",
    "motor",
    "others",
)
# Left, top, width, height, whether it counts, category, truncation, occlusion.
_LINE = (
    r"(?P<box>-?\d{1,6}(?:,-?\d{1,6}){3}),(?P<counts>-?[01]),(?P<kind>\d|1[01]),(?P<cut>-?[01]),(?P<hidden>-?[012]),?"
)


def _put_line(line: re.Match, canvas: ImageAnnotations) -> None:
    kind = int(line["kind"])
    if kind == 0 or line["counts"] == "0":
        return canvas.fault("regions_ignored", kind=_CLASSES[kind])
    x, y, width, height = map(float, line["box"].split(","))
    said = {"truncated": int(line["cut"]), "occluded": int(line["hidden"])}
    canvas.attributes = {name: value for name, value in said.items() if value > 0} or None
    return canvas.put(_CLASSES[kind], (x, y, x + width, y + height))


VISDRONE = make_line_format("visdrone", "VisDrone", _LINE, _put_line, classes=_CLASSES)
