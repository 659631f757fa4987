"""Sentences as they are learned from: cleaned, measured, and told apart by their script."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain, repeat
from typing import Any

from sunmao.data.files.text_encoding import decode_text
from sunmao.errors import BadValue

LONGEST = 1000  # characters of one sentence
MAX_BYTES = 2**20  # of all text in one place, in UTF-8
# Script → what counts as one word of it: a Chinese character says about as much as a word of letters.
_WORDS = {
    "japanese": re.compile(r"[\u3040-\u30ff]"),
    "korean": re.compile(r"[\uac00-\ud7a3]+"),
    "chinese": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]+"),
    "arabic": re.compile(r"[\u0600-\u06ff]+"),
    "thai": re.compile(r"[\u0e00-\u0e7f]+"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)?"),
}

_FOREIGN = re.compile(r"[^\W\d_\u0000-\u007f][^\s\d\u0000-\u007f]+")  # letters that are not English in a row


def decode_sentences(data: bytes, whole: bool = True) -> str | None:
    """The text of a file of sentences; None where it is none. Short Chinese in GBK can be UTF-8 for other letters by
    chance ('一只猫' is 'һֻè'): where these mix scripts within a word, it is Chinese. whole: as of `decode_text`.
    """
    found = decode_text(data, whole)
    if found is None or found[1] != "utf-8" or data.isascii() or max(found[0]) >= "\u0800":
        return found[0] if found else None
    if any(len(_list_scripts(word)) > 1 for word in _FOREIGN.findall(found[0])):
        try:
            return data.decode("gb18030", "strict" if whole else "ignore")
        except UnicodeError:
            pass
    return found[0]


def _list_scripts(word: str) -> set[str]:
    return {unicodedata.name(letter, "?").partition(" ")[0] for letter in word}


def clean_sentence(text: str) -> str:
    """A text in one line, its characters composed, without blanks around it and without halves of characters.

    Example:
        >>> clean_sentence('  what a\\n lovely day ')
        'what a lovely day'
    """
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(unicodedata.normalize("NFC", whole).replace("\0", " ").split())


def require_sentence(text: Any, argument: str = "text") -> str:
    """The cleaned sentence. Raises BadValue for what is no text, is empty, or has more than `LONGEST` characters."""
    if not isinstance(text, str):
        raise BadValue("sentence_no_text", argument=argument, value=repr(text)[:60])
    found = clean_sentence(text)
    if not found:
        raise BadValue("sentence_empty", argument=argument)
    if len(found) > LONGEST:
        raise BadValue("sentence_long", argument=argument, count=len(found), most=LONGEST)
    return found


def fold_sentence(text: str) -> str:
    """By which two spellings of one sentence are the same: letters and digits alone, without regard to case.

    Example:
        >>> fold_sentence('Hello, world!') == fold_sentence('hello world')
        True
    """
    folded = "".join(letter for letter in text.casefold() if letter.isalnum())
    return folded or text.casefold()


def count_words(text: str) -> int:
    """Number of words of a sentence; of scripts without blanks, of characters. 0: emoji and marks alone.

    Example:
        >>> [count_words(text) for text in ('what a day', '今天真好', '12', '😀')]
        [3, 4, 0, 0]
    """
    return sum(len(word.findall(text)) for word in _WORDS.values())


def find_script(text: str) -> str | None:
    """The script that most words of a sentence are written in; None where there are none. Languages that share one
    cannot be told apart by it.

    Example:
        >>> [find_script(text) for text in ('what a day', '今天真好', '12')]
        ['latin', 'chinese', None]
    """
    counts = {script: len(word.findall(text)) for script, word in _WORDS.items()}
    if counts["japanese"]:
        return "japanese"
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else None


def group_same_sentences(sentences: Iterable[str], labels: Iterable[str | None] = ()) -> list[list[int]]:
    """The places of sentences that differ at most in marks, blanks and case; those that stand alone are in no group.
    labels: only sentences of one label are the same.
    """
    places = defaultdict(list)
    for place, (sentence, label) in enumerate(zip(sentences, chain(labels, repeat(None)))):
        places[label, fold_sentence(sentence)].append(place)
    return [same for same in places.values() if len(same) > 1]
