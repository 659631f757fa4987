"""Microphones: simulated, a file, of this computer, and the words for what is none."""

import sys
from types import ModuleType

import numpy as np
import pytest

from sunmao.errors import BadValue, FileMissing, MicrophoneDisconnected, MicrophoneMissing, NotASound
from sunmao.runtime import session
from sunmao.sound import microphone
from sunmao.sound.audio_clip import SAMPLE_RATE
from sunmao.sound.audio_files import read_audio, write_wav
from sunmao.sound.microphone import Microphone, record_sound, sound_level
from sunmao.sound.sources.source_types import MicrophoneType, parse_microphone
from sunmao.sound.tone_synthesis import make_tones


def find_pitch(samples: np.ndarray) -> float:
    """The loudest frequency, in hertz."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return spectrum.argmax() * SAMPLE_RATE / len(samples)


@pytest.fixture(autouse=True)
def no_usual(monkeypatch):
    """No test has the usual microphone of another one."""
    monkeypatch.setattr(microphone, "_default_microphone", [])


@pytest.fixture
def usual(monkeypatch):
    """The usual microphone is the simulated one."""
    monkeypatch.setattr(microphone, "_default_microphone", [Microphone("simulated")])


@pytest.mark.slow
def test_the_simulated_one_is_heard(usual):
    clip = Microphone("simulated").read(0.5)
    assert len(clip.samples) == SAMPLE_RATE / 2 and find_pitch(clip.samples) == pytest.approx(440, abs=3)
    assert 60 < sound_level() < 90


@pytest.mark.slow
def test_a_file_in_its_place(tmp_path):
    write_wav(tmp_path / "two.wav", make_tones([(500, 1.2)]))
    heard = list(Microphone(tmp_path / "two.wav"))
    assert heard and all(len(clip.samples) == SAMPLE_RATE for clip in heard)
    assert find_pitch(heard[0].samples) == pytest.approx(500, abs=2)
    with Microphone(tmp_path / "two.wav") as again:
        assert again.read(10).duration == pytest.approx(1.2, abs=0.01)
        with pytest.raises(MicrophoneDisconnected):
            again.read()


@pytest.mark.slow
def test_a_recording(usual, tmp_path, capsys):
    record_sound(tmp_path / "in" / "声音.wav", seconds=0.5)
    assert find_pitch(read_audio(tmp_path / "in" / "声音.wav").samples) == pytest.approx(440, abs=3)
    for path in ("a.mp3", tmp_path):
        with pytest.raises(BadValue):
            record_sound(path, seconds=0.1)


def test_stop_keeps_what_was_recorded(usual, tmp_path, monkeypatch):
    looks = iter([False] * 10)
    monkeypatch.setattr(microphone.session, "check_stop", lambda: next(looks, True) and _stop())
    with pytest.raises(session.StopProgram):
        record_sound(tmp_path / "a.wav", seconds=60)
    assert 0 < read_audio(tmp_path / "a.wav").duration < 5


def _stop():
    raise session.StopProgram


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Simulated", MicrophoneType("simulated")),
        ("browser", MicrophoneType("browser")),
        (1, MicrophoneType("device", "1")),
        ("a.wav", MicrophoneType("file", "a.wav")),
    ],
)
def test_what_words_mean(written, meant):
    assert parse_microphone(written) == meant


@pytest.mark.parametrize("written", ["", "loud", True, 1.5, -1, None, "a\0.wav"])
def test_what_is_no_microphone(written):
    with pytest.raises(BadValue):
        parse_microphone(written)


def test_a_file_that_is_none(tmp_path):
    (tmp_path / "text.wav").write_text("hello", encoding="utf-8")
    with pytest.raises(NotASound):
        Microphone(tmp_path / "text.wav")
    with pytest.raises(FileMissing):
        Microphone(tmp_path / "none.wav")


def test_silence_is_told_once(monkeypatch, capsys):
    quiet = make_sounddevice(16_000, 1, loudness=0.0)
    monkeypatch.setitem(sys.modules, "sounddevice", quiet)
    monkeypatch.setattr(microphone, "SILENT_FOR", 0.3)
    monkeypatch.setenv("SUNMAO_LANG", "en")
    heard = iter(Microphone("device"))
    next(heard), next(heard)
    assert capsys.readouterr().err.count("Nothing at all is heard") == 1


def make_sounddevice(rate: int, channels: int, loudness: float = 0.5) -> ModuleType:
    """A stand-in for the package: a microphone that hears 440 hertz for two seconds."""
    module = ModuleType("sounddevice")
    module.PortAudioError = type("PortAudioError", (Exception,), {})

    class InputStream:
        def __init__(self, samplerate, blocksize, channels, callback, **more):
            self._asked = samplerate, blocksize, channels, callback

        def start(self):
            rate, size, channels, callback = self._asked
            for block in range(20):
                times = (block * size + np.arange(size)) / rate
                samples = np.repeat(loudness * np.sin(2 * np.pi * 440 * times)[:, None], channels, axis=1)
                callback(samples.astype(np.float32), size, None, None)

        def close(self):
            return None

    def query_devices(number, kind):
        if number == 7:
            raise ValueError("no such device")
        return {"name": "mic", "default_samplerate": float(rate), "max_input_channels": channels}

    module.query_devices, module.InputStream = query_devices, InputStream
    return module


@pytest.mark.parametrize(("rate", "channels"), [(16_000, 1), (44_100, 2), (48_000, 1), (192_000, 8)])
def test_a_microphone_of_this_computer(monkeypatch, rate, channels):
    monkeypatch.setitem(sys.modules, "sounddevice", make_sounddevice(rate, channels))
    source = Microphone("device")._source
    heard = np.concatenate([source.next(0.1) for _ in range(20)])
    assert len(heard) == pytest.approx(2 * SAMPLE_RATE, abs=200)
    assert find_pitch(heard) == pytest.approx(440, abs=1)
    power = np.abs(np.fft.rfft(heard * np.hanning(len(heard)))) ** 2
    near = np.abs(np.fft.rfftfreq(len(heard), 1 / SAMPLE_RATE) - 440) < 5
    assert power[near].sum() > 0.9999 * power.sum()  # no click between two pieces


def test_a_microphone_that_is_not_there(monkeypatch):
    monkeypatch.setitem(sys.modules, "sounddevice", make_sounddevice(48_000, 1))
    with pytest.raises(MicrophoneMissing) as missing:
        Microphone(7)
    assert missing.value.key == "microphone_missing"
    monkeypatch.setitem(sys.modules, "sounddevice", make_sounddevice(500_000, 1))
    with pytest.raises(MicrophoneMissing) as odd:
        Microphone("device")
    assert odd.value.key == "microphone_rate"
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    with pytest.raises(MicrophoneMissing) as package:
        sound_level()
    assert "sounddevice" in package.value.text("zh")


@pytest.mark.slow
def test_a_cable_that_comes_out(monkeypatch):
    monkeypatch.setitem(sys.modules, "sounddevice", make_sounddevice(48_000, 1))
    pulled = Microphone("device")
    source = pulled._source
    while source.next(0.01) is not None:
        continue
    with pytest.raises(MicrophoneDisconnected):
        for _ in range(300):
            source.next(0.01)
