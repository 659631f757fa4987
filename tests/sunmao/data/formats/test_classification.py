"""The formats of classification: how each is recognized, what is odd in it, and that nothing is lost on the way out and
in.
"""

import json
import os
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sunmao.data import Dataset
from sunmao.data.files.file_tree import FileEntry, FileTree, open_folder_tree
from sunmao.data.formats.reading.folder_words import list_roles
from sunmao.data.formats.registry import FORMATS
from sunmao.data.listing import DatasetListing, Sample
from sunmao.data.sources.dataset_source import list_source
from sunmao.data.sources.detect_format import open_file_tree, read_listing
from sunmao.errors import BadData
from sunmao.images.image_files import save_image_file
from tests.support.drawn_datasets import LABEL_FORMATS
from tests.support.prepared_dataset import prepare


def tree_of(files) -> FileTree:
    """A tree of files that are only named, or of texts."""
    texts = files if isinstance(files, dict) else dict.fromkeys(files, "x")
    tree = FileTree(Path("set"), folder=False)
    for path, text in sorted(texts.items()):
        data = text.encode() if isinstance(text, str) else text
        tree.files[path] = FileEntry(path, len(data), lambda limit, data=data: data[:limit])
        parts = path.split("/")
        tree.folders |= {"/".join(parts[:depth]) for depth in range(1, len(parts))}
    return tree


def seen(files) -> tuple:
    """(format, task, classes, {path: (split, labels)}, {finding: count}) of a tree."""
    found = read_listing(tree_of(files))
    names = {item.path.relative_to(found.root).as_posix(): (item.split, *item.labels) for item in found.items}
    return found.format, found.task, found.classes, names, {finding.key: finding.count for finding in found.findings}


def numbered(folder: str, count: int, ending: str = ".jpg") -> list[str]:
    return [f"{folder}/{number}{ending}" for number in range(count)]


# ---- folders


@pytest.mark.parametrize("around", ["", "set/", "a/b/c/"])
def test_imagenet_format_in_whatever_wraps_it(around):
    files = [
        *numbered("training_set/cat", 4),
        *numbered("training_set/dog", 4),
        *numbered("val_set/cat", 1),
        *numbered("test_set/dog", 1),
    ]
    name, _, classes, names, found = seen([around + path for path in files])
    assert (name, classes, found) == ("imagenet", ["cat", "dog"], {}) and names["val_set/cat/0.jpg"] == ("val", "cat")


@pytest.mark.parametrize(
    "files",
    [
        {"training_set/cat/1.jpg": "", "training_set/dog/1.jpg": "", "val_set/1.jpg": "", "val.txt": "1.jpg {}"},
        {"1.jpg": "", "train_list.txt": "1.jpg 0\n1.jpg {}"},
    ],
)
def test_a_class_number_without_end(files):
    """Python itself turns no such text into a number."""
    assert seen({path: text.format("9" * 5000) for path, text in files.items()})[4]["odd_lines"] == 1


@pytest.mark.parametrize(
    "table", [{"labels.csv": "filename,label\n{}0.jpg,a\n{}1.jpg,b\n"}, {"train_list.txt": "{}0.jpg 0\n{}1.jpg 1\n"}]
)
def test_names_that_another_system_spells_otherwise(table):
    """A Mac takes letters apart, and Windows does not care about capitals."""
    texts = dict.fromkeys(("e\u03010.JPG", "e\u03011.JPG"), "x") | {
        name: text.replace("{}", "\u00e9") for name, text in table.items()
    }
    assert len(seen(texts)[3]) == 2


def test_a_table_with_one_label_twice():
    texts = dict.fromkeys(("0.jpg", "1.jpg", "2.jpg"), "x") | {
        "labels.csv": "filename,cat,dog,cat\n0.jpg,1,0,0\n1.jpg,0,0,1\n2.jpg,0,1,0\n"
    }
    _, task, classes, names, found = seen(texts)
    assert (task, classes, found) == ("multi_label", ["cat", "dog"], {"category_twice": 1})
    assert {path: labels[1:] for path, labels in names.items()} == {
        "0.jpg": ("cat",),
        "1.jpg": ("cat",),
        "2.jpg": ("dog",),
    }


def test_labels_that_fit_no_picture_are_named_and_not_the_pictures():
    for texts, key in (
        ({"labels.csv": "filename,label\n7.jpg,a\n8.jpg,b\n"}, "picture_not_there"),
        ({"train_list.txt": "0.jpg x\n"}, None),
    ):
        with pytest.raises(BadData) as caught:
            read_listing(tree_of({"0.jpg": "x", **texts}), None if key else "paddle")
        assert caught.value.key == (key or "odd_lines") and caught.value.text("zh")


