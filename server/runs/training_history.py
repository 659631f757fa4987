"""History of what a run learned and how it was tested, read from its log alone: true while it runs, after its end, and
after a crash.

A log may have a million lines and few of them matter here. What a finished run said is therefore kept in
`learning.json` beside its log, one line in short and one in full; when it is missing, damaged or of another log, it is
made again.
"""

import json
import math
import re
from collections import OrderedDict
from pathlib import Path
from typing import Any

from sunmao.core.atomic_files import write_atomic
from sunmao.core.regular_files import open_regular
from sunmao.locks.lock_order import make_lock
from sunmao.protocol.messages import OUTCOMES
from sunmao.server.runs import event_log
from sunmao.server.runs.message_validation import get_finite, read_row
from sunmao.server.storage.safe_files import explain_failure

NAME = "learning.json"
FORMAT = 5
WANTED = re.compile(
    rb'\{"seq":\d+,"t":[^,]*,"kind":"(?:training|metric|trained|marks|boxmarks|tagmarks|paintmarks|numbermarks|file)"'
)
DONE = ("finished", "early")  # reasons of a training that has nothing left to do
BEST = (
    ("epoch", "mAP", "mAP50"),
    ("epoch", "mAP"),
    ("epoch", "accuracy"),
    ("epoch", "mIoU"),
    ("epoch", "mae"),
)  # what is said of the best epoch, by its second word; see `learning_messages.BestEpoch`
LOWEST = ("mae",)  # of these words the lowest is the best
BEST_SHOWN = ("accuracy", "recall", "precision")  # and of what is shown, where it says so
MAX_ENTRIES = 1000  # trainings, tests and files of one run
POINTS = 4000  # of one curve; of a longer one every other point is left out
MAX_CACHED = 64 * 1024 * 1024  # bytes of `learning.json`
KEPT = 16  # logs that were read last stay in memory


class TrainingHistory:
    """The trainings, tests and files of one run, as its events tell them one after the other."""

    def __init__(self) -> None:
        self.trainings: list[dict] = []
        self.marks: list[dict] = []
        self.files: list[dict] = []

    def add(self, event: dict) -> None:
        """Take the run's next event of a kind that matters here."""
        kind = event["kind"]
        if kind == "training":
            _append_bounded(self.trainings, {"began": event, "points": [], "ended": None})
        elif kind == "metric":
            self._add_point(event)
        elif kind == "trained" and self.trainings:
            self.trainings[-1]["ended"] = event
        elif kind in ("marks", "boxmarks", "tagmarks", "paintmarks", "numbermarks"):
            _append_bounded(self.marks, event)
        elif kind == "file":
            _append_bounded(self.files, event)

    def full(self) -> dict:
        """{'trainings': [{'began', 'points', 'ended'}], 'marks', 'files'}: the events themselves; tests of both kinds
        are in 'marks'.
        """
        return {"trainings": self.trainings, "marks": self.marks, "files": self.files}

    def short(self) -> dict:
        """{'trainings', 'marks'}: a row each, for the list of runs. A test's 't': seconds since the run began; 'at':
        seconds since 1970, where it was added after the run.
        """
        return {
            "trainings": list(map(_make_training_row, self.trainings)),
            "marks": list(map(_make_evaluation_row, self.marks)),
        }

    def _add_point(self, event: dict) -> None:
        if (
            event.get("panel") != "train"
            or event.get("unit") != "epoch"
            or not self.trainings
            or self.trainings[-1]["ended"]
        ):
            return
        points, step, values = self.trainings[-1]["points"], get_finite(event.get("step")), event.get("values")
        if step is None or not isinstance(values, dict):
            return
        if not points or points[-1]["epoch"] != step:
            points.append({"epoch": step})
        points[-1].update({name: get_finite(value) for name, value in values.items() if name != "epoch"})
        if len(points) > POINTS:
            del points[1::2]


