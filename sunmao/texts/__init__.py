"""The catalog of sentences in Chinese and English: `TEXTS` maps a key to (zh, en), with `{placeholders}`.

In the text of an error a bar divides what happened from what to do.
"""

import locale
import os
import re
from typing import Any

from sunmao.texts import (
    block_errors,
    boards,
    cameras,
    cluster,
    comparison,
    config_files,
    data_boxes,
    data_checking,
    data_collections,
    data_exports,
    data_reading,
    data_sources,
    dataset_creation,
    errors,
    foreign_formats,
    image_regression,
    labeling,
    labels,
    library_errors,
    model_files,
    models,
    motions,
    networks,
    notices,
    object_detection,
    other_libraries,
    pins,
    playing_sounds,
    points,
    python_errors,
    questions,
    ready,
    sentences,
    sounds,
    stage,
    studies,
    syntax_errors,
    tables,
    terms,
    textbooks,
    training,
)

LANGUAGES = ("zh", "en")
ENDS = {"zh": "。", "en": "."}
CHINESE = "[\u4e00-\u9fff]"  # a character
_PARTS = (
    errors,
    notices,
    labels,
    python_errors,
    block_errors,
    syntax_errors,
    library_errors,
    other_libraries,
    textbooks,
    model_files,
    models,
    motions,
    networks,
    questions,
    ready,
    training,
    terms,
    boards,
    cameras,
    pins,
    playing_sounds,
    points,
    data_reading,
    data_boxes,
    data_collections,
    data_exports,
    foreign_formats,
    data_sources,
    data_checking,
    dataset_creation,
    labeling,
    object_detection,
    comparison,
    studies,
    config_files,
    cluster,
    image_regression,
    sentences,
    stage,
    tables,
    sounds,
)
TEXTS: dict[str, tuple[str, str]] = {key: words for part in _PARTS for key, words in part.TEXTS.items()}


def language() -> str:
    """'zh' or 'en': what SUNMAO_LANG says, else the language of this computer.

    Example:
        >>> language() in LANGUAGES
        True
    """
    wanted = os.environ.get("SUNMAO_LANG", "").lower()
    if wanted in LANGUAGES:
        return wanted
    here = locale.getlocale()[0] or ""
    return "zh" if here.lower().startswith(("zh", "chinese")) else "en"


def split_text(key: str, lang: str | None = None, **params: Any) -> tuple[str, str]:
    """A sentence for what happened and one for what to do (may be empty), in one language."""
    lang = lang or language()
    own = {name: value[lang] for name, value in params.items() if isinstance(value, dict) and lang in value}
    title, _, hint = _join_chinese(TEXTS[key][LANGUAGES.index(lang)], own).partition("|")
    # Each half is filled after the split: a bar in a file's name divides nothing.
    return title.strip().format(**params | own).strip(), hint.strip().format(**params | own).strip()


def _join_chinese(template: str, own: dict[str, str]) -> str:
    """A template without the spaces that would stand between Chinese words: they are meant for 'Arduino Uno', not for
    '屏幕上的板子'.
    """
    for name, words in own.items():
        if re.match(CHINESE, words):
            template = re.sub(f"(?<={CHINESE}) (?={{{name}}})", "", template)
        if re.search(CHINESE + "$", words):
            template = re.sub(f"(?<={{{name}}}) (?={CHINESE})", "", template)
    return template


def get_text(key: str, lang: str | None = None, **params: Any) -> str:
    """The whole text of a key in one language.

    Example:
        >>> get_text('accuracy', 'zh'), get_text('accuracy', 'en')
        ('准确率', 'accuracy')
    """
    lang = lang or language()
    title, hint = split_text(key, lang, **params)
    if not hint:
        return title
    ended = re.search(r"[。！？.!?：:][”’）'\")]*$", title)  # a list of names at its end brings no full stop
    return title + ("" if ended else ENDS[lang]) + ("" if lang == "zh" else " ") + hint


def get_both(key: str, **params: Any) -> dict:
    """The text of a key in both languages: {'zh': …, 'en': …}."""
    return {lang: get_text(key, lang, **params) for lang in LANGUAGES}
