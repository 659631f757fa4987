"""The logs of edits that are in use: nobody waits for another data set's, and one that is too long stays as it is."""

import json
import threading
from contextlib import closing, contextmanager

import cv2
import numpy as np
import pytest

from sunmao.data.edits import edit_log, log_extent
from sunmao.data.edits.edit_log import FILE, EditLog
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.edits import open_logs
from sunmao.server.datasets.edits.open_logs import hold_dataset, hold_log
from tests.support.app_client import Page
from tests.support.limits import HANG_TIMEOUT

pytestmark = pytest.mark.process


@pytest.fixture
def page(tmp_path):
    with closing(Page(tmp_path)) as opened:
        yield opened


@pytest.fixture
def project(page) -> str:
    """A project with two data sets of six pictures each."""
    made = page.make()
    for name in ("one", "other"):
        for label in ("cat", "dog"):
            folder = page.studio.projects.get(made).folder / "data" / name / label
            folder.mkdir(parents=True)
            for n in range(3):
                cv2.imwrite(str(folder / f"{n}.png"), np.full((24, 24, 3), 60 * n, np.uint8))
    return made


def edit(page, project: str, name: str, path: str = "cat/1.png"):
    asked = {"kind": "delete", "seen": None, "paths": [path]}
    return page.ask("POST", f"/api/projects/{project}/datasets/{name}/edits", json=asked)


@contextmanager
def held_by_another(lock):
    """Hold a lock in another thread meanwhile."""
    taken, over = threading.Event(), threading.Event()

    def hold():
        with lock:
            taken.set()
            over.wait(HANG_TIMEOUT)

    thread = threading.Thread(target=hold)
    thread.start()
    assert taken.wait(HANG_TIMEOUT)
    yield
    over.set()
    thread.join()


def locate(page, project: str, name: str) -> DatasetLocation:
    return DatasetLocation(project, page.studio.projects.get(project).folder / "data", name)


@pytest.mark.fault("H4")
def test_nobody_waits_for_the_log_of_another_data_set(page, project, row):
    """The log of one is held, as it is while it is read; pictures and blocks of the same project can be changed."""
    answers = []
    assert edit(page, project, "one").status_code == edit(page, project, "other").status_code == 200
    with held_by_another(hold_log(locate(page, project, "one"))):
        waiting = threading.Thread(target=lambda: answers.append(edit(page, project, "one", "dog/1.png").status_code))
        waiting.start()
        assert edit(page, project, "other", "dog/2.png").status_code == 200
        assert page.ask("PATCH", f"/api/projects/{project}", json={"title": "renamed"}).status_code == 200
        assert answers == []
    waiting.join(HANG_TIMEOUT)
    assert answers == [200]
    row(saw="–", kept="while a log is read, other data sets of the project are edited and the project is renamed")


def test_each_data_set_is_edited_by_itself(page, project):
    """While one is edited, which may take long, another one is, and takes pictures."""
    picture, answers = cv2.imencode(".jpg", np.zeros((24, 24, 3), np.uint8))[1].tobytes(), []

    def edit_and_add(name: str) -> list[int]:
        address = f"/api/projects/{project}/datasets/{name}/pictures?label=cat"
        added = page.ask("POST", address, data=picture, content_type="image/jpeg")
        return [edit(page, project, name).status_code, added.status_code]

    with held_by_another(hold_dataset(locate(page, project, "one"))):
        waiting = threading.Thread(target=lambda: answers.extend(edit_and_add("one")))
        waiting.start()
        assert edit_and_add("other") == [200, 201]
        assert answers == []
    waiting.join(HANG_TIMEOUT)
    assert answers == [200, 201]


def test_edits_of_one_data_set_come_one_after_the_other(page, project):
    assert edit(page, project, "one", "cat/0.png").status_code == 200
    paths, answers = ["cat/1.png", "cat/2.png", "dog/0.png", "dog/1.png", "dog/2.png"], []
    threads = [
        threading.Thread(target=lambda path=path: answers.append(edit(page, project, "one", path))) for path in paths
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(HANG_TIMEOUT)
    assert sorted(answer.json["version"] for answer in answers) == [2, 3, 4, 5, 6]
    lines = (locate(page, project, "one").folder / FILE).read_text().splitlines()
    assert [json.loads(line)["id"] for line in lines][1:] == [
        answer.json["edit"]["id"] for answer in sorted(answers, key=lambda answer: answer.json["version"])
    ]


def test_a_data_set_that_is_not_edited_any_more_is_forgotten(tmp_path):
    for number in range(3 * open_logs.REMEMBERED):
        with hold_dataset(DatasetLocation("", tmp_path, str(number))):
            assert len(open_logs._open) <= open_logs.REMEMBERED + 1
    place = DatasetLocation("", tmp_path, "held")
    with hold_dataset(place):
        held = open_logs._find(place.folder).lock
        for number in range(3 * open_logs.REMEMBERED):
            open_logs._find(tmp_path / str(number))
        assert open_logs._find(place.folder).lock is held


@pytest.mark.fault("H4")
def test_a_log_that_is_too_long_stays_and_says_so(page, project, row, monkeypatch):
    place = locate(page, project, "one")
    log = EditLog(place.folder)
    for _ in range(4):
        log.append("delete", {})
    written = (place.folder / FILE).read_bytes()
    monkeypatch.setattr(edit_log, "MAX_ENTRIES", 3)
    for answer in (edit(page, project, "one"), page.ask("GET", f"/api/projects/{project}/datasets/one/edits")):
        assert answer.status_code == 409 and ".edits.jsonl" in answer.json["text"]["zh"]
    assert (place.folder / FILE).read_bytes() == written
    rows = page.ask("GET", f"/api/projects/{project}/datasets/one/pictures").json["rows"]
    assert len(rows) == 6 and edit(page, project, "other").status_code == 200
    row(saw=answer.json["text"], kept="the log byte for byte, all six pictures, editing of the other data sets")


@pytest.mark.fault("H4")
def test_a_full_log_keeps_nothing_that_could_not_be_read_again(page, project, row, monkeypatch):
    assert edit(page, project, "one").status_code == 200
    monkeypatch.setattr(edit_log, "MAX_ENTRIES", 1)
    refused = edit(page, project, "one", "dog/1.png")
    assert refused.status_code == 409
    said = page.ask("GET", f"/api/projects/{project}/datasets/one/edits").json
    assert (said["version"], said["bin"]) == (1, 1)
    row(saw=refused.json["text"], kept="the edits before it")


@pytest.mark.parametrize(
    ("limit", "entries"),
    [
        ("MAX_MOVES", [{"kind": "rename", "detail": {"folders": [["a", "b"]], "label": "a", "to": "b"}}] * 3),
        ("MAX_CLASS_EDITS", [{"kind": "classes", "detail": {"add": "a"}}] * 3),
        ("MAX_CLASS_NAMES", [{"kind": "classes", "detail": {"order": ["a", "b", "c"]}}]),
    ],
)
def test_names_that_cost_more_than_their_lines_are_counted(tmp_path, monkeypatch, limit, entries):
    lines = [json.dumps({"id": str(number), "at": 1, **entry}) + "\n" for number, entry in enumerate(entries)]
    (tmp_path / FILE).write_text("".join(lines))
    assert EditLog(tmp_path).damaged == 0
    monkeypatch.setattr(log_extent, limit, 2)
    with pytest.raises(log_extent.EditLogTooLong):
        EditLog(tmp_path)