class HistoryReader:
    """Reads the logs of runs, each byte of them once as long as it is asked about. Safe to use from several threads."""

    def __init__(self) -> None:
        self._logs: OrderedDict[Path, _LogReader] = OrderedDict()
        self._lock = make_lock()

    def short(self, home: Path, over: bool) -> dict:
        """Read what `TrainingHistory.short` says of the run in this folder. over: it has ended, so that its answer can
        be kept.
        """
        return self._answer(home, over, line=0)

    def full(self, home: Path, over: bool) -> dict:
        """Read what `TrainingHistory.full` says of the run in this folder."""
        return self._answer(home, over, line=1)

    def _answer(self, home: Path, over: bool, line: int) -> dict:
        if over and (kept := _read_cached(home, line)) is not None:
            return kept
        with self._lock:
            log = self._logs.pop(home, None) or _LogReader(home)
            self._logs[home] = log
            if len(self._logs) > KEPT or over:
                self._logs.pop(home if over else next(iter(self._logs)))
        with log.reading:
            # Before: the last events of a run that has just ended may be written while the log is read.
            size = _get_size(log.path)
            log.read_on()
            if over and size is not None:
                _write_cached(home, log, size)
            # As text and back: the log goes on, perhaps while the answer is written.
            return json.loads(json.dumps(log.learning.full() if line else log.learning.short()))


class _LogReader:
    """State of reading one log: how far it was read, and what it said."""

    def __init__(self, home: Path) -> None:
        self.path, self.learning, self.size = home / event_log.NAME, TrainingHistory(), 0
        self.reading = make_lock()

    def read_on(self) -> None:
        try:
            with open_regular(self.path) as file:
                file.seek(self.size)
                for line in event_log.iter_plausible_lines(file):
                    if not line.endswith(b"}\n"):
                        return  # half a line: the rest may come
                    self.size += len(line)
                    if WANTED.match(line) and (event := _parse_event(line)) is not None:
                        self.learning.add(event)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise explain_failure(error, self.path) from None


def is_resumable(state: str, trainings: list[dict]) -> bool:
    """Whether a run of this outcome broke off in its last training (rows of `TrainingHistory.short`)."""
    return state in OUTCOMES and state != "finished" and bool(trainings) and trainings[-1].get("reason") not in DONE


def date_evaluations(rows: list[dict], started: float) -> None:
    """Let 'at' be when each test was made, seconds since 1970. rows: of `TrainingHistory.short`; started: the run."""
    for row in rows:
        row["at"] = get_finite(row.get("at")) or started + (get_finite(row.pop("t", None)) or 0)


def _parse_event(line: bytes) -> dict | None:
    try:
        event = json.loads(line, parse_constant=lambda name: None)  # a program may write NaN, which JSON has not
    except (ValueError, RecursionError):
        return None
    return (read_row(event) or event) if isinstance(event, dict) else None


