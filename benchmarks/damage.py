"""Starts of a studio whose projects were damaged at random: of each twenty, ten have one to five files or folders
replaced.

The studio is bound by the modes of files, also where root runs this.
"""

import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median
from urllib.error import HTTPError

import psutil
import pytest

from benchmarks.fuzzing.materials import make_datasets
from benchmarks.limits import extend_limit
from benchmarks.rows import NotHere, Row, Size, report_progress
from tests.support.damage import KINDS, open_again
from tests.support.limits import poll_until
from tests.support.onnx_files import sides
from tests.support.privileges import bound_by_modes
from tests.support.studio import ApiClient, Studio, start_studio, stop_studio

STARTS, SMALLEST = 100, 1
SEED = int(os.environ.get("SUNMAO_BENCHMARK_SEED", 0))
PROJECTS, SMALLEST_PROJECTS = 20, 4
MAX_VICTIMS = 5
PETS, FRUIT = "/datasets/pets", "/datasets/fruit"
# Of each damaged project; {run}: its run.
ASKED = (
    *("", "/runs", "/runs/{run}", "/runs/{run}/events", "/runs/{run}/learning", "/versions", "/versions/1"),
    *("/datasets", "/choices", "/models", "/parity", "/files/data/pets/cat/0.png"),
    *(
        PETS + part
        for part in ("", "/pictures", "/picture?path=cat/0.png", "/edits", "/classes", "/health", "/numbers")
    ),
    *(FRUIT + part for part in ("", "/pictures", "/labeling", "/annotations?path=images/0.png")),
)
THINGS = [
    {"label": "pear", "polygons": [[1, 1, 9, 1, 9, 9]], "attributes": {"occluded": True}},
    {"label": "apple", "rle": {"size": [20, 40], "counts": [90, 30, 680]}},
]
EDITS = (
    ("POST", f"{PETS}/edits", {"kind": "relabel", "paths": ["cat/1.png"], "label": "dog"}),
    ("POST", f"{PETS}/edits", {"kind": "delete", "paths": ["dog/2.png"]}),
    ("POST", f"{FRUIT}/label-classes", {"add": "pear"}),
    ("PUT", f"{FRUIT}/annotations", {"path": "images/0.png", "objects": THINGS}),
)
# What a page then writes in a damaged project: it is done, or refused by a sentence.
WRITTEN = (
    *EDITS,
    ("POST", f"{PETS}/edits/undo", {}),
    ("POST", f"{PETS}/classes", {"do": "add", "label": "bird"}),
    ("POST", f"{PETS}/split", {"ratio": "8:1:1"}),
    ("PATCH", "", {"level": 2}),
)
REFUSALS = (*range(400, 500), 503, 507)  # 503: a data set is being read; 507: the disk is full
STARTS_WITHIN, ANSWERS_WITHIN, ENDS_WITHIN = 3, 30, 3  # seconds; more where undamaged projects take long
BLOCKS = {
    "blocks": {
        "languageVersion": 0,
        "blocks": [
            {
                "type": "text_print",
                "id": "p",
                "inputs": {"TEXT": {"shadow": {"type": "text", "id": "t", "fields": {"TEXT": "hello"}}}},
            }
        ],
    }
}


