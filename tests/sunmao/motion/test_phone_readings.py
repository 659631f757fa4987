"""The readings of a phone, as a program gets them: in order, others left out."""

import numpy as np
import pytest

from sunmao.errors import SensorDisconnected
from sunmao.motion import Motion, phone_readings
from sunmao.motion.phone_readings import READING, PhoneReadings


class Stream:
    """A stand-in for the studio: pieces of readings."""

    def __init__(self, *about):
        self.pieces = []

    def open(self):
        pass

    def close(self):
        pass

    def next(self, within):
        return self.pieces.pop(0) if self.pieces else None


@pytest.fixture
def phone(monkeypatch):
    monkeypatch.setattr(phone_readings, "PageStream", Stream)
    return PhoneReadings()


def pack(times, values=(0, 0, 1)) -> bytes:
    found = np.zeros(len(times), READING)
    found["time"], found["values"] = times, values
    return found.tobytes()


def test_two_seconds_become_a_clip_and_the_next_a_quarter_later(phone):
    stream = phone._stream
    stream.pieces += [pack(np.arange(0, 1, 1 / 60))]
    assert phone.take() == []
    stream.pieces += [pack(np.arange(1, 2.1, 1 / 60))]
    [(at, clip)] = phone.take()
    assert clip.samples.shape == (100, 3) and 2 < at < 2.1
    stream.pieces += [pack([2.11])]
    assert phone.take() == []
    stream.pieces += [pack(np.arange(2.12, 2.5, 1 / 60))]
    assert len(phone.take()) == 1


def test_what_is_no_reading_is_left_out_and_a_gap_begins_anew(phone):
    stream = phone._stream
    stream.pieces += [pack(np.arange(0, 2.1, 1 / 60)) + b"odd"]
    assert len(phone.take()) == 1
    for odd in (pack([2.15], (np.nan, 0, 1)), pack([np.inf]), pack([2.15], (0, 0, 99))):
        stream.pieces += [odd]
        assert phone.take() == [] and phone._kept[-1][0] < 2.1
    stream.pieces += [pack([5.0])]
    assert phone.take() == [] and len(phone._kept) == 1
    stream.pieces += [pack([1.0])]  # another phone, whose clock is another
    assert phone.take() == [] and [at for at, _ in phone._kept] == [1.0]


def test_a_piece_is_read_from_now_on(phone):
    stream = phone._stream
    stream.pieces += [pack([0.5]), pack(np.arange(1, 2.2, 1 / 60), (1, 0, 0))]
    samples = phone.read(50, "phone")
    assert samples.shape == (50, 3) and np.allclose(samples, (1, 0, 0))


def test_without_a_studio_it_says_what_to_take():
    with pytest.raises(SensorDisconnected, match="simulated"):
        Motion("phone")
