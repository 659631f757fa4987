"""DOTA: a text for each aerial picture in `labelTxt`, a line for each thing: four corners of a turned box, category,
difficulty.
"""

import re

from sunmao.data.formats.collections.line_files import NUMBER, make_line_format
from sunmao.data.formats.reading.object_annotations import ImageAnnotations, clean_label

_LINE = rf"(?P<corners>{NUMBER}(?:\s+{NUMBER}){{7}})\s+(?P<label>[^\W\d][^\s,;]*)(?:\s+(?P<difficult>-?\d{{1,3}}))?"


def _put_line(line: re.Match, canvas: ImageAnnotations) -> None:
    canvas.attributes = {"difficult": int(line["difficult"])} if int(line["difficult"] or 0) else None
    if polygon := canvas.polygon([float(each) for each in line["corners"].split()]):
        canvas.put_polygons(clean_label(line["label"]), (polygon,))


DOTA = make_line_format("dota", "DOTA", _LINE, _put_line, skipped=r"(?:imagesource|gsd)\s*:.*", task="instance")
