"""A gesture model as an ONNX file, with a program beside it that needs onnxruntime and NumPy alone."""

from pathlib import Path
from typing import Any

import numpy as np

from sunmao.deploy.conversion.convert_to_onnx import require_onnx_path
from sunmao.deploy.conversion.write_with_example import write_with_example
from sunmao.errors import NotConverted
from sunmao.gestures.motion_graph import write_motion_model
from sunmao.motion.motion_clip import MotionClip
from sunmao.motion.windows import WINDOW
from sunmao.runtime import session

TRIED, NEAR = 12, 1e-3  # motions on which the scores of both must agree, and by how much they may differ
_PROGRAM = """{mark}
# {english}
import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime

here = Path(__file__).resolve().parent
session = onnxruntime.InferenceSession(str(here / {name!r}))
about = json.loads(session.get_modelmeta().custom_metadata_map["SUNMAO_INFO"])
count = session.get_inputs()[0].shape[0]
for file in sys.argv[1:]:
    # Two seconds at 50 Hz, a line each, x, y and z in g last; what is longer is cut, what is shorter stays as it ends.
    rows = np.genfromtxt(file, delimiter=",", skip_header=1, dtype=np.float32)[:count, -3:]
    rows = np.pad(rows, ((0, count - len(rows)), (0, 0)), mode="edge")
    (scores,) = session.run(None, {{"motion": rows}})
    best = int(scores.argmax())
    print(file, about["classes"][best], round(float(scores[best]), 4))
"""


def convert_motions(trained: Any, out_file: str | Path | None) -> str:
    """Write the file, and the program unless one of the pupil's own has its name. trained: a `TrainedRows`.

    Returns: the file's path. Raises BadValue for a path that cannot be written, NotConverted where onnxruntime answers
    otherwise.
    """
    path = require_onnx_path(out_file)
    session.check_stop()
    data = write_motion_model(trained)
    _require_parity(trained, data)
    return write_with_example(path, data, _PROGRAM, "motions_converted")


def _require_parity(trained: Any, data: bytes) -> None:
    import onnxruntime

    run = onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"]).run
    random, time = np.random.default_rng(0), np.arange(WINDOW)[:, None] / WINDOW
    for strength in np.geomspace(0.02, 4, TRIED):
        waves = np.sin(2 * np.pi * random.uniform(1, 8, 3) * time + random.uniform(0, 6, 3))
        moved = strength * waves * np.exp(-(((time - random.uniform(0.3, 0.7)) / 0.2) ** 2))
        window = (moved + [0, 0, 1] + 0.01 * random.standard_normal((WINDOW, 3))).astype(np.float32)
        (theirs,) = run(None, {"motion": window})
        if np.abs(theirs - trained.scores([MotionClip(window)])[0]).max() > NEAR:
            raise NotConverted("motions_onnx_differs")
