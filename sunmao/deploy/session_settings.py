"""With which provider, threads and waiting a model file is quickest on this computer: measured once and remembered."""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import psutil

from sunmao.core.atomic_files import cache_folder, write_atomic
from sunmao.core.regular_files import read_regular
from sunmao.deploy.tensor_dtypes import DTYPES

if TYPE_CHECKING:
    import onnxruntime as ort


FILE, LIMIT, REMEMBERED = "sessions.json", 1024 * 1024, 200
PROBED = 1024 * 1024  # bytes of a file that its key is made of, at its beginning and its end
WARM, MIN_RUNS, SECONDS = (
    3,
    5,
    0.15,
)  # of each setting, twice: runs before it counts, runs that count, and seconds at most
CLOSE = 1.015  # a setting with fewer threads that is so near is as good: it leaves more to others
SIDE = 224  # of inputs whose sides are open


@dataclass(frozen=True)
class SessionSettings:
    """provider: 'CPU', 'CUDA' …, in onnxruntime's words without the ending; threads: None: onnxruntime's own choice;
    spin: microseconds that threads wait awake between two layers, None: onnxruntime's own choice.
    """

    provider: str
    threads: int | None
    spin: int | None


def list_candidates(providers: list[str], spin: int) -> Iterator[SessionSettings]:
    """Settings to try, the fewest threads first. providers: those that are here. spin: Sunmao's own microseconds."""
    for provider in providers:
        if provider != "CPU":
            yield SessionSettings(provider, None, spin)
    cores, threads = psutil.cpu_count(logical=False) or 1, os.cpu_count() or 1
    for count in sorted({1, 2, cores, threads}):
        if count <= threads:
            yield SessionSettings("CPU", count, spin)
            if count > 1:
                yield SessionSettings("CPU", count, None)


def measure_fastest(open_with: Callable, providers: list[str], spin: int) -> SessionSettings:
    """The quickest of the candidates, by the lower quartile of some runs with numbers that mean nothing.

    open_with: from settings to an onnxruntime session; settings with which it fails are left out.
    """
    times: dict[SessionSettings, float] = {}
    candidates = list(list_candidates(providers, spin))
    # There and back again: what else the computer does for a moment must not decide what is remembered.
    for settings in (*candidates, *reversed(candidates)):
        try:
            session = open_with(settings)
            seconds = time_runs(session)
        except Exception:  # onnxruntime's own exceptions have no common base
            continue
        times[settings] = min(seconds, times.get(settings, seconds))
    if not times:
        return SessionSettings("CPU", None, spin)
    best = min(times.values())
    near = [settings for settings, seconds in times.items() if seconds <= best * CLOSE]
    return min(near, key=lambda settings: (settings.provider != "CPU", settings.threads or 0, settings.spin is None))


def make_feeds(session: "ort.InferenceSession") -> dict[str, np.ndarray]:
    """Numbers in the shape and of the dtype of each input of a session."""
    random = np.random.default_rng(0)
    feeds = {}
    for given in session.get_inputs():
        shape = [side if isinstance(side, int) else 1 if place == 0 else SIDE for place, side in enumerate(given.shape)]
        dtype = DTYPES.get(given.type, np.int64)
        fraction = issubclass(dtype, np.floating)
        feeds[given.name] = random.normal(size=shape).astype(dtype) if fraction else np.zeros(shape, dtype)
    return feeds


def recall(path: Path, providers: list[str]) -> SessionSettings | None:
    """The setting that was the quickest before for this file on this computer; None: nothing is remembered."""
    said = _read_all().get(_make_key(path))
    try:
        found = SessionSettings(**said) if isinstance(said, dict) else None
    except TypeError:
        return None
    if found is None or found.provider not in providers:
        return None
    whole = [each for each in (found.threads, found.spin) if each is not None]
    return found if all(type(each) is int and 0 <= each <= 10**6 for each in whole) and found.threads != 0 else None


def remember(path: Path, settings: SessionSettings) -> None:
    """Keep them for the next time. Where the disk does not let us, nothing is kept."""
    known = _read_all()
    known.pop(key := _make_key(path), None)
    rows = {**known, key: asdict(settings)}
    kept = dict(list(rows.items())[-REMEMBERED:])
    try:
        write_atomic(cache_folder() / FILE, json.dumps(kept).encode())
    except OSError:
        pass


def time_runs(session: "ort.InferenceSession") -> float:
    """Seconds of a run with numbers that mean nothing: the lower quartile of some."""
    feeds = make_feeds(session)
    for _ in range(WARM):
        session.run(None, feeds)
    times, end = [], time.perf_counter() + SECONDS
    while len(times) < MIN_RUNS or time.perf_counter() < end:
        since = time.perf_counter()
        session.run(None, feeds)
        times.append(time.perf_counter() - since)
    return float(np.quantile(times, 0.25))


def _read_all() -> dict:
    try:
        found = json.loads(read_regular(cache_folder() / FILE, LIMIT))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _make_key(path: Path) -> str:
    """A name for a file's content with this onnxruntime on this computer."""
    import onnxruntime

    digest = hashlib.blake2b(digest_size=16)
    with open(path, "rb") as file:
        digest.update(file.read(PROBED))
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - PROBED))
        digest.update(file.read(PROBED))
    return f"{digest.hexdigest()} {size} {onnxruntime.__version__} {os.cpu_count()}"
