"""Telling gestures apart by how something is moved, with the verbs of the school textbooks."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from sunmao.core import data_acquisition
from sunmao.core.training_engine import require_torch
from sunmao.gestures.motion_learner import MotionLearner
from sunmao.gestures.moving import MotionWatch
from sunmao.inference.row_model import RowModel
from sunmao.motion.given_motion import read_given_motion
from sunmao.motion.motion_files import ENDING
from sunmao.tasks.motion_classification.results import MotionResult


class MotionClassification(RowModel):
    """A model that says which gesture two seconds of an accelerometer are: a circle, a shake, a swing.

    It learns from tables (`.csv`) with the columns x, y and z in folders by class, a gesture each; ten a class are a
    beginning. How fast and how hard a gesture is made does not count. Logistic regression is fitted at once, in a few
    seconds. To answer, PyTorch is not needed.

    Example:
        model = MotionClassification()
        model.load_dataset(path='data/wand')
        model.train()
        result = model.inference(motion='circle.csv')
        print(result.label, result.confidence)
    """

    _task, _folder = "motion_classification", "checkpoints/motion_model"
    _input, _endings = "motion", (ENDING, *data_acquisition.ENDINGS)

    def __init__(self) -> None:
        self._watch: MotionWatch | None = None
        super().__init__()

    @classmethod
    def from_info(cls, info: dict) -> Self:
        """As `RowModel.from_info`."""
        return cls()

    @property
    def backbone(self) -> str:
        """Name of the model that is fitted: logistic regression."""
        return MotionLearner.model

    def inference(
        self,
        motion: Any,
        show: bool = False,
        *,
        unknown: float | None = None,
        smooth: int | None = None,
        **more: Any,
    ) -> MotionResult:
        """Say which gesture a motion is, by the two seconds of it that move most.

        Args:
            motion: a MotionClip, as `for clip in Motion()` gives, a table (`.csv`), or numbers in g at 50 Hz, (n, 3).
            show: show the curves with the answer.
            unknown: less sure than this (0 to 1), the label is 不知道 / unknown.
            smooth: average the scores of so many in a row.
            checkpoint: the weights file to use.

        Returns: a MotionResult.

        Raises: FileMissing, NotAMotion, BadValue, NotTrained, BadModelFile.
        """
        options = self._answering.check_options(unknown, smooth)
        clip, path = read_given_motion(motion)
        self._prepare(**more)
        result = self._infer(clip, path, options)
        if show:
            from sunmao.display.api import show as show_it

            show_it(result)
        return result

    def when_moved(self, label: str, confidence: float = 0.7, source: Any = None) -> Callable:
        """Call a function when the model recognizes a gesture. Written above its `def`, which gets no argument.

        It is called when the gesture is over, once, and again only after half a second without it.

        Args:
            label: which gesture, one of the model's labels but that of stillness.
            confidence: how sure the model must be, 0 to 1.
            source: a `Motion`; None: the sensor of the board in use.

        Raises: BadValue, with the nearest label.
        """
        if self._watch is None:
            self._watch = MotionWatch(self)
        return self._watch.register(label, confidence, source)

    def convert(self, out_file: str | Path | None, *, checkpoint: str | None = None) -> str:
        """Write the model as one ONNX file for other computers, with all that it computes of the readings, and an
        example program beside it that needs neither Sunmao nor PyTorch.

        Args:
            out_file: where to, such as 'models/wand.onnx'.
            checkpoint: other weights than those of the last training.

        Returns: the file's path. What goes in and comes out stands in `sunmao/gestures/motion_graph.py`.

        Raises: NotTrained, BadValue, BadModelFile, EngineMissing, NotConverted.
        """
        require_torch()  # onnx comes with it
        from sunmao.gestures.convert_motions import convert_motions

        if checkpoint is not None:
            self.load_checkpoint(checkpoint)
        return convert_motions(self._ready_trained(), out_file)

    def _make_learner(self) -> MotionLearner:
        return MotionLearner()
