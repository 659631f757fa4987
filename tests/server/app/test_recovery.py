"""The recovery of a killed studio's leftovers while the next one serves: pages do not wait for it, and see nothing of
an earlier state.
"""

import json
import os
import threading
from contextlib import closing
from pathlib import Path

import pytest

from sunmao.server.app.recovery import CrashRecovery
from sunmao.server.runs import run_summaries
from sunmao.server.storage.files import read_disk_clock
from tests.support.app_client import Page
from tests.support.limits import poll_until
from tests.support.recorded_runs import record_run
from tests.support.studio import ApiClient, start_studio, stop_studio

PRINT = {"blocks": {"languageVersion": 0, "blocks": [{"type": "text_print", "id": "p"}]}}
# Held until the file is there; and whoever else looks among the runs ends the studio.
HELD = """
import os, sys, threading, time
from sunmao.server.runs import run_summaries
end_lost = run_summaries.end_lost
def wait_for_gate(home):
    while not os.path.exists({gate!r}):
        time.sleep(0.01)
    end_lost(home)
run_summaries.end_lost = wait_for_gate
def refuse(event, args):
    if event in ("open", "os.listdir", "os.scandir") and isinstance(args[0], (str, os.PathLike)):
        parts = os.path.relpath(args[0], {projects!r}).split(os.sep)
        if "runs" in parts and ".." not in parts and threading.current_thread().name != "recovery":
            os._exit(9)
sys.addaudithook(refuse)
"""


@pytest.fixture
def page(tmp_path):
    with closing(Page(tmp_path / "projects")) as page:
        yield page


@pytest.fixture
def recovery(page):
    """Make the recovery of the next start of the page's studio, which runs once it is told to begin."""
    made = []

    def make() -> CrashRecovery:
        made.append(CrashRecovery(page.studio))
        return made[-1]

    yield make
    for each in made:
        if each._thread.ident:
            each.close()


def leave_run(page: Page, project: str, number: int = 0) -> Path:
    """An unfinished run."""
    return record_run(page.studio.projects.get(project).folder / "runs", number, "running")


def finish(recovery: CrashRecovery) -> None:
    """Put everything in order."""
    recovery.start()
    recovery._thread.join()


@pytest.mark.long
@pytest.mark.process
@pytest.mark.fault("H5")
def test_the_first_screen_waits_for_no_run(tmp_path, row):
    projects, gate = tmp_path / "projects", tmp_path / "gate"
    with closing(Page(projects)) as page:
        names = [page.make(f"p{number}") for number in range(3)]
        homes = [leave_run(page, name, number) for name in names for number in range(5)]
    studio = start_studio(projects, before=HELD.format(gate=str(gate), projects=str(projects)))
    try:
        visitor = ApiClient(studio)  # which loads the page
        assert {line["id"] for line in visitor.ask("GET", "/api/projects")} == set(names)
        assert {json.loads((home / "summary.json").read_bytes())["state"] for home in homes} == {"running"}
        gate.touch()
        for home in homes:
            poll_until(lambda home=home: json.loads((home / "summary.json").read_bytes())["state"] == "lost")
    finally:
        stop_studio(studio)
    row(saw="", kept="15 unfinished runs: page and projects are there before one of them is opened; then all are ended")


@pytest.mark.long
@pytest.mark.process
@pytest.mark.fault("H5")
def test_a_studio_is_told_to_end_while_it_recovers(tmp_path, row):
    projects, gate = tmp_path / "projects", tmp_path / "gate"
    with closing(Page(projects)) as page:
        home = leave_run(page, page.make("p"))
    stop_studio(start_studio(projects, before=HELD.format(gate=str(gate), projects=str(projects))))
    assert json.loads((home / "summary.json").read_bytes())["state"] == "running"
    studio = start_studio(projects)
    try:
        [run] = ApiClient(studio).ask("GET", "/api/projects/p/runs")
        assert run["state"] == "lost"
    finally:
        stop_studio(studio)
    row(saw="", kept="it ends at once; the start after that ends what was left")


@pytest.mark.slow
@pytest.mark.parametrize("path", ["", "/runs", "/runs/{run}", "/runs/{run}/events", "/runs/{run}/learning"])
def test_what_is_asked_before_its_turn_is_recovered_first(page, recovery, path):
    project = page.make("p")
    home = leave_run(page, project)
    recovery()
    page.get(f"/api/projects/{project}{path.format(run=home.name)}")
    assert json.loads((home / "summary.json").read_bytes())["state"] == "lost"
    events = page.get(f"/api/projects/{project}/runs/{home.name}/events")["events"]
    assert [event["seq"] for event in events] == [1, 2, 3] and events[-1]["state"] == "lost"


