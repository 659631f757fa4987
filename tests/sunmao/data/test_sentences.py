"""Sentences are cleaned, limited, counted and told apart by their script."""

import pytest

from sunmao.data.sentences import (
    LONGEST,
    clean_sentence,
    count_words,
    decode_sentences,
    find_script,
    fold_sentence,
    group_same_sentences,
    require_sentence,
)
from sunmao.errors import BadValue


@pytest.mark.parametrize("text", ["", " \n\t ", "\0", 7, None, ["a"], "x" * (LONGEST + 1)])
def test_what_is_no_sentence_is_refused_with_one(text):
    with pytest.raises(BadValue) as caught:
        require_sentence(text)
    assert all(caught.value.text(lang) for lang in ("zh", "en"))


@pytest.mark.parametrize("text", ["a", "😀", "你好 hello", "x" * LONGEST, "half \ud83d", "nul\0 inside"])
def test_what_is_odd_is_a_sentence_all_the_same(text):
    assert require_sentence(text).encode("utf-8")


def test_spellings_of_one_sentence_are_one():
    assert clean_sentence("cafe\u0301 \r\n au  lait") == "café au lait"
    assert fold_sentence("今天，真好！") == fold_sentence("今天真好") and fold_sentence("😀") != fold_sentence("😢")
    assert group_same_sentences(["Hi!", "no", "hi", "HI …"]) == [[0, 2, 3]]


@pytest.mark.parametrize(
    ("text", "script", "words"),
    [
        ("what a day", "latin", 3),
        ("今天真好", "chinese", 4),
        ("今日はとても楽しい", "japanese", 9),
        ("привет мир", "cyrillic", 2),
        ("안녕 세상", "korean", 2),
        ("我喜欢 Python", "chinese", 4),
        ("1 + 1", None, 0),
        ("😀😀", None, 0),
    ],
)
def test_scripts_and_words(text, script, words):
    assert (find_script(text), count_words(text)) == (script, words)


@pytest.mark.parametrize(
    "text", ["一只猫", "一只猫\n今天真开心", "café au lait", "Ünïcode Größe", "привет", "什么", "图"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_chinese_is_told_from_what_it_is_by_chance(text, encoding):
    if encoding == "gb18030" and text in ("图", "café au lait", "Ünïcode Größe", "привет"):
        return  # one letter alone, or what nobody writes so
    assert decode_sentences(text.encode(encoding)) == text


def test_what_is_no_text_is_none():
    assert decode_sentences(b"\xff\xfe\x00\xd8") is None or decode_sentences(b"\x81") is None
