"""Projects of sounds of Teachable Machine."""

import json

import numpy as np
import pytest

from sunmao.data import Dataset
from sunmao.errors import BadData
from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.audio_files import write_wav
from tests.support.drawn_sounds import make_sound

CLASSES = ("Background Noise", "Clap", "odd-!-name")


def write_project(folder, name, each=3):
    """A project whose recordings are called so, with {label} and {number}."""
    random = np.random.default_rng(0)
    for label in CLASSES:
        for number in range(each):
            clip = AudioClip(make_sound("clap" if label == "Clap" else "low", random))
            write_wav(folder / name.format(label=label, number=number), clip)
    (folder / "manifest.json").write_text(json.dumps({"type": "audio", "version": "2.4.10", "appdata": {}}))
    return folder


@pytest.mark.parametrize("name", ["{label}-!-{number}.wav", "{label}/{number}.wav"])
def test_a_project_is_read_by_its_classes(tmp_path, name):
    dataset = Dataset(write_project(tmp_path / "project", name))
    assert dataset.listing.format == "teachable_sounds" and dataset.classes == list(CLASSES)
    assert len(dataset.items()) == 9 and dataset.task == "sound_classification"


def test_one_with_only_spectrograms_is_said(tmp_path):
    (tmp_path / "manifest.json").write_text(json.dumps({"type": "audio"}))
    (tmp_path / "Clap").mkdir()
    (tmp_path / "Clap" / "samples.json").write_text("[]")
    with pytest.raises(BadData) as raised:
        Dataset(tmp_path).items()
    assert raised.value.key == "sounds_none_in_zip"
