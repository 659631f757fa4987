"""A division is told to other programs as well: COCO files and Pascal VOC's lists, all of them old or all new."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pycocotools.coco import COCO

from sunmao.data import Dataset
from sunmao.data.convert import convert_dataset
from sunmao.data.files.file_tree import open_folder_tree
from sunmao.data.sources.detect_format import read_listing
from sunmao.data.split_dataset import split_dataset
from sunmao.data.split_labels import PENDING
from sunmao.data.splits import read_split
from sunmao.server.cli.main import main
from tests.support.limits import HANG_TIMEOUT

LABELS = ("cat", "dog")
PARTS = ("train", "val", "test")


@pytest.fixture(autouse=True)
def english(monkeypatch, tmp_path):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    monkeypatch.chdir(tmp_path)


def make(folder: Path, pictures="images", files=PARTS, count=30) -> Path:
    """Pictures of noise with a box each, all in the COCO file of training; the other files are empty."""
    dice = np.random.default_rng(0)
    (folder / pictures).mkdir(parents=True)
    (folder / "annotations").mkdir()
    images, annotations = [], []
    for number in range(count):
        noise = Image.fromarray(dice.integers(0, 256, (12, 16, 3)).astype(np.uint8))
        noise.resize((64, 48), Image.Resampling.NEAREST).save(folder / pictures / f"{number}.png")
        images.append({"id": 100 + number, "file_name": f"{number}.png", "width": 64, "height": 48, "license": 7})
        box = {"bbox": [4, 4, 10 + number, 20], "area": 20 * (10 + number), "iscrowd": 0, "mine": number}
        annotations.append({"id": 500 + number, "image_id": 100 + number, "category_id": 3 + number % 2, **box})
    categories = [{"id": 3 + number, "name": name} for number, name in enumerate(LABELS)]
    for part in files:
        here = {"images": images, "annotations": annotations} if part == files[0] else {"images": [], "annotations": []}
        (folder / f"annotations/instances_{part}.json").write_text(json.dumps({**here, "categories": categories}))
    return folder


def division_of_coco(folder: Path) -> dict[str, str]:
    """Picture → part, as pycocotools reads the files."""
    return {
        image["file_name"]: part
        for part in PARTS
        if (file := folder / f"annotations/instances_{part}.json").exists()
        for image in COCO(str(file)).imgs.values()
    }


@pytest.mark.parametrize("files", [PARTS, ("train", "val")])
def test_coco_files_tell_the_division_that_was_made(tmp_path, files):
    folder = make(tmp_path / "set", files=files)
    for seed in (1, 2):
        made = split_dataset(read_listing(open_folder_tree(folder)), "6:2:2", seed)
        assert not made.stale
        assert division_of_coco(folder) == {Path(name).name: part for name, part in read_split(folder).items()}
        assert made.counts == {"train": 18, "val": 6, "test": 6}
    for part in PARTS:
        held = COCO(str(folder / f"annotations/instances_{part}.json"))
        for one in held.anns.values():  # each box is still of its picture, and nothing of it is lost
            image = held.imgs[one["image_id"]]
            assert image["license"] == 7 and image["file_name"] == f"{one['mine']}.png"
            assert one["category_id"] == 3 + one["mine"] % 2 and one["bbox"][2] == 10 + one["mine"]
    assert not (folder / PENDING).exists()


def test_the_lists_of_pascal_voc_follow(tmp_path):
    convert_dataset(make(tmp_path / "coco"), tmp_path / "voc", "voc")
    split_dataset(read_listing(open_folder_tree(tmp_path / "voc")), "6:2:2", 3)
    wanted = {Path(name).stem: part for name, part in read_split(tmp_path / "voc").items()}
    lists = {part: (tmp_path / f"voc/ImageSets/Main/{part}.txt").read_text().split() for part in PARTS}
    assert {name: part for part, names in lists.items() for name in names} == wanted


def test_where_each_part_has_its_folder_of_pictures_it_is_said(tmp_path, capsys):
    folder = make(tmp_path / "set", pictures="images/train")
    before = (folder / "annotations/instances_train.json").read_bytes()
    assert main(["data", "split", str(folder)]) == 0
    assert "other programs still go by" in capsys.readouterr().out
    assert (folder / "annotations/instances_train.json").read_bytes() == before
    Dataset(folder).split(seed=2)
    assert "Export the data set" in "".join(capsys.readouterr())


KILLED = """
import os, sys
from pathlib import Path
from sunmao.core import atomic_files
from sunmao.data import split_labels
from sunmao.data.sources.detect_format import read_listing
from sunmao.data.files.file_tree import open_folder_tree
from sunmao.data.split_dataset import split_dataset

left = int(sys.argv[2])
def counted(real):
    def act(*words, **named):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return real(*words, **named)
    return act

atomic_files.replace = counted(atomic_files.replace)
split_dataset(read_listing(open_folder_tree(Path(sys.argv[1]))), "6:2:2", 2)
"""


@pytest.mark.long
@pytest.mark.process
@pytest.mark.parametrize("after", range(6))
def test_a_killed_split_leaves_the_old_division_or_the_new_one(tmp_path, after):
    """It is killed before each of the renames; what was begun is finished when the data set is opened."""
    folder = make(tmp_path / "set")
    split_dataset(read_listing(open_folder_tree(folder)), "6:2:2", 1)
    old, goal = division_of_coco(folder), tmp_path / "goal"
    shutil.copytree(folder, goal)
    split_dataset(read_listing(open_folder_tree(goal)), "6:2:2", 2)
    new = division_of_coco(goal)
    ended = subprocess.run([sys.executable, "-c", KILLED, folder, str(after)], timeout=HANG_TIMEOUT)
    assert ended.returncode == (9 if after < 5 else 0) and old != new
    found = read_listing(open_folder_tree(folder))
    told = {item.path.name: item.split for item in found.items}
    assert told == division_of_coco(folder) == (old if after == 0 else new)
    assert not (folder / PENDING).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("leads_to", ["split.json", "/dev/zero", "../outside.json"])
def test_a_link_in_place_of_the_division_gives_way(tmp_path, leads_to):
    outside = tmp_path / "outside.json"
    outside.write_text("kept", encoding="utf-8")
    folder = make(tmp_path / "set")
    (folder / "split.json").symlink_to(leads_to)
    Dataset(folder).split("8:1:1", seed=1)
    assert not (folder / "split.json").is_symlink()
    assert {*read_split(folder).values()} == {*PARTS}
    assert outside.read_text(encoding="utf-8") == "kept"