@pytest.mark.process
def test_a_run_starts_before_its_turn(page, recovery):
    project = page.make("p")
    home = leave_run(page, project)
    made = recovery()
    answer = page.ask("POST", f"/api/projects/{project}/runs", {"workspace": PRINT, "base": 1, "lang": "en"})
    assert json.loads((home / "summary.json").read_bytes())["state"] == "lost"
    finish(made)
    run = f"/api/projects/{project}/runs/{answer.json['run']['id']}"
    poll_until(lambda: page.get(run)["state"] == "finished")


@pytest.mark.process
def test_a_run_that_goes_on_is_never_taken_for_a_lost_one(page, recovery):
    """Also not by the name that its program gives the project meanwhile."""
    project = page.make("p")
    made = recovery()
    python = {"blocks": [{"type": "program_python", "id": "p", "fields": {"code": "input()"}}]}
    answer = page.ask(
        "POST", f"/api/projects/{project}/runs", {"workspace": {"blocks": python}, "base": 1, "lang": "en"}
    )
    run = answer.json["run"]["id"]
    poll_until(lambda: page.get(f"/api/projects/{project}/runs/{run}")["state"] == "waiting")
    folder = page.studio.projects.get(project).folder
    folder.rename(folder.with_name("q"))
    finish(made)
    page.get("/api/projects/q/runs")
    assert page.studio.runs.get_summary(project, folder, run)["state"] == "waiting"
    log = (folder.with_name("q") / "runs" / run / "events.jsonl").read_text()
    assert '"lost"' not in log
    assert page.studio.runs.end(project)


def test_a_project_is_deleted_before_its_turn(page, recovery):
    project = page.make("p")
    home = leave_run(page, project)
    made = recovery()
    assert page.ask("DELETE", f"/api/projects/{project}").status_code == 200
    finish(made)
    kept = page.studio.config.projects / ".sunmao" / "bin" / project / "runs" / home.name
    assert json.loads((kept / "summary.json").read_bytes())["state"] == "lost"
    assert not home.exists()


def test_several_who_ask_at_once_recover_a_project_once(page, recovery, monkeypatch):
    project = page.make("p")
    homes = [leave_run(page, project, number) for number in range(20)]
    ended, end_lost = [], run_summaries.end_lost
    monkeypatch.setattr(run_summaries, "end_lost", lambda home: (ended.append(home), end_lost(home)))
    made = recovery()
    ask = lambda: page.studio.runs.list_runs(project, page.studio.projects.get(project).folder)  # noqa: E731
    found: list[list[dict]] = []
    threads = [threading.Thread(target=lambda: found.append(ask())) for _ in range(4)]
    for thread in threads:
        thread.start()
    finish(made)
    for thread in threads:
        thread.join()
    assert sorted(ended) == sorted(homes)
    assert [{run["state"] for run in runs} for runs in found] == [{"lost"}] * 4


def test_a_run_that_cannot_be_ended_is_logged_and_holds_up_no_other(page, recovery, caplog):
    project = page.make("p")
    bad, good = leave_run(page, project, 1), leave_run(page, project, 0)
    (bad / "events.jsonl").unlink()
    (bad / "events.jsonl").mkdir()
    finish(recovery())
    assert json.loads((good / "summary.json").read_bytes())["state"] == "lost"
    assert f"run {bad.name}" in caplog.text
    assert {run["state"] for run in page.get(f"/api/projects/{project}/runs")} == {"lost"}


def test_a_project_that_cannot_be_tidied_holds_up_no_other(page, recovery, monkeypatch, caplog):
    """As one whose unfinished import is nested deeper than Python can follow."""
    names = [page.make(name) for name in ("a", "b", "c")]
    homes, tidy = [leave_run(page, name) for name in names], page.studio.projects.clean_project
    tidied = []

    def break_once(folder: Path, before: float) -> None:
        tidied.append(folder.name)
        if len(tidied) == 1:
            raise RecursionError
        tidy(folder, before)

    monkeypatch.setattr(page.studio.projects, "clean_project", break_once)
    finish(recovery())
    assert sorted(tidied) == sorted(names) and "RecursionError" in caplog.text
    assert {json.loads((home / "summary.json").read_bytes())["state"] for home in homes} == {"lost"}


def test_only_what_was_half_written_before_the_start_goes(page, recovery):
    project = page.make("p")
    folder, own = page.studio.projects.get(project).folder, page.studio.config.projects / ".sunmao"
    places = [own, own / "bin", own / "shelf", folder, folder / "data", folder / "models"]
    for place in places:
        place.mkdir(exist_ok=True)
        (place / ".old.0123abcd.tmp").mkdir()
    newest = max(os.lstat(place / ".old.0123abcd.tmp").st_ctime for place in places)
    poll_until(lambda: read_disk_clock(own) > newest)
    made = recovery()
    for place in places:
        (place / ".new.0123abcd.tmp").write_bytes(b"half")
        os.utime(place / ".new.0123abcd.tmp", (1, 1))  # as a copy of something old has it
    finish(made)
    for place in places:
        assert [name for name in os.listdir(place) if name.endswith(".tmp")] == [".new.0123abcd.tmp"], place
