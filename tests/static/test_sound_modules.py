"""The page's functions for sound, without a page: the library's spectrogram, and seconds that stand out of noise."""

import json

import numpy as np
import pytest

from sunmao.sound.audio_clip import SAMPLE_RATE
from sunmao.sound.audio_files import read_audio
from sunmao.sound.log_mel import FLOOR, compute_log_mel
from sunmao.sound.packaged_sounds import find_packaged
from sunmao.sound.spectrogram import LOUDEST

pytestmark = pytest.mark.process  # a Node for each

SETUP = """import { HeardSound } from './features/sound/heard_sound';
import { isClipped, SECOND, SoundFinder } from './features/sound/loudness';
const SAMPLES = Int16Array.from(%s);
"""
PIECE = 1600


def make_setup(samples: np.ndarray) -> str:
    return SETUP % json.dumps((samples * 32767).round().astype(int).tolist())


def make_noise(seconds: float, loud: float = 0.002) -> np.ndarray:
    return np.random.default_rng(1).normal(0, loud, round(seconds * SAMPLE_RATE))


def test_columns_are_those_that_a_model_gets(node):
    samples = read_audio(find_packaged("whistle")).samples[:8000]
    [found] = node(
        make_setup(samples)
        + """const heard = new HeardSound();
        heard.add(SAMPLES);
        said.push(Array.from({ length: heard.columnCount }, (_, at) => [...heard.getColumn(at)!]));"""
    )
    bands = compute_log_mel(samples[None].astype(np.float32))[0].T
    steps = 255 * ((bands - np.log(FLOOR)) / (LOUDEST - np.log(FLOOR))).clip(0, 1)
    assert np.shape(found) == bands.shape and np.abs(np.array(found) - steps).max() < 2


def test_each_sound_is_one_second_with_its_loudest_part_in_the_middle(node):
    samples, clap = make_noise(8), read_audio(find_packaged("clap")).samples[:6000]
    clap = 0.4 * clap / np.abs(clap).max()
    begins = [2.0, 4.1, 6.3]
    for begin in begins:
        start = round(begin * SAMPLE_RATE)
        samples[start : start + len(clap)] += clap
    [found] = node(
        make_setup(samples)
        + f"""const finder = new SoundFinder();
        const found: number[] = [];
        for (let at = 0; at < SAMPLES.length; at += {PIECE}) found.push(...finder.add(SAMPLES.subarray(at, at + {PIECE})));
        said.push(found);"""
    )
    loudest = np.abs(clap).argmax() / SAMPLE_RATE
    assert len(found) == 3
    for start, begin in zip(found, begins, strict=True):
        assert abs(start / SAMPLE_RATE + 0.5 - begin - loudest) < 0.1


def test_noise_alone_is_no_sound_and_a_long_one_is_cut_into_seconds(node):
    tone = 0.3 * np.sin(2 * np.pi * 600 * np.arange(4 * SAMPLE_RATE) / SAMPLE_RATE)
    [quiet, long, clipped] = node(
        make_setup(np.concatenate([make_noise(3, 0.01), tone]))
        + f"""const finder = new SoundFinder();
        const found: number[] = [];
        for (let at = 0; at < SAMPLES.length; at += {PIECE}) found.push(...finder.add(SAMPLES.subarray(at, at + {PIECE})));
        said.push(found.filter((at) => at < 2 * SECOND).length);
        said.push(found);
        said.push([isClipped(SAMPLES), isClipped(new Int16Array(SECOND).fill(32767))]);"""
    )
    assert quiet == 0 and clipped == [False, True]
    assert 3 <= len(long) <= 4 and min(np.diff(long)) >= SAMPLE_RATE
