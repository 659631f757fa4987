"""Recordings in Edge Impulse's format: what is read of JSON and CBOR, and what each damaged one is."""

import cbor2
import numpy as np
import pytest

from sunmao.core.data_acquisition import NoAcquisition, is_acquisition, parse_acquisition
from tests.support.acquisitions import ACCELEROMETER, AUDIO, encode_recording, make_recording

ROWS = [[0.5, -1, 9.75], [1.25, 2, 9.5]]


@pytest.mark.parametrize("ending", ["json", "cbor", "endless"])
def test_a_recording_is_read_whatever_it_is_written_in(ending):
    data = encode_recording(make_recording(ROWS, ACCELEROMETER, 16), ending)
    found = parse_acquisition(data)
    assert is_acquisition(data) and is_acquisition(data[:300])
    assert found.names == ("accX", "accY", "accZ") and set(found.units) == {"m/s2"} and found.rate == 62.5
    assert found.read([2, 0]).tolist() == [[9.75, 0.5], [9.5, 1.25]]
    alone = parse_acquisition(encode_recording(make_recording([1, -2, 3], AUDIO, 0.0625), ending))
    assert alone.read([0]).tolist() == [[1], [-2], [3]] and alone.rate == 16_000


@pytest.mark.parametrize("ending", ["json", "cbor", "endless"])
def test_a_file_that_is_cut_off_anywhere_is_none(ending):
    data = encode_recording(make_recording(ROWS, ACCELEROMETER, 16), ending)
    for size in range(len(data)):
        with pytest.raises(NoAcquisition):
            parse_acquisition(data[:size])


@pytest.mark.parametrize("ending", ["json", "cbor"])
@pytest.mark.parametrize(
    "changes",
    [
        {"interval_ms": value}
        for value in (0, -1, 1e-320, 1e300, None, "often", float("nan"), float("inf"), 10**400, [1])
    ]
    + [{"sensors": value} for value in ([], None, [1], [{"units": "g"}], "accX")]
    + [{"values": value} for value in (None, "abc", {"a": 1}, 5)],
)
def test_a_payload_that_says_something_else_is_none(ending, changes):
    with pytest.raises(NoAcquisition):
        parse_acquisition(encode_recording(make_recording(ROWS, ACCELEROMETER, 16, **changes), ending))


@pytest.mark.parametrize(
    "values",
    [[[1, 2]], [[1, 2, 3, 4]], [1, 2, 3], [[1, 2, "a"]], [[1, 2, None]], [[1, 2, float("nan")]], [[1, 2, [3]]]],
)
def test_rows_of_something_else_are_none(values):
    found = parse_acquisition(encode_recording(make_recording(values, ACCELEROMETER, 16), "cbor"))
    with pytest.raises(NoAcquisition):
        found.read([0, 1, 2])


def test_hostile_cbor_takes_neither_memory_nor_the_stack():
    shared: list = [1.0]
    for _ in range(40):  # each is ten times the one before: read to its end, it would fill any memory
        shared = [shared] * 10
    payloads = [
        {"interval_ms": 16, "sensors": AUDIO, "values": shared},
        {"interval_ms": 16, "sensors": [{"name": shared}], "values": [1]},
        {"interval_ms": shared, "sensors": AUDIO, "values": [1]},
    ]
    for data in (
        b"\xa1\x67payload" + b"\x81" * 100_000,
        b"\xa1\x67payload\x9b" + b"\x7f" + b"\xff" * 7,
        b"\xa1\x67payload\x5b\x00\x00\x7f" + b"\xff" * 5,
        b"{" * 100_000,
        *(b"\xa1\x67payload" + cbor2.dumps(payload, value_sharing=True) for payload in payloads),
    ):
        assert is_acquisition(data)
        with pytest.raises(NoAcquisition):
            parse_acquisition(data).read([0])


def test_other_files_are_no_recordings():
    chinese = "按时间排的表格\n1,2,3\n".encode("gb18030")
    for data in (b"", b"RIFF\x00\x00", b"x,y,z\n0,0,1\n", b"ID3\x04", b"fLaC", chinese, np.arange(9).tobytes()):
        assert not is_acquisition(data)
