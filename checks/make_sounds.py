"""Makes the short sounds that come along (`sunmao/sound/recordings/*.wav`) out of waves and noise: `python -m
checks.make_sounds`.

They are additive and subtractive synthesis as in Roads, "The Computer Music Tutorial" (1996), with fixed random numbers,
so that the same files come out again.
"""

from collections.abc import Callable

import numpy as np

from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.audio_files import write_wav
from sunmao.sound.packaged_sounds import FOLDER, PACKAGED

RATE = 22_050  # Hz
LOUDEST = 0.8
FADE = 0.005  # seconds at both ends: no click


def make_sound(name: str) -> AudioClip:
    """A packaged sound by its name, a mono clip of at most 1.5 seconds at 22,050 Hz."""
    samples = _MADE[name]()
    fade = np.minimum(1, np.arange(len(samples)) / (FADE * RATE))
    samples = samples * fade * fade[::-1]
    return AudioClip((samples * LOUDEST / np.abs(samples).max()).astype(np.float32), RATE)


def main() -> None:
    """Write all of them."""
    for name in PACKAGED:
        write_wav(FOLDER / f"{name}.wav", make_sound(name))


def _time(seconds: float) -> np.ndarray:
    return np.arange(int(seconds * RATE)) / RATE


def _sine(hertz: float, seconds: float) -> np.ndarray:
    """A sine; hertz: a number, or one a sample, which is then added up to the phase."""
    return np.sin(2 * np.pi * np.cumsum(np.broadcast_to(hertz, len(_time(seconds)))) / RATE)


def _decay(seconds: float, half: float) -> np.ndarray:
    """Falls to a half every `half` seconds."""
    return 0.5 ** (_time(seconds) / half)


def _noise(seconds: float) -> np.ndarray:
    return np.random.default_rng(7).uniform(-1, 1, len(_time(seconds)))


def _strike(hertz: float, partials: dict[float, float], seconds: float, half: float) -> np.ndarray:
    """Struck metal or wood: partials {times of the pitch: strength}; the higher die away sooner."""
    parts = [
        strength * _sine(hertz * times, seconds) * _decay(seconds, half / times**0.5)
        for times, strength in partials.items()
    ]
    return np.sum(parts, axis=0)


def _join(*parts: np.ndarray) -> np.ndarray:
    return np.concatenate(parts)


def _bell() -> np.ndarray:
    return _strike(523.25, {1: 1, 2: 0.6, 2.4: 0.5, 3: 0.3, 4.2: 0.25, 5.4: 0.15}, 1.4, 0.3)


def _boing() -> np.ndarray:
    wobble = 180 + 120 * _decay(0.7, 0.2) * np.sin(2 * np.pi * 11 * _time(0.7))
    return _sine(wobble, 0.7) * _decay(0.7, 0.2)


def _chime() -> np.ndarray:
    notes = [_strike(hertz, {1: 1, 3: 0.2}, 0.25, 0.12) for hertz in (523.25, 659.26, 783.99, 1046.5)]
    return _join(*notes)


def _clap() -> np.ndarray:
    bursts = sum(np.where(_time(0.25) >= at, 0.5 ** ((_time(0.25) - at) / 0.006), 0) for at in (0, 0.012, 0.024))
    noise = np.diff(_noise(0.25), prepend=0)
    return noise * (bursts + 0.8 * np.where(_time(0.25) > 0.03, _decay(0.25, 0.03), 0))


def _drum() -> np.ndarray:
    return _sine(60 + 110 * _decay(0.4, 0.03), 0.4) * _decay(0.4, 0.09) + 0.2 * _noise(0.4) * _decay(0.4, 0.008)


def _snare() -> np.ndarray:
    return 0.6 * _sine(185, 0.3) * _decay(0.3, 0.04) + np.diff(_noise(0.3), prepend=0) * _decay(0.3, 0.05)


def _laser() -> np.ndarray:
    return np.sign(_sine(200 + 1800 * _decay(0.4, 0.08), 0.4)) * _decay(0.4, 0.1)


def _pop() -> np.ndarray:
    return _sine(300 + 700 * _time(0.12) / 0.12, 0.12) * _decay(0.12, 0.03)


def _whistle() -> np.ndarray:
    return _sine(1900 + 60 * np.sin(2 * np.pi * 30 * _time(0.6)), 0.6)


_MADE: dict[str, Callable[[], np.ndarray]] = {
    "ding": lambda: _strike(1318.5, {1: 1, 2: 0.25, 3: 0.1}, 0.9, 0.16),
    "pop": _pop,
    "bell": _bell,
    "drum": _drum,
    "snare": _snare,
    "clap": _clap,
    "chime": _chime,
    "boing": _boing,
    "laser": _laser,
    "whistle": _whistle,
    "right": lambda: _join(_strike(659.26, {1: 1, 2: 0.3}, 0.14, 0.1), _strike(987.77, {1: 1, 2: 0.3}, 0.5, 0.14)),
    "wrong": lambda: _join(np.sign(_sine(155.56, 0.2)), np.sign(_sine(116.54, 0.4)) * _decay(0.4, 0.15)),
}

if __name__ == "__main__":
    main()
