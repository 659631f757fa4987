"""The time of one answer by sessions of onnxruntime, measured by turns.

Each has some runs on end: the threads of a session spin for milliseconds after its last run, and by single runs the
other one would be measured against them (on two cores six times as slow as alone).
"""

import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

REST, WARM, RUNS = 0.02, 3, 10  # seconds until no thread spins; of each turn, runs before it counts, and that count


def measure_times(asked: Sequence[Callable[[], object]], turns: int = 20) -> list[float]:
    """The median milliseconds of each of some calls. turns: of each."""
    times: list[list[float]] = [[] for _ in asked]
    for number in range(turns):
        for place in np.roll(np.arange(len(asked)), number):
            time.sleep(REST)
            for run in range(WARM + RUNS):
                since = time.perf_counter()
                asked[place]()
                if run >= WARM:
                    times[place].append(1000 * (time.perf_counter() - since))
    return [statistics.median(each) for each in times]


def open_session(file: Path):
    """A file as Sunmao opens it, whatever it is for."""
    import onnxruntime

    from sunmao.deploy.onnx_session import make_session_options

    return onnxruntime.InferenceSession(file.read_bytes(), make_session_options(), ["CPUExecutionProvider"])


def make_question(file: Path) -> Callable[[], object]:
    """Return a function that asks a file about one picture."""
    from sunmao.deploy.session_settings import make_feeds

    session = open_session(file)
    feeds = {name: np.zeros_like(numbers) for name, numbers in make_feeds(session).items()}
    return partial(session.run, None, feeds)
