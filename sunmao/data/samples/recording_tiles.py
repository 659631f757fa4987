"""Tiles of sounds and motion in a tree, an archive perhaps: each as the model gets it."""

import io

import numpy as np

from sunmao.data.files.file_tree import FileTree
from sunmao.data.listing import DatasetListing, Sample
from sunmao.data.samples.sounds import split_sample_path
from sunmao.errors import NotAMotion, NotASound
from sunmao.motion.motion_files import MOTION_BYTES, read_motion
from sunmao.motion.windows import make_window
from sunmao.sound.audio_files import AUDIO_BYTES, read_audio
from sunmao.sound.seconds import get_second, make_second

SIDE = 128  # pixels


class RecordingPainter:
    """Draws samples of one data set of sounds or motion."""

    def __init__(self, tree: FileTree, listing: DatasetListing) -> None:
        self._tree = tree
        self._draw = _draw_sound if listing.sample_kind == "sound" else _draw_motion

    def draw(self, sample: Sample) -> bytes | None:
        """A JPEG of 128 × 128 pixels; None for what cannot be read."""
        from PIL import Image

        try:
            tile = self._draw(self._tree, sample)
        except (NotASound, NotAMotion, OSError, KeyError):
            return None
        with io.BytesIO() as file:
            Image.fromarray(tile).save(file, "JPEG", quality=90, subsampling=0)  # thin lines keep their colors
            return file.getvalue()


def _draw_sound(tree: FileTree, sample: Sample) -> np.ndarray:
    from sunmao.sound.spectrogram import draw_spectrogram

    place, number = split_sample_path(sample.path)
    path = tree.name(place)
    clip = read_audio(tree.read(path, AUDIO_BYTES), path)
    return draw_spectrogram(make_second(clip) if number is None else get_second(clip.samples, number), SIDE, SIDE)


def _draw_motion(tree: FileTree, sample: Sample) -> np.ndarray:
    from sunmao.motion.curves import draw_curves

    path = tree.name(sample.path)
    return draw_curves(make_window(read_motion(tree.read(path, MOTION_BYTES), path)), SIDE, SIDE)
