"""Exports of Edge Impulse with motion, as JSON and as CBOR: labels, parts, and what each bad file is said to be."""

import zipfile

import numpy as np
import pytest

from sunmao.data import Dataset
from sunmao.data.files.file_tree import open_folder_tree
from sunmao.data.files.zip_archive import open_zip_tree
from sunmao.data.sources.detect_format import read_listing
from sunmao.errors import NotAMotion
from sunmao.motion.motion_files import MOTION_BYTES, read_motion
from tests.support.acquisitions import (
    ACCELEROMETER,
    encode_motion,
    encode_recording,
    make_recording,
    write_motion_export,
)
from tests.support.drawn_motions import KINDS, make_motion

GYROSCOPE = [{"name": f"gyr{axis}", "units": "dps"} for axis in "XYZ"]


def find_keys(dataset):
    return {each.key: each.count for each in dataset.listing.findings}


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize("ending", ["json", "cbor", "endless"])
def test_an_export_is_read_with_its_parts(tmp_path, ending, listed):
    dataset = Dataset(write_motion_export(tmp_path / "export", ending, listed))
    assert dataset.task == "motion_classification" and dataset.listing.format == "edge_impulse_motions"
    assert dataset.classes == list(KINDS) and len(dataset.items()) == 20 and find_keys(dataset) == {}
    assert len(dataset.items("test")) == 4
    item = next(each for each in dataset.items() if each.label == "shake")
    clip, wanted = dataset.sample_kind.read(item), read_motion(item.path)
    assert clip.samples.shape == (100, 3) and np.abs(clip.samples - wanted.samples).max() < 1e-6
    assert np.linalg.norm(clip.samples.mean(axis=0)) == pytest.approx(1, abs=0.3)  # in g, as nothing else


def test_other_sensors_beside_an_accelerometer_are_passed_over():
    take = make_motion("swing", np.random.default_rng(0))
    rows = np.column_stack([take[:, 0] * 0 + 300, take * 9.80665]).tolist()
    data = encode_recording(make_recording(rows, [GYROSCOPE[0], *ACCELEROMETER], 20), "cbor")
    assert np.abs(read_motion(data, "x.cbor").samples - take).max() < 0.5
    assert read_motion(data, "x.cbor").strength < 2


@pytest.mark.parametrize(("rate", "units"), [(100, "m/s2"), (62.5, "g"), (25, "mg"), (50, "")])
def test_any_rate_and_unit_becomes_50_a_second_in_g(rate, units):
    scale = {"m/s2": 9.80665, "g": 1, "mg": 1000, "": 9.80665}[units]
    times = np.arange(int(2 * rate)) / rate
    wave = np.column_stack([np.sin(6 * times), 0 * times, 1 + 0 * times])
    sensors = [{"name": each["name"], "units": units} for each in ACCELEROMETER]
    data = encode_recording(make_recording((wave * scale).tolist(), sensors, 1000 / rate), "json")
    clip = read_motion(data, "x.json")
    moments = np.arange(len(clip.samples)) / 50
    assert clip.rate == 50 and abs(clip.duration - 2) < 0.06
    assert np.abs(clip.samples[2:-2, 0] - np.sin(6 * moments)[2:-2]).max() < 0.03


def test_bad_files_are_left_out_each_with_its_sentence(tmp_path):
    export = write_motion_export(tmp_path / "export", listed=False)
    take = make_motion("swing", np.random.default_rng(3))
    good = encode_motion(take, "cbor")
    bad = {
        "swing.half.cbor": (good[:1000], "motion_damaged_left"),
        "swing.gyroscope.json": (
            encode_recording(make_recording([[1, 2, 3]] * 50, GYROSCOPE, 20), "json"),
            "motion_other_sensors_left",
        ),
        "swing.short.cbor": (encode_motion(take[:3], "cbor"), "motion_short_left"),
        "swing.slow.cbor": (encode_motion(take, "cbor", 5), "motion_slow_left"),
        "swing.strong.cbor": (encode_motion(take * 90, "cbor"), "motion_too_strong_left"),
        "swing.long.cbor": (encode_motion(np.tile(take, (310, 1)), "cbor"), "motion_long_left"),
        "swing.text.cbor": (b"this is a text", "not_a_motion_left"),
        "nobody.cbor": (good, "recordings_unlabeled"),
        "swing.fast.cbor": (encode_motion(take, "cbor", 100), "motions_rates_differ"),
    }
    for name, (data, _) in bad.items():
        (export / "training" / name).write_bytes(data)
    with open(export / "training" / "swing.large.cbor", "wb") as file:
        file.truncate(2**31)  # of nothing, on the disk; nothing of it is read
    dataset = Dataset(export)
    assert find_keys(dataset) == {
        **{key: 1 for _, key in bad.values()},
        "motion_large_left": 1,
        "motions_padded": 1,
    }
    assert len(dataset.items()) == 21
    for finding in dataset.listing.findings:
        assert finding.text["zh"] != finding.text["en"] and finding.pictures[0].split("/")[-1] in finding.text["en"]


@pytest.mark.parametrize(
    ("data", "key", "said"),
    [
        (encode_motion(make_motion("swing", np.random.default_rng(0)), "cbor")[:900], "motion_damaged", "again"),
        (encode_recording(make_recording([[1, 2, 3]], GYROSCOPE, 20), "cbor"), "motion_other_sensors", "gyrX"),
        (encode_recording(make_recording([], ACCELEROMETER, 20), "json"), "motion_short", "short"),
    ],
)
def test_a_bad_file_that_a_program_names_is_said(tmp_path, data, key, said):
    (tmp_path / "a.cbor").write_bytes(data)
    with pytest.raises(NotAMotion) as raised:
        read_motion(tmp_path / "a.cbor")
    assert raised.value.key == key and said in str(raised.value)
    assert MOTION_BYTES < 2**31


def test_a_zip_is_read_as_its_folder(tmp_path):
    export = write_motion_export(tmp_path / "export")
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for file in sorted(export.rglob("*.*")):
            archive.write(file, file.relative_to(export).as_posix())
    inside = read_listing(open_zip_tree(tmp_path / "export.zip", tmp_path / "export.zip"))
    outside = read_listing(open_folder_tree(export))
    assert [(item.label, item.split) for item in inside.items] == [(item.label, item.split) for item in outside.items]
