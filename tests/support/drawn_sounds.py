"""Sounds that tests make: a clap, a whistle, a hum of two tones, and background, each a little different each time."""

from pathlib import Path

import numpy as np

from sunmao.sound.audio_clip import SAMPLE_RATE, AudioClip
from sunmao.sound.audio_files import write_wav

KINDS = ("背景声", "clap", "whistle", "low")


def make_sound(kind: str, random: np.random.Generator, seconds: float = 1.0) -> np.ndarray:
    """(n,) float32 at 16 kHz."""
    count = round(seconds * SAMPLE_RATE)
    noise = random.standard_normal(count).astype(np.float32)
    sound = 0.004 * noise
    start, length = int(random.uniform(0.15, 0.45) * SAMPLE_RATE), int(random.uniform(0.25, 0.4) * SAMPLE_RATE)
    time = np.arange(length) / SAMPLE_RATE
    if kind == "clap":
        piece = random.standard_normal(length) * np.exp(-time * random.uniform(25, 40))
    elif kind == "whistle":
        piece = np.sin(2 * np.pi * time * random.uniform(1500, 2200))
    elif kind == "low":
        piece = np.sin(2 * np.pi * time * random.uniform(180, 260)) * np.hanning(length)
    else:
        return sound * random.uniform(0.5, 4)
    sound[start : start + length] += (random.uniform(0.2, 0.6) * piece).astype(np.float32)[: count - start]
    return sound.clip(-1, 1)


def write_sounds(folder: Path, each: int = 8, background_seconds: int = 12, seed: int = 0) -> Path:
    """A folder for each kind, with so many files, of background one long file."""
    random = np.random.default_rng(seed)
    for kind in KINDS[1:]:
        for number in range(each):
            write_wav(folder / kind / f"{number}.wav", AudioClip(make_sound(kind, random)))
    background = np.concatenate([make_sound(KINDS[0], random) for _ in range(background_seconds)])
    write_wav(folder / KINDS[0] / "room.wav", AudioClip(background))
    return folder
