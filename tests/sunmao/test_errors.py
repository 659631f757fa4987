"""Errors of the library: sentences in both languages, also from another process."""

import pytest

from sunmao import errors
from sunmao.errors import BadValue, BoardGone, SunmaoError, error_from_dict, error_to_dict

ERROR = BadValue("bad_share", argument="n", value="2")


def test_what_happened_and_what_to_do():
    for lang in ("zh", "en"):
        assert ERROR.text(lang).startswith(ERROR.title[lang]) and ERROR.text(lang).rstrip().endswith(ERROR.hint[lang])
    assert ERROR.title["zh"] != ERROR.title["en"] and "|" not in ERROR.text("en")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_language_of_this_computer(monkeypatch, lang):
    monkeypatch.setenv("SUNMAO_LANG", lang)
    assert str(ERROR) == ERROR.text(lang)


def test_a_value_in_both_languages():
    error = BadValue("bad_share", argument={"zh": "数", "en": "number"}, value="2")
    assert "数" in error.text("zh") and "number" in error.text("en")


def test_there_and_back():
    found = error_from_dict(error_to_dict(ERROR))
    assert type(found) is BadValue and (found.key, found.params) == (ERROR.key, ERROR.params)
    assert type(error_from_dict({"type": "DiskFull", "key": "bad_share"})) is errors.DiskFull


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"type": "BadValue"},
        {"type": "texts", "key": "bad_share"},
        {"type": "ValueError", "key": "bad_share"},
        {"type": "BadValue", "key": "no such sentence"},
        {"type": ["BadValue"], "key": "bad_share"},
        {"type": "BadValue", "key": ["bad_share"]},
        {"type": "BadValue", "key": "bad_share", "params": [1]},
    ],
)
def test_anything_else_is_no_error(data):
    with pytest.raises(ValueError, match="no error"):
        error_from_dict(data)


def test_programs_catch_them_as_pythons_own():
    assert issubclass(BadValue, ValueError) and issubclass(errors.FileMissing, FileNotFoundError)
    assert issubclass(errors.OutOfMemory, MemoryError) and issubclass(errors.DiskFull, OSError)
    kinds = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, SunmaoError)]
    assert all(len(each.__mro__) > 3 or each is SunmaoError for each in kinds)


def test_the_names_of_before():
    assert BoardGone is errors.BoardDisconnected and errors.PinTaken is errors.PinInUse
    assert error_to_dict(BoardGone("bad_share"))["type"] == "BoardDisconnected"
