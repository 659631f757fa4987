"""Rounds of kill -9 over the processes of a studio, at random moments while pages save, run, import and collect.

What the studio had acknowledged is there afterwards, nothing of it goes on without it, and the next start leaves no
temporary file.
"""

import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import psutil

from benchmarks.limits import extend_limit
from benchmarks.page_work import WORKS, PageWork, Runs
from benchmarks.rows import Row, Size, report_progress
from tests.support.studio import ApiClient, Studio, start_studio, stop_studio

ROUNDS = 60
SEED = int(os.environ.get("SUNMAO_BENCHMARK_SEED", time.time_ns() % 10**6))
MARK = "XDG_SUNMAO_ROUND"  # in the environment of all that a round starts: programs get only some variables
WORKS_FOR = 2.5  # seconds, at most, until something is killed
WITHIN = (
    30  # seconds for the process that shall be killed, for work that goes on, for the last process of a killed studio
)
MODULES = {
    "boards": "sunmao.server.devices.boards.process",
    "cameras": "sunmao.server.devices.cameras.process",
    "data set": "sunmao.server.app.job_process",
    "program": "sunmao.compat.program",
}
REAPER = "sunmao.runtime.reaper"  # on Linux, the parent of a program
VICTIMS = ("server", *MODULES, "standby", *(["reaper"] if sys.platform == "linux" else []))
GOES_ON = ("saves", "runs", "imports", "collecting", "watching")  # work that no process of the studio may end
LEFT = (".tmp", "upload")  # how unfinished files end, wherever they lie


@dataclass
class Seen:
    """The observations of all rounds. acknowledged: by kind of work; lost, orphans, strays, wrong: sentences; waits:
    seconds until the last process of a killed studio was gone. within: seconds that something may take in this round.
    """

    killed: Counter = field(default_factory=Counter)
    acknowledged: Counter = field(default_factory=Counter)
    states: Counter = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    within: float = WITHIN

    @property
    def faults(self) -> list[str]:
        """Everything that must not have happened."""
        return [*self.lost, *self.orphans, *self.strays, *self.wrong]


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Four rows."""
    seen = Seen()
    report_progress(f"seed {SEED} (SUNMAO_BENCHMARK_SEED)")
    for number, victim in enumerate(size.pick(make_order(ROUNDS, Random(SEED)), ["server"])):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            told = {*seen.faults}
            try:
                try_round(Path(folder), victim, Random(f"{SEED}/{number}"), seen, size)
            except Exception as error:  # as a studio that does not start any more; the other rounds go on
                traceback.print_exc()
                seen.wrong.append(f"{victim}: {type(error).__name__}: {error}")
        report_progress(f"round {number + 1}: {victim}, {sum(seen.acknowledged.values())} acknowledged")
        for fault in [each for each in seen.faults if each not in told]:
            report_progress(fault)
    note = f"seed {SEED}; killed: {format_counts(seen.killed)}; acknowledged: {format_counts(seen.acknowledged)}"
    yield Row("acknowledged things lost by kill -9", len(seen.lost), "", "<= 0", note=note)
    note = f"the last was gone after {max(seen.waits, default=0):.1f} s"
    yield Row("processes that outlived their studio", len(seen.orphans), "", "<= 0", note=note)
    yield Row("temporary files after the next start", len(seen.strays), "", "<= 0")
    yield Row(
        "runs recorded wrongly, work that did not go on", len(seen.wrong), "", "<= 0", note=format_counts(seen.states)
    )


def make_order(rounds: int, random: Random) -> list[str]:
    """Return the victim of each round: every kind equally often, in random order."""
    order = [VICTIMS[number % len(VICTIMS)] for number in range(rounds)]
    random.shuffle(order)
    return order


def format_counts(counts: Counter) -> str:
    """Counts as a note."""
    return ", ".join(f"{count} {name}" for name, count in counts.most_common())


def try_round(folder: Path, victim: str, random: Random, seen: Seen, size: Size) -> None:
    """Work with a studio, kill the victim, then end the studio, and look at what the next one has."""
    projects, places = folder / "projects", folder / "temporary"
    places.mkdir()
    more = {MARK: str(folder), **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(places))}
    began = time.monotonic()
    studio = start_studio(projects, more=more)
    seen.within = extend_limit(WITHIN, time.monotonic() - began)
    own: list[psutil.Process] = []
    try:
        visitor = ApiClient(studio)
        works = {name: make(visitor, random) for name, make in WORKS.items()}
        for work in works.values():
            work.begin()
        if size is Size.FULL:
            time.sleep(random.uniform(0.1, WORKS_FOR))
        else:
            wait_for_work(works, 1, seen.within)
        own = list_processes(studio, str(folder))
        if victim == "server":
            expect_end(works)
        if kill_victim(studio, victim, random, seen) and victim != "server":
            look_after_kill(works, victim, seen)
            own += list_processes(studio, str(folder))
        expect_end(works)
    finally:
        end_studio(studio, by_force=victim == "server" or random.random() < 0.5)
    for work in works.values():
        work.end()
    look_for_orphans({process.pid: process for process in own}, str(folder), seen, victim)
    look_at_next_studio(folder, works, more, victim, seen)


def expect_end(works: dict[str, PageWork]) -> None:
    """From now on pages may lose their studio."""
    for work in works.values():
        work.may_fail.set()


def list_processes(studio: Studio, mark: str) -> list[psutil.Process]:
    """Everything that belongs to a studio: what it started, and what carries the mark of the round."""
    with suppress(psutil.Error):
        return [*psutil.Process(studio.process.pid).children(recursive=True), *find_marked(mark)]
    return find_marked(mark)


def find_marked(mark: str) -> list[psutil.Process]:
    """The processes with the mark of the round in their environment."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if process.environ().get(MARK) == mark:
                found.append(process)
    return found


