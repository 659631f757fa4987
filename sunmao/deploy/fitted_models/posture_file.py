"""ONNX files of posture models, as `PointsClassification.convert` writes them: from a picture, or from points, to
scores.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sunmao.data.dataset import Dataset
from sunmao.errors import BadModelFile, BadValue
from sunmao.inference.predictor import open_image
from sunmao.landmarks.find_landmarks import MIN_SCORE, find_nearest_landmarks
from sunmao.landmarks.landmarks import Landmarks
from sunmao.landmarks.targets.registry import TARGETS
from sunmao.ready.given_points import read_given_points
from sunmao.ready.points_result import PointsResult
from sunmao.tasks.points_classification.points_dataset import open_points_dataset

if TYPE_CHECKING:
    import onnxruntime as ort


TASK = "points_classification"
INPUTS = {
    ("picture",): ("scores", "points", "seen"),
    ("points", "left"): ("scores",),
}  # names, with those of the outputs


class PostureFile:
    """A file from a picture or from points to scores.

    session: of onnxruntime. path: of the file. said: its SUNMAO_INFO.
    """

    name = "LogisticRegression"
    options = ("points", "unknown", "smooth", "confidence")

    def __init__(self, session: Any, path: Path, said: dict) -> None:
        self._session, self._path = session, path
        self.target, self.classes, self.said = TARGETS[said["what"]], [str(each) for each in said["classes"]], said
        self.reads_pictures = session.get_inputs()[0].name == "picture"

    def open_dataset(self, path: str | Path) -> Dataset:
        """Samples of points at a path; of folders of pictures, their points."""
        return open_points_dataset(path, self.target)

    def infer(
        self,
        image: Any,
        answering: Any,
        names: list[str],
        points: Any = None,
        unknown: float | None = None,
        smooth: int | None = None,
        confidence: float | None = None,
    ) -> Any:
        """A PostureResult. Args, Raises: as of `PointsClassification.inference`; points may stand for image."""
        options = answering.check_options(unknown, smooth, confidence)
        found, scores, pixels, path = self.look(image, points)
        result = answering.make_result(scores, found, path, names, options)
        if pixels is not None:
            result.set_picture(pixels, self.target.name)
        return result

    def look(self, image: Any, points: Any) -> tuple[Landmarks | None, np.ndarray, np.ndarray | None, str]:
        """(what was found; scores, (C,) float32, all 0 where nothing was; the picture, (H, W, 3) uint8 RGB, and its
        file, where there is one). image, points: as of `PointsClassification.inference`; points may stand for image.

        Raises: FileMissing, NotAPicture, BadValue, BadModelFile.
        """
        if points is None and (isinstance(image, PointsResult) or self._are_points(image)):
            image, points = None, image
        if points is not None:
            found, pixels, path = read_given_points(points, self.target)
            if self.reads_pictures and pixels is not None:
                return *self._look_at_picture(pixels), pixels, path
            return found, self.score(found), pixels, path
        if image is None:
            raise BadValue("points_no_input")
        picture, path = open_image(image)
        if self.reads_pictures:
            return *self._look_at_picture(picture), picture, path
        found = find_nearest_landmarks(picture, self.target)
        return found, self.score(found), picture, path

    def score(self, found: Landmarks | None) -> np.ndarray:
        """Scores of points, (C,) float32, all 0 of nothing. Raises BadValue where the file takes pictures only."""
        if self.reads_pictures:
            raise BadValue("posture_file_reads_pictures", path=self._path.as_posix())
        if found is None:
            return np.zeros(len(self.classes), np.float32)
        left = np.array([found.side == "left"], np.float32)
        return self._run({"points": found.points[:, :2].astype(np.float32), "left": left})[0]

    def _are_points(self, given: Any) -> bool:
        return not isinstance(given, str | Path) and np.shape(given) in (
            (self.target.point_count, 2),
            (self.target.point_count, 3),
        )

    def _look_at_picture(self, pixels: np.ndarray) -> tuple[Landmarks | None, np.ndarray]:
        scores, points, seen = self._run({"picture": pixels})
        if seen[0] < MIN_SCORE:
            return None, scores
        whole = np.column_stack([points, np.zeros(len(points), np.float32)])
        return Landmarks(self.target, whole, np.ones(len(points), np.float32), float(seen[0])), scores

    def _run(self, given: dict) -> list[Any]:
        try:
            scores, *more = self._session.run(None, given)
            if scores.shape == (len(self.classes),) and np.isfinite(scores).all():
                return [scores, *more]
        except Exception:
            pass
        raise BadModelFile("bad_model_file", path=self._path.as_posix())


def open_posture_file(session: "ort.InferenceSession", path: Path) -> PostureFile | None:
    """Description of the file, where it says that it is a posture model. Raises BadModelFile where its graph is another
    one.
    """
    try:
        said = json.loads(session.get_modelmeta().custom_metadata_map.get("SUNMAO_INFO", ""))
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.get("task") != TASK:
        return None
    names = [tuple(each.name for each in some) for some in (session.get_inputs(), session.get_outputs())]
    classes = said.get("classes")
    if said.get("what") not in TARGETS or not isinstance(classes, list) or INPUTS.get(names[0]) != names[1]:
        raise BadModelFile("bad_model_file", path=path.as_posix())
    return PostureFile(session, path, said)
