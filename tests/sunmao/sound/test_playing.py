"""The sounds that a program plays, as its pages are told."""

import threading

import pytest

from sunmao.errors import BadValue, FileMissing
from sunmao.protocol.messages import SoundStarted
from sunmao.runtime import session
from sunmao.sound import playing
from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.audio_files import write_wav
from sunmao.sound.packaged_sounds import PACKAGED, find_packaged
from sunmao.sound.tone_synthesis import make_tones


@pytest.fixture
def heard(events, monkeypatch):
    """The sounds that the pages were told of; each is over at once."""
    send = session.send_sound

    def play(sound):
        number = send(sound)
        session.deliver(number, True)
        return number

    monkeypatch.setattr(session, "send_sound", play)
    return lambda: [event for event in events if isinstance(event, SoundStarted)]


def test_what_is_said_has_the_language_of_its_letters(heard):
    playing.say("你好 hello")
    playing.say(12, wait=False)
    playing.say("hi", language="zh")
    playing.say("  ")
    assert [(each.text, each.language, each.waits) for each in heard()] == [
        ("你好 hello", "zh", True),
        ("12", "en", False),
        ("hi", "zh", True),
    ]
    with pytest.raises(BadValue):
        playing.say("hi", language="fr")


def test_a_melody_is_tones_and_rests(heard):
    playing.play_tone("A4 - 880", seconds=0.5)
    (sound,) = heard()
    assert [hertz for hertz, _ in sound.tones] == [440, 0, 0, 880, 0]
    assert sum(seconds for _, seconds in sound.tones) == pytest.approx(1.5) == sound.seconds


@pytest.mark.parametrize(("tone", "seconds"), [("H9", 1), ("", 1), ("C4", -1), ("C4", 1000), (5, 1)])
def test_what_is_no_tone(heard, tone, seconds):
    with pytest.raises(BadValue):
        playing.play_tone(tone, seconds=seconds)
    assert not heard()


def test_a_file_of_the_project_and_one_outside(heard, tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    clip = make_tones([(440, 0.5)])
    write_wav(tmp_path / "in" / "声音.wav", clip)
    write_wav(tmp_path / "out.wav", clip)
    monkeypatch.chdir(tmp_path / "in")
    playing.play("声音.wav", wait=True)
    playing.play(tmp_path / "in" / "声音.wav")
    assert {(each.what, each.path, each.seconds) for each in heard()} == {("file", "声音.wav", 0.5)}
    with pytest.raises(BadValue) as outside:
        playing.play(tmp_path / "out.wav")
    assert outside.value.key == "sound_outside"
    with pytest.raises(FileMissing) as missing:
        playing.play("dign")
    assert "ding" in missing.value.text("en")


def test_every_sound_that_comes_along_is_played(heard):
    for name in PACKAGED:
        playing.play(name)
    assert [each.path for each in heard()] == list(PACKAGED)
    assert all(0.05 < each.seconds < 1.5 for each in heard())
    assert sorted(find_packaged("ding").parent.glob("*.wav")) == sorted(map(find_packaged, PACKAGED))


def test_a_loop_of_sounds_that_nobody_waits_for_is_slowed_down(heard, monkeypatch):
    waited = []
    monkeypatch.setattr(playing.event_loop, "wait", waited.append)
    playing._start_times.clear()
    for _ in range(100):
        playing.play("pop")
    assert len(waited) >= 100 - playing.AT_ONCE


def test_who_waits_goes_on_without_a_page_and_stops_at_stop(events, monkeypatch):
    monkeypatch.setattr(playing, "choose_speaker", _NeverOver)
    threading.Timer(0.1, session.request_stop).start()
    with pytest.raises(session.StopProgram):
        playing.play_tone("C4", seconds=60)
    session.forget_stop()
    assert _NeverOver.stopped == 1


class _NeverOver:
    stopped = 0

    def start(self, sound):
        return self

    def is_over(self):
        return False

    def stop(self):
        _NeverOver.stopped += 1


def test_the_samples_of_a_tone_have_its_pitch():
    import numpy as np

    clip = make_tones([(440, 1), (0, 0.5)])
    assert clip.duration == 1.5 and isinstance(clip, AudioClip)
    spectrum = np.abs(np.fft.rfft(clip.samples[: clip.sample_rate]))
    assert spectrum.argmax() == 440 and clip.peak < 0.5
    assert not clip.samples[-100:].any()
