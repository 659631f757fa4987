"""ONNX files of sound and gesture models, as their `convert` writes them: from a second of sound, or two seconds of
motion, to scores.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from sunmao.data.dataset import Dataset, open_dataset
from sunmao.errors import BadModelFile
from sunmao.motion.given_motion import read_given_motion
from sunmao.motion.windows import make_window
from sunmao.sound.given_sound import read_given_sound
from sunmao.sound.seconds import make_second

if TYPE_CHECKING:
    import onnxruntime as ort


class _WindowKind(NamedTuple):
    """input: what the graph calls it. read: (a clip, its file or '') of what a program gives; cut: the clip's window."""

    input: str
    read: Callable[[Any], tuple[Any, str]]
    cut: Callable[[Any], np.ndarray]


KINDS = {
    "sound_classification": _WindowKind("sound", read_given_sound, make_second),
    "motion_classification": _WindowKind("motion", read_given_motion, make_window),
}


class WindowFile:
    """A file from a window of readings to scores.

    session: of onnxruntime. path: of the file. said: its SUNMAO_INFO.
    """

    options = ("unknown", "smooth")

    def __init__(self, session: Any, path: Path, said: dict) -> None:
        self._session, self._path, self.said, self._kind = session, path, said, KINDS[said["task"]]
        self.name, self.classes = str(said["model"]), [str(each) for each in said["classes"]]

    def open_dataset(self, path: str | Path) -> Dataset:
        """Samples at a path."""
        return open_dataset(path)

    def infer(
        self, given: Any, answering: Any, names: list[str], unknown: float | None = None, smooth: int | None = None
    ) -> Any:
        """A SoundResult or MotionResult. Args, Raises: as of `SoundClassification.inference` and
        `MotionClassification.inference`.
        """
        options = answering.check_options(unknown, smooth)
        clip, path = self._kind.read(given)
        return answering.make_result(self.score(clip), clip, path, names, options)

    def score(self, clip: Any) -> np.ndarray:
        """Scores of the clip's loudest, or most moving, window, (C,) float32. Raises BadModelFile."""
        try:
            (scores,) = self._session.run(None, {self._kind.input: self._kind.cut(clip)})
            if scores.shape == (len(self.classes),) and np.isfinite(scores).all():
                return scores
        except Exception:  # onnxruntime's own exceptions have no common base
            pass
        raise BadModelFile("bad_model_file", path=self._path.as_posix())


def open_window_file(session: "ort.InferenceSession", path: Path) -> WindowFile | None:
    """Description of the file, where it says that it is of one of these kinds. Raises BadModelFile where its graph is
    another one.
    """
    try:
        said = json.loads(session.get_modelmeta().custom_metadata_map.get("SUNMAO_INFO", ""))
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.get("task") not in KINDS:
        return None
    names = [[each.name for each in some] for some in (session.get_inputs(), session.get_outputs())]
    fitting = names == [[KINDS[said["task"]].input], ["scores"]]
    if not fitting or not isinstance(said.get("classes"), list) or "model" not in said:
        raise BadModelFile("bad_model_file", path=path.as_posix())
    return WindowFile(session, path, said)
