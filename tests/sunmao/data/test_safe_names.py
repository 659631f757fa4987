"""Names that every system can write, and none that a disk takes for another."""

import pytest

from sunmao.data.safe_names import LONGEST, FreeNames, is_device, make_portable


@pytest.mark.parametrize("name", ["con", "NUL", "com1.txt", "LPT³", "aux .a", "con:x", "CONIN$", "nul.tar.gz"])
def test_devices_of_windows(name):
    assert is_device(name) and not is_device(make_portable(name))


@pytest.mark.parametrize("name", ["cone", "com", "com10", "a.con", "", "lpt", "console.txt"])
def test_names_that_only_look_so(name):
    assert not is_device(name)


@pytest.mark.parametrize(
    ("name", "portable"),
    [
        ("cat.jpg", "cat.jpg"),
        ('a<b>c:d"e|f?g*h/i\\j', "a＜b＞c：d＂e｜f？g＊h／i＼j"),
        ("  a b . ", "a b"),
        (".hidden", "．hidden"),
        ("...", "．"[:0] or ""),
        ("a\x00\n\ud800b", "ab"),
        ("e\u0301", "é"),
        ("aux", "aux-1"),
        ("aux.tar.gz", "aux-1.tar.gz"),
        ("猫", "猫"),
        ("", ""),
    ],
)
def test_a_name_as_close_as_possible(name, portable):
    assert make_portable(name) == portable
    assert make_portable(portable) == portable


@pytest.mark.parametrize("name", ["x" * 300, "猫" * 100, "x" * 300 + ".jpg", "猫" * 100 + ".jpeg", "a." + "b" * 300])
def test_a_long_name_is_cut_and_keeps_its_ending(name):
    made = make_portable(name)
    assert LONGEST - 3 <= len(made.encode()) <= LONGEST and name.startswith(made[:50])
    assert made.endswith(name[-4:]) if name.endswith(("jpg", "jpeg")) else "." not in made[2:]


def test_a_free_name_is_taken_once():
    names = FreeNames()
    assert [names.take("cat", ".jpg") for _ in range(3)] == ["cat.jpg", "cat-2.jpg", "cat-3.jpg"]
    assert names.take("CAT", ".JPG") == "CAT-4.JPG" and names.take("cat", ".png") == "cat.png"


def test_a_number_that_somebody_has_is_passed_over():
    names = FreeNames()
    assert [names.take(stem) for stem in ("a-2", "a", "a", "a", "a-2")] == ["a-2", "a", "a-3", "a-4", "a-2-2"]


def test_names_that_differ_in_their_endings_alone():
    names = FreeNames(one_stem=True)
    assert names.take("cat", ".jpg") == "cat.jpg" and names.take("cat", ".png") == "cat-2.png"


def test_letters_that_a_disk_takes_for_one_another():
    names = FreeNames()
    assert names.take("é") == "é" and names.take("e\u0301") == "e\u0301-2"


@pytest.mark.parametrize(
    ("path", "second"),
    [("a/b.jpg", "a/b-2.jpg"), ("a.b/c", "a.b/c-2"), ("a/.b", "a/.b-2"), ("a.tar.gz", "a.tar-2.gz"), ("a", "a-2")],
)
def test_the_number_of_a_path_comes_before_its_ending(path, second):
    names = FreeNames()
    assert names.take_path(path) == path and names.take_path(path) == second
