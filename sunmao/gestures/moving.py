"""Watching for gestures: what a model says of the last two seconds, again and again, becomes events, each said once."""

from typing import Any

import numpy as np

from sunmao.errors import BadValue
from sunmao.inference.answer_events import AnswerSource, AnswerWatch
from sunmao.motion.motion_clip import MotionClip
from sunmao.motion.windows import WINDOW, is_stillness

SECONDS = 2.0  # of a window
FIRST, LAST = 0.25, 0.75  # where in a window the middle of what moves lies in one that holds a whole gesture


class MotionWatch(AnswerWatch):
    """All that one model is asked to recognize. model: a `MotionClassification`. A class of stillness is never
    announced, and nothing is where nothing moves, or where a gesture has just begun or is nearly over.
    """

    window, again = SECONDS, 2

    def require_source(self, label: str, source: Any) -> None:
        """See the base: stillness, nothing that gives motion."""
        if is_stillness(label):
            raise BadValue("motion_still_watched", label=label)
        if source is not None and not callable(getattr(source, "take", None)):
            raise BadValue("motion_no_sensor", value=repr(source)[:60])

    def open_source(self, source: Any) -> AnswerSource:
        """See the base."""
        if source is None:
            from sunmao.motion import Motion

            source = Motion()
        return source

    def ask(self, sample: MotionClip) -> Any:
        """See the base."""
        return self._model.inference(motion=sample)

    def is_nothing(self, result: Any) -> bool:
        """See the base."""
        clip = result.motion
        return is_stillness(result.top(1)[0].label) or clip.is_still or not is_whole(clip.samples)


def is_whole(samples: np.ndarray) -> bool:
    """Whether the middle of what moves lies near the middle of a window, (n, 3), so that little is cut off."""
    power = np.square(samples - samples.mean(axis=0)).sum(axis=1)
    middle = float((power * np.arange(len(power))).sum() / max(power.sum(), 1e-9)) / max(len(power), WINDOW)
    return FIRST <= middle <= LAST
