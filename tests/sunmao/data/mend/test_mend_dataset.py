"""Mending: each fault is found, mended by one edit, no longer found, and back again when the edit is taken back."""

import json
import shutil
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageEnhance, ImageFilter

from sunmao.data import check_dataset
from sunmao.data.check_dataset import check, scan_dataset
from sunmao.data.dataset import Dataset
from sunmao.data.edits.edit_log import FILE, EditConflict, EditLog
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.mend.mend_dataset import list_keys, mend_dataset
from sunmao.data.mend.mend_plan import ASKED, MENDS, plan_mend
from sunmao.data.sources.detect_format import open_file_tree, read_listing
from sunmao.errors import BadData, BadValue, DataNotFound
from sunmao.texts import get_both
from tests.support.photographs import photographs

PARTS = {"training_set": 12, "val_set": 2, "test_set": 2}


FEW = {"train": 60, "valid": 15, "test": 15}


@pytest.fixture(scope="module")
def few_shapes(shapes, tmp_path_factory) -> Path:
    """Some of the drawn shapes: a check of 90 pictures finds what one of 300 does. To be read only."""
    folder = tmp_path_factory.mktemp("few")
    shutil.copytree(shapes, folder, dirs_exist_ok=True)
    for file in (folder / "annotations").glob("*.json"):
        said = json.loads(file.read_text("utf-8"))
        kept = said["images"][: FEW[file.stem]]
        for image in said["images"][FEW[file.stem] :]:
            next(folder.rglob(Path(image["file_name"]).name)).unlink()
        numbers = {image["id"] for image in kept}
        rows = [row for row in said["annotations"] if row["image_id"] in numbers]
        file.write_text(json.dumps({**said, "images": kept, "annotations": rows}), "utf-8")
    return folder


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")


def draw(folder: Path, labels=("cat", "dog"), parts=None) -> Path:
    """Photographs, no two alike: so many of each class in each part."""
    pieces = iter(photographs())
    for part, count in (parts or PARTS).items():
        for label in labels:
            (folder / part / label).mkdir(parents=True)
            for number in range(count):
                Image.fromarray(next(pieces)).save(folder / part / label / f"{number}.png")
    return folder


