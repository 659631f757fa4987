"""Edits in the index of a data set: things change in place, and what has not changed stays."""

import json
from pathlib import Path

import numpy as np
import pytest

from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.listing import ObjectAnnotation
from sunmao.images.image_files import save_image_file
from sunmao.server.dataset_index import index_db
from sunmao.server.dataset_index.build_index import write_listing
from sunmao.server.dataset_index.index_edits import write_edits

CUP, JAR = ObjectAnnotation("cup", (1, 1, 9, 9)), ObjectAnnotation("jar", (2, 2, 8, 8))
PATHS = ["images/train/0.png", "images/train/1.png"]


@pytest.fixture
def index(tmp_path):
    """The index of two pictures, the first of which has a cup, and a drawn mask of each."""
    for path in PATHS:
        save_image_file(str(tmp_path / "x" / path), np.full((32, 32, 3), 90, np.uint8))
    pictures = [{"id": n, "file_name": Path(path).name, "width": 32, "height": 32} for n, path in enumerate(PATHS)]
    cup = {"id": 1, "image_id": 0, "category_id": 1, "bbox": [1, 1, 8, 8]}
    said = {"images": pictures, "annotations": [cup], "categories": [{"id": 1, "name": "cup"}]}
    (tmp_path / "x/annotations").mkdir()
    (tmp_path / "x/annotations/train.json").write_text(json.dumps(said))
    place = index_db.DatasetLocation("", tmp_path, "x")
    with index_db.open_for_writing(place.index) as db:
        write_listing(db, place)
        with db:
            db.execute("insert into masks select id, x'00' from files")
        yield db


def edit(db, **edits: PictureEdit) -> dict[str, tuple[list[str], bool]]:
    """The labels of the things of each picture after edits of 'first' and 'second', and whether its mask is kept."""
    names = dict(zip(("first", "second"), PATHS, strict=True))
    with db:
        write_edits(db, {names[name]: each for name, each in edits.items()}, "detection", PATHS)
    rows = db.execute(
        "select path, details.things, masks.png from files join rows using (id) left join details using (n)"
        " left join masks using (id) order by path"
    )
    found = {
        path: ([thing["label"] for thing in json.loads(things or "[]")], png is not None) for path, things, png in rows
    }
    return {name: found[path] for name, path in names.items()}


def test_other_things_take_the_place_of_those_before(index):
    assert edit(index) == {"first": (["cup"], True), "second": ([], True)}
    drawn = edit(index, first=PictureEdit(objects=(CUP, JAR)), second=PictureEdit(objects=(JAR,)))
    assert drawn == {"first": (["cup", "jar"], False), "second": (["jar"], False)}
    assert edit(index) == {"first": (["cup"], False), "second": ([], False)}, "undone"


@pytest.mark.parametrize(
    "change", [PictureEdit(split="test"), PictureEdit(confirmed=True), PictureEdit(objects=(CUP,))]
)
def test_a_mask_stays_where_its_things_do(index, change):
    assert edit(index, first=change)["first"] == (["cup"], True)


def test_the_counts_of_the_classes_follow(index):
    edit(index, second=PictureEdit(objects=(JAR,)))
    rows = index.execute("select value from about where key = 'classes'").fetchone()
    assert {each["name"]: each["count"] for each in json.loads(rows[0])} == {"cup": 1, "jar": 1}
    edit(index, first=PictureEdit(deleted=True))
    about = dict(index.execute("select key, value from about"))
    assert (about["pictures"], about["bin"]) == ("1", "1")
