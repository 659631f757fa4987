"""Telling postures apart by points, with the verbs of the school textbooks."""

from typing import Any, Self

import numpy as np

from sunmao.core.training_engine import require_torch
from sunmao.core.validation import require_choice
from sunmao.errors import BadValue
from sunmao.inference.predictor import finish_inference, open_image
from sunmao.inference.row_model import RowModel
from sunmao.landmarks.find_landmarks import find_nearby_landmarks
from sunmao.landmarks.landmarks import Landmarks
from sunmao.landmarks.targets.registry import find_target
from sunmao.landmarks.tracking import LandmarkTracker
from sunmao.ready.given_points import read_given_points
from sunmao.tasks.points_classification.learner import PointsLearner
from sunmao.tasks.points_classification.points_dataset import open_points_dataset
from sunmao.tasks.points_classification.results import PostureResult


class PointsClassification(RowModel):
    """A model that tells apart what a hand shows, how a body stands or how a face looks, by its points alone: neither
    the background nor the clothes count, nor where in the picture it is and how near.

    It learns from tables of points (`sunmao.data.formats.points`), or from folders of pictures, of which it takes the
    points. Logistic regression of them is fitted at once, in a second; a dozen samples a class are a beginning. To
    answer, PyTorch is not needed.

    Args:
        what: 'hand' (21 points), 'body' (33) or 'face' (468).
        mirrored: of hands: left ones count as right ones, so that a sign is the same with both; False: they are two.

    Raises: BadValue, with the nearest.

    Example:
        model = PointsClassification(what='hand')
        model.load_dataset(path='data/rock_paper_scissors')
        model.train()
        result = model.inference(image='photo.jpg')
        print(result.label, result.confidence, result.points)
    """

    _task, _folder = "points_classification", "checkpoints/points_model"

    def __init__(self, what: str = "hand", *, mirrored: bool = True) -> None:
        self._target = find_target(what)
        self._mirrored = bool(mirrored) and self._target.has_sides
        self._tracker = LandmarkTracker(self._target)
        super().__init__()

    @classmethod
    def from_info(cls, info: dict) -> Self:
        """As `RowModel.from_info`."""
        return cls(info["what"], mirrored=info["mirrored"])

    @property
    def what(self) -> str:
        """Target of its points: 'hand', 'body' or 'face'."""
        return self._target.name

    def _get_made(self) -> dict[str, Any]:
        return {"what": self.what, "mirrored": self._mirrored}

    @property
    def backbone(self) -> str:
        """Name of the method: logistic regression."""
        return PointsLearner.model

    def load_dataset(self, path: Any, check: bool = True) -> None:
        """Give the model a data set to learn from.

        Args:
            path: a folder with a table of points for each class, or with pictures in a folder for each class; pictures
                in which nothing is seen are named and left out. Or a Dataset.
            check: look at every sample first, and say what is odd.

        Raises: DataNotFound (with the nearest name), BadData (nothing to learn from, too few classes, points of
        something else).
        """
        super().load_dataset(open_points_dataset(path, self._target), check)

    def evaluate(self, split: str | None = None, path: Any = None, **more: Any) -> Any:
        """Test the model on samples whose labels are known, as `Model.evaluate`.

        path: also folders of pictures, of which it takes the points.
        """
        return super().evaluate(split, None if path is None else open_points_dataset(path, self._target), **more)

    def inference(
        self,
        image: Any = None,
        show: bool = False,
        *,
        points: Any = None,
        unknown: float | None = None,
        smooth: int | None = None,
        confidence: float | None = None,
        save_fold: str | None = None,
        **more: Any,
    ) -> PostureResult:
        """Say what the nearest hand, body or face shows.

        Args:
            image: a file, an array (H, W, 3) uint8 RGB, (H, W) or (H, W, 4), or a PIL image.
            show: show the picture with the points and the answer.
            points: in place of a picture: what `find_points` gave, or (K, 2) or (K, 3) numbers, x, y and depth in any
                unit, of hands those of a right one.
            unknown: less sure than this (0 to 1), the label is 不知道 / unknown.
            smooth: average the scores of so many pictures in a row, for a camera, and follow the points from one to
                the next.
            confidence: of models that find things only.
            save_fold: save the picture, with the points and the answer, into this folder.
            checkpoint: the weights file to use.

        Returns: a PostureResult; where nothing was seen it says so, and recognizes no class.

        Raises: FileMissing, NotAPicture, NotTrained, BadModelFile, BadValue.
        """
        options = self._answering.check_options(unknown, smooth, confidence)
        self._prepare(**more)
        others: list[Landmarks] = []
        if points is not None:
            found, pixels, path = read_given_points(points, self._target)
        elif image is not None:
            pixels, path = open_image(image)
            nearby = self._find_points(pixels, options.smooth)
            found, others = (nearby[0], nearby[1:]) if nearby else (None, [])
        else:
            raise BadValue("points_no_input")
        result = self._infer(found, path, options)
        if pixels is not None:
            result.set_picture(pixels, self.what, others)
        finish_inference(result, show, save_fold)
        return result

    def convert(self, out_file: Any, *, reads: str = "picture", checkpoint: str | None = None) -> str:
        """Write the model as one ONNX file for other computers, with an example program beside it that needs neither
        Sunmao nor PyTorch.

        Args:
            out_file: where to, such as 'models/rock_paper_scissors.onnx'.
            reads: 'picture': the file finds the points of a picture by itself, of the surest hand, body or face, and is
                some megabytes large; 'points': it is given the points, and has a few kilobytes.
            checkpoint: other weights than those of the last training.

        Returns: the file's path. What goes in and comes out stands in `sunmao/deploy/points/posture_graphs.py`.

        Raises: NotTrained, BadValue, BadModelFile, EngineMissing.
        """
        reads = require_choice("reads", reads, ["picture", "points"])
        require_torch()  # onnx comes with it
        from sunmao.deploy.points.convert_postures import convert_postures

        if checkpoint is not None:
            self.load_checkpoint(checkpoint)
        return convert_postures(self._ready_trained(), self._target, out_file, reads)

    def _find_points(self, pixels: np.ndarray, smooth: int) -> list[Landmarks]:
        if smooth > 1:  # pictures of a camera, one after the other
            return self._tracker.find(pixels)
        self._tracker.reset()
        return find_nearby_landmarks(pixels, self._target)

    def _infer(self, content: Landmarks | None, path: str, options: Any) -> PostureResult:
        if content is not None:
            return super()._infer(content, path, options)
        # Of nothing the model is not asked: there is no answer, and an average over pictures in a row falls.
        nothing = np.zeros(len(self._labels()), np.float32)
        result = self._answering.make_result(nothing, None, path, self._names(), options)
        self._last = [result]
        return result

    def _make_learner(self) -> PointsLearner:
        return PointsLearner(self._target, self._mirrored)
