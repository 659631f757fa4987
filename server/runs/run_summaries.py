"""What is kept of each run beside its log: `summary.json` with the program as it ran, its state and how to find its
process.
"""

import json
import re
import time
from pathlib import Path

from sunmao.core.atomic_files import write_atomic
from sunmao.protocol.messages import OUTCOMES, RunState, to_dict
from sunmao.server.processes.process_tree import kill_orphaned_run
from sunmao.server.runs import outcome
from sunmao.server.runs.event_log import EventLog
from sunmao.server.runs.run import Run

NAME = "summary.json"
RUN = re.compile(r"\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d(_\d{1,6})?")
PUBLIC = ("id", "state", "started", "seconds", "code", "text", "python", "lines", "blocks", "last_seq")


def create_run(runs: Path, program: dict) -> Path:
    """Make the folder of a new run of a compiled program below `runs`. Returns it. Raises OSError."""
    runs.mkdir(parents=True, exist_ok=True)
    now = time.time()
    # A clock that was put back does not make this run an older one than the last.
    stem, count = max(
        [(time.strftime("%Y-%m-%d_%H-%M-%S", time.localtime(now)), 0), *map(_sort_key, list_runs(runs)[-1:])]
    )
    while True:
        count += 1
        home = runs / (stem if count == 1 else f"{stem}_{count}")
        try:
            home.mkdir()
            break
        except FileExistsError:
            continue
    record = {
        "id": home.name,
        "state": "starting",
        "started": round(now, 3),
        "seconds": 0,
        "code": None,
        "text": None,
        "python": program["python"],
        "lines": program.get("lines", []),
        "blocks": program.get("blocks", {}),
        "last_seq": 0,
    }
    # The program does not wait for the disk: the record is written again as soon as its process is known.
    write_summary(home, record, durable=False)
    return home


def list_runs(runs: Path) -> list[str]:
    """The runs in a folder, oldest first."""
    if not runs.is_dir():
        return []
    found = [entry.name for entry in runs.iterdir() if RUN.fullmatch(entry.name) and (entry / NAME).is_file()]
    return sorted(found, key=_sort_key)


def is_newer(run: str, other: str) -> bool:
    """Whether a run began after another. What is no run's name is older than all."""
    return not RUN.fullmatch(other) or _sort_key(run) > _sort_key(other)


def find_run_folder(runs: Path, run: str) -> Path | None:
    """The folder of a run, or None when there is no such run."""
    folder = runs / run
    return folder if RUN.fullmatch(run) and (folder / NAME).is_file() else None


def read_summary(folder: Path) -> dict:
    """The record of a run; a damaged one reads as a run that was lost."""
    try:
        record = json.loads((folder / NAME).read_bytes())
    except (OSError, ValueError):
        record = None
    blank = {
        "id": folder.name,
        "state": "lost",
        "started": 0,
        "seconds": 0,
        "code": None,
        "text": outcome.get_sentence("lost"),
        "python": "",
        "lines": [],
        "blocks": {},
        "last_seq": 0,
    }
    return {**blank, **record} if isinstance(record, dict) else blank


def write_summary(folder: Path, record: dict, durable: bool = True) -> None:
    """Replace the record of a run. Raises OSError."""
    write_atomic(folder / NAME, json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass"), durable)


def update_summary(folder: Path, run: Run) -> None:
    """Keep how the run is now; not when the program has deleted the folder. Raises OSError."""
    try:
        write_summary(folder, {**read_summary(folder), **_format_present(run), "process": run.identity()})
    except FileNotFoundError:
        if folder.is_dir():
            raise


def make_public(record: dict, run: Run | None = None) -> dict:
    """The summary for the page: of the record, and of the run itself while it lives."""
    return {**{key: record[key] for key in PUBLIC}, **(_format_present(run) if run is not None else {})}


def end_lost(folder: Path) -> None:
    """If the studio was killed during this run: end what is left of its process, and mark the run 'lost', in log and
    record.
    """
    record = read_summary(folder)
    if record["state"] in OUTCOMES:
        return
    process = record.get("process") or {}
    if process:
        kill_orphaned_run(process["pid"], process["began"], process["mark"])
    text = outcome.get_sentence("lost")
    log = EventLog(folder)
    seconds = max([record["seconds"], *(event["t"] for event in log.read(max(0, log.last_seq - 1)))])
    log.append([{"t": seconds, **to_dict(RunState("lost", None, text))}])
    log.sync()
    log.close()
    write_summary(folder, {**record, "state": "lost", "text": text, "seconds": seconds, "last_seq": log.last_seq})


def _format_present(run: Run) -> dict:
    return {
        "state": run.state,
        "text": run.text,
        "code": run.code,
        "seconds": run.get_elapsed(),
        "last_seq": run.log.last_seq,
    }


def _sort_key(name: str) -> tuple[str, int]:
    stem, _, count = name.partition("_")
    time_of_day, _, count = count.partition("_")
    return f"{stem}_{time_of_day}", int(count or 1)
