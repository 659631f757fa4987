"""ONNX files of sound models, as `SoundClassification.convert` writes them: from a second of sound to scores."""

import json
from pathlib import Path

import numpy as np

from sunmao.data.dataset import Dataset, open_dataset
from sunmao.errors import BadModelFile
from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.given_sound import read_given_sound
from sunmao.sound.seconds import make_second

TASK = "sound_classification"


class SoundFile:
    """A file from a second of sound to scores.

    session: of onnxruntime. path: of the file. said: its SUNMAO_INFO.
    """

    options = ("unknown", "smooth")

    def __init__(self, session, path: Path, said: dict):
        self._session, self._path, self.said = session, path, said
        self.name, self.classes = str(said["model"]), [str(each) for each in said["classes"]]

    def open_dataset(self, path) -> Dataset:
        """Sounds at a path."""
        return open_dataset(path)

    def infer(self, sound, answering, names: list[str], unknown=None, smooth=None):
        """A SoundResult. Args, Raises: as of `SoundClassification.inference`."""
        options = answering.check_options(unknown, smooth)
        clip, path = read_given_sound(sound)
        return answering.make_result(self.score(clip), clip, path, names, options)

    def score(self, clip: AudioClip) -> np.ndarray:
        """Scores of the loudest second, (C,) float32. Raises BadModelFile."""
        try:
            (scores,) = self._session.run(None, {"sound": make_second(clip)})
            if scores.shape == (len(self.classes),) and np.isfinite(scores).all():
                return scores
        except Exception:  # onnxruntime's own exceptions have no common base
            pass
        raise BadModelFile("bad_model_file", path=self._path.as_posix())


def open_sound_file(session, path: Path) -> SoundFile | None:
    """What the file is, where it says that it is a sound model. Raises BadModelFile where its graph is another one."""
    try:
        said = json.loads(session.get_modelmeta().custom_metadata_map.get("SUNMAO_INFO", ""))
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.get("task") != TASK:
        return None
    names = [[each.name for each in some] for some in (session.get_inputs(), session.get_outputs())]
    if names != [["sound"], ["scores"]] or not isinstance(said.get("classes"), list) or "model" not in said:
        raise BadModelFile("bad_model_file", path=path.as_posix())
    return SoundFile(session, path, said)
