"""Exports of Edge Impulse with sounds, as wav and as its JSON."""

import json

import numpy as np
import pytest

from sunmao.data import Dataset
from sunmao.errors import NotASound
from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.audio_files import read_audio, write_wav
from tests.support.drawn_sounds import make_sound


def encode(samples, **changes):
    payload = {
        "device_name": "phone",
        "interval_ms": 0.0625,
        "sensors": [{"name": "audio", "units": "wav"}],
        "values": (samples * 32767).round().astype(int).tolist(),
    }
    return json.dumps({"protected": {"ver": "v1", "alg": "HS256"}, "signature": "0", "payload": payload | changes})


@pytest.mark.parametrize("ending", ["wav", "json"])
def test_an_export_is_read_with_its_parts(tmp_path, ending):
    random, files = np.random.default_rng(0), []
    for category in ("training", "testing"):
        for label in ("clap", "background"):
            for number in range(3):
                path = tmp_path / category / f"{label}.{number}.{ending}"
                sound = make_sound(label, random, seconds=2 if label == "background" else 1)
                path.parent.mkdir(exist_ok=True)
                if ending == "wav":
                    write_wav(path, AudioClip(sound))
                else:
                    path.write_text(encode(sound))
                named = f"{category}/{path.name}"
                files.append({"path": named, "category": category, "label": {"type": "label", "label": label}})
    (tmp_path / "info.labels").write_text(json.dumps({"version": 1, "files": files}))
    dataset = Dataset(tmp_path)
    assert dataset.listing.format == "edge_impulse_sounds" and dataset.classes == ["background", "clap"]
    assert len(dataset.items("test")) == 3 + 6 and len(dataset.items()) == 18
    assert all(dataset.sample_kind.read(item).samples.shape == (16000,) for item in dataset.items())


@pytest.mark.parametrize(
    "changes",
    [
        {"sensors": [{"name": "accX", "units": "m/s2"}]},
        {"interval_ms": 0},
        {"interval_ms": "often"},
        {"values": [[1, 2], [3, 4]]},
        {"values": ["a"]},
        {"values": None},
    ],
)
def test_json_that_is_no_sound_is_said(changes):
    with pytest.raises(NotASound):
        read_audio(encode(np.zeros(100), **changes).encode(), "x.json")
    with pytest.raises(NotASound):
        read_audio(b"{" * 100_000, "x.json")
