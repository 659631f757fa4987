"""Names of folders and files that every system can keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunmao.server.storage import file_names

HOSTILE = (
    "CON",
    "a/b",
    "..",
    "x" * 300,
    "dot.",
    "e\u0301",
    "\u00e9",
    "A",
    "a",
    "-rf",
    "two\nlines",
    "",
    " ",
    "NUL.txt",
    "名字",
    "🐼",
    "C:x",
    "a\0b",
)


@pytest.mark.parametrize("title", HOSTILE)
def test_slug_is_safe(title):
    assert file_names.is_safe(file_names.make_slug(title))


@given(st.text(alphabet=st.characters(), max_size=400))
def test_every_slug_is_safe_and_stays(title):
    once = file_names.make_slug(title)
    assert file_names.is_safe(once)
    assert len(once.encode()) <= 130
    assert not once.startswith("-")


def test_slugs_of_hostile_titles_do_not_collide():
    taken = []
    for title in HOSTILE:
        taken.append(file_names.find_free_name(file_names.make_slug(title), taken))
    assert len({file_names.collision_key(name) for name in taken}) == len(HOSTILE)


@pytest.mark.parametrize(
    "name",
    [
        "..",
        ".",
        "",
        "a/b",
        "a\\b",
        "C:x",
        "CON.txt",
        "con",
        "x::$DATA",
        "nul .a",
        "dot.",
        "blank ",
        "a\0",
        "COM¹",
        "\ud800",
    ],
)
def test_dangerous_components_are_refused(name):
    assert not file_names.is_safe(name)


@pytest.mark.parametrize("path", ["../x", "/x", "a//b", "a/./b", "a/../b", "a\\..\\b", "//host/x", ""])
def test_dangerous_paths_are_refused(path):
    assert file_names.split_components(path) is None


def test_a_plain_path_is_taken_apart():
    assert file_names.split_components("data/数字/3/17.png") == ["data", "数字", "3", "17.png"]