@dataclass
class DamageOutcome:
    """The observations of all starts. Times in seconds, usual: of a start with the same projects undamaged; processor:
    of starting; answers_within: of this round; faults: what must not happen, in words.
    """

    started: list[float] = field(default_factory=list)
    usual: list[float] = field(default_factory=list)
    answers_within: float = ANSWERS_WITHIN
    processor: list[float] = field(default_factory=list)
    ended: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    tried: int = 0
    worked: int = 0
    changed: int = 0
    faults: list[str] = field(default_factory=list)


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Five rows; four where no studio starts. Raises NotHere."""
    if sys.platform == "win32":
        raise NotHere("pipes and modes of files are POSIX's")
    try:
        under = bound_by_modes()
    except pytest.skip.Exception as reason:
        raise NotHere(str(reason)) from None
    seen, starts = DamageOutcome(), size.pick(STARTS, SMALLEST)
    with tempfile.TemporaryDirectory() as folder:
        model = make_model(Path(folder) / "model")
        for number in range(starts):
            projects, told = Path(folder) / f"projects-{number}", {*seen.failed, *seen.faults}
            try:
                try_start(
                    projects, model, size.pick(PROJECTS, SMALLEST_PROJECTS), under, Random(f"{SEED}/{number}"), seen
                )
            finally:
                open_again(projects)
                shutil.rmtree(projects)
            report_progress(f"start {number + 1}: {len(seen.failed)} failed, {len(seen.faults)} faults")
            for fault in (*seen.failed, *seen.faults):
                if fault not in told:
                    report_progress(fault)
    note = f"{starts - len(seen.failed)} of {starts}"
    yield Row("starts with damaged projects", 100 - 100 * len(seen.failed) / starts, "%", ">= 100", note=note)
    if seen.started:
        note = f"slowest: {max(seen.started):.1f} s, of processor time {max(seen.processor):.2f} s"
        times = median(seen.started), median(seen.usual)
        yield Row("starts with damaged projects, median", times[0], "s", "<= 1.5", times[1], "undamaged", note=note)
    yield Row("undamaged projects that open and run", 100 * seen.worked / max(1, seen.tried), "%", ">= 100")
    yield Row("undamaged projects that changed", seen.changed, "projects", "<= 0")
    yield Row(
        "tracebacks, statuses 500, late starts, answers and ends",
        len(seen.faults),
        "",
        "<= 0",
        note="; ".join(fault[:60] for fault in seen.faults[:3]),
    )


def make_model(folder: Path) -> Path:
    """A project as children have them, with history, a run, pictures and a data set. Returns its folder."""
    studio = start_studio(folder)
    try:
        visitor = ApiClient(studio)
        project = visitor.ask("POST", "/api/projects", {"title": "model", "lang": "en"})
        run = visitor.run(project, BLOCKS)
        visitor.until_over(project["id"], run["id"])
        visitor.ask("GET", f"/api/projects/{project['id']}/runs")
        make_datasets(folder / project["id"] / "data")
        edit_datasets(visitor, f"/api/projects/{project['id']}")
    finally:
        stop_studio(studio)
    found = folder / project["id"]
    (found / "models").mkdir(exist_ok=True)
    (found / "models" / "m.onnx").write_bytes(sides())
    return found


def edit_datasets(visitor: ApiClient, home: str) -> None:
    """Divide a data set and edit two: they have all files that the studio keeps beside pictures."""
    wait_for_index(visitor, home)
    visitor.ask("POST", f"{home}{PETS}/split", {"ratio": "2:1:1", "seed": 1})
    for method, path, body in EDITS:
        wait_for_index(visitor, home)
        visitor.ask(method, home + path, body)
    wait_for_index(visitor, home)


def wait_for_index(visitor: ApiClient, home: str) -> None:
    """Until nothing of the data sets is under way."""
    poll_until(lambda: not any(visitor.ask("GET", home + each).get("coming") for each in (PETS, FRUIT)), "the index")


def try_start(projects: Path, model: Path, count: int, under: list[str], random: Random, seen: DamageOutcome) -> None:
    """Make the projects, damage half of them, start a studio and use it."""
    names = [f"p{number}" for number in range(count)]
    for name in names:
        shutil.copytree(model, projects / name)
    usual_start, usual_end = time_start_and_end(projects, under)
    damaged = sorted(random.sample(names, count // 2))
    done = [damage_project(projects / name, random) for name in damaged]
    healthy = [name for name in names if name not in damaged]
    before = {name: digest(projects / name) for name in healthy}
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as errors:
        began = time.perf_counter()
        try:
            studio = start_studio(projects, under=under, errors=errors)
        except AssertionError:
            errors.seek(0)
            seen.failed.append(f"{done}: {errors.read()[-300:]}")
            return
        seen.started.append(time.perf_counter() - began)
        seen.usual.append(usual_start)
        if seen.started[-1] > extend_limit(STARTS_WITHIN, usual_start):
            seen.faults.append(f"started after {seen.started[-1]:.1f} s, undamaged {usual_start:.1f} s: {done}")
        seen.answers_within = extend_limit(ANSWERS_WITHIN, usual_start)
        seen.processor.append(sum(psutil.Process(studio.process.pid).cpu_times()[:2]))
        try:
            use_studio(studio, damaged, healthy, before, seen)
        finally:
            began = time.perf_counter()
            stop_studio(studio)
            seen.ended.append(time.perf_counter() - began)
        if seen.ended[-1] > extend_limit(ENDS_WITHIN, usual_end):
            seen.faults.append(f"ended after {seen.ended[-1]:.1f} s, undamaged {usual_end:.1f} s: {done}")
        errors.seek(0)
        if "Traceback" in (said := errors.read()):
            seen.faults.append(f"{done}: {said[-300:]}")


def time_start_and_end(projects: Path, under: list[str]) -> tuple[float, float]:
    """Seconds that a studio takes now, with these projects as they are, to start and to end."""
    began = time.perf_counter()
    studio = start_studio(projects, under=under)
    started = time.perf_counter()
    stop_studio(studio)
    return started - began, time.perf_counter() - started


def damage_project(project: Path, random: Random) -> list[str]:
    """Leave a run unfinished, half of the time, and replace one to five of its files and folders. Returns what was
    done.
    """
    if random.random() < 0.5:
        [record] = project.glob("runs/*/summary.json")
        record.write_text(record.read_text(encoding="utf-8").replace('"finished"', '"running"'), encoding="utf-8")
    done = []
    for _ in range(random.randint(1, MAX_VICTIMS)):
        inside = sorted(path for path in project.rglob("*") if path.is_file() or path.is_dir())
        victims = [path for path in (project, *inside) if not path.is_symlink()]
        victim, kind = random.choice(victims), random.choice(sorted(KINDS))
        if victim == project and kind != "no rights":  # replaced as a whole, it is no project any more
            continue
        KINDS[kind](victim, random)
        done.append(f"{victim.relative_to(project.parent)}: {kind}")
    return done


def digest(project: Path) -> str:
    """Return a digest that changes with any file, name or mode in a project."""
    total = hashlib.sha256()
    for path in sorted(project.rglob("*")):
        total.update(f"{path.relative_to(project)} {path.lstat().st_mode}\n".encode())
        total.update(path.read_bytes() if path.is_file() else b"")
    return total.hexdigest()


def use_studio(
    studio: Studio, damaged: list[str], healthy: list[str], before: dict[str, str], seen: DamageOutcome
) -> None:
    """Look at every project, write to what was damaged, and run what was not."""
    visitor = ApiClient(studio)
    listed = {row["id"] for row in visitor.ask("GET", "/api/projects")}
    for name in damaged:
        use_damaged(visitor, f"/api/projects/{name}", seen)
    opened = {name: look(visitor, "GET", f"/api/projects/{name}", seen) for name in healthy}
    seen.changed += sum(digest(studio.projects / name) != before[name] for name in healthy)
    for name in healthy:
        seen.tried += 1
        project = opened[name]
        if name in listed and project is not None and not project["damaged"] and not project["problems"]:
            events = visitor.until_over(name, visitor.run(project, BLOCKS)["id"])
            seen.worked += events[-1]["state"] == "finished"


def use_damaged(visitor: ApiClient, home: str, seen: DamageOutcome) -> None:
    """Look at everything in a damaged project, and write to it."""
    runs = look(visitor, "GET", f"{home}/runs", seen) or []
    run = runs[0]["id"] if runs else "none"
    for part in ASKED:
        look(visitor, "GET", home + part.format(run=run), seen)
    for method, part, body in WRITTEN:
        look(visitor, method, home + part, seen, body)


def look(visitor: ApiClient, method: str, path: str, seen: DamageOutcome, body: dict | None = None):
    """The answer to a request; None for a picture, and for a refusal, which must be a sentence."""
    try:
        return json.loads(visitor.send(method, path, body, seen.answers_within))
    except HTTPError as error:
        said = error.read().decode()
        if error.code not in REFUSALS:
            seen.faults.append(f"{error.code} {method} {path}: {said[:200]}")
    except TimeoutError:
        seen.faults.append(f"no answer to {method} {path}")
    except ValueError:
        pass  # the bytes of a picture
    return None
