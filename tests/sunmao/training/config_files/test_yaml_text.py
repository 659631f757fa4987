"""YAML as a `config.yaml` has it: values keep their kind in both directions, and a file is not trusted."""

import math

import pytest
import yaml

from sunmao.errors import BadConfig
from sunmao.training.config_files.yaml_text import format_yaml, parse_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("off", "off"),  # YAML 1.1 takes it for false
        ("yes", "yes"),
        ("1e-3", 0.001),  # YAML 1.1 takes it for a text
        ("8:1:1", "8:1:1"),  # YAML 1.1 takes it for a number to the base of 60
        ("010", "010"),  # YAML 1.1 takes it for 8
        ("2026-11-24", "2026-11-24"),
        ("true", True),
        ("~", None),
        ("", None),
        ("-3", -3),
        ("3", 3),
        ("3.0", 3.0),
        (".inf", math.inf),
        ("'3'", "3"),
        ("[1, a]", [1, "a"]),
        ("猫", "猫"),
    ],
)
def test_a_value_has_the_kind_that_it_shows(text, value):
    found = parse_yaml(text)
    assert found == value and type(found) is type(value)


@pytest.mark.parametrize(
    "value",
    ["off", "no", "1e-3", "8:1:1", "010", "0x1f", "1_000", "2026-11-24", "~", "", " a", "a: b", "#", "猫", "é\n", "3"]
    + [True, None, -3, 3, 3.0, 1e-3, 2.5e20, math.inf, [1, "1"], []],
)
def test_what_is_written_is_read_again(value):
    text = format_yaml({"a": {"b": value}})
    assert parse_yaml(text) == {"a": {"b": value}}
    assert type(parse_yaml(text)["a"]["b"]) is type(value)


def test_other_readers_take_texts_for_texts():
    words = ["off", "no", "1e-3", "8:1:1", "010", "0x1f", "1_000", "2026-11-24", "~", "null", "3"]
    assert yaml.safe_load(format_yaml({"words": words})) == {"words": words}


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        ("a: &x 1\nb: *x", "config_anchor", {"line": 1}),
        ("a: 1\nb: !!python/object/apply:os.system [ls]", "config_tag", {"line": 2}),
        ("a:\n  b: 1\n  b: 2", "config_twice", {"line": 3, "name": "b"}),
        ("a: [" * 20, "config_deep", {"line": 1}),
        ("[" * 100_000, "config_deep", {"line": 1}),
        ("a: 1\n\tb: 2", "config_no_yaml", {"line": 2}),
        ("a: [1", "config_no_yaml", {"line": 1}),
        ("1: 2", "config_no_yaml", {"line": 1}),
        ("? [a]\n: 2", "config_no_yaml", {"line": 1}),
        ("a: 1\n---\nb: 2", "config_no_yaml", {"line": 2}),
        (b"a: \xff", "config_no_yaml", {"line": 1}),
        ("a: \0", "config_no_yaml", {"line": 1}),
    ],
)
def test_what_is_refused_names_the_line(text, key, said):
    with pytest.raises(BadConfig) as caught:
        parse_yaml(text)
    assert caught.value.key == key and said.items() <= caught.value.params.items()
