"""What the library says, in Chinese and English: `TEXTS` maps a key to (zh, en), with `{holes}`.

In the text of an error a bar divides what happened from what to do.
"""

import locale
import os

from . import asking, failures, labels, mistakes, models, notes, terms, training

LANGUAGES = ("zh", "en")
TEXTS: dict[str, tuple[str, str]] = {**failures.TEXTS, **notes.TEXTS, **labels.TEXTS, **mistakes.TEXTS, **models.TEXTS, **asking.TEXTS, **training.TEXTS, **terms.TEXTS}


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


def parts(key: str, lang: str | None = None, **params) -> tuple[str, str]:
    """What happened, and what to do (may be empty), in one language."""
    lang = lang or language()
    filled = {name: value[lang] if isinstance(value, dict) and lang in value else value for name, value in params.items()}
    title, _, hint = TEXTS[key][LANGUAGES.index(lang)].partition("|")
    # Each half is filled after the split: a bar in a file's name divides nothing.
    return title.strip().format(**filled).strip(), hint.strip().format(**filled).strip()


def text(key: str, lang: str | None = None, **params) -> str:
    """The whole text of a key in one language.

    Example:
        >>> text('accuracy', 'zh'), text('accuracy', 'en')
        ('准确率', 'accuracy')
    """
    lang = lang or language()
    title, hint = parts(key, lang, **params)
    return (title + ("" if lang == "zh" else " ") + hint) if hint else title


def both(key: str, **params) -> dict:
    """The text of a key in both languages: {'zh': …, 'en': …}."""
    return {lang: text(key, lang, **params) for lang in LANGUAGES}
