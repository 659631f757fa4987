"""Readings of an accelerometer as a page sends them: when they came, and what was felt."""

import numpy as np

from sunmao.errors import NotAMotion
from sunmao.motion.motion_clip import RATE, MotionClip
from sunmao.motion.motion_files import MIN_RATE, STRONGEST
from sunmao.motion.resampling import resample_motion
from sunmao.server.errors import HttpProblem

FEWEST, MAX_READINGS = 4, 2_000  # readings
SHORTEST, LONGEST = 0.2, 12.0  # seconds
NAME = "…"  # what a sentence calls what has no file


def take_readings(data: dict) -> MotionClip:
    """The motion of {times: in seconds, rising; samples: [x, y, z] of each in g}, at 50 Hz.

    Raises HttpProblem 400 for what is none, NotAMotion for too few readings a second and for what no hand can do.
    """
    try:
        times, samples = np.array(data["times"], np.float64), np.array(data["samples"], np.float64)
    except (KeyError, TypeError, ValueError, OverflowError):
        raise HttpProblem(400, "bad_value", name="samples") from None
    if times.ndim != 1 or not FEWEST <= len(times) <= MAX_READINGS or samples.shape != (len(times), 3):
        raise HttpProblem(400, "bad_value", name="samples")
    if not np.isfinite(times).all() or not np.isfinite(samples).all() or (np.diff(times) <= 0).any():
        raise HttpProblem(400, "bad_value", name="times")
    seconds = times[-1] - times[0]
    if not SHORTEST <= seconds <= LONGEST:
        raise HttpProblem(400, "bad_value", name="times")
    if (rate := (len(times) - 1) / seconds) < MIN_RATE:
        raise NotAMotion("motion_slow", name=NAME, rate=rate, least=MIN_RATE)
    if np.abs(samples).max() > STRONGEST:
        raise NotAMotion("motion_too_strong", name=NAME, most=int(STRONGEST))
    return MotionClip(resample_motion(times - times[0], samples), RATE)
