"""An import fills the data set that is open; pictures of classes become a set in which things are boxed."""

from contextlib import closing

import pytest

from tests.support.app_client import Page
from tests.support.dataset_shapes.registry import SHAPES
from tests.support.limits import poll_until

pytestmark = pytest.mark.process


@pytest.fixture
def page(tmp_path):
    with closing(Page(tmp_path / "projects")) as running:
        yield running


@pytest.fixture
def project(page):
    return page.make("p")


def begin(page, project: str, shape: str, folder) -> dict:
    """Begin the import of a shape's folder and return the description of what was found."""
    SHAPES[f"page/{shape}"].build(folder)
    answer = page.ask("POST", f"/api/projects/{project}/datasets", {"name": "", "folder": str(folder)})
    return page.over(project, answer)["result"]


def take(page, project: str, found: dict, into: str) -> dict:
    """Take an import into a data set; how its job ended."""
    asked = page.ask(
        "POST", f"/api/projects/{project}/imports/{found['import']}", {"reading": found["reading"], "into": into}
    )
    return page.over(project, asked)


def make_set(page, project: str, name: str, task: str, classes: list[str]) -> None:
    made = page.ask("POST", f"/api/projects/{project}/datasets", {"name": name, "task": task, "classes": classes})
    assert made.status_code == 201


def get_row(page, project: str, name: str) -> dict:
    """A data set's row, when it is no longer of the time before an import."""

    def ask() -> dict | None:
        row = page.get(f"/api/projects/{project}/datasets/{name}")
        return None if row["coming"] else row

    return poll_until(ask, "the new row")


def list_own(page, project: str) -> list[str]:
    return [each["name"] for each in page.get(f"/api/projects/{project}/datasets") if not each["builtin"]]


def test_boxes_come_along_into_a_set_of_boxes(page, project, tmp_path):
    make_set(page, project, "mine", "detection", ["pen"])
    found = begin(page, project, "YOLO", tmp_path / "pets")
    ended = take(page, project, found, "mine")
    assert (ended["result"]["path"], ended["result"]["pictures"]) == ("data/mine", 12)
    row = get_row(page, project, "mine")
    assert (row["task"], row["pictures"], row["unlabeled"]) == ("detection", 12, 0)
    assert {each["name"] for each in row["classes"]} == {"pen", *(each["name"] for each in found["classes"])}
    assert sum(each["count"] for each in row["classes"]) > 0 and list_own(page, project) == ["mine"]


@pytest.mark.long
def test_pictures_of_classes_come_without_boxes(page, project, tmp_path):
    """Twice: what was there before stays."""
    make_set(page, project, "mine", "detection", ["pen"])
    for number in (1, 2):
        assert take(page, project, begin(page, project, "class folders", tmp_path / f"pets{number}"), "mine")["result"]
        row = get_row(page, project, "mine")
        assert (row["task"], row["pictures"], row["unlabeled"]) == ("detection", 24 * number, 24 * number)


@pytest.mark.long
def test_pictures_go_into_their_classes(page, project, tmp_path):
    make_set(page, project, "mine", "classification", ["dog", "fish"])
    found = begin(page, project, "class folders", tmp_path / "pets")
    assert take(page, project, found, "mine")["result"]["pictures"] == 24
    row = get_row(page, project, "mine")
    counts = {each["name"]: each["count"] for each in row["classes"]}
    assert row["pictures"] == 24 and counts["fish"] == 0
    assert {name for name, count in counts.items() if count} == {each["name"] for each in found["classes"]}


@pytest.mark.long
def test_what_has_no_classes_is_refused_and_waits(page, project, tmp_path):
    make_set(page, project, "mine", "classification", ["dog"])
    found = begin(page, project, "YOLO", tmp_path / "pets")
    ended = take(page, project, found, "mine")
    assert ended["state"] == "failed" and "'mine'" in ended["text"]["en"]
    assert get_row(page, project, "mine")["pictures"] == 0
    taken = page.over(project, page.ask("POST", f"/api/projects/{project}/imports/{found['import']}", {"reading": ""}))
    assert taken["result"]["pictures"] == 12


@pytest.mark.long
def test_only_own_sets_are_filled(page, project, tmp_path):
    found = begin(page, project, "YOLO", tmp_path / "pets")
    for name, status in (("shapes", 409), ("nothing", 404)):
        asked = page.ask("POST", f"/api/projects/{project}/imports/{found['import']}", {"into": name})
        assert asked.status_code == status, name


@pytest.mark.long
def test_pictures_of_classes_become_a_set_to_be_boxed(page, project, tmp_path):
    take(page, project, begin(page, project, "class folders", tmp_path / "pets"), "")
    before = get_row(page, project, "pets")
    answer = page.ask("POST", f"/api/projects/{project}/datasets/pets/boxing", {"name": "pets-boxes"})
    ended = page.over(project, answer)
    assert ended["result"] == {"path": "data/pets-boxes", "pictures": 24}
    row = get_row(page, project, "pets-boxes")
    assert (row["task"], row["pictures"], row["unlabeled"]) == ("detection", 24, 24)
    assert [each["name"] for each in row["classes"]] == [each["name"] for each in before["classes"]]
    assert get_row(page, project, "pets") == before
