"""Edits as a page asks for them: by the names of pictures, or by what they have in common."""

from contextlib import closing

import numpy as np
import pytest

from sunmao.images.image_files import save_image_file
from tests.support.app_client import Page
from tests.support.limits import poll_until

pytestmark = pytest.mark.process
SIDES = {"cat/0.png": 24, "cat/1.png": 48, "dog/0.png": 24, "dog/1.png": 48}


class Pets:
    """A data set of two cats and two dogs of two sizes, and what a page asks of it."""

    def __init__(self, page: Page):
        project = page.make()
        self.page, self.path = page, f"/api/projects/{project}/datasets/pets"
        for path, side in SIDES.items():
            image = np.random.default_rng(len(path) + side).integers(0, 255, (side, side, 3), np.uint8)
            save_image_file(str(page.studio.projects.get(project).folder / "data/pets" / path), image)
        poll_until(lambda: self.wall("larger=1") == set(SIDES), "the sizes of the pictures")

    def settle(self) -> dict:
        poll_until(lambda: not self.page.ask("GET", self.path).json.get("coming"), "the index")
        return self.page.ask("GET", self.path).json

    def edit(self, **asked):
        return self.page.ask("POST", f"{self.path}/edits", json={"seen": None, **asked})

    def wall(self, query: str = "") -> set[str]:
        self.settle()
        return {row["path"] for row in self.page.ask("GET", f"{self.path}/pictures?limit=50&{query}").json["rows"]}


@pytest.fixture
def pets(tmp_path):
    with closing(Page(tmp_path)) as page:
        yield Pets(page)


@pytest.mark.parametrize(
    ("asked", "gone"),
    [
        ({"paths": ["cat/0.png"]}, {"cat/0.png"}),
        ({"where": {}}, set(SIDES)),
        ({"where": {"label": "dog"}}, {"dog/0.png", "dog/1.png"}),
        ({"where": {"larger": 40}}, {"cat/1.png", "dog/1.png"}),
        ({"where": {"smaller": 40, "label": "cat"}}, {"cat/0.png"}),
        ({"where": {"label": "cat"}, "except": ["cat/1.png"]}, {"cat/0.png"}),
    ],
    ids=["names", "all", "a label", "large", "small ones of a label", "all but one"],
)
def test_pictures_are_chosen_by_names_or_by_what_they_share(pets, asked, gone):
    answer = pets.edit(kind="delete", **asked)
    assert answer.status_code == 200 and answer.json["edit"]["count"] == len(gone)
    assert pets.wall() == set(SIDES) - gone and pets.wall("deleted=1") == gone
    assert pets.edit(kind="restore", where={"deleted": True}).json["edit"]["count"] == len(gone)
    assert pets.wall() == set(SIDES)


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ({"kind": "relabel", "label": " "}, "label"),
        ({"kind": "relabel", "label": "a\nb"}, "label"),
        ({"kind": "move", "split": "exam"}, "split"),
        ({"kind": "burn"}, "kind"),
        ({"kind": "delete", "where": {"label": 5}}, "label"),
        ({"kind": "delete", "where": {"larger": "1"}}, "larger"),
        ({"kind": "delete", "where": {"deleted": "yes"}}, "deleted"),
    ],
)
def test_what_makes_no_sense_is_named(pets, asked, parameter):
    answer = pets.edit(**{"paths": ["cat/0.png"], **asked})
    assert (answer.status_code, answer.json["parameter"]) == (400, parameter) and pets.wall() == set(SIDES)
