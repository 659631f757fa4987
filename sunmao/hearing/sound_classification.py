"""Telling classes of sounds apart, with the verbs of the school textbooks."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from sunmao.core import data_acquisition
from sunmao.core.training_engine import require_torch
from sunmao.core.validation import require_choice
from sunmao.hearing.listening import SoundWatch
from sunmao.hearing.sound_learner import NAME, SoundLearner
from sunmao.inference.row_model import RowModel
from sunmao.sound.audio_files import ENDINGS
from sunmao.sound.given_sound import read_given_sound
from sunmao.tasks.sound_classification.results import SoundResult


class SoundClassification(RowModel):
    """A model that says which class a second of sound belongs to: a clap, a whistle, a word.

    It learns from sound files in folders by class, of which one holds background alone (`背景声`, `background`). A small
    network is trained on their spectrograms in less than a minute. To answer, PyTorch is not needed.

    Args:
        backbone: 'TC-ResNet', the network, is the only one.

    Example:
        model = SoundClassification()
        model.load_dataset(path='data/claps')
        model.train()
        result = model.inference(sound='clap.wav')
        print(result.label, result.confidence)
    """

    _task, _folder = "sound_classification", "checkpoints/sound_model"
    _input, _endings = "sound", (*ENDINGS, *data_acquisition.ENDINGS)

    def __init__(self, backbone: str = NAME) -> None:
        require_choice("backbone", backbone, [NAME])
        self._watch: SoundWatch | None = None
        super().__init__()

    @classmethod
    def from_info(cls, info: dict) -> Self:
        """As `RowModel.from_info`."""
        return cls(info["model"])

    @property
    def backbone(self) -> str:
        """The name of the network."""
        return NAME

    def inference(
        self,
        sound: Any,
        show: bool = False,
        *,
        unknown: float | None = None,
        smooth: int | None = None,
        **more: Any,
    ) -> SoundResult:
        """Say which class a sound belongs to, by its loudest second.

        Args:
            sound: an AudioClip, as `for sound in Microphone()` gives, a file (wav, flac, ogg, mp3), or numbers from −1
                to 1 at 16 kHz, (n,).
            show: show the spectrogram with the answer.
            unknown: less sure than this (0 to 1), the label is 不知道 / unknown.
            smooth: average the scores of so many sounds in a row.
            checkpoint: the weights file to use.

        Returns: a SoundResult.

        Raises: FileMissing, NotASound, BadValue, NotTrained, BadModelFile.
        """
        options = self._answering.check_options(unknown, smooth)
        clip, path = read_given_sound(sound)
        self._prepare(**more)
        result = self._infer(clip, path, options)
        if show:
            from sunmao.display.api import show as show_it

            show_it(result)
        return result

    def when_heard(self, label: str, confidence: float = 0.7, microphone: Any = None) -> Callable:
        """Call a function when the model hears something. Written above its `def`, which gets no argument.

        It is called as soon as the label is heard, and again only after it was not heard for half a second. Background
        is never announced.

        Args:
            label: what shall be heard, one of the model's labels but that of the background.
            confidence: how sure the model must be, 0 to 1.
            microphone: what is gone through second by second, such as a Microphone; None: the usual one.

        Raises: BadValue, with the nearest label.
        """
        if self._watch is None:
            self._watch = SoundWatch(self)
        return self._watch.register(label, confidence, microphone)

    def convert(self, out_file: str | Path | None, *, checkpoint: str | None = None) -> str:
        """Write the model as one ONNX file for other computers, the spectrogram included, with an example program
        beside it that needs neither Sunmao nor PyTorch.

        Args:
            out_file: where to, such as 'models/claps.onnx'.
            checkpoint: other weights than those of the last training.

        Returns: the file's path. What goes in and comes out stands in `sunmao.hearing.sound_graph.py`.

        Raises: NotTrained, BadValue, BadModelFile, EngineMissing, NotConverted.
        """
        require_torch()  # onnx comes with it
        from sunmao.hearing.convert_sounds import convert_sounds

        if checkpoint is not None:
            self.load_checkpoint(checkpoint)
        return convert_sounds(self._ready_trained(), out_file)

    def _make_learner(self) -> SoundLearner:
        return SoundLearner()