def test_lists_as_paddlex_calls_them():
    texts = dict.fromkeys(numbered("images", 6), "x") | {
        "label.txt": "0 cat\n1 dog\n",
        "train.txt": "".join(f"images/{n}.jpg {n % 2}\n" for n in range(4)),
    }
    name, task, classes, names, found = seen(texts | {"val.txt": "images/4.jpg 0\n", "test.txt": "images/5.jpg 1\n"})
    assert (name, task, classes, found) == ("paddle", "classification", ["cat", "dog"], {})
    assert (
        names["images/1.jpg"] == ("train", "dog")
        and names["images/4.jpg"] == ("val", "cat")
        and names["images/5.jpg"] == ("test", "dog")
    )


@pytest.mark.parametrize(
    "names", [("train", "val", "test"), ("Train", "Valid", "Test"), ("training", "validation", "testing")]
)
def test_folders_for_parts_as_other_tools_call_them(names):
    train, val, test = names
    name, _, classes, found, _ = seen(
        [*numbered(f"{train}/a", 3), *numbered(f"{train}/b", 3), *numbered(f"{val}/a", 1), *numbered(f"{test}/b", 1)]
    )
    assert name == "imagenet" and classes == ["a", "b"]
    assert Counter(split for split, _ in found.values()) == {"train": 6, "val": 1, "test": 1}


def test_class_folders_one_folder_too_deep():
    for around in ("", "pets/", "pets/pets/"):
        name, _, classes, found, _ = seen(
            [f"{around}{path}" for path in (*numbered("cat/small", 5, ".JPG"), *numbered("dog", 5, ".Png"))]
            + [f"{around}readme.txt"]
        )
        assert (name, classes, len(found)) == ("class_folders", ["cat", "dog"], 10)


def test_a_class_may_be_called_as_a_part_is():
    """Beside one that is none, or where somebody says so; words for parts alone are no classes."""
    for names in (["bus", "train"], ["mask", "no_mask"], ["exam", "test"], ["vache", "val"]):
        assert seen([path for name in names for path in numbered(name, 3)])[:3] == (
            "class_folders",
            "classification",
            names,
        )
    files = [*numbered("test", 3), *numbered("train", 3)]
    assert seen(files)[0] == "bare" and seen(files)[4] == {"parts_without_classes": 6}
    assert read_listing(tree_of(files), "class_folders").classes == ["test", "train"]
    assert read_listing(tree_of([f"set/{path}" for path in files]), "class_folders").classes == ["test", "train"]


def test_pictures_that_lie_in_no_class_are_named():
    *_, names, found = seen([*numbered("cat", 3), *numbered("dog", 3), "title.png"])
    assert "title.png" not in names and found == {"loose_pictures": 1}


def test_nothing_is_passed_over_in_silence(tmp_path):
    *_, names, found = seen(
        [
            *numbered("training_set/a", 3),
            *numbered("training_set/b", 3),
            "training_set/a/clip.mp4",
            "training_set/b/old.doc",
            "training_set/b/notes.txt",
            "val_set/a/1.jfif",
            "readme.md",
        ]
    )
    assert found == {"other_files": 2} and names["val_set/a/1.jfif"] == ("val", "a")
    assert seen([*numbered("a", 3), *numbered("b", 3), "a/letter"])[-1] == {"other_files": 1}
    for path in ("set/a/1.jpg", "set/b/1.jpg", "set/b/more.tar.gz", "elsewhere/1.jpg"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"x")
    os.symlink(tmp_path / "elsewhere", tmp_path / "set/c")
    found = read_listing(open_folder_tree(tmp_path / "set"))
    assert {finding.key: finding.pictures for finding in found.findings} == {
        "linked_folders": ("c",),
        "inner_archives": ("b/more.tar.gz",),
    }
    assert found.classes == ["a", "b"]


@pytest.mark.parametrize("files", [["1.jpg", "2.jpg"], ["images/1.jpg", "images/2.jpg"], ["a/b/c/images/1.JPG"]])
def test_pictures_without_labels_are_a_data_set_of_no_classes(files):
    name, _, classes, names, found = seen(files)
    assert (name, classes, len(names)) == ("bare", [], len(files)) and found == {"pictures_without_classes": len(files)}
    with pytest.raises(BadData) as caught:
        read_listing(tree_of(["readme.txt", "a/b.doc"]))
    assert caught.value.key == "no_pictures"


