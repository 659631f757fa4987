"""The studio starts whatever lies in its folder: projects that may not be read, odd records, special files, a disk that
is full or read-only. What is damaged is said, everything else works.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from urllib.error import HTTPError

import pytest

from tests.support.app_client import Page
from tests.support.damage import KINDS, open_again, remove_path
from tests.support.privileges import bound_by_modes, own_namespaces
from tests.support.studio import ApiClient, start_studio, stop_studio

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(sys.platform == "win32", reason="modes, pipes and mounts as on POSIX systems"),
]
BLOCKS = {"blocks": {"languageVersion": 0, "blocks": [{"type": "text_print", "id": "p"}]}}
RUN = "2026-01-01_10-00-00"
RECORD = {"id": RUN, "state": "running", "started": 1, "seconds": 0, "code": None, "text": None, "python": "x"}
EVENT = '{"seq":1,"t":0.5,"kind":"output","text":"hello","stream":"stdout"}\n'


@pytest.fixture
def projects():
    """A projects folder that everybody may look into, with the projects `good` and `bad`; `bad` has an unfinished run."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        folder = Path(name, "projects")
        folder.mkdir()
        with closing(Page(folder)) as page:
            for title in ("good", "bad"):
                page.ask("PUT", f"/api/projects/{page.make(title)}/workspace", {"workspace": BLOCKS, "base": 1})
        home = folder / "bad" / "runs" / RUN
        home.mkdir()
        (home / "summary.json").write_text(json.dumps(RECORD))
        (home / "events.jsonl").write_text(EVENT)
        (folder / "bad" / ".x.0123abcd.tmp").touch()
        for own in ("bin", "shelf"):
            (folder / ".sunmao" / own).mkdir(exist_ok=True)
        yield folder
        open_again(folder)


@contextmanager
def start_studio_on(projects: Path, under: Sequence[str] = ()):
    """A visitor of a studio that was started there, and is then ended as by Ctrl+C."""
    studio = start_studio(projects, under=under)
    try:
        visitor = ApiClient(studio)
        visitor.pid = studio.process.pid
        yield visitor
    finally:
        stop_studio(studio)


def ask(visitor: ApiClient, path: str) -> tuple[int, dict]:
    """Status and JSON of a GET."""
    try:
        return 200, visitor.ask("GET", path)
    except HTTPError as error:
        return error.code, json.load(error)


def get_status(visitor: ApiClient, path: str) -> int:
    """The status of the answer to a GET, read to its end."""
    try:
        visitor.opener.open(visitor.base + path).read()
    except HTTPError as error:
        return error.code
    return 200


def check_good_one(visitor: ApiClient) -> None:
    """Raises AssertionError unless the other project is listed, opens and can be saved."""
    rows = {row["id"]: row for row in visitor.ask("GET", "/api/projects")}
    assert rows["good"]["blocks"] == 1 and "damaged" not in rows["good"]
    found = visitor.ask("GET", "/api/projects/good")
    assert found["workspace"] == BLOCKS and not found["damaged"] and not found["problems"]


CLOSED = ["bad", "bad/data", "bad/runs", "bad/history", f"bad/runs/{RUN}", ".sunmao/bin", ".sunmao/shelf"]


@pytest.mark.long
@pytest.mark.fault("G1")
@pytest.mark.parametrize("closed", CLOSED)
def test_a_folder_that_may_not_be_read(projects, closed, row):
    under = bound_by_modes()
    (projects / closed).chmod(0)
    with start_studio_on(projects, under) as visitor:
        check_good_one(visitor)
        for path in ("/runs", "/versions", "/datasets", "/choices"):
            status, _ = ask(visitor, f"/api/projects/bad{path}")
            assert status in (200, 403), path
        if closed == ".sunmao/bin":
            status, said = ask(visitor, "/api/bin")
            assert status == 403 and "“bin” may not be read" in said["error"]
            told = said["text"]
        elif closed == ".sunmao/shelf":
            told = ""
        else:
            found = visitor.ask("GET", "/api/projects/bad")
            if closed == "bad":
                [told] = [line["text"] for line in visitor.ask("GET", "/api/projects") if line["id"] == "bad"]
                assert found["damaged"]["text"] == told and found["read_only"]
            elif closed.endswith(RUN):
                [line] = visitor.ask("GET", "/api/projects/bad/runs")
                told = visitor.ask("GET", f"/api/projects/bad/runs/{RUN}")["text"]
                assert line["state"] == "lost"
            else:
                [told] = found["problems"]
                assert found["workspace"] == BLOCKS
            assert f"“{Path(closed).name}” may not be read" in told["en"]
    row(saw=told, kept=f"{closed} has mode 000: the studio starts, the other project opens and is whole")


