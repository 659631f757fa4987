"""A posture model as an ONNX file, with a program beside it that needs onnxruntime, NumPy and Pillow alone."""

import os
from pathlib import Path
from typing import Any

from sunmao.core.atomic_files import display_path, write_with_parents
from sunmao.deploy.companion_files import get_example_path
from sunmao.deploy.conversion.convert_to_onnx import require_onnx_path
from sunmao.deploy.example_program import MARK, is_ours
from sunmao.deploy.points.posture_graphs import write_picture_model, write_points_model
from sunmao.landmarks.targets.target import Target
from sunmao.protocol.messages import FileWritten
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice
from sunmao.texts import get_both

WRITERS = {"picture": write_picture_model, "points": write_points_model}
_PROGRAM = """{mark}
# {english}
import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
{imports}
here = Path(__file__).resolve().parent
session = onnxruntime.InferenceSession(str(here / {name!r}))
about = json.loads(session.get_modelmeta().custom_metadata_map["SUNMAO_INFO"])
for file in sys.argv[1:]:
{asking}
    best = int(scores.argmax())
    print(file, about["classes"][best] if scores.any() else "-", round(float(scores[best]), 4))
"""
_IMPORTS = {"picture": "from PIL import Image, ImageOps\n", "points": ""}
_ASKING = {
    "picture": """    picture = np.asarray(ImageOps.exif_transpose(Image.open(file)).convert("RGB"))
    scores, points, seen = session.run(None, {"picture": picture})""",
    "points": """    # A text file: x and y of a point in each line.
    points = np.loadtxt(file, np.float32, usecols=(0, 1))
    left = np.zeros(1, np.float32)  # 1: the points are those of a left hand
    (scores,) = session.run(None, {"points": points, "left": left})""",
}


def convert_postures(trained: Any, target: Target, out_file: str | Path | None, reads: str) -> str:
    """Write the file, and the program unless one of the pupil's own has its name. reads: 'picture' or 'points'.

    Returns: the file's path. Raises BadValue for a path that cannot be written.
    """
    path = require_onnx_path(out_file)
    session.check_stop()
    write_with_parents(path, WRITERS[reads](trained, target))
    example = get_example_path(path)
    size = max(1, round(path.stat().st_size / 1024))
    what = get_both(f"points_reads_{reads}", what=get_both(f"points_{target.name}"))
    show_notice("points_converted", path=path.as_posix(), size=size, reads=what)
    session.emit(FileWritten(path=display_path(path), role="model"))
    if os.path.lexists(example) and not is_ours(example):
        show_notice("example_kept", path=example.as_posix())
        return path.as_posix()
    text = _PROGRAM.format(
        mark=MARK,
        english=get_both("example_program")["en"],
        imports=_IMPORTS[reads],
        name=path.name,
        asking=_ASKING[reads],
    )
    write_with_parents(example, text.encode())
    session.emit(FileWritten(path=display_path(example), role="text"))
    return path.as_posix()
