"""A data set as its edits have made it."""

from pathlib import Path

import pytest

from sunmao.data.edits.apply_edits import apply_edits, apply_log, edit_sample, order_classes
from sunmao.data.edits.class_edits import ClassEdits
from sunmao.data.edits.edit_log import FILE, EditLog
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, ObjectAnnotation, Sample

ROOT = Path("/data/cats")
CAT, DOG = (ObjectAnnotation(label, (0, 0, 1, 1)) for label in ("cat", "dog"))


def _sample(name: str = "a.png", label: str | None = None, split: str = "train", **more) -> Sample:
    return Sample(ROOT / name, label, split, **more)


def _list(task: str = "classification", *items: Sample, classes: tuple = ("cat", "dog"), **more) -> DatasetListing:
    return DatasetListing(ROOT, [*classes], [*items], task=task, **more)


def test_nothing_decided_changes_nothing():
    listing = _list("classification", _sample(label="cat"))
    assert apply_edits(listing, {}, ROOT) is listing
    assert apply_edits(listing, {}, ROOT, ClassEdits({"cat": "x"})) is listing  # its classes are folders


def test_labels_parts_and_the_bin():
    items = [_sample(name, "cat") for name in ("a.png", "sub/b.png", "c.png")]
    state = {
        "a.png": PictureEdit(labels=("dog",)),
        "sub/b.png": PictureEdit(split="val"),
        "c.png": PictureEdit(deleted=True),
    }
    made = apply_edits(_list("classification", *items, divided=False), state, ROOT)
    assert [(item.label, item.split) for item in made.items] == [("dog", "train"), ("cat", "val")]
    assert made.classes == ["cat", "dog"] and made.divided
    assert not apply_edits(
        _list("classification", *items, divided=False), {"a.png": PictureEdit(confirmed=True)}, ROOT
    ).divided


def test_a_class_that_all_became_another_hands_on_its_place():
    made = apply_edits(
        _list("classification", _sample(label="cat"), _sample("b.png", "dog")),
        {"a.png": PictureEdit(labels=("emu",))},
        ROOT,
    )
    assert made.classes == ["emu", "dog"]


@pytest.mark.parametrize(
    ("own", "emptied", "now", "relabeled", "order"),
    [
        (["a", "b"], set(), ["a", "b", "c"], {}, ["a", "b", "c"]),
        (["a", "b"], {"a"}, ["b", "c"], {"a": {"c"}}, ["c", "b"]),
        (["a", "b"], {"a"}, ["b"], {"a": {"b"}}, ["b"]),
        (["a", "b"], {"a"}, ["b", "c", "d"], {"a": {"c", "d"}}, ["b", "c", "d"]),
        (["a", "b"], {"a"}, ["b"], {}, ["b"]),
    ],
)
def test_the_order_of_classes(own, emptied, now, relabeled, order):
    assert order_classes(own, emptied, now, relabeled) == order


def test_classes_of_things_get_their_names_of_now():
    listing = _list("detection", _sample(things=(CAT,)), _sample("b.png", things=(DOG,)), renamed={"x": "cat"})
    made = apply_edits(listing, {}, ROOT, ClassEdits({"cat": "lion"}, order=("dog",), added=("emu",)))
    assert made.classes == ["dog", "lion", "emu"] and [item.labels for item in made.items] == [("lion",), ("dog",)]
    assert made.renamed == {"x": "cat", "cat": "lion"}


def test_findings_that_are_over_once_something_is_labeled():
    listing = _list("detection", _sample(), findings=[Issue("no_boxes"), Issue("box_cut", {"names": "", "count": 1})])
    assert [each.key for each in apply_edits(listing, {"a.png": PictureEdit(objects=(CAT,))}, ROOT).findings] == [
        "box_cut"
    ]
    assert len(apply_edits(listing, {"a.png": PictureEdit(split="val")}, ROOT).findings) == 2


class TestSample:
    def test_one_label(self):
        assert edit_sample(_sample(label="cat"), PictureEdit(labels=("dog",)), "classification").label == "dog"
        assert edit_sample(_sample(), PictureEdit(labels=("dog",)), "classification").label == "dog"
        assert edit_sample(_sample(label="cat"), PictureEdit(labels=()), "classification").label == "cat"

    def test_several_labels(self):
        made = edit_sample(_sample(tags=("cat",)), PictureEdit(labels=()), "multi_label")
        assert made.tags == () and made.labeled

    def test_a_number(self):
        made = edit_sample(_sample(number=1.0), PictureEdit(labels=("2.5",)), "regression")
        assert made.number == 2.5 and made.label is None
        assert edit_sample(_sample(number=1.0), PictureEdit(labels=("many",)), "regression").number == 1.0

    def test_one_label_of_all_things(self):
        made = edit_sample(_sample(things=(CAT, DOG)), PictureEdit(labels=("emu",)), "detection")
        assert [each.label for each in made.things] == ["emu", "emu"]
        made = edit_sample(_sample(things=(CAT,)), PictureEdit(labels=("emu",), objects=(DOG,)), "instance")
        assert made.things == (DOG,)

    def test_a_mask_painted_anew(self):
        made = edit_sample(_sample(tags=("x",), mask=Path("m.png")), PictureEdit(objects=(DOG, CAT, DOG)), "semantic")
        assert made.tags == ("dog", "cat") and made.mask is None
        assert edit_sample(_sample(mask=Path("m.png")), PictureEdit(split="val"), "semantic").mask == Path("m.png")

    def test_somebody_has_said_something(self):
        bare = _sample(labeled=False)
        assert edit_sample(bare, PictureEdit(objects=()), "detection").labeled
        assert not edit_sample(bare, PictureEdit(split="val"), "detection").labeled

    def test_a_mask_that_makes_no_sense_is_left_out(self):
        broken = ObjectAnnotation("cat", (0, 0, 1, 1), rle=("\x00", (10, 20)))
        [thing] = edit_sample(_sample(), PictureEdit(objects=(broken,)), "instance").things
        assert thing.rle is None and thing.label == "cat"


class TestLog:
    def test_its_edits_are_applied(self, tmp_path):
        listing = DatasetListing(tmp_path, ["cat"], [Sample(tmp_path / "a.png", "cat", "train")])
        assert apply_log(listing, tmp_path) is listing
        EditLog(tmp_path).append("relabel", {"a.png": PictureEdit(labels=("dog",))})
        assert apply_log(listing, tmp_path).items[0].label == "dog"

    def test_damaged_lines_are_a_finding(self, tmp_path):
        listing = DatasetListing(tmp_path, ["cat"], [Sample(tmp_path / "a.png", "cat", "train")])
        (tmp_path / FILE).write_text("no json\n")
        made = apply_log(listing, tmp_path)
        assert [(each.key, each.count) for each in made.findings] == [("edits_damaged", 1)]
        assert made.items[0].label == "cat" and made.findings[0].text["zh"] != made.findings[0].text["en"]

    def test_what_is_no_file_is_a_finding(self, tmp_path):
        (tmp_path / FILE).mkdir()
        made = apply_log(DatasetListing(tmp_path, ["cat"]), tmp_path)
        assert [each.key for each in made.findings] == ["edits_unreadable"]
