"""The completions exist in the library, and describe themselves in both languages."""

import re
from importlib import import_module

import pytest

from sunmao.server.programs.completions import make_completions
from sunmao.server.programs.library_members import list_exports, list_members


def test_every_name_can_be_imported_from_where_it_says():
    for row in make_completions()["names"]:
        assert row["name"] in list_exports(row["module"]), row


@pytest.mark.parametrize("module, name", [("sunmao.cameras", "Camera"), ("sunmao.boards", "Servo"), ("sunmao.data", "Dataset"), ("sunmao.vision", "Classification"), ("sunmao.vision", "Detection"), ("sunmao.deploy", "Workflow")])  # fmt: skip
def test_members_are_those_of_the_class(module, name):
    found = getattr(import_module(module), name)
    assert {each for each in dir(found) if not each.startswith("_")} <= list_members(module, name)


def test_a_type_offers_what_its_class_can_do():
    members = make_completions()["members"]
    assert {"train", "evaluate", "convert"} <= {row["name"] for row in members["Classifier"]}
    assert {"on", "off", "blink"} <= {row["name"] for row in members["LED"]}
    assert "on" not in {row["name"] for row in members["Servo"]}
    train = next(row for row in members["Classifier"] if row["name"] == "train")
    assert train["insert"]["zh"].startswith("train(epochs=${10}") and train["label"] == {"zh": "训练", "en": "train"}


def test_each_says_something_in_both_languages_and_inserts_python():
    found = make_completions()
    for row in [*found["names"], *(each for rows in found["members"].values() for each in rows)]:
        assert row["help"]["zh"] and row["help"]["en"] and row["label"]["zh"] and row["label"]["en"], row["name"]
        for snippet in row["insert"].values():
            compile(re.sub(r"\$\{(.*?)\}", r"\1", snippet), "snippet", "eval")


def test_what_is_no_class_of_the_library_has_no_members():
    assert list_members("sunmao.vision", "nothing") is None
    assert list_members("os", "path") is None and list_exports("nothing") is None
