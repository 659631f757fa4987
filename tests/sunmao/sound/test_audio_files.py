"""Sound files: every format comes back, and each bad file is said in a sentence."""

import io

import numpy as np
import pytest
import soundfile

from sunmao.errors import FileMissing, NotASound
from sunmao.sound.audio_clip import SAMPLE_RATE, AudioClip
from sunmao.sound.audio_files import encode_wav, read_audio, write_wav


def make_tone(frequency=440.0, seconds=1.0, rate=SAMPLE_RATE, peak=0.5):
    return (peak * np.sin(2 * np.pi * frequency * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


def encode(samples, rate=SAMPLE_RATE, format="WAV", subtype=None):
    buffer = io.BytesIO()
    soundfile.write(buffer, samples, rate, format=format, subtype=subtype)
    return buffer.getvalue()


@pytest.mark.parametrize("rate", [8_000, 11_025, 22_050, 44_100, 48_000])
def test_a_tone_of_any_rate_is_the_same_tone_at_16_khz(rate):
    clip = read_audio(encode(make_tone(rate=rate), rate))
    assert clip.sample_rate == SAMPLE_RATE and clip.duration == pytest.approx(1, abs=0.001)
    inside = slice(800, -800)  # at its ends a tone begins from nothing
    assert np.abs(clip.samples[inside] - make_tone()[: len(clip.samples)][inside]).max() < 0.01


def test_what_16_khz_cannot_hold_is_left_out():
    clip = read_audio(encode(make_tone(12_000, rate=48_000), 48_000))
    assert np.abs(clip.samples[800:-800]).max() < 0.001


@pytest.mark.parametrize(
    ("format", "subtype", "allowed"),
    [
        ("WAV", "PCM_24", 0.001),
        ("WAV", "FLOAT", 0.001),
        ("FLAC", None, 0.001),
        ("OGG", "VORBIS", 0.1),
        ("MP3", None, 0.1),
    ],
)
def test_every_format_is_read(format, subtype, allowed):
    clip = read_audio(encode(np.stack([make_tone(), make_tone()], 1), format=format, subtype=subtype))
    assert clip.duration == pytest.approx(1, abs=0.15)
    assert clip.level == pytest.approx(AudioClip(make_tone()).level, abs=100 * allowed)


def test_a_wav_comes_back(tmp_path):
    path = tmp_path / "声音" / "clap.wav"
    write_wav(path, AudioClip(make_tone()))
    assert np.abs(read_audio(path).samples - make_tone()).max() < 1e-4


def test_level_and_peak_are_in_their_ranges():
    assert AudioClip(np.zeros(10, np.float32)).level == 0 == AudioClip(np.zeros(0, np.float32)).level
    assert AudioClip(np.ones(10, np.float32)).level == 100
    assert AudioClip(make_tone(peak=0.001)).level == pytest.approx(0, abs=1)
    assert AudioClip(make_tone(peak=0.5)).peak == pytest.approx(0.5, abs=0.001)


LONG = encode(np.zeros(11 * 60 * 4000, np.float32), 4000, subtype="PCM_U8")


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "sound_empty"),
        (b"this is a text that is called clap.wav\n" * 20, "not_a_sound"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "not_a_sound"),
        (encode(make_tone())[:30], "not_a_sound"),
        (encode(make_tone()[:0]), "sound_empty"),
        (encode(np.tile(make_tone()[:, None], 8)), "sound_channels"),
        (encode(make_tone(rate=192_000), 192_000), "sound_rate"),
        (LONG, "sound_long"),
    ],
)
def test_a_bad_file_is_said_in_a_sentence(data, key):
    with pytest.raises(NotASound) as caught:
        read_audio(data, name="clap.wav")
    assert caught.value.key == key
    assert "clap.wav" in caught.value.text("zh") and "clap.wav" in caught.value.text("en")


def test_numbers_that_are_none_become_silence():
    samples = make_tone()
    samples[5:10] = np.nan, np.inf, -np.inf, 1e30, -1e30
    clip = read_audio(encode(samples, subtype="FLOAT"))
    assert np.isfinite(clip.samples).all() and clip.peak <= 1


def test_a_missing_file_has_the_nearest_name(tmp_path):
    (tmp_path / "clap.wav").write_bytes(encode_wav(AudioClip(make_tone())))
    with pytest.raises(FileMissing, match="clap.wav"):
        read_audio(tmp_path / "clop.wav")
    with pytest.raises(FileMissing):
        read_audio(tmp_path)