def _read_cached(home: Path, line: int) -> dict | None:
    """Read the history in `learning.json` that belongs to exactly this log, or None."""
    try:
        with open_regular(home / NAME, MAX_CACHED) as file:
            head = json.loads(file.readline())
            if head["format"] != FORMAT or head["size"] != (home / event_log.NAME).stat().st_size:
                return None
            found = json.loads(file.readline()) if line else head["short"]
            rows = [*found["trainings"], *found["marks"]]
            return found if all(isinstance(row, dict) for row in rows) else None
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _get_size(path: Path) -> int | None:
    """The bytes of a file, or None where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return None


def _write_cached(home: Path, log: _LogReader, size: int) -> None:
    """Keep what a log of that many bytes says."""
    try:
        head = {"format": FORMAT, "size": size, "short": log.learning.short()}
        rows = [json.dumps(row, separators=(",", ":")) for row in (head, log.learning.full())]
        write_atomic(home / NAME, "\n".join([*rows, ""]).encode("ascii"), durable=False, follow_link=False)
    except OSError:
        pass  # a full or closed disk: it is read from the log again next time


def _append_bounded(rows: list, row: dict) -> None:
    if len(rows) < MAX_ENTRIES:
        rows.append(row)


def _make_training_row(training: dict) -> dict:
    began, points, ended = training["began"], training["points"], training["ended"] or {}
    done = max((point["epoch"] for point in points), default=began.get("resumed"))
    return {
        "model": _get_text(began.get("model")),
        "save_fold": _get_text(began.get("save_fold")),
        "epochs": get_finite(ended.get("epochs", done)) or 0,
        "planned": get_finite(_get_field(began, "parameters", "epochs")) or 0,
        "best": _get_best(ended.get("best")) or _find_best(points),
        "loss": next((point["loss"] for point in reversed(points) if point.get("loss") is not None), None),
        "reason": ended.get("reason"),
        "seconds": get_finite(ended.get("seconds")),
        "validated": get_finite(_get_field(began.get("dataset") or {}, "pictures", "val")),
    }


def _make_evaluation_row(marks: dict) -> dict:
    when = {key: get_finite(marks.get(key)) for key in ("t", "at")}
    if marks["kind"] == "marks":
        return when | {key: marks.get(key) for key in ("split", "correct", "total", "model", "sample_kind")}
    said = when | {key: _get_text(marks.get(key)) for key in ("task", "split", "model")}
    if marks["kind"] == "tagmarks":
        numbers = {key: get_finite(marks.get(key)) for key in ("correct", "total")}
        return said | numbers | {"map": get_finite(_get_field(marks, "averages", "map"))}
    if marks["kind"] == "numbermarks":
        numbers = {key: get_finite(marks.get(key)) for key in ("total", "low", "high")}
        numbers |= {key: get_finite(_get_field(marks, "averages", key)) for key in ("mae", "baseline_mae")}
        return (
            said | numbers | {"unit": _get_text(marks.get("unit")), "sample_kind": _get_text(marks.get("sample_kind"))}
        )
    keys = ("miou", "accuracy") if marks["kind"] == "paintmarks" else ("shown_map50", "map50", "map")
    said |= _count_found(marks) if marks["kind"] == "boxmarks" else {}
    return said | {key: get_finite(_get_field(marks, "averages", key)) for key in keys}


def _count_found(marks: dict) -> dict:
    """Count the things that a test of a detector found, of how many in the pictures; None where it does not say."""
    rows = said if isinstance(said := marks.get("by_class"), list) else []
    counts = [get_finite(row.get("things")) for row in rows if isinstance(row, dict)]
    return {"found": get_finite(_get_field(marks, "counts", "right")), "things": sum(filter(None, counts)) or None}


def _find_best(points: list[dict]) -> dict:
    """Find the values that the best epoch of a curve reached; nothing where none was validated. Of equal ones it is
    that with the lowest loss of the validation, or of the training where it has none: as the file that is kept is
    chosen.
    """
    for keys in BEST:
        scored = [point for point in points if None not in map(point.get, keys)]
        if scored:
            sign = -1 if keys[1] in LOWEST else 1
            top = max(scored, key=lambda point: (sign * point[keys[1]], -_get_loss(point)))
            return {key: top[key] for key in keys} | _get_shown(top)
    return {}


def _get_loss(point: dict) -> float:
    losses = (get_finite(point.get(name)) for name in ("val_loss", "loss"))
    return next((loss for loss in losses if loss is not None), math.inf)


def _get_best(values: Any) -> dict:
    """Return the values of the best epoch, by BEST and BEST_SHOWN; nothing where what the first names is no number."""
    for keys in BEST if isinstance(values, dict) else ():
        found = {key: get_finite(values.get(key)) for key in keys}
        if None not in found.values():
            return found | _get_shown(values)
    return {}


def _get_shown(values: dict) -> dict:
    numbers = {key: get_finite(values.get(key)) for key in BEST_SHOWN}
    return {key: number for key, number in numbers.items() if number is not None}


def _get_field(event: dict, field: str, key: str) -> Any:
    return event[field].get(key) if isinstance(event.get(field), dict) else None


def _get_text(value: Any) -> str:
    return value if isinstance(value, str) else ""
