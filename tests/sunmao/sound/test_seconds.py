"""Sounds as seconds, and their spectrograms."""

import numpy as np
import pytest

from sunmao.errors import BadValue
from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.given_sound import read_given_sound
from sunmao.sound.log_mel import BANDS, FLOOR, FRAMES, compute_log_mel, get_mel_bands
from sunmao.sound.seconds import count_seconds, cut_loudest, get_second, is_background, make_second
from sunmao.sound.spectrogram import draw_spectrogram


@pytest.mark.parametrize("place", [100, 20_000, 40_000, 79_900])
def test_the_loudest_part_is_in_the_middle_as_far_as_there_is_sound(place):
    sound = np.full(80_000, 0.001, np.float32)
    sound[place : place + 100] = 1
    cut = cut_loudest(sound)
    assert cut.shape == (16_000,) and cut.max() == 1
    if 8_000 <= place <= 72_000:
        assert abs(int(cut.argmax()) - 8_000) < 1_700


def test_short_sounds_get_silence_at_both_sides():
    cut = cut_loudest(np.ones(10, np.float32))
    assert cut.sum() == 10 and cut[7_995:8_005].all()
    assert get_second(np.arange(40_000, dtype=np.float32), 1)[0] == 16_000
    assert get_second(np.ones(1_000, np.float32), 3).sum() == 0
    assert make_second(AudioClip(np.ones(48_000, np.float32), 48_000)).shape == (16_000,)


def test_seconds_are_counted_with_room_for_what_recorders_do():
    assert [count_seconds(each) for each in (0.2, 0.99, 1.0, 1.96, 2.4, 20)] == [1, 1, 1, 2, 2, 20]


@pytest.mark.parametrize("name", ["_background_", "Background noise", "背景声", " background ", "_background_noise_"])
def test_the_names_of_background(name):
    assert is_background(name)


def test_a_tone_stands_in_its_band_at_its_height():
    time = np.arange(16_000) / 16_000
    bands = [
        int(compute_log_mel(np.sin(2 * np.pi * tone * time, dtype=np.float32)[None])[0, :, 50].argmax())
        for tone in (200, 440, 1_000, 3_000, 7_000)
    ]
    assert bands == sorted(set(bands))
    loud = compute_log_mel(np.sin(2 * np.pi * 1_000 * time, dtype=np.float32)[None])
    assert loud.shape == (1, BANDS, FRAMES) and loud.max() == pytest.approx(0, abs=0.7)
    assert compute_log_mel(np.zeros((2, 16_000), np.float32)).max() == pytest.approx(np.log(FLOOR))
    assert (get_mel_bands().sum(axis=1) > 0.5).all()


def test_a_spectrogram_is_lighter_where_it_is_louder():
    time = np.arange(16_000) / 16_000
    picture = draw_spectrogram((0.5 * np.sin(2 * np.pi * 500 * time)).astype(np.float32), 60, 40)
    assert picture.shape == (40, 60, 3) and picture.dtype == np.uint8
    rows = picture.sum(axis=(1, 2))
    assert rows.argmax() > 20 and rows[0] < rows.max() / 3
    assert draw_spectrogram(np.zeros(5, np.float32), 8, 8).shape == (8, 8, 3)


@pytest.mark.parametrize("given", [None, 3, [], [[1, 2]], ["a"], [float("inf")], {}])
def test_what_is_no_sound_is_said(given):
    with pytest.raises(BadValue):
        read_given_sound(given)