def test_a_saved_division_counts_in_an_archive_too():
    division = json.dumps(
        {"version": 1, "splits": {"train": ["a/0.jpg"], "val": ["a/1.jpg"], "test": ["b/0.jpg", "b/1.jpg"]}}
    )
    texts = dict.fromkeys([*numbered("set/a", 2), *numbered("set/b", 2)], "x")
    found = read_listing(tree_of({**texts, "set/split.json": division}))
    assert found.divided and [item.split for item in found.items] == ["train", "val", "test", "test"]
    assert not read_listing(tree_of({**texts, "set/split.json": "[" * 100_000})).divided


# ---- tables


def test_a_table_of_zeros_and_ones(shared):
    found = read_listing(open_file_tree(shared / "data/bccd-multilabel"))
    assert (found.format, found.task, found.classes, found.findings) == (
        "csv_labels",
        "multi_label",
        ["RBC", "WBC", "Platelets"],
        [],
    )
    counts = Counter(item.split for item in found.items)
    assert len(found.items) == sum(counts.values()) and min(counts["train"], counts["val"], counts["test"]) > 50
    row = next(item for item in found.items if item.path.name == "BloodImage_00007_0.jpg")
    assert (row.split, row.tags, row.label) == ("test", ("RBC", "WBC"), None)


def test_what_is_odd_in_a_table():
    table = "filename,cat,dog\n1.jpg,1,0\n2.jpg,yes,no\n3.jpg,1,maybe\n4.jpg,1\ngone.jpg,0,1\n1.jpg,1,0\n2.jpg,0,0\n"
    name, task, classes, names, found = seen({"labels.csv": table, **dict.fromkeys(numbered("images", 5), "x")})
    assert (name, task, classes) == ("csv_labels", "multi_label", ["cat", "dog"])
    assert {path: labels for path, (_, *labels) in names.items()} == {"images/1.jpg": ["cat"], "images/2.jpg": ["cat"]}
    assert found == {"odd_lines": 3, "picture_not_there": 1, "picture_unlisted": 3, "empty_classes": 1}


def test_a_table_with_a_class_in_each_row():
    texts = {
        "train.csv": "文件,类别\ncat 1.jpg,猫\ndog.jpg,狗\n".encode("gbk"),
        "train/cat 1.jpg": "x",
        "train/dog.jpg": "x",
    }
    name, task, classes, names, _ = seen(texts)
    assert (name, task, classes) == ("csv_labels", "classification", ["狗", "猫"]) and names["train/cat 1.jpg"][1:] == (
        "猫",
    )
    assert seen({"a.csv": "filename,label\n0.jpg,0\n1.jpg,1\n", "0.jpg": "x", "1.jpg": "x"})[1:3] == (
        "classification",
        ["0", "1"],
    )


def test_tables_that_cannot_be_used():
    for texts, key in (
        (
            {"train.csv": "filename,a,b\n1.jpg,1,0", "test.csv": "filename,a,c\n1.jpg,1,0", "1.jpg": "x"},
            "tables_differ",
        ),
        ({"train.csv": "filename,a,b\n1.jpg,1," + '"' + "0" * 200_000, "1.jpg": "x"}, "table_damaged"),
    ):
        with pytest.raises(BadData) as caught:
            read_listing(tree_of(texts))
        assert caught.value.key == key


# ---- lists


def test_paddle_lists_of_one_label():
    texts = dict.fromkeys([*numbered("images/a cat", 2), *numbered("images/dog", 2)], "x")
    texts["train_list.txt"] = "images/a cat/0.jpg 0\n./images/dog/0.jpg 1\nimages/dog/0.jpg 1\n"
    texts["val_list.txt"] = "images\\a cat\\1.jpg 0\nimages/dog/1.jpg 7\nimages/gone.jpg 1\n../x.jpg 0\n"
    name, task, classes, names, found = seen({**texts, "labels.txt": "cat\ndog\n"})
    assert (name, task, classes) == ("paddle", "classification", ["cat", "dog"])
    assert names == {
        "images/a cat/0.jpg": ("train", "cat"),
        "images/dog/0.jpg": ("train", "dog"),
        "images/a cat/1.jpg": ("val", "cat"),
    }
    assert found == {"odd_lines": 1, "picture_not_there": 2, "picture_unlisted": 1}
    assert seen({**texts, "label_list.txt": "0 cat\n1 dog\n"})[2] == ["cat", "dog"]
    texts["val_list.txt"] = "images/a cat/1.jpg 0\n"
    assert seen(texts)[2] == ["a cat", "dog"], "as their folders are called"


