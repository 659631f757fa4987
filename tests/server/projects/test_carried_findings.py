"""Findings on labels go along out of one studio and into another, and into a copy; a strange note does no harm."""

import io
import json
import zipfile
from contextlib import closing

import pytest

from sunmao.server.dataset_index import index_db
from sunmao.server.dataset_index.compared_labels import read_compared_labels, save_compared_labels
from sunmao.server.projects.project_contents import FINDINGS
from tests.server.datasets.edits.test_edit_dataset import EditedSet, picture
from tests.support.app_client import Page

pytestmark = pytest.mark.process
NOTE = f"data/pets/{FINDINGS}"
ALIKE = {"first": "cat", "second": "dog", "confused": 3, "pictures": 6, "examples": ["dog/1.png"]}


@pytest.fixture
def page(tmp_path):
    with closing(Page(tmp_path)) as opened:
        yield opened


@pytest.fixture
def pets(page) -> EditedSet:
    """Three cats and three dogs, of which two cats are doubted; one is answered."""
    made = EditedSet(page, page.make(), "pets")
    for label in ("cat", "dog"):
        (made.folder / label).mkdir(parents=True)
        for number in range(3):
            (made.folder / label / f"{number}.png").write_bytes(picture(number + 7 * len(label)))
    rows = [{"path": f"cat/{n}.png", "label": "cat", "suggested": "dog", "bars": 4 - n} for n in range(2)]
    made.settle()
    place = locate(made)
    with index_db.open_for_writing(place.index) as db, db:
        index_db.write_about(db, suspects=rows, suspects_after=0, lookalikes=[ALIKE], compared="2026-11-27T10:00:00Z")
        save_compared_labels(db, {f"{label}/{n}.png": label for label in ("cat", "dog") for n in range(3)})
    made.edit("relabel", ["cat/1.png"], label="dog")
    return made


def locate(pets: EditedSet) -> index_db.DatasetLocation:
    return index_db.DatasetLocation("p", pets.folder.parent, pets.name)


def get_project(pets: EditedSet) -> str:
    return pets.path.split("/")[3]


def ask_findings(pets: EditedSet) -> dict:
    """Return the labels' findings that the page shows, but for the numbers of edits."""
    pets.settle()
    return pets.page.ask("GET", f"{pets.path}/suspects").json


def carry(pets: EditedSet, without: str = "") -> bytes:
    return pets.page.ask("GET", f"/api/projects/{get_project(pets)}/export/project.zip{without}").data


def bring(page: Page, data: bytes) -> EditedSet:
    made = page.ask("POST", "/api/projects/import", data={"file": (io.BytesIO(data), "x.zip")}).json
    assert made["left_out"] == [], made
    return EditedSet(page, made["id"], "pets")


def test_judged_labels_come_in_as_they_went_out(page, pets):
    before = ask_findings(pets)
    assert [bool(one["answer"]) for one in before["suspects"]] == [False, True] and before["lookalikes"] == [ALIKE]
    there = bring(page, carry(pets))
    assert ask_findings(there) == before
    assert read_compared_labels(locate(there)) == read_compared_labels(locate(pets)) != {}
    assert not (there.folder / FINDINGS).exists()
    assert there.settle()["findings"] == pets.settle()["findings"] >= 1


def test_a_duplicate_has_them_too(page, pets):
    made = page.ask("POST", f"/api/projects/{get_project(pets)}/duplicate", json={"title": "Copy"}).json["id"]
    assert ask_findings(EditedSet(page, made, "pets")) == ask_findings(pets)


def test_they_stay_behind_with_the_pictures(pets):
    with zipfile.ZipFile(io.BytesIO(carry(pets, "?without=data"))) as archive:
        assert NOTE not in archive.namelist()


@pytest.mark.parametrize(
    "said",
    [
        b"{",
        b"[1]",
        json.dumps({"suspects": 3, "labels": {"cat/0.png": "cat"}}).encode(),
        json.dumps(
            {
                "suspects": [3, {}, {"path": 1, "label": "cat", "suggested": "dog", "bars": 1}],
                "lookalikes": {"first": 1},
                "labels": [1],
                "suspects_after": -1,
                "compared": 7,
            }
        ).encode(),
        json.dumps({"suspects": [], "lookalikes": [{**ALIKE, "examples": [1]}], "compared": None}).encode(),
    ],
)
def test_a_strange_note_says_nothing(page, pets, said):
    """The zip may come from anybody."""
    with zipfile.ZipFile(io.BytesIO(carry(pets))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()} | {NOTE: said}
    with zipfile.ZipFile(changed := io.BytesIO(), "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    found = ask_findings(bring(page, changed.getvalue()))
    assert not found["suspects"] and found["lookalikes"] == []
