"""Files of motion: tables (CSV) with the columns x, y, z and, if there is one, a time; recordings in Edge Impulse's
format.
"""

import csv
import io
import os
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sunmao.core.atomic_files import write_with_parents
from sunmao.core.data_acquisition import NoAcquisition, is_acquisition, parse_acquisition
from sunmao.core.name_formatting import format_names
from sunmao.core.regular_files import IrregularFile, read_regular
from sunmao.core.strict import suggest_nearest
from sunmao.errors import FileMissing, NotAMotion
from sunmao.motion.motion_clip import AXES, RATE, MotionClip
from sunmao.motion.resampling import resample_motion
from sunmao.runtime.notices import show_notice

ENDING = ".csv"
MOTION_BYTES = 16 * 2**20
MIN_SECONDS, MAX_SECONDS = 0.2, 600
MIN_RATE = 10  # Hz: below it a gesture is no longer a curve
STRONGEST = 64.0  # g: no accelerometer in a hand feels more
_MARKS = ",;\t"
_TIMES = ("time", "t", "seconds", "second", "s", "timestamp", "ms", "millis", "milliseconds", "时间", "秒", "毫秒")
_BEFORE = ("accelerometer", "acceleration", "accel", "acc", "a", "g", "gf")  # `acc_x`, `ax`, `Acceleration X`
# Units → how many of each are one g, and the length of a vector at rest below which numbers without a unit are in it.
UNITS = {"g": 1.0, "m/s²": 9.80665, "mg": 1000.0}
_LONGEST = {"g": 4.0, "m/s²": 40.0, "mg": float("inf")}
_NAMED = {
    "g": "g",
    "gs": "g",
    "mg": "mg",
    "milli-g": "mg",
    "m/s²": "m/s²",
    "m/s2": "m/s²",
    "m/s^2": "m/s²",
    "m/s/s": "m/s²",
}


class Columns(NamedTuple):
    """Indices of the columns of a table with motion. time: None where there is none. named: whether the first row names
    them; unit: of `UNITS`, where it says so in brackets, else ''.
    """

    axes: tuple[int, int, int]
    time: int | None
    named: bool
    unit: str = ""


class MotionTable(NamedTuple):
    """The motion of a table. unit: of `UNITS`, in which it was read; assumed: nothing in the table says so, the numbers
    at rest are as long as in that unit; rate: readings a second, in Hz, before there were 50.
    """

    clip: MotionClip
    unit: str
    assumed: bool
    rate: float = RATE


def find_columns(row: list[str]) -> Columns | None:
    """Find the columns of a table, by its first row; None where it is not one of motion."""
    names = [each.strip().strip("\ufeff\"'").casefold() for each in row]
    plain = [name.partition("(")[0].partition("[")[0].strip() for name in names]
    axes = [place for axis in AXES if (place := _find_axis(plain, axis)) is not None]
    if len(axes) == len(AXES):
        time = next((place for place, name in enumerate(plain) if name in _TIMES), None)
        return Columns((axes[0], axes[1], axes[2]), time, True, _find_named_unit(names[axes[0]]))
    if len(row) in (3, 4) and all(_is_number(each) for each in row):
        return Columns((0, 1, 2), None, False) if len(row) == 3 else Columns((1, 2, 3), 0, False)
    return None


def _find_axis(names: list[str], axis: str) -> int | None:
    for place, name in enumerate(names):
        before, after = name[:-1].rstrip(" _-."), name[-1:]
        if after == axis and (not before or before in _BEFORE):
            return place
    return None


def _find_named_unit(title: str) -> str:
    """The unit in brackets behind the name of a column; '' where there is none that is known."""
    inside = title.replace("[", "(").partition("(")[2].strip(" )]")
    return _NAMED.get(inside, "")


def _is_number(text: str) -> bool:
    try:
        return bool(np.isfinite(float(text)))
    except ValueError:
        return False


def read_motion(source: str | os.PathLike | bytes, name: str = "") -> MotionClip:
    """The motion in a table, or in a file of Edge Impulse (JSON, CBOR) with the sensors accX, accY, accZ, at 50 Hz.

    A table has the columns x, y, z (also as acc_x, ax, Acceleration X …) in g, milli-g or m/s², as they say in
    brackets, `x (m/s²)`, else told by how long they are at rest, which is said where that is not g; and, if there is
    one, a time in seconds or milliseconds; without one it is at 50 Hz already.

    source: a path, or the bytes of a file; name: what a sentence calls these.

    Raises: FileMissing (with the nearest name), NotAMotion: no table of motion, text where numbers should be, too short
    or too long, too few readings a second, times that go back, other sensors, damaged, more than 16 MB.
    """
    if isinstance(source, bytes):
        return parse_motion(source, name).clip
    path = Path(source)
    try:
        data = read_regular(path, MOTION_BYTES, follow_link=True)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        if isinstance(error, IrregularFile) and error.reason == "size":
            raise NotAMotion("motion_large", name=path.name, most=MOTION_BYTES // 2**20) from None
        names = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
        guess = suggest_nearest(path.name, names)
        raise FileMissing("motion_file_missing", path=path.as_posix(), guess=guess) from None
    table = parse_motion(data, path.name)
    if table.assumed and table.unit != "g":
        show_notice("motion_unit_assumed", name=path.name, unit=table.unit)
    return table.clip


def split_rows(data: bytes) -> list[list[str]]:
    """The rows of a table that hold anything; none where it is no text."""
    for encoding in ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeError:
            continue
    else:
        return []
    first = text.partition("\n")[0]
    mark = max(_MARKS, key=first.count)
    try:
        return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark) if any(map(str.strip, row))]
    except csv.Error:
        return []


