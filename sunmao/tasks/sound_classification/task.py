"""The kind of learning that tells classes of sounds apart."""

from typing import TYPE_CHECKING

from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.audio_files import read_audio
from sunmao.tasks.classification.label_task import LabelTask, require_learned_classes
from sunmao.tasks.sound_classification.results import SoundResult

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset


class SoundClassificationTask(LabelTask):
    """One label a second of sound."""

    name, sample_kind = "sound_classification", "sound"
    result_type = SoundResult

    def require_labels(self, dataset: "Dataset") -> None:
        """Two classes, each with a sample to learn from."""
        require_learned_classes(dataset, "sounds")

    def decode_live(self, data: bytes) -> AudioClip:
        """A sound file's clip. Raises NotASound."""
        return read_audio(data)

    def pick_options(self, confidence: float | None, unknown: float = 0.0, smooth: int = 1) -> dict:
        """unknown, smooth."""
        return {"unknown": unknown, "smooth": smooth}
