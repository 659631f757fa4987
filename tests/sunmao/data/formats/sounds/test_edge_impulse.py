"""Exports of Edge Impulse with sounds, as wav, as its JSON and as its CBOR."""

import numpy as np
import pytest

from sunmao.data import Dataset
from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.audio_files import write_wav
from tests.support.acquisitions import encode_motion, encode_sound, list_labels
from tests.support.drawn_sounds import make_sound


@pytest.mark.parametrize("ending", ["wav", "json", "cbor", "endless"])
def test_an_export_is_read_with_its_parts(tmp_path, ending):
    random, files = np.random.default_rng(0), []
    for category in ("training", "testing"):
        for label in ("clap", "background"):
            for number in range(3):
                path = tmp_path / category / f"{label}.{number}.{ending.replace('endless', 'cbor')}"
                sound = make_sound(label, random, seconds=2 if label == "background" else 1)
                path.parent.mkdir(exist_ok=True)
                if ending == "wav":
                    write_wav(path, AudioClip(sound))
                else:
                    path.write_bytes(encode_sound(sound, ending))
                files.append((f"{category}/{path.name}", label))
    (tmp_path / "info.labels").write_text(list_labels(files))
    dataset = Dataset(tmp_path)
    assert dataset.listing.format == "edge_impulse_sounds" and dataset.classes == ["background", "clap"]
    assert len(dataset.items("test")) == 3 + 6 and len(dataset.items()) == 18
    assert all(dataset.sample_kind.read(item).samples.shape == (16000,) for item in dataset.items())


def test_an_export_without_a_list_is_read_by_its_names(tmp_path):
    random = np.random.default_rng(0)
    for name in ("clap.1", "clap.2", "background.1", "background.2"):
        (tmp_path / f"{name}.cbor").write_bytes(encode_sound(make_sound(name.split(".")[0], random), "cbor"))
    (tmp_path / "clap.moved.cbor").write_bytes(encode_motion(np.ones((100, 3)), "cbor"))
    (tmp_path / "clap.half.cbor").write_bytes(encode_sound(make_sound("clap", random), "cbor")[:9000])
    dataset = Dataset(tmp_path)
    assert dataset.classes == ["background", "clap"] and len(dataset.items()) == 4
    assert {each.key: each.count for each in dataset.listing.findings} == {
        "sound_other_sensors_left": 1,
        "not_a_sound_left": 1,
    }
