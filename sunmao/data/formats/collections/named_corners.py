"""A text for each picture with `name left top right bottom` for each thing: the OIDv4 toolkit's `Label` folders, and
the ground truth of the mAP tools.
"""

import re

from sunmao.data.formats.collections.line_files import NUMBER, make_line_format
from sunmao.data.formats.reading.object_annotations import ImageAnnotations, clean_label

_LINE = (
    rf"(?P<label>[^\W\d][^\s,;:]*(?: [^\W\d][^\s,;:]*){{0,5}})\s+(?P<corners>{NUMBER}(?:\s+{NUMBER}){{3}})"
    r"(?:\s+(?P<difficult>difficult))?"
)


def _put_line(line: re.Match, canvas: ImageAnnotations) -> None:
    corners = [float(each) for each in line["corners"].split()]
    if max(corners) <= 1:  # shares of the picture: of corners, or of a center and sides
        return canvas.fault("yolo_odd_line", line=line[0][:60])
    canvas.attributes = {"difficult": 1} if line["difficult"] else None
    return canvas.corners(clean_label(line["label"]), corners)


NAMED_CORNERS = make_line_format("named_corners", "OIDv4", _LINE, _put_line)