def parse_motion(data: bytes, name: str) -> MotionTable:
    """As `read_motion`, of the bytes of a file, with the unit in which it was read. Raises NotAMotion."""
    if is_acquisition(data):
        return _parse_acquisition(data, name)
    rows = split_rows(data)
    columns = find_columns(rows[0]) if rows else None
    if columns is None:
        raise NotAMotion("not_a_motion", name=name)
    table = _read_numbers(rows, columns, name)
    times = None
    if columns.time is not None:
        times = _read_times(table[:, 3], rows[0][columns.time] if columns.named else "", name)
    return _make_table(table[:, :3], times, columns.unit, name)


def _parse_acquisition(data: bytes, name: str) -> MotionTable:
    try:
        found = parse_acquisition(data)
        columns = find_columns(list(found.names))
        if columns is None or not columns.named:
            raise NotAMotion("motion_other_sensors", name=name, sensors=format_names(found.names))
        samples = found.read(columns.axes)
    except NoAcquisition:
        raise NotAMotion("motion_damaged", name=name) from None
    unit = _NAMED.get(found.units[columns.axes[0]].casefold(), "")
    return _make_table(samples, np.arange(len(samples)) / found.rate, unit, name)


def _make_table(samples: np.ndarray, times: np.ndarray | None, named: str, name: str) -> MotionTable:
    """The motion of readings, (n, 3). times: in seconds, rising, None where they are at 50 Hz already; named: their
    unit, '' where nothing says it.
    """
    unit = named or _assume_unit(samples)
    samples = samples / UNITS[unit]
    if np.abs(samples).max(initial=0) > STRONGEST:
        raise NotAMotion("motion_too_strong", name=name, most=int(STRONGEST))
    if times is None:
        _require_length(len(samples) / RATE, name)
        return MotionTable(MotionClip(samples.astype(np.float32)), unit, not named)
    _require_length(times[-1] - times[0] if len(times) else 0, name)
    rate = (len(times) - 1) / (times[-1] - times[0])
    if rate < MIN_RATE:
        raise NotAMotion("motion_slow", name=name, rate=rate, least=MIN_RATE)
    return MotionTable(MotionClip(resample_motion(times, samples)), unit, not named, rate)


def _read_numbers(rows: list[list[str]], columns: Columns, name: str) -> np.ndarray:
    """(n, 3) or, with a time, (n, 4) float64. Raises NotAMotion with the line that holds something else."""
    wanted = [*columns.axes, *(() if columns.time is None else (columns.time,))]
    found = np.zeros((len(rows) - columns.named, len(wanted)))
    for number, row in enumerate(rows[columns.named :]):
        cells = [row[place] if place < len(row) else "" for place in wanted]
        bad = next((cell for cell in cells if not _is_number(cell)), None)
        if bad is not None:
            raise NotAMotion("motion_no_numbers", name=name, line=number + 1 + columns.named, cell=bad.strip()[:20])
        found[number] = [float(cell) for cell in cells]
    return found


def _assume_unit(samples: np.ndarray) -> str:
    length = float(np.median(np.linalg.norm(samples, axis=1))) if len(samples) else 0.0
    return next((unit for unit, most in _LONGEST.items() if length < most), "mg")


def _read_times(times: np.ndarray, title: str, name: str) -> np.ndarray:
    """In seconds from 0 on, rising; several readings of one moment are spread over the time until the next. Raises
    NotAMotion where it goes back.
    """
    if not len(times):
        return times
    steps = np.diff(times)
    if (steps < 0).any():
        raise NotAMotion("motion_goes_back", name=name, line=int((steps < 0).argmax()) + 3)
    since = times - times[0]
    if _is_in_milliseconds(title, steps):
        since = since / 1000
    kept = np.concatenate([[True], np.diff(since) > 0])
    places = np.arange(len(since), dtype=float)
    return np.interp(places, places[kept], since[kept]) + places * 1e-9


def _is_in_milliseconds(title: str, steps: np.ndarray) -> bool:
    title = title.casefold()
    if "ms" in title or "milli" in title or "毫秒" in title:
        return True
    return "sec" not in title and "秒" not in title and len(steps) > 0 and float(np.mean(steps)) >= 2


def _require_length(seconds: float, name: str) -> None:
    if seconds < MIN_SECONDS:
        raise NotAMotion("motion_short", name=name, least=MIN_SECONDS)
    if seconds > MAX_SECONDS:
        raise NotAMotion("motion_long", name=name, minutes=f"{seconds / 60:.0f}", most=MAX_SECONDS // 60)


def write_motion(path: str | os.PathLike, clip: MotionClip) -> None:
    """Write a clip as a table with the columns time (in seconds), x, y and z (in g), whole or not at all, with the
    folders above it. Raises OSError.
    """
    lines = ["time,x,y,z"]
    for number, row in enumerate(clip.samples.tolist()):
        lines.append(f"{number / clip.rate:.4f}," + ",".join(f"{value:.4f}" for value in row))
    write_with_parents(Path(path), ("\n".join(lines) + "\n").encode())
