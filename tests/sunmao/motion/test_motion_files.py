"""Tables of motion: their columns, units and times, and what each bad one is said to be."""

import numpy as np
import pytest

from sunmao.errors import FileMissing, NotAMotion
from sunmao.motion.motion_clip import MotionClip
from sunmao.motion.motion_files import read_motion, write_motion
from sunmao.motion.resampling import resample_motion
from sunmao.motion.windows import WINDOW, cut_most_moving, make_window
from tests.support.acquisitions import encode_motion
from tests.support.drawn_motions import make_motion

TAKE = make_motion("swing", np.random.default_rng(0))


def write_rows(head, rows, mark=","):
    return "\n".join([head, *(mark.join(f"{value:.5f}" for value in row) for row in rows)]).encode()


def test_what_is_written_is_read_again(tmp_path):
    write_motion(tmp_path / "new" / "wave.csv", MotionClip(TAKE))
    clip = read_motion(tmp_path / "new" / "wave.csv")
    assert clip.rate == 50 and clip.samples.dtype == np.float32 and clip.samples.shape == TAKE.shape
    assert np.abs(clip.samples - TAKE)[1:-1].max() < 0.25 and clip.strength == pytest.approx(
        MotionClip(TAKE).strength, rel=0.1
    )


@pytest.mark.parametrize(
    ("head", "scale", "mark"),
    [
        ("x,y,z", 1, ","),
        ("Acceleration x (m/s^2);Acceleration y (m/s^2);Acceleration z (m/s^2)", 9.80665, ";"),
        ("accelerometer_x\taccelerometer_y\taccelerometer_z", 1000, "\t"),
        ("accX,accY,accZ", 1000, ","),
    ],
)
def test_columns_and_units_are_told_by_what_is_there(head, scale, mark):
    clip = read_motion(write_rows(head, TAKE * scale, mark), "wave.csv")
    assert np.abs(clip.samples - TAKE).max() < 1e-3


@pytest.mark.parametrize(("head", "scale"), [("time,x,y,z", 1), ("ms,x,y,z", 1000), ("Time (seconds),x,y,z", 1)])
def test_any_rate_becomes_50_a_second_by_its_times(head, scale):
    random = np.random.default_rng(1)
    times = np.sort(random.uniform(0, 2, 250))
    rows = np.column_stack([times * scale, np.sin(4 * times), np.cos(4 * times), np.ones(250)])
    clip = read_motion(write_rows(head, rows), "wave.csv")
    moments = times[0] + np.arange(len(clip.samples)) / 50
    assert clip.samples.shape[1] == 3 and abs(clip.duration - (times[-1] - times[0])) < 0.04
    assert np.abs(clip.samples[2:-2, 0] - np.sin(4 * moments)[2:-2]).max() < 0.02


@pytest.mark.parametrize("ending", ["json", "cbor", "endless"])
def test_recordings_of_an_accelerometer_alone_are_read(ending):
    clip = read_motion(encode_motion(TAKE, ending, 100), "wave.cbor")
    assert clip.rate == 50 and abs(clip.duration - MotionClip(TAKE, 100).duration) < 0.04
    for names in (("gyrX", "gyrY", "gyrZ"), ("audio",), ("1", "2", "3")):
        sensors = [{"name": name, "units": "m/s2"} for name in names]
        with pytest.raises(NotAMotion) as refused:
            read_motion(encode_motion(TAKE[:, : len(names)], ending, sensors=sensors), "wave.cbor")
        assert refused.value.key == "motion_other_sensors" and names[0] in str(refused.value)


def test_rows_without_names_are_x_y_z_or_begin_with_the_time():
    plain = "\n".join(",".join(map(str, row)) for row in TAKE.tolist())
    timed = "\n".join(f"{20 * n}," + ",".join(map(str, row)) for n, row in enumerate(TAKE.tolist()))
    assert np.allclose(read_motion(plain.encode()).samples, TAKE)
    assert read_motion(timed.encode()).samples.shape == TAKE.shape


def test_what_is_faster_than_the_rate_does_not_pose_as_slow():
    times = np.arange(2000) / 1000
    fast = np.column_stack([np.sin(2 * np.pi * 51 * times)] * 3)
    assert np.abs(resample_motion(times, fast)[1:-1]).max() < 0.05


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "not_a_motion"),
        (b"this is a text\nthat is called wave.csv\n", "not_a_motion"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "not_a_motion"),
        (b"x,y,z\n0,0,1\n0,zero,1\n", "motion_no_numbers"),
        (b"x,y,z\n0,0,1\n0,nan,1\n", "motion_no_numbers"),
        (b"x,y,z\n0,0,1\n0,0\n", "motion_no_numbers"),
        (b"x,y,z\n", "motion_short"),
        (b"time,x,y,z\n", "motion_short"),
        (b"x,y,z\n" + b"0,0,1\n" * 5, "motion_short"),
        (b"x,y,z\n" + b"0,0,1\n" * 30_001, "motion_long"),
        (write_rows("time,x,y,z", [(n, 0, 0, 1) for n in (0, 0.5, 1, 1.5)]), "motion_slow"),
        (write_rows("time,x,y,z", [(n, 0, 0, 1) for n in (0, 0.5, 0.4, 1.5)]), "motion_goes_back"),
        (write_rows("x,y,z", [(0, 0, 1)] * 50 + [(0, 0, 900)]), "motion_too_strong"),
    ],
)
def test_what_is_wrong_is_said(data, key):
    with pytest.raises(NotAMotion) as caught:
        read_motion(data, "wave.csv")
    assert caught.value.key == key and "wave.csv" in caught.value.text("en")
    assert caught.value.text("zh") != caught.value.text("en")


def test_a_file_that_is_not_there_has_the_nearest(tmp_path):
    (tmp_path / "wave.csv").write_bytes(write_rows("x,y,z", TAKE))
    with pytest.raises(FileMissing, match="wave.csv"):
        read_motion(tmp_path / "wvae.csv")


@pytest.mark.parametrize("place", [10, 150, 380])
def test_of_a_long_take_the_part_that_moves_most_is_kept(place):
    long = np.tile(np.float32([0, 0, 1]), (500, 1))
    long[place : place + 60] += TAKE[20:80] - [0, 0, 1]
    cut = cut_most_moving(long)
    moving = np.abs(cut - [0, 0, 1]).sum(axis=1) > 0.05
    assert cut.shape == (WINDOW, 3) and moving.sum() > 45
    if place == 150:
        assert abs(float(np.flatnonzero(moving).mean()) - WINDOW / 2) < 8


def test_a_short_take_stays_where_it_was():
    cut = cut_most_moving(TAKE[30:50])
    assert cut.shape == (WINDOW, 3) and (cut[0] == TAKE[30]).all() and (cut[-1] == TAKE[49]).all()
    assert make_window(MotionClip(TAKE.repeat(2, axis=0), 100)).shape == (WINDOW, 3)


def test_a_clip_says_whether_it_moves():
    random = np.random.default_rng(3)
    assert MotionClip(make_motion("still", random)).is_still and not MotionClip(TAKE).is_still
    assert MotionClip(np.zeros((0, 3), np.float32)).is_still
