"""Texts are cut into words whose places are known; Chinese by a dictionary that is read without a shared file."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunmao.language import word_segmentation
from sunmao.language.word_segmentation import find_last, join_words, split_words, strip_cuts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("今天的天气真好，去放风筝。", ["今天", "的", "天气", "真", "好", "，", "去", "放风筝", "。"]),
        ("Don't stop at 3.5!", ["Don't", "stop", "at", "3.5", "!"]),
        ("学Python编程", ["学", "Python", "编程"]),
        ("😀👍🏽 ok", ["😀", "👍🏽", "ok"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_words(text, words):
    assert [word.text for word in split_words(text)] == words


@given(st.text(max_size=60))
def test_words_stand_where_they_say_and_nothing_is_lost(text):
    words = split_words(text)
    assert all(strip_cuts(text[word.start : word.end]) == word.text for word in words)
    assert "".join(word.text for word in words) == "".join(strip_cuts(text).split())


def test_marks_are_no_words_but_emoji_are():
    assert [(word.text, word.mark) for word in split_words("好！😀 a,")] == [
        ("好", False),
        ("！", True),
        ("😀", False),
        ("a", False),
        (",", True),
    ]


@pytest.mark.parametrize("text", ["The cat, really!", "春眠不觉晓，处处闻啼鸟。", "我学 Python。"])
def test_words_are_joined_as_they_were(text):
    assert join_words(word.text for word in split_words(text)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.slow
def test_no_file_is_left_for_others_to_replace(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(word_segmentation, "_cutter", None)
    assert split_words("今天真好") and not list(Path(tmp_path).iterdir())


def test_chinese_is_joined_and_cut_by_hand():
    text = "春眠不\u2060觉晓，处处闻\u2060啼\u2060鸟。\u2060"
    words = split_words(text)
    assert [word.text for word in words] == ["春眠", "不觉", "晓", "，", "处处", "闻啼鸟", "。"]
    assert [text[word.start : word.end].replace("\u2060", "") for word in words] == [word.text for word in words]
    assert [word.text for word in split_words("春\u200b眠不觉晓")][:2] == ["春", "眠"]
    assert strip_cuts(text) == "春眠不觉晓，处处闻啼鸟。"
    assert find_last(text, "不觉", 6) == 2 and find_last(text, "闻啼鸟", 3) == -1
