"""Motion from the accelerometer of a board, and from a file in its place."""

import numpy as np
import pytest

from sunmao.boards import Accelerometer, select_board
from sunmao.errors import BadValue, NotAMotion, PartTimeout
from sunmao.motion import Motion, MotionClip, motion_sensor, write_motion
from sunmao.motion.motion_sensor import _SensorReadings
from tests.support.devices.simulated_board import board  # noqa: F401
from tests.support.drawn_motions import make_motion


class Clock:
    """A clock that goes on with each sleep and each reading."""

    def __init__(self):
        self.now = 100.0

    def monotonic(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds


@pytest.fixture
def clock(monkeypatch):
    made = Clock()
    monkeypatch.setattr(motion_sensor, "time", made)
    return made


def test_the_sensor_on_the_screen_is_felt(board, clock):
    motion = Motion("simulated")
    assert motion.name == "simulated" and repr(motion) == "Motion(source='simulated')"
    assert motion.read(0.2).samples.tolist() == [[0, 0, 1]] * 10
    board.firmware.set_measurement("0x68", "x", 2)
    clips = iter(motion)
    first, second = next(clips), next(clips)
    assert first.samples.shape == second.samples.shape == (100, 3) and first.samples[-1, 0] == 2
    assert motion.take() == []
    motion.close()
    assert not select_board.get_current_board().parts
    with pytest.raises(BadValue):
        motion.take()


def test_a_sensor_of_the_program_is_used_as_well(board, clock):
    tilt = Accelerometer()
    assert Motion().read(0.1).samples.shape == (5, 3) and Motion("board").read(0.1).samples[0, 2] == 1
    assert select_board.get_current_board().parts == [tilt]


def test_irregular_readings_come_at_50_a_second(clock):
    random = np.random.default_rng(0)

    def measure():
        clock.now += random.uniform(0.001, 0.02)
        return (float(np.sin(3 * clock.now)), 0.0, 1.0)

    readings, found = _SensorReadings(measure, True), []
    while len(found) < 3:
        found += readings.take()
        clock.sleep(0.01)
    for at, clip in found:
        moments = at - np.arange(100)[::-1] / 50
        assert np.abs(clip.samples[:, 0] - np.sin(3 * moments)).max() < 0.12
    assert found[1][0] - found[0][0] == pytest.approx(0.26, abs=0.03)


def test_a_sensor_that_stops_or_hangs_is_said(clock, monkeypatch):
    told = []
    monkeypatch.setattr(motion_sensor, "show_notice", lambda key, **holes: told.append(key))
    readings = _SensorReadings(lambda: (0.0, 0.0, 1.0), True)
    while clock.now < 112:
        readings.take()
        clock.sleep(0.01)
    assert told == ["motion_frozen"]

    def fail():
        raise PartTimeout("part_silent", part="x", pins="0x68")

    readings._measure = fail
    with pytest.raises(PartTimeout) as caught:
        while True:
            readings.take()
            clock.sleep(0.01)
    assert caught.value.key == "motion_stopped"


def test_after_a_gap_nothing_is_invented(clock):
    readings = _SensorReadings(lambda: (0.0, 0.0, 1.0), False)
    while not readings.take():
        clock.sleep(0.01)
    clock.sleep(1)
    assert readings.take() == [] and len(readings._kept) == 1


def test_a_file_is_played(tmp_path):
    samples = make_motion("swing", np.random.default_rng(0), seconds=4)
    write_motion(tmp_path / "wave.csv", MotionClip(samples))
    clips = list(Motion(tmp_path / "wave.csv"))
    assert len(clips) == 10 and all(clip.samples.shape == (100, 3) for clip in clips)
    motion = Motion(str(tmp_path / "wave.csv"))
    assert motion.read(3).duration == 3 and 0.9 < motion.read(3).duration <= 1.02
    with pytest.raises(NotAMotion):
        motion.read(1)


@pytest.mark.parametrize("source", [None, 3, "", "camera", "wave.txt", b"board"])
def test_what_is_no_sensor_is_said(source):
    with pytest.raises(BadValue) as caught:
        Motion(source)
    assert caught.value.key == "motion_no_source"