def kill_victim(studio: Studio, victim: str, random: Random, seen: Seen) -> bool:
    """Kill -9 the server, or one of its processes of this kind once there is one. Whether there was one."""
    if victim == "server":
        studio.process.kill()
        seen.killed[victim] += 1
        return True
    end = time.monotonic() + seen.within
    while time.monotonic() < end:
        for process in random.sample(found := find_victims(studio, victim), len(found)):
            with suppress(psutil.Error):
                process.kill()
                seen.killed[victim] += 1
                return True
        time.sleep(0.01)
    seen.wrong.append(f"no process of kind {victim}")
    return False


def find_victims(studio: Studio, victim: str) -> list[psutil.Process]:
    """The processes of a kind."""
    children = psutil.Process(studio.process.pid).children(recursive=True)
    return [process for process in children if get_kind(process, studio.projects.resolve()) == victim]


def get_kind(process: psutil.Process, projects: Path) -> str | None:
    """Return the kind of a process of the studio, or None. A program works in its project's folder, an interpreter that
    waits for one does not, and its reaper, which runs the same module, is its parent.
    """
    with suppress(psutil.Error, OSError):
        words = process.cmdline()
        kind = next((kind for kind, module in MODULES.items() if module in words), None)
        if kind != "program":
            return kind
        if projects in Path(process.cwd()).parents:
            return kind
        children = [child for child in process.children() if REAPER in child.cmdline()]
        return "reaper" if children else "standby"
    return None


def look_after_kill(works: dict[str, PageWork], victim: str, seen: Seen) -> None:
    """After one of its processes was killed, the studio goes on: blocks are saved, programs run, pictures come in."""
    if stuck := wait_for_work(works, 2, seen.within):
        seen.wrong.append(f"after the {victim} process was killed: no more {', '.join(stuck)}")


def wait_for_work(works: dict[str, PageWork], more: int, within: float) -> list[str]:
    """Wait until so many more things of each kind are acknowledged. Returns the kinds of which there was none."""
    wanted, end = {name: works[name].acknowledged + more for name in GOES_ON}, time.monotonic() + within
    while stuck := [name for name, count in wanted.items() if works[name].acknowledged < count]:
        if time.monotonic() > end:
            break
        time.sleep(0.02)
    return stuck


def end_studio(studio: Studio, by_force: bool) -> None:
    """Kill -9 a studio, or end it as Ctrl+C does."""
    if by_force:
        studio.process.kill()
        studio.process.wait()
        studio.process.stdout.close()
    else:
        stop_studio(studio)


def look_for_orphans(own: dict[int, psutil.Process], mark: str, seen: Seen, victim: str) -> None:
    """Wait for the end of all that belonged to a studio that is gone; what stays is an orphan, and is ended here."""
    began = time.monotonic()
    while left := {process for process in (*own.values(), *find_marked(mark)) if is_alive(process)}:
        if time.monotonic() > began + seen.within:
            break
        time.sleep(0.02)
    seen.waits.append(time.monotonic() - began)
    for process in left:
        with suppress(psutil.Error):
            seen.orphans.append(f"{victim}: {' '.join(process.cmdline())[:200]}")
            process.kill()


def is_alive(process: psutil.Process) -> bool:
    """Whether a process still does something: not one whose end nobody has asked for."""
    with suppress(psutil.Error):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def look_at_next_studio(folder: Path, works: dict[str, PageWork], more: dict, victim: str, seen: Seen) -> None:
    """Start a studio on what is left, and compare it with what was acknowledged."""
    before = set((folder / "temporary").rglob("*"))
    studio = start_studio(folder / "projects", more=more)
    try:
        wait_until_clean(folder, before, seen.within)
        seen.strays += [f"{victim}: {path.relative_to(folder)}" for path in list_strays(folder, before)]
        visitor = ApiClient(studio)
        for name, work in works.items():
            seen.acknowledged[name] += work.acknowledged
            seen.wrong += [f"{victim}: refused to {sentence}" for sentence in work.refused]
            seen.lost += [f"{victim}: {sentence}" for sentence in work.lost(visitor, folder / "projects")]
            if isinstance(work, Runs):
                seen.wrong += [f"{victim}: {sentence}" for sentence in compare_ends(visitor, work, seen.states)]
    finally:
        stop_studio(studio)
    seen.strays += [f"{victim}, afterwards: {path.relative_to(folder)}" for path in list_strays(folder, set())]


def wait_until_clean(folder: Path, before: set[Path], within: float) -> None:
    """Wait until a studio that was just started has put in order what the last one left, which it does while it serves."""
    end = time.monotonic() + within
    while list_strays(folder, before) and time.monotonic() < end:
        time.sleep(0.02)


def list_strays(folder: Path, before: set[Path]) -> list[Path]:
    """List the leftovers of unfinished work: among the projects, and of what was in the temporary folder before."""
    inside = (folder / "projects").rglob("*")
    return [path for path in inside if path.name.endswith(LEFT)] + [path for path in before if path.exists()]


def compare_ends(visitor: ApiClient, runs: Runs, states: Counter) -> list[str]:
    """List the runs that are recorded otherwise than a page saw them end, and those without any record."""
    rows = {row["id"]: row["state"] for row in visitor.ask("GET", f"{runs.path}/runs")}
    states.update(rows.values())
    ends = runs.ends()
    return [
        f"{runs.name} {run}: seen as {ends.get(run)}, recorded as {rows.get(run)}"
        for run in runs.seen
        if run not in rows or rows[run] != ends.get(run, rows[run])
    ]
