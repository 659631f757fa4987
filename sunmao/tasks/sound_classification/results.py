"""Answer of a sound model to a second of sound."""

from pathlib import Path

import numpy as np

from sunmao.data.listing import Sample
from sunmao.data.samples.sounds import SoundSamples, split_sample_path
from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.seconds import is_background
from sunmao.sound.spectrogram import draw_spectrogram
from sunmao.tasks.classification.results import Result

TILE = 240  # pixels of the side of a spectrogram


class SoundResult(Result):
    """The answer for one second of sound; its picture is the spectrogram.

    Example:
        >>> result = SoundResult(AudioClip(np.zeros(16000, np.float32)), [0.9, 0.1], ['背景声', 'clap'])
        >>> result.label, result.is_background, result.image.shape
        ('背景声', True, (240, 240, 3))
    """

    @property
    def sound(self) -> AudioClip:
        """The second that was asked about; of a data set's sample it is read from its file. Raises NotASound,
        FileMissing.
        """
        if self._image is None:
            vars(self)["_image"] = SoundSamples().read(Sample(Path(self._path), None, "test"))
        return self._image

    @property
    def _content_text(self) -> str | None:
        """Its file, or its file and the number of its second there, as the page names it where it plays nothing."""
        file, number = split_sample_path(Path(self._path))
        return None if not self._path else file.name if number is None else f"{file.name}: {number + 1}"

    @property
    def is_background(self) -> bool:
        """Whether the answer is the class of the background."""
        return is_background(self._classes[self.number])

    @property
    def image(self) -> np.ndarray:
        """The spectrogram, (240, 240, 3) uint8 RGB, low tones below."""
        return draw_spectrogram(self.sound.samples, TILE, TILE)
