"""The little of YAML that programs for YOLO write."""

import pytest

from sunmao.data.formats.reading.yaml_names import read_entries, read_names

CATS = {0: "cat", 1: "dog"}


@pytest.mark.parametrize(
    "text",
    [
        "names: [cat, dog]",
        "names: ['cat', \"dog\"]  # two",
        "names: [cat,\n  dog,\n]\npath: .",
        "names:\n- cat\n- dog\nnc: 2",
        "names:\n  - cat  # one\n\n  # more\n  - 'dog'\n",
        "names:\n  0: cat\n  1: dog\npath: x",
        "names: {0: cat, 1: dog}",
        "'names' : [cat, dog]",
        "names:\n  '0': cat\n  \"1\": dog",
        "x: &all [cat, dog]\nnames: *all  # those",
        "x: &all\n  - cat\n  - dog\nnames: *all",
        "names: &all [cat, dog]",
        "names:  # the classes\n  - cat\n  - dog",
        "names:\r\n- cat\r\n- dog",
    ],
)
def test_every_way_of_writing_two_names(text):
    assert read_names(text) == CATS


@pytest.mark.parametrize("text", ["", "nc: 2", "  names: [a]", "names:", "names: []", "names: *none", "nonames: [a]"])
def test_no_names(text):
    assert read_names(text) == {}


def test_numbers_that_leave_some_out():
    assert read_names("names:\n  3: a\n  7: b") == {3: "a", 7: "b"}


def test_quotes_and_comments():
    assert read_names("names: ['it''s', \"a\\tb\", 'x, y', \"#\"]") == {0: "it's", 1: "a\tb", 2: "x, y", 3: "#"}
    assert read_names("names:\n- 'dog: big' # no\n- a#b\n- \"bad\\x\"") == {0: "dog: big", 1: "a#b", 2: "bad\\x"}


def test_one_value_and_another_key():
    assert read_names("names: classes.txt") == {0: "classes.txt"}
    assert read_entries("train: ../a/images  # x", "train") == {0: "../a/images"}
    assert read_entries("a.b: [1]\naxb: [2]", "a.b") == {0: "1"}


def test_what_follows_is_no_name():
    assert read_names("names:\n- a\npath: b\n- c") == {0: "a"}
    assert read_names("names: [a, {b: 1}, c]")[0] == "a"


def test_a_hostile_file_is_quickly_read():
    assert not any(read_names("names: " + "[" * 100_000).values())
    assert len(read_names("names: ['" + "a" * 100_000)) == 1