def test_paddle_lists_of_several_labels():
    texts = dict.fromkeys(numbered("images", 4), "x")
    texts["train_list.txt"] = "images/0.jpg\t1,0,1\nimages/1.jpg\t0,0,0\nimages/2.jpg\t1,2,0\n"
    texts["val_list.txt"] = "images/3.jpg\t0,1,0\n"
    name, task, classes, names, found = seen({**texts, "labels.txt": "sea\nsky\nbeach\n"})
    assert (name, task, classes, found) == (
        "paddle",
        "multi_label",
        ["sea", "sky", "beach"],
        {"odd_lines": 1, "picture_unlisted": 1},
    )
    assert names == {
        "images/0.jpg": ("train", "sea", "beach"),
        "images/1.jpg": ("train",),
        "images/3.jpg": ("val", "sky"),
    }
    assert seen(texts)[2] == ["0", "1", "2"]


# ---- Teachable Machine


def test_a_project_of_teachable_machine():
    files = dict.fromkeys([f"Class 1-!-{n}.jpg" for n in range(3)] + [f"a-!-b-!-{n}.jpg" for n in range(3)], "x")
    manifest = '{"type":"image","version":"2.4.10","appdata":{"publishResults":{},"trainEpochs":50}}'
    name, task, classes, names, found = seen({**files, "manifest.json": manifest})
    assert (name, task, classes, found) == ("teachable", "classification", ["Class 1", "a-!-b"], {}) and len(names) == 6
    assert seen({**files, "manifest.json": '{"type":"audio"}'})[0] == "bare"
    assert seen({**files, "manifest.json": "[" * 100_000})[0] == "bare"


def test_the_samples_of_teachable_machine_in_a_zip_for_each_class(tmp_path):
    import zipfile

    for label in ("石头", "Class 2"):
        with zipfile.ZipFile(tmp_path / f"{label}-samples.zip", "w") as archive:
            for number in range(3):
                archive.writestr(f"{number}.jpg", b"x")
    tree, found = list_source(tmp_path)
    assert (
        found.classes == read_listing(open_file_tree(tmp_path)).classes == ["Class 2", "石头"] and len(found.items) == 6
    )
    assert tree.read(tree.name(found.items[0].path)) == b"x"


# ---- out and in again

NAMES = some.text(
    some.characters(exclude_categories=("C", "Z"), exclude_characters='<>:"/\\|?*.'), min_size=1, max_size=8
)
# A folder of one of these names is one for a part, or for all pictures. Hypothesis tries words that it reads in the
# sources.
NAMES = NAMES.filter(lambda name: name.casefold() == name and list_roles(name) is None and name != "__macosx")


def listing(task: str, classes: list[str], rows: list) -> tuple[DatasetListing, FileTree]:
    """A listing and its tree: each picture holds its own number."""
    tree = tree_of({f"{'abc'[n % 3]}/{n % 4}{n // 4 if n > 11 else ''}.jpg": str(n) for n in range(len(rows))})
    single = task == "classification"
    items = []
    for path, (split, chosen) in zip(tree.files, rows, strict=True):
        tags = tuple(name for n, name in enumerate(classes) if n in chosen)
        items.append(
            Sample(tree.place(path), classes[min(chosen, default=0)] if single else None, split, () if single else tags)
        )
    return DatasetListing(tree.root, classes, items, task=task), tree


def told(found: DatasetListing, tree: FileTree, with_split: bool) -> Counter:
    """Count the pictures by their content, split and labels."""
    return Counter(
        (tree.read(tree.name(item.path)), item.split if with_split else "", frozenset(item.labels))
        for item in found.items
    )


@pytest.mark.parametrize("label", ["is_val", "is_train", "valid", "test", "split"])
def test_a_label_that_is_called_as_a_part_comes_back(tmp_path, label):
    found, tree = listing("multi_label", ["cat", label], [("train", {0}), ("train", {1}), ("val", {1}), ("test", {0})])
    FORMATS["csv_labels"].write(found, tree, tmp_path)
    again = read_listing(open_folder_tree(tmp_path))
    assert sorted((item.split, item.tags) for item in again.items) == [
        ("test", ("cat",)),
        ("train", ("cat",)),
        ("train", (label,)),
        ("val", (label,)),
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("task", "name"), [(task, name) for task, names in LABEL_FORMATS.items() for name in names])
@settings(max_examples=12, deadline=None)
@given(data=some.data())
def test_every_label_comes_back(tmp_path_factory, task, name, data):
    classes = data.draw(some.lists(NAMES, min_size=2, max_size=4, unique=True))
    chosen = some.sets(some.integers(0, len(classes) - 1), min_size=task == "classification")
    rows = data.draw(some.lists(some.tuples(some.sampled_from(("train", "val", "test")), chosen), max_size=12))
    # Every part has a picture, else some would be lent; every class can be learned, else it would be left out.
    rows = [*(("train", {n}) for n in range(len(classes))), ("val", {1}), ("test", {0, 1}), *rows]
    found, tree = listing(task, classes, rows)
    folder = tmp_path_factory.mktemp("out")
    FORMATS[name].write(found, tree, folder)
    again_tree = open_folder_tree(folder)
    again = read_listing(again_tree)
    keeps = name not in ("class_folders", "teachable")  # which have no parts
    assert (again.format, again.task) == (name, task)
    assert told(again, again_tree, keeps) == told(found, tree, keeps)
    assert set(again.classes) <= set(classes) and {"odd_lines", "picture_not_there", "picture_unlisted"}.isdisjoint(
        each.key for each in again.findings
    )