def scatter(folder: Path, parts=None, side=64) -> Path:
    """Pictures of noise in two classes: all as sharp, as bright and as large."""
    dice = np.random.default_rng(0)
    for part, count in (parts or {"training_set": 16, "val_set": 2, "test_set": 2}).items():
        for label in ("cat", "dog"):
            (folder / part / label).mkdir(parents=True)
            for number in range(count):
                noise = Image.fromarray(dice.integers(0, 256, (side // 2, side // 2, 3)).astype(np.uint8))
                noise.resize((side, side), Image.Resampling.NEAREST).save(folder / part / label / f"{number}.png")
    return folder


def change(path: Path, how) -> None:
    with Image.open(path) as image:
        changed = how(image.convert("RGB"))
    changed.save(path)


def cut(folder: Path) -> Path:
    """The file of a picture that broke off."""
    path = folder / "training_set/cat/1.png"
    path.write_bytes(path.read_bytes()[:900])
    return folder


def write(data: bytes):
    def plant(folder: Path) -> Path:
        (folder / "training_set/cat/1.png").write_bytes(data)
        return folder

    return plant


def copy(source: str, target: str, how=None):
    def plant(folder: Path) -> Path:
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(folder / source, folder / target)
        if how:
            change(folder / target, how)
        return folder

    return plant


def alter(how):
    def plant(folder: Path) -> Path:
        change(folder / "training_set/dog/3.png", how)
        return folder

    return plant


def brighten(image: Image.Image) -> Image.Image:
    return ImageEnhance.Brightness(image).enhance(1.2)


def darken(image: Image.Image) -> Image.Image:
    return ImageEnhance.Brightness(image).enhance(0.85)


def shrink(image: Image.Image) -> Image.Image:
    return image.resize((60, 60), Image.Resampling.BICUBIC)


def rename(folder: Path) -> Path:
    (folder / "training_set/c at").mkdir()  # a folder 'Cat' beside 'cat' is not possible on every disk
    for number in range(5):
        (folder / f"training_set/cat/{number}.png").rename(folder / f"training_set/c at/{number}.png")
    return folder


# Key of the finding → a clean set, and what is done to it.
FAULTS = {
    "damaged_pictures": (draw, cut),
    "empty_pictures": (draw, write(b"")),
    "no_real_pictures": (draw, write(b"no picture " * 9)),
    "copied_pictures": (draw, copy("training_set/cat/1.png", "training_set/cat/copy of 1.png")),
    "leaked_pictures": (draw, copy("training_set/cat/1.png", "test_set/cat/again.png")),
    "alike_leaks": (draw, copy("training_set/cat/5.png", "test_set/cat/again.png", brighten)),
    "resized_copies": (draw, copy("training_set/cat/5.png", "training_set/cat/small.png", shrink)),
    "similar_classes": (draw, rename),
    "tiny_pictures": (scatter, alter(lambda image: image.resize((6, 6)))),
    "strip_pictures": (scatter, alter(lambda image: image.resize((900, 10)))),
    "odd_sizes": (scatter, alter(lambda image: image.resize((300, 40)))),
    "dark_pictures": (scatter, alter(lambda image: image.point([level // 8 for level in range(256)] * 3))),
    "bright_pictures": (scatter, alter(lambda image: image.point([225 + level // 9 for level in range(256)] * 3))),
    "blurred_pictures": (scatter, alter(lambda image: image.filter(ImageFilter.GaussianBlur(2)))),
    "no_validation_set": (
        lambda folder: draw(folder, parts={"training_set": 20, "test_set": 4}),
        lambda folder: folder,
    ),
    "no_test_part": (lambda folder: scatter(folder, {"training_set": 20, "val_set": 4}), lambda folder: folder),
}


def list_files(folder: Path) -> dict[str, bytes]:
    return {
        path.as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".edits" not in path.name
    }


def tell(folder: Path) -> dict[str, tuple]:
    return {each.key: (each.count, each.pictures) for each in check(folder).findings}


@pytest.mark.parametrize("key", FAULTS)
@pytest.mark.slow
@pytest.mark.long
def test_a_fault_is_mended_by_one_edit_and_comes_back_with_it(tmp_path, key):
    make, plant = FAULTS[key]
    folder = plant(make(tmp_path / "set"))
    before, files, content = tell(folder), list_files(folder), Dataset(folder).content_hash()
    assert {*before} == {key}, "the set has this fault and no other"
    plan = plan_mend(folder, key)
    assert not (folder / FILE).exists(), "a plan does nothing"
    report = mend_dataset(folder)
    (done,) = report.mended
    assert (done.key, done.kind, done.before, done.after) == (key, MENDS[key][0], before[key][0], 0)
    assert (plan.before, plan.after, len(plan.changes)) == (done.before, 0, done.pictures)
    (edit,) = EditLog(folder).edits
    assert (edit.kind, edit.id, edit.changes) == ("mend", done.edit, plan.changes)
    assert edit.detail == {"finding": key, "before": done.before, "after": 0}
    assert tell(folder) == {} and report.left == () and list_files(folder) == files
    assert mend_dataset(folder).mended == () and len(EditLog(folder).edits) == 1
    assert EditLog(folder).undo(done.edit)
    assert tell(folder) == before and Dataset(folder).content_hash() == content


@pytest.mark.slow
def test_several_faults_take_an_edit_each_and_each_can_be_taken_back_alone(tmp_path):
    folder = cut(scatter(tmp_path / "set"))
    FAULTS["dark_pictures"][1](folder)
    copy("training_set/dog/5.png", "test_set/dog/again.png")(folder)
    before = tell(folder)
    report = mend_dataset(folder)
    assert [each.key for each in report.mended] == ["damaged_pictures", "leaked_pictures", "dark_pictures"]
    assert tell(folder) == {} and json.dumps(report.as_dict())
    EditLog(folder).undo(report.mended[1].edit)
    assert tell(folder) == {"leaked_pictures": before["leaked_pictures"]}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.slow
def test_copies_and_leaks_are_all_found_and_mended_wherever_they_lie(tmp_path, seed):
    dice = np.random.default_rng(seed)
    folder = draw(tmp_path / "set")
    sources = sorted(path.relative_to(folder).as_posix() for path in (folder / "training_set").rglob("*.png"))
    planted = {key: set() for key in ("copied_pictures", "leaked_pictures", "alike_leaks")}
    for number, place in enumerate(dice.permutation(len(sources))[:9]):
        key, label = [*planted][number % 3], sources[place].split("/")[1]
        target = f"{'training_set' if key == 'copied_pictures' else 'test_set'}/{label}/{number}-again.png"
        copy(sources[place], target, brighten if key == "alike_leaks" else None)(folder)
        planted[key] |= {sources[place], target}
    found = tell(folder)
    assert {key: {*pictures} for key, (_, pictures) in found.items()} == planted
    assert [each.after for each in mend_dataset(folder).mended] == [0, 0, 0] and tell(folder) == {}
    counts = Counter(item.split for item in read_listing(open_file_tree(folder)).items)
    assert counts == {"train": 24 + 3, "val": 4, "test": 4}, (
        "one of each copy is left; what is nearly the same is moved"
    )


def test_of_copies_one_stays_however_many_there_are(tmp_path):
    folder = draw(tmp_path / "set")
    for number in range(5):
        copy("training_set/cat/1.png", f"training_set/cat/1 ({number}).png")(folder)
    plan = plan_mend(folder, "copied_pictures")
    assert len(plan.changes) == 5 and "training_set/cat/1.png" not in plan.changes


def test_of_several_sizes_the_largest_stays(tmp_path):
    folder = draw(tmp_path / "set")
    copy("training_set/cat/5.png", "training_set/cat/large.png", lambda image: image.resize((120, 120)))(folder)
    copy("training_set/cat/5.png", "training_set/cat/small.png", shrink)(folder)
    assert {*plan_mend(folder, "resized_copies").changes} == {"training_set/cat/5.png", "training_set/cat/small.png"}


def test_a_locked_test_keeps_its_pictures(tmp_path):
    folder = draw(tmp_path / "set")
    for name, how, other in (("same", None, None), ("alike", brighten, darken)):
        source = f"training_set/cat/{len(name)}.png"
        copy(source, f"test_set/cat/{name}.png", how)(folder)
        copy(source, f"training_set/cat/{name}.png", other)(folder)
    names = {
        item.path.relative_to(folder).as_posix(): item.split for item in read_listing(open_file_tree(folder)).items
    }
    splits = {part: [name for name, split in names.items() if split == part] for part in ("train", "val", "test")}
    (folder / "split.json").write_text(json.dumps({"splits": splits, "lock_test": True}))
    mend_dataset(folder, findings="leaks")
    parts = {
        item.path.relative_to(folder).as_posix(): item.split for item in read_listing(open_file_tree(folder)).items
    }
    assert {path for path, part in parts.items() if part == "test"} >= {*splits["test"]}
    assert names.keys() - parts.keys() == {"training_set/cat/4.png", "training_set/cat/same.png"}
    assert parts["training_set/cat/5.png"] == parts["training_set/cat/alike.png"] == "test"


def test_no_part_loses_its_last_picture(tmp_path):
    folder = draw(tmp_path / "set", parts={"training_set": 12})
    copy("training_set/cat/1.png", "test_set/cat/only.png")(folder)
    copy("training_set/cat/1.png", "training_set/cat/copy.png")(folder)
    (plan,) = [plan_mend(folder, "leaked_pictures")]
    assert {*plan.changes} == {"training_set/cat/1.png", "training_set/cat/copy.png"}


def test_equal_pictures_with_different_labels_are_left_to_a_human(tmp_path):
    folder = copy("training_set/cat/1.png", "training_set/dog/cat.png")(draw(tmp_path / "set"))
    report = mend_dataset(folder)
    assert report.mended == () and [each.key for each in report.left] == ["contrary_copies"]
    assert plan_mend(folder, "contrary_copies") is None and not (folder / FILE).exists()


@pytest.mark.slow
def test_good_pictures_go_only_when_someone_asks(tmp_path):
    folder = draw(tmp_path / "set", labels=("cat",), parts={"training_set": 46, "val_set": 1, "test_set": 1})
    others = iter(photographs()[48:])
    for part, count in {"training_set": 4, "val_set": 1, "test_set": 1}.items():
        (folder / part / "dog").mkdir()
        for number in range(count):
            Image.fromarray(next(others)).save(folder / part / f"dog/{number}.png")
    assert plan_mend(folder, "uneven_classes") is None and mend_dataset(folder).mended == ()
    (done,) = mend_dataset(folder, findings="uneven").mended
    assert (done.before, done.after, done.pictures) == (1, 0, 7) and tell(folder) == {}


def name_classes(folder: Path, names: dict[str, str]) -> Path:
    """The classes of a COCO set renamed, in every part."""
    for file in (folder / "annotations").glob("*.json"):
        said = json.loads(file.read_text("utf-8"))
        for row in said["categories"]:
            row["name"] = names.get(row["name"], row["name"])
        file.write_text(json.dumps(said), "utf-8")
    return folder


@pytest.mark.slow
def test_names_of_one_letter_stay_two_classes(tmp_path, few_shapes):
    shutil.copytree(few_shapes, tmp_path / "set")
    folder = name_classes(tmp_path / "set", {"circle": "a", "square": "A"})
    assert {*tell(folder)} == {"similar_classes"} and plan_mend(folder, "similar_classes") is None


@pytest.mark.slow
def test_boxes_of_a_class_spelled_in_two_ways_become_one_class(tmp_path, few_shapes):
    shutil.copytree(few_shapes, tmp_path / "set")
    folder = name_classes(tmp_path / "set", {"circle": "Ring", "square": "ring"})
    things = [thing for item in read_listing(open_file_tree(folder)).items for thing in item.things]
    (done,) = mend_dataset(folder).mended
    found = read_listing(open_file_tree(folder))
    assert done.key == "similar_classes" and tell(folder) == {} and len(found.classes) == 3
    assert [thing.box for item in found.items for thing in item.things] == [thing.box for thing in things]


def test_the_most_frequent_spelling_wins(tmp_path):
    folder = rename(draw(tmp_path / "set"))
    mend_dataset(folder, findings="names")
    found = read_listing(open_file_tree(folder))
    assert found.classes == ["cat", "dog"] and Counter(item.label for item in found.items) == {"cat": 16, "dog": 16}


@pytest.fixture
def boxes(tmp_path, few_shapes) -> Path:
    """The drawn shapes with bad boxes in three of their pictures."""
    folder = tmp_path / "boxes"
    shutil.copytree(few_shapes, folder)
    file = folder / "annotations/train.json"
    said = json.loads(file.read_text("utf-8"))
    by_image = {}
    for row in said["annotations"]:
        by_image.setdefault(row["image_id"], []).append(row)
    first, second, third = list(by_image)[:3]
    by_image[first][0]["bbox"] = [-20, -20, 60, 60]
    said["annotations"].append({**by_image[second][0], "id": 90001, "bbox": [900, 900, 10, 10]})
    said["annotations"].append({**by_image[third][0], "id": 90002, "bbox": [5, 5, 0, 10]})
    file.write_text(json.dumps(said), "utf-8")
    return folder


@pytest.mark.slow
def test_bad_boxes_are_cut_or_left_out(boxes):
    before, listing = tell(boxes), read_listing(open_file_tree(boxes))
    assert {*before} == {"box_cut", "box_outside", "box_empty"}
    assert [each.key for each in mend_dataset(boxes, findings="boxes").mended] == [
        "box_empty",
        "box_outside",
        "box_cut",
    ]
    assert tell(boxes) == {}
    assert [item.things for item in read_listing(open_file_tree(boxes)).items] == [
        item.things for item in listing.items
    ]
    log = EditLog(boxes)
    (path,) = log.edits[2].changes
    assert log.edits[2].changes[path].objects[0].box[:2] == (0, 0)
    log.undo()
    assert tell(boxes) == {"box_cut": before["box_cut"]}


@pytest.mark.slow
def test_a_picture_in_the_bin_has_no_bad_box(boxes):
    (path,) = tell(boxes)["box_cut"][1]
    EditLog(boxes).append("delete", {path: PictureEdit(deleted=True)})
    assert {*tell(boxes)} == {"box_outside", "box_empty"}


@pytest.mark.slow
def test_of_several_pictures_only_those_that_were_edited_are_settled(boxes):
    file = boxes / "annotations/train.json"
    said = json.loads(file.read_text("utf-8"))
    for row in said["annotations"][-40:-30]:
        row["bbox"] = [230, 230, 90, 90]
    file.write_text(json.dumps(said), "utf-8")
    count, pictures = tell(boxes)["box_cut"]
    EditLog(boxes).append("label", {pictures[0]: PictureEdit(objects=())})
    left, others = tell(boxes)["box_cut"]
    assert others == pictures[1:] and len(others) <= left == count - 1


@pytest.mark.slow
def test_paths_hold_also_inside_a_folder_around_the_set(boxes, tmp_path):
    outer = tmp_path / "outer"
    outer.mkdir()
    boxes.rename(outer / "inner")
    assert mend_dataset(outer).mended and tell(outer) == {}
    assert all(path.startswith("inner/images/") for edit in EditLog(outer).edits for path in edit.changes)


def test_a_new_test_part_has_every_class_and_no_near_double_of_what_is_learned(tmp_path):
    folder = scatter(tmp_path / "set", {"training_set": 24, "val_set": 4})
    for number in range(8):
        copy(f"training_set/cat/{number}.png", f"training_set/cat/twin {number}.png", brighten)(folder)
    mend_dataset(folder, findings="no_test_part")
    parts = {item.path.name: item.split for item in read_listing(open_file_tree(folder)).items if item.label == "cat"}
    assert all(
        parts[f"{number}.png"] == parts[f"twin {number}.png"] for number in range(8) if parts[f"{number}.png"] != "val"
    )
    counts = Counter((item.label, item.split) for item in read_listing(open_file_tree(folder)).items)
    assert counts["cat", "test"] == 3 and counts["dog", "test"] == 2 and counts["dog", "val"] == 4


def test_words_of_the_block_and_keys_are_understood_and_others_are_not():
    assert list_keys("all") == list(MENDS) and list_keys("uneven") == list(ASKED)
    assert list_keys("duplicates") == ["copied_pictures", "resized_copies"]
    assert list_keys(["names", "leaks"]) == ["similar_classes", "leaked_pictures", "alike_leaks"]
    for kind in ("broken", "boxes"):
        assert len(list_keys(kind)) >= 5
    with pytest.raises(BadValue) as caught:
        mend_dataset("nowhere", findings="brokn")
    assert "Did you mean 'broken'?" in str(caught.value)


def test_every_mend_is_of_a_finding_that_has_a_sentence():
    for key in {**MENDS, **ASKED}:
        assert get_both(key, count=1, names="", pictures=1, most="", many=1, least="", few=1)


def test_what_is_no_folder_of_a_data_set_is_refused(tmp_path):
    with pytest.raises(DataNotFound):
        mend_dataset(tmp_path / "nothing")
    with pytest.raises(BadData):
        mend_dataset(tmp_path)
    draw(tmp_path / "set")
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path / "set")
    with pytest.raises(BadData) as caught:
        mend_dataset(packed)
    assert caught.value.key == "still_packed" and plan_mend(packed, "copied_pictures") is None
    assert not (tmp_path / FILE).exists() and not (tmp_path / "nothing").exists()


def test_who_edits_the_same_picture_meanwhile_is_not_overruled(tmp_path):
    folder = cut(draw(tmp_path / "set"))

    def meddle(done: int, total: int) -> None:
        if done == total:
            EditLog(folder).append("relabel", {"training_set/cat/1.png": PictureEdit(labels=("dog",))})

    with pytest.raises(EditConflict):
        mend_dataset(folder, on_progress=meddle)
    assert [each.kind for each in EditLog(folder).edits] == ["relabel"]


def test_no_picture_is_opened_twice(tmp_path, monkeypatch):
    folder = cut(draw(tmp_path / "set"))
    scans = []
    scan = check_dataset.scan_images
    monkeypatch.setattr(check_dataset, "scan_images", lambda *args, **named: scans.append(1) or scan(*args, **named))
    assert mend_dataset(folder).mended and scans == [1]
    scanned = scan_dataset(folder)
    assert plan_mend(scanned, "damaged_pictures") is None and scans == [1, 1]
