"""Recordings in Edge Impulse's format as sound, and what each that is none is said to be."""

import numpy as np
import pytest

from sunmao.errors import NotASound
from sunmao.sound.audio_files import read_audio
from tests.support.acquisitions import ACCELEROMETER, encode_motion, encode_sound


@pytest.mark.parametrize("ending", ["json", "cbor", "endless"])
def test_numbers_of_16_bits_become_sound(ending):
    tone = 0.5 * np.sin(np.arange(16_000) / 20)
    clip = read_audio(encode_sound(tone, ending), "x")
    assert clip.sample_rate == 16_000 and np.abs(clip.samples - tone).max() < 1e-3


@pytest.mark.parametrize(
    "changes",
    [
        {"sensors": ACCELEROMETER},
        {"interval_ms": 0},
        {"interval_ms": "often"},
        {"values": [[1, 2], [3, 4]]},
        {"values": ["a"]},
        {"values": None},
    ],
)
def test_a_recording_that_is_no_sound_is_said(changes):
    with pytest.raises(NotASound):
        read_audio(encode_sound(np.zeros(100), "json", **changes), "x.json")
    with pytest.raises(NotASound):
        read_audio(encode_sound(np.zeros(100), "cbor", **changes), "x.cbor")
    with pytest.raises(NotASound):
        read_audio(b"{" * 100_000, "x.json")


def test_other_sensors_are_named():
    with pytest.raises(NotASound) as raised:
        read_audio(encode_motion(np.ones((100, 3)), "cbor"), "x.cbor")
    assert raised.value.key == "sound_other_sensors" and "accX, accY, accZ" in str(raised.value)