def test_pictures_without_labels_come_back(tmp_path):
    tree = tree_of({"a/1.jpg": "1", "b/1.jpg": "2", "A/1.JPG": "3"})
    FORMATS["bare"].write(
        DatasetListing(
            tree.root, items=[Sample(tree.place(path), None, "train") for path in tree.files], format="bare"
        ),
        tree,
        tmp_path,
    )
    again = open_folder_tree(tmp_path)
    assert read_listing(again).format == "bare" and sorted(again.read(path) for path in again.files) == [
        b"1",
        b"2",
        b"3",
    ]


# ---- as a data set


@pytest.fixture
def english(monkeypatch, tmp_path):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    monkeypatch.chdir(tmp_path)


def test_a_data_set_of_several_labels(english):
    for number in range(4):
        save_image_file(f"data/x/images/{number}.png", np.full((8, 8, 3), 40 * number, np.uint8))
    Path("data/x/train.csv").write_text("filename,cat,dog\n0.png,1,1\n1.png,0,1\n2.png,0,0\n")
    Path("data/x/valid.csv").write_text("filename,cat,dog\n3.png,1,0\n")
    dataset = Dataset("data/x")
    assert (dataset.task, dataset.format, dataset.classes, dataset.divided) == (
        "multi_label",
        "csv_labels",
        ["cat", "dog"],
        True,
    )
    assert dataset.describe().rows == [["cat", 1, 1, 0, 2], ["dog", 2, 0, 0, 2], ["total", 3, 1, 0, 4]]
    assert (dataset.count_pictures("dog"), dataset.filter("cat").count_pictures()) == (2, 2)
    assert [label for _, label in dataset.samples("train")] == [["cat", "dog"], ["dog"], []]
    before = dataset.content_hash()
    Path("data/x/valid.csv").write_text("filename,cat,dog\n3.png,0,1\n")
    assert Dataset("data/x").content_hash() != before
    with pytest.raises(BadData, match="multi-label") as caught:
        prepare(dataset)
    assert caught.value.key == "other_task"


def test_boxes_that_were_left_out_are_said_before_a_data_set_is_refused(english, capsys):
    save_image_file("data/x/images/train/0.png", np.full((32, 32, 3), 90, np.uint8))
    crowd = {"id": 1, "image_id": 1, "category_id": 1, "bbox": [2, 2, 9, 9], "area": 81, "iscrowd": 1}
    pictures = [{"id": 1, "file_name": "0.png", "width": 32, "height": 32}]
    Path("data/x/annotations").mkdir()
    Path("data/x/annotations/train.json").write_text(
        json.dumps({"images": pictures, "annotations": [crowd], "categories": [{"id": 1, "name": "cell"}]})
    )
    with pytest.raises(BadData) as caught:
        prepare(Dataset("data/x"), task="detection")
    assert caught.value.key == "nothing_marked"
    assert "crowd" in capsys.readouterr().err


def test_a_zip_is_brought_in_before_it_is_used(english):
    os.makedirs("data")
    Path("data/x.zip").write_bytes(b"PK")
    with pytest.raises(BadData) as caught:
        prepare(Dataset("data/x.zip"))
    assert caught.value.key == "still_packed"


@pytest.mark.parametrize(
    "name", ["class_folders", "imagenet", "csv_labels", "paddle", "bare", "file_names", "edge_impulse"]
)
def test_a_format_that_somebody_names_is_the_one_that_is_read(name):
    """Be it wrong: then it says what it misses."""
    texts = dict.fromkeys([*numbered("train/a_cat", 4), *numbered("val/dog", 4)], "x")
    try:
        assert read_listing(tree_of(texts), name).format == name
    except BadData as error:
        assert name in ("csv_labels", "paddle", "file_names", "edge_impulse") and error.text("zh") and error.text("en")
