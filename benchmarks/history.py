"""The rows of earlier runs, with date, commit and machine: one JSON line each, in a file of the user's."""

import json
import platform
import subprocess
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import platformdirs
import psutil

from benchmarks.costs import CORES, THREADS
from benchmarks.rows import MissingRow, Row, align_columns

ROOT = Path(__file__).resolve().parents[1]
# Not in the clone: clones come and go, and rows of two of them on one computer belong side by side.
FILE = platformdirs.user_data_path("sunmao-benchmarks") / "history.jsonl"
HEAD = ["date", "commit", "machine", "benchmark", "row", "ours", "peer", "ratio", "cpu ratio", "", "wall s", "cpu s"]


def describe_run() -> dict:
    """Date, commit ('+' when something is changed) and machine."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    return {"date": now, "commit": find_commit(ROOT), "machine": describe_machine()}


def find_commit(root: Path) -> str:
    """The clone's commit, '?' where git does not know one."""
    git = ["git", "-C", str(root)]
    try:
        commit = subprocess.run([*git, "rev-parse", "--short=10", "HEAD"], capture_output=True, text=True, check=True)
        changed = subprocess.run([*git, "status", "--porcelain"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "?"
    return commit.stdout.strip() + ("+" if changed.stdout.strip() else "")


def describe_machine() -> dict:
    """Return the properties of this computer on which a time depends."""
    return {
        "cpu": find_cpu_model(),
        "cores": CORES,
        "threads": THREADS,
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "os": platform.platform(),
        "python": platform.python_version(),
    }


def find_cpu_model() -> str:
    """The processor's name; Linux tells it in a file only."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def save_result(file: Path, benchmark: str, run: dict, result: Row | MissingRow) -> None:
    """Add a row, or why there is none, to a file, which is made where it is missing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps({"benchmark": benchmark, **run, **asdict(result)}, ensure_ascii=False) + "\n")


def load_results(file: Path, names: list[str] = ()) -> list[tuple[dict, Row | MissingRow]]:
    """Return the results in a file, of the benchmarks with these names or of all, newest last: (benchmark and run,
    row).
    """
    found = []
    for line in file.read_text("utf-8").splitlines() if file.is_file() else ():
        kept = json.loads(line)
        kind = MissingRow if "failed" in kept else Row
        result = kind(**{name: kept.pop(name) for name in kind.__dataclass_fields__})
        if not names or kept["benchmark"] in names:
            found.append((kept, result))
    return sorted(found, key=lambda each: datetime.fromisoformat(each[0]["date"]))


def format_history(results: list[tuple[dict, Row | MissingRow]]) -> str:
    """The table of `--history`."""
    return align_columns([HEAD, *(format_kept(run, row) for run, row in results if isinstance(row, Row))])


def format_kept(run: dict, row: Row) -> list[str]:
    """The cells of one row that was kept."""
    machine = run["machine"]
    place = f"{machine['cpu']} × {machine['cores']}, {machine['memory_gb']} GB, {machine['os']}, {machine['python']}"
    name, ours, peer, ratio, processor_ratio, _, verdict, wall, processor, _ = row.cells()
    when = f"{run['date'][:10]} {run['date'][11:16]}"
    return [
        when,
        run["commit"],
        place,
        run["benchmark"],
        name,
        ours,
        peer,
        ratio,
        processor_ratio,
        verdict,
        wall,
        processor,
    ]
