"""Sentences are read from tables and text files, whichever program wrote them, within limits that are said."""

from contextlib import suppress
from pathlib import Path

import pytest

from sunmao.data import Dataset
from sunmao.data.builtin.samples import make_sample
from sunmao.data.formats.sentences.tables import find_columns
from sunmao.data.sources.detect_format import detect_format, open_file_tree, read_listing
from sunmao.errors import BadData

GLAD, SAD = (
    ["今天真开心", "我赢了比赛", "what a lovely day", "好玩极了"],
    ["我很难过", "小猫走丢了", "nobody came", "下雨了"],
)
ROWS = [(text, label) for label, some in (("glad", GLAD), ("sad", SAD)) for text in some]


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def write(files: dict[str, str | bytes], folder: str = "data/moods") -> Path:
    for name, content in files.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Path(folder)


def read(folder: Path):
    return read_listing(open_file_tree(folder))


def as_table(head: str, mark: str = ",") -> str:
    return "\n".join([head, *(f"{text}{mark}{label}" for text, label in ROWS)]) + "\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("head", "mark"), [("text,label", ","), ("句子\t类别", "\t"), ("Content;Category", ";")])
def test_tables_of_usual_names_and_encodings(encoding, head, mark):
    found = read(write({"all.csv": as_table(head, mark).encode(encoding)}))
    assert (found.task, found.sample_kind, found.format) == ("text_classification", "sentence", "sentence_table")
    assert sorted((item.content, item.label) for item in found.items) == sorted(ROWS)
    assert found.classes == ["glad", "sad"] and not found.findings and not found.divided


def test_two_columns_need_no_head():
    found = read(write({"a.csv": as_table("").lstrip("\n")}))
    assert len(found.items) == 8
    assert find_columns([["label", "text"], ["a", "b"]]) and not find_columns([["name", "age"], ["ann", "7"]])
    assert not find_columns([["5.1", "setosa"]] * 3 + [["4.9", "versicolor"]] * 3)
    assert not find_columns([[f"{n}.png", "cat"] for n in range(9)])


def test_parts_are_taken_from_names_folders_and_columns():
    rows = as_table("text,label")
    named = read(write({"train.csv": rows, "test.csv": "text,label\n新的一句,glad\n"}, "named"))
    assert named.divided and [item.content for item in named.items if item.split == "test"] == ["新的一句"]
    assert {item.split for item in named.items} == {"train", "val", "test"}
    split = read(write({"x.csv": "text,label,split\n一句话,a,train\n两句话,b,test\n三句话,b,train\n"}, "column"))
    assert {item.content: item.split for item in split.items if item.split != "val"}["两句话"] == "test"
    folders = read(
        write({"train/glad/1.txt": "一句\n两句", "train/sad/1.txt": "三句", "test/sad/2.txt": "四句"}, "folders")
    )
    assert folders.format == "sentence_files" and [i.content for i in folders.items if i.split == "test"] == ["四句"]


def test_one_file_a_class_and_one_folder_a_class():
    files = read(write({"glad.txt": "\n".join(GLAD), "sad.txt": "\r\n".join(SAD).encode("gb18030"), "readme.txt": "x"}))
    folders = read(write({f"{label}/{n}.txt": text for n, (text, label) in enumerate(ROWS)}, "data/folders"))
    for found in (files, folders):
        assert sorted((item.content, item.label) for item in found.items) == sorted(ROWS)
    assert files.items[1].path.relative_to(files.root).as_posix() == "glad.txt/2"


@pytest.mark.parametrize(
    "files",
    [
        {"notes.txt": "one file is no data set"},
        {"train.txt": "a.jpg 0", "val.txt": "b.jpg 1", "classes.txt": "cat\ndog"},
        {"labels/1.txt": "0 0.5 0.5 0.1 0.1", "labels/2.txt": "1 0.5 0.5 0.1 0.1"},
        {"a.txt": "0.1 0.2", "b.txt": "0.3 0.4"},
        {"people.csv": "name,age\nann,7\nben,8\n"},
    ],
)
def test_other_files_are_no_sentences(files):
    with suppress(BadData):
        assert not detect_format(open_file_tree(write(files))).startswith("sentence")


@pytest.mark.parametrize(
    ("files", "key"),
    [
        ({"a.csv": "text,label\n"}, "sentences_none"),
        ({"a.txt": "some words\n" * 60_000, "b.txt": "other words\n" * 60_000}, "sentences_too_large"),
    ],
)
def test_what_cannot_be_used_is_said(files, key):
    with pytest.raises(BadData) as caught:
        read(write(files))
    assert caught.value.key == key and all(caught.value.text(lang) for lang in ("zh", "en"))


def test_rows_that_cannot_be_used_are_named_and_left_out():
    found = read(write({"a.csv": as_table("text,label") + f"没有标签,\n,glad\n{'长' * 1001},sad\n"}))
    assert len(found.items) == 8
    assert {each.key: each.count for each in found.findings} == {"sentence_rows_odd": 2, "sentences_long": 1}


def test_the_division_holds_when_lines_are_added():
    lines = [f"这是第 {n} 句开心的话" for n in range(40)]
    before = {i.content: i.split for i in read(write({"glad.txt": "\n".join(lines), "sad.txt": "\n".join(SAD)})).items}
    write({"glad.txt": "\n".join(["新的一句在最前面", *lines])})
    after = {i.content: i.split for i in read(Path("data/moods")).items}
    assert sum(before[text] != after[text] for text in before) <= 2


def test_the_same_sentence_stays_in_one_part_and_the_doctor_names_what_is_odd(capsys):
    twice = [*GLAD, "今天真开心！", "好", "123", "мне очень весело"] + [f"又一句开心的话 {n}" for n in range(9)]
    write(
        {
            "glad.txt": "\n".join(twice),
            "sad.txt": "\n".join([*SAD, "好玩极了", *[f"又一句难过的话 {n}" for n in range(9)]]),
        }
    )
    dataset = Dataset("data/moods")
    parts = [item.split for item in dataset.items() if item.content.startswith("今天真开心")]
    assert len(parts) == 2 and len(set(parts)) == 1
    found = {each.key: each for each in dataset.check()}
    assert {key: each.count for key, each in found.items()} == {
        "sentence_in_two_classes": 1,
        "sentence_twice": 1,
        "sentence_short": 1,
        "sentence_without_words": 1,
        "sentence_other_script": 3,
    }
    assert len(found["sentence_in_two_classes"].pictures) == 2
    assert all(text for each in found.values() for text in each.text.values())
    assert "今天真开心" in capsys.readouterr().err
    dataset.split("6:2:2")
    assert {item.split for item in Dataset("data/moods").items()} == {"train", "val", "test"}
    assert dataset.sample_kind.draw_tile(dataset.items()[0], 48).shape == (48, 48, 3)


def test_the_built_in_sentences_are_as_they_say():
    make_sample("moods")
    dataset = Dataset("data/moods")
    assert len(dataset.items()) == 80 and dataset.classes == ["angry", "glad", "sad", "scared"]
    assert [len(dataset.items(split)) for split in ("train", "val", "test")] == [56, 8, 16]
    assert dataset.check() == []
