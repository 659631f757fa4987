"""Records that are kept of each run beside its log: `summary.json` with the program as it ran, its state and how to
find its process.
"""

import json
import os
import re
import stat
import time
from contextlib import closing, suppress
from pathlib import Path

from sunmao.core.atomic_files import write_atomic
from sunmao.protocol.messages import OUTCOMES, RunState, to_dict
from sunmao.server.processes.process_tree import kill_orphaned_run
from sunmao.server.runs import outcome
from sunmao.server.runs.event_log import EventLog
from sunmao.server.runs.record_fields import BLANK, select_valid_fields
from sunmao.server.runs.run import Run
from sunmao.server.storage import safe_files

NAME = "summary.json"
RUN = re.compile(r"\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d(_\d{1,6})?")
PUBLIC = ("id", "state", "started", "seconds", "code", "text", "python", "lines", "blocks", "last_seq")


def create_run(runs: Path, program: dict) -> Path:
    """Make the folder of a new run of a compiled program below `runs`. Returns it. Raises OSError."""
    safe_files.make_folder_safely(runs, parents=True)
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


def record_finished_run(runs: Path, python: str, events: list[dict]) -> str:
    """Make a run below `runs` that is over and said these events, each with its 'kind', as if a program had. python:
    the project's program. Returns its id. Raises OSError.
    """
    home = create_run(runs, {"python": python})
    with closing(EventLog(home)) as log:
        log.append([{"t": 0.0, **event} for event in (*events, to_dict(RunState("finished", 0)))])
        log.sync()
    write_summary(home, {**read_summary(home), "state": "finished", "code": 0, "last_seq": log.last_seq})
    return home.name


def list_runs(runs: Path) -> list[str]:
    """The runs in a folder, oldest first, also those whose record is damaged. Raises OSError where the folder cannot be
    read.
    """
    try:
        names = safe_files.list_folder_safely(runs)
    except FileNotFoundError:
        return []
    return sorted((name for name in names if find_run_folder(runs, name)), key=_sort_key)


def is_newer(run: str, other: str) -> bool:
    """Whether a run began after another. What is no run's name is older than all."""
    return not RUN.fullmatch(other) or _sort_key(run) > _sort_key(other)


def find_run_folder(runs: Path, run: str) -> Path | None:
    """The folder of a run, or None when there is no such run."""
    folder = runs / run
    if not RUN.fullmatch(run) or runs.is_symlink():
        return None
    try:
        if stat.S_ISDIR(os.lstat(folder).st_mode):  # without a record it is about to become a run
            os.lstat(folder / NAME)
    except PermissionError:
        return folder  # it says so itself
    except OSError:
        return None
    return folder


def read_summary(folder: Path) -> dict:
    """The record of a run; one that is missing or damaged reads as a run that was lost. Its fields have the types that
    `create_run` gives them.
    """
    text = outcome.get_sentence("lost")
    try:
        safe_files.require_plain_folder(folder)
        record = safe_files.load_object_safely(folder / NAME, safe_files.RECORD_LIMIT)
    except FileNotFoundError:
        record = {}
    except safe_files.UnreadableFile as unreadable:
        record, text = {}, unreadable.text
    except (OSError, ValueError):
        record, text = {}, outcome.get_sentence("damaged")
    return {**BLANK, "text": text, **select_valid_fields(record), "id": folder.name}


def write_summary(folder: Path, record: dict, durable: bool = True) -> None:
    """Replace the record of a run. Raises OSError."""
    data = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
    write_atomic(folder / NAME, data, durable, follow_link=False)


def update_summary(folder: Path, run: Run) -> None:
    """Keep how the run is now; not where the program deletes the folder meanwhile. Raises OSError."""
    # Only who deletes the folder, or is about to, takes away the new file before it has its name.
    with suppress(FileNotFoundError):
        write_summary(folder, {**read_summary(folder), **_format_present(run), "process": run.identity()})


def make_public(record: dict, run: Run | None = None, starting: bool = False) -> dict:
    """The summary for the page: of the record, and of the run itself while it lives. starting: it may be about to.

    Any other run without an outcome is lost, also where that could not be written down.
    """
    found = {key: record[key] for key in PUBLIC}
    if run is not None:
        return found | _format_present(run)
    if found["state"] not in OUTCOMES and not starting:
        found |= {"state": "lost", "text": outcome.get_sentence("lost")}
    return found


def end_lost(folder: Path) -> None:
    """If the studio was killed during this run: end what is left of its process, and mark the run 'lost', in log and
    record; one whose log tells its outcome, which pages have seen, keeps that. Raises OSError where they cannot be
    written; its process is ended all the same.
    """
    record = read_summary(folder)
    if record["state"] in OUTCOMES:
        return
    if process := record["process"]:
        kill_orphaned_run(process["pid"], process["began"], process["mark"])
    with closing(EventLog(folder)) as log:
        last = log.read(max(0, log.last_seq - 1))
        seconds = max([record["seconds"], *(event["t"] for event in last)])
        ended = _find_outcome(last)
        if ended is None:
            ended = {"state": "lost", "text": outcome.get_sentence("lost")}
            log.append([{"t": seconds, **to_dict(RunState("lost", None, ended["text"]))}])
        log.sync()
    write_summary(folder, {**record, **ended, "seconds": seconds, "last_seq": log.last_seq})


def _find_outcome(last: list[dict]) -> dict | None:
    """The fields of a record that the last event of a log gives, where it is an outcome."""
    event = last[-1] if last else {}
    if event.get("kind") != RunState.kind or event.get("state") not in OUTCOMES:
        return None
    return select_valid_fields({name: event.get(name) for name in ("state", "code", "text")})


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