@pytest.mark.long
@pytest.mark.fault("G2")
@pytest.mark.parametrize(
    "how, mount",
    [
        ("read-only", 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0"'),
        (
            "full",
            'mkdir /tmp/copy.$$ && cp -a "$0"/. /tmp/copy.$$ && mount -t tmpfs -o size=1m tmpfs "$0" && '
            'cp -a /tmp/copy.$$/. "$0" && rm -r /tmp/copy.$$ && (dd if=/dev/zero of="$0"/filler bs=4k 2>/dev/null || :)',
        ),
    ],
    ids=["read-only", "full"],
)
def test_a_disk_on_which_nothing_can_be_written(projects, how, mount, row):
    under = own_namespaces("-rm", setup=mount, place=projects)
    with tempfile.TemporaryFile("w+") as errors:
        studio = start_studio(projects, under=under, errors=errors, more={"SUNMAO_LANG": "en"})
        try:
            visitor = ApiClient(studio)
            check_good_one(visitor)
            [line] = visitor.ask("GET", "/api/projects/bad/runs")
            assert line["state"] == "lost"
            with pytest.raises(HTTPError) as refused:
                visitor.ask("PUT", "/api/projects/good/workspace", {"workspace": {**BLOCKS, "x": 1}, "base": 2})
            assert refused.value.code in (403, 507)
        finally:
            stop_studio(studio)
        errors.seek(0)
        said = errors.read()
    assert said.startswith("Nothing can be saved in ") and len(said.splitlines()) == 1, said
    row(saw=said, kept=f"a {how} disk at the start: everything is shown, the unfinished run counts as lost")


RECORDS = {
    "process is a number": json.dumps({**RECORD, "process": 5}),
    "a process of other types": json.dumps({**RECORD, "process": {"pid": "x", "began": [], "mark": 1}}),
    "every process there is": json.dumps({**RECORD, "process": {"pid": -1, "began": 1.0, "mark": "m"}}),
    "no beginning": json.dumps({**RECORD, "process": {"pid": 1, "mark": "m"}}),
    "seconds as text": json.dumps({**RECORD, "seconds": "x", "lines": 5, "blocks": [1], "python": None}),
    "deep": "[" * 100_000,
    "long number": '{"state": "running", "seconds": ' + "9" * 6000 + "}",
    "infinite": '{"state": "running", "seconds": 1e999}',
}
LOGS = {
    "no time": EVENT + '{"seq":2,"kind":"output","text":"x","stream":"stdout"}\n',
    "time as text": EVENT + '{"seq":2,"t":"x","kind":"output","text":"x","stream":"stdout"}\n',
    "deep": EVENT + '{"seq":2,"t":' + "[" * 100_000 + "]" * 100_000 + "}\n",
    "long number": EVENT + '{"seq":2,"t":' + "9" * 6000 + "}\n",
    "long sequence number": EVENT + '{"seq":' + "9" * 6000 + ',"t":1}\n',
    "infinite": EVENT + '{"seq":2,"t":1e999,"kind":"output","text":"x","stream":"stdout"}\n',
    "text as a number": EVENT + '{"seq":2,"t":1,"kind":"output","text":5,"stream":"stdout"}\n',
}


@pytest.mark.long
@pytest.mark.fault("G3")
def test_records_of_odd_types(projects, row):
    """All at once: each is a run of its own."""
    runs = projects / "bad" / "runs"
    odd = {f"2026-01-02_10-00-{number:02d}": text for number, text in enumerate(RECORDS.values())}
    logs = {f"2026-01-03_10-00-{number:02d}": text for number, text in enumerate(LOGS.values())}
    for name, text in [*odd.items(), *logs.items()]:
        (runs / name).mkdir()
        (runs / name / "summary.json").write_text(text if name in odd else json.dumps(RECORD))
        (runs / name / "events.jsonl").write_text(logs.get(name, EVENT))
    (projects / "good" / "project.json").write_text('{"version": 1, "title": {"a": []}, "level": [2], "created": NaN}')
    (projects / ".sunmao" / "settings.json").write_text('{"level": ' + "9" * 6000 + "}")
    with start_studio_on(projects) as visitor:
        found = {line["id"]: line["state"] for line in visitor.ask("GET", "/api/projects/bad/runs")}
        assert found == dict.fromkeys([RUN, *odd, *logs], "lost")
        deep = visitor.ask("GET", f"/api/projects/bad/runs/{list(odd)[list(RECORDS).index('deep')]}")
        for name in logs:
            events = visitor.ask("GET", f"/api/projects/bad/runs/{name}/events")["events"]
            assert events[0]["text"] == "hello" and events[-1]["state"] == "lost"
            assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
            visitor.ask("GET", f"/api/projects/bad/runs/{name}/learning")
        assert visitor.ask("GET", "/api/session")["level"] == 1
        check_good_one(visitor)
    row(
        saw=deep["text"],
        kept="every other run, event, project and setting; a process is looked for by whole records only",
    )


SPECIAL = {
    "folder": KINDS["folder"],
    "pipe": KINDS["pipe"],
    "sparse": KINDS["sparse"],
    "endless link": lambda path, _: (remove_path(path), path.symlink_to("/dev/zero")),
}
OWN_FILES = [
    "bad/project.json",
    "bad/workspace.json",
    "bad/main.py",
    "bad/history/000001.json",
    f"bad/runs/{RUN}/summary.json",
    f"bad/runs/{RUN}/events.jsonl",
    f"bad/runs/{RUN}/learning.json",
    ".sunmao/settings.json",
    ".sunmao/studio.log",
    ".sunmao/lock",
]


@pytest.mark.long
@pytest.mark.fault("G4")
@pytest.mark.parametrize("kind", SPECIAL)
def test_a_special_file_as_each_own_file(projects, kind, row):
    """Each in a project of its own, so that one start tells of all."""
    for number, own in enumerate(OWN_FILES):
        place = projects / own.replace("bad/", f"bad{number}/")
        if own.startswith("bad/"):
            subprocess.run(["cp", "-a", projects / "bad", projects / f"bad{number}"], check=True)
        place.touch()
        SPECIAL[kind](place, Random(0))
    with start_studio_on(projects) as visitor:
        check_good_one(visitor)
        rows = {line["id"]: line for line in visitor.ask("GET", "/api/projects")}
        told = rows["bad1"]["text"]
        assert len(rows) == 2 + sum(own.startswith("bad/") for own in OWN_FILES)
        for project in rows:
            for path in ("", "/runs", "/versions", "/choices", "/export/project.zip"):
                status = get_status(visitor, f"/api/projects/{project}{path}")
                assert status in (200, 409), (project, path)
        assert visitor.ask("GET", "/api/session")["level"] == 1
        with pytest.raises(HTTPError) as refused:
            visitor.ask("PUT", "/api/projects/bad1/workspace", {"workspace": BLOCKS, "base": 2})
        assert refused.value.code == 409
        visitor.ask("POST", "/api/projects/bad1/versions/2/restore")
        assert visitor.ask("GET", "/api/projects/bad1")["workspace"] == BLOCKS
        used = measure_peak_memory(visitor.pid)
        assert used < 400, f"{used} MB"
    row(saw=told, kept=f"a {kind} as each own file: nothing waits, at most {used} MB; an older save can be opened")


def measure_peak_memory(pid: int) -> int:
    """The most memory that a process had, in MB; 0 where the system does not tell."""
    about = Path(f"/proc/{pid}/status")
    return int(about.read_text().split("VmHWM:")[1].split()[0]) // 1024 if about.exists() else 0


@pytest.mark.long
@pytest.mark.fault("G4")
def test_running_brings_the_special_files_of_a_program_back_to_order(projects, row):
    """main.py is made anew before each run; a pipe in its place is not waited for."""
    SPECIAL["pipe"](projects / "good" / "main.py", Random(0))
    with start_studio_on(projects) as visitor:
        project = visitor.ask("GET", "/api/projects/good")
        events = visitor.until_over("good", visitor.run(project, BLOCKS)["id"])
    assert (projects / "good" / "main.py").is_file()
    row(saw="", kept=f"a pipe as main.py: the program runs and ends ({events[-1]['state']})")


@pytest.mark.fault("G5")
@pytest.mark.parametrize("name", ["runs", "history", "data", "models"])
def test_a_folder_of_the_project_is_a_link(projects, name, row):
    elsewhere = projects.parent / "elsewhere"
    (projects / "good" / name).rename(elsewhere)
    (projects / "good" / name).symlink_to(elsewhere)
    before = sorted(os.listdir(elsewhere))
    with closing(Page(projects)) as page:
        found = page.get("/api/projects/good")
        [told] = found["problems"]
        assert f"“{name}” is a link" in told["en"]
        body = {"workspace": {"blocks": {"languageVersion": 0, "blocks": []}}, "base": found["version"], "lang": "en"}
        run = page.ask("POST", "/api/projects/good/runs", body)
        made = page.ask(
            "POST", "/api/projects/good/datasets", {"name": "set", "task": "classification", "classes": ["a"]}
        )
        if name == "runs":
            assert run.status_code == 409 and run.json["text"] == told
        else:
            assert run.status_code == 201
            page.studio.runs.end("good")
        if name == "data":
            assert made.status_code == 409 and made.json["text"] == told
    assert sorted(os.listdir(elsewhere)) == before
    row(saw=told, kept=f"{name}: nothing is written where the link leads; blocks are saved all the same")
