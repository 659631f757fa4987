"""Motion as a program gives it: a clip, a file, or numbers."""

from pathlib import Path
from typing import Any

import numpy as np

from sunmao.errors import BadValue
from sunmao.motion.motion_clip import MotionClip
from sunmao.motion.motion_files import read_motion


def read_given_motion(motion: Any) -> tuple[MotionClip, str]:
    """(a clip, its file, or '') of a MotionClip, the path of a table, or numbers in g at 50 Hz, (n, 3).

    Raises: FileMissing, NotAMotion, BadValue.
    """
    if isinstance(motion, MotionClip) and len(motion.samples):
        return motion, ""
    if isinstance(motion, (str, Path)):
        return read_motion(motion), Path(motion).as_posix()
    try:
        samples = np.asarray(motion, np.float32)
    except (TypeError, ValueError):
        samples = np.zeros(0, np.float32)
    if samples.ndim != 2 or not len(samples) or samples.shape[1] != 3 or not np.isfinite(samples).all():
        raise BadValue("motion_no_motion", value=repr(motion)[:60])
    return MotionClip(samples), ""
