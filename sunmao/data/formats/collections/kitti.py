"""KITTI: a text for each picture in `label_2`, a line of 15 fields for each thing; also what NVIDIA TAO and Roboflow
write so.
"""

import re

from sunmao.data.formats.collections.line_files import NUMBER, make_line_format
from sunmao.data.formats.reading.attributes import pick_attributes
from sunmao.data.formats.reading.object_annotations import ImageAnnotations, clean_label

# Type, truncated, occluded, alpha, left, top, right, bottom, three sizes, three places, rotation, and maybe a score.
_LINE = rf"(?P<label>[^\W\d][^\s,;]*(?: [^\W\d][^\s,;]*){{0,4}})(?P<numbers>(?:\s+{NUMBER}){{14,15}})"


def _put_line(line: re.Match, canvas: ImageAnnotations) -> None:
    numbers = [float(each) for each in line["numbers"].split()]
    if line["label"].lower() == "dontcare":
        return canvas.fault("regions_ignored", kind="DontCare")
    said = {"truncated": numbers[0], "occluded": numbers[1]}
    canvas.attributes = pick_attributes(((name, value) for name, value in said.items() if value), ())
    return canvas.corners(clean_label(line["label"]), numbers[3:7])


KITTI = make_line_format("kitti", "KITTI", _LINE, _put_line)
