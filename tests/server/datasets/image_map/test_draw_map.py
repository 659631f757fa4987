"""The map of a data set, as pages ask for it: drawn by a job, followed by edits, drawn again when pictures come."""

import time
from contextlib import closing

import cv2
import numpy as np
import pytest

from sunmao.server.dataset_index import index_db
from sunmao.server.datasets.image_map.draw_map import crop_tile, scale_places, sort_by_cell
from tests.support.app_client import Page
from tests.support.photographs import write_photographs

pytestmark = [pytest.mark.process, pytest.mark.training]

OF_EACH = 12
COLORS = {"red": (40, 40, 220), "green": (40, 200, 60)}


class MappedSet:
    """A data set of a project, and what a page asks of its map."""

    def __init__(self, page: Page):
        self.page, project = page, page.make()
        self.folder = page.studio.projects.get(project).folder / "data" / "signs"
        self.jobs = f"/api/projects/{project}/jobs"
        self.path = f"/api/projects/{project}/datasets/signs"

    def read(self) -> dict:
        return self.page.ask("GET", f"{self.path}/map").json

    def start(self, method: str) -> str:
        return self.page.ask("POST", f"{self.path}/map", json={"method": method}).json["job"]

    def draw(self, method: str) -> dict:
        """The job's last words."""
        job, end = self.start(method), time.monotonic() + 120
        while (said := self.page.ask("GET", f"{self.jobs}/{job}").json)["state"] == "running":
            assert time.monotonic() < end, said
            time.sleep(0.05)
        return said


@pytest.fixture
def mapped(tmp_path):
    """Photographs, and plain pictures of two colors."""
    with closing(Page(tmp_path)) as page:
        made = MappedSet(page)
        write_photographs(made.folder, ["roof"], OF_EACH)
        for name, color in COLORS.items():
            (made.folder / name).mkdir()
            for number in range(OF_EACH):
                image = np.full((60, 60, 3), color, np.uint8)
                cv2.circle(image, (30, 30), 6 + number, (250, 250, 250), -1)
                cv2.imwrite(str(made.folder / name / f"{number:02}.png"), image)
        yield made


@pytest.mark.long
def test_it_is_drawn_and_follows_edits(mapped):
    before = mapped.read()
    assert before["layouts"] == [] and before["rows"]["path"] == [] and before["missing"] == 3 * OF_EACH
    said = mapped.draw("pca")
    assert said["state"] == "done" and said["result"] == {"pictures": 3 * OF_EACH}
    assert said["done"] == said["total"] == 3 * OF_EACH
    drawn = mapped.read()
    rows = drawn["rows"]
    assert drawn["layouts"] == ["pca"] and drawn["missing"] == 0 and len(rows["path"]) == 3 * OF_EACH
    assert sorted(rows["tile"]) == list(range(3 * OF_EACH)) and rows["at"] == list(range(3 * OF_EACH))
    x, y = np.array(rows["places"]["pca"]["x"]), np.array(rows["places"]["pca"]["y"])
    assert (x.min(), x.max(), y.min(), y.max()) == (0, 1, 0, 1)
    photographs = np.array([label == ["roof"] for label in rows["labels"]])
    assert x[photographs].max() < x[~photographs].min() or x[photographs].min() > x[~photographs].max()
    mapped.page.ask(
        "POST", f"{mapped.path}/edits", json={"kind": "relabel", "label": "green", "paths": ["roof/00.jpg"]}
    )
    mapped.page.ask("POST", f"{mapped.path}/edits", json={"kind": "delete", "paths": ["roof/01.jpg"]})
    rows = mapped.read()["rows"]
    now = dict(zip(rows["path"], zip(rows["labels"], rows["deleted"], rows["at"], strict=True), strict=True))
    assert now["roof/00.jpg"][:2] == (["green"], 0) and now["roof/01.jpg"][1] == 1
    wall = mapped.page.ask("GET", f"{mapped.path}/pictures?limit=500").json["rows"]
    assert [path for path, (_, deleted, at) in now.items() if not deleted and wall[at]["path"] == path] == [
        row["path"] for row in wall
    ]
    assert mapped.draw("tsne")["state"] == "done"
    assert mapped.read()["layouts"] == ["pca", "tsne"]


@pytest.mark.long
def test_new_pictures_are_missing_until_it_is_drawn_again(mapped):
    mapped.draw("pca")
    first = mapped.folder / "red" / "00.png"
    (mapped.folder / "red" / "new.png").write_bytes(first.read_bytes())
    time.sleep(0.02)
    cv2.imwrite(str(mapped.folder / "green" / "00.png"), np.zeros((30, 30, 3), np.uint8))
    (mapped.folder / "red" / "broken.png").write_bytes(b"no picture")
    end = time.monotonic() + 60
    while mapped.page.ask("GET", mapped.path).json.get("coming") and time.monotonic() < end:
        time.sleep(0.05)
    assert "red/new.png" not in mapped.read()["rows"]["path"] and mapped.read()["missing"] >= 1
    assert mapped.draw("pca")["result"] == {"pictures": 3 * OF_EACH + 1}
    again = mapped.read()
    rows = again["rows"]
    assert "red/broken.png" not in rows["path"] and again["missing"] == 0
    places = dict(zip(rows["path"], zip(*rows["places"]["pca"].values(), strict=True), strict=True))
    assert places["red/new.png"] == pytest.approx(places["red/00.png"], abs=1e-3), "the same picture lies there"


@pytest.mark.long
def test_sheets_show_the_pictures_in_their_order(mapped):
    mapped.draw("pca")
    drawn = mapped.read()
    answer = mapped.page.ask("GET", f"{mapped.path}/map/sheets/0")
    sheet = cv2.imdecode(np.frombuffer(answer.data, np.uint8), cv2.IMREAD_COLOR)
    tile, across = drawn["tile"], drawn["across"]
    assert answer.mimetype == "image/jpeg" and sheet.shape == (tile * across, tile * across, 3)
    for label, place in zip(drawn["rows"]["labels"], drawn["rows"]["tile"], strict=True):
        row, column = divmod(place, across)
        if label[0] in COLORS:
            corner = sheet[row * tile + 3, column * tile + 3].astype(int)
            assert np.abs(corner - COLORS[label[0]]).max() < 40, (label, place)
    assert mapped.page.ask("GET", f"{mapped.path}/map/sheets/9").status_code == 404


def test_what_makes_no_sense_is_refused_and_a_job_can_be_stopped(mapped):
    assert mapped.page.ask("POST", f"{mapped.path}/map", json={"method": "moon"}).status_code == 400
    job = mapped.start("pca")
    mapped.page.ask("DELETE", f"{mapped.jobs}/{job}")
    assert mapped.page.ask("GET", f"{mapped.jobs}/{job}").json["state"] in ("stopped", "done")
    with index_db.open_for_reading(mapped.folder.parent / ".index" / "signs.sqlite") as db:
        layouts, tiles = (db.execute(f"select count(*) from {table}").fetchone()[0] for table in ("layouts", "tiles"))
    assert layouts == tiles, "all of it, or nothing"


@pytest.mark.long
def test_an_empty_data_set_has_an_empty_map(mapped):
    for file in mapped.folder.rglob("*.*"):
        file.unlink()
    assert mapped.draw("tsne")["result"] == {"pictures": 0}
    assert mapped.read()["rows"]["path"] == []


def test_places_and_tiles():
    places = np.array([[0.0, 5], [2, 5], [1, 5]])
    assert scale_places(places).tolist() == [[0, 0], [1, 0], [0.5, 0]]
    order = sort_by_cell(np.array([[0.9, 0.9], [0.1, 0.1], [0.91, 0.9], [0.12, 0.1]]))
    assert {tuple(sorted(order[:2])), tuple(sorted(order[2:]))} == {(1, 3), (0, 2)}
    wide = np.zeros((10, 30, 3), np.uint8)
    wide[:, 10:20] = 200
    assert crop_tile(wide).shape == (48, 48, 3) and crop_tile(wide).min() == 200
