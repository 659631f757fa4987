"""Words of a text with their places: at blanks and marks, Chinese by the dictionary of jieba (jieba-py, MIT)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sunmao.language.packages import CUTTER, require_language
from sunmao.locks.lock_order import make_lock

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_LETTERS = rf"[^\W_{_HAN}\u3040-\u30ff]"
_WORD = rf"{_LETTERS}+(?:['’.,-](?={_LETTERS}){_LETTERS}+)*"
HAN_RUN = re.compile(rf"[{_HAN}]+")
LETTER_WORD = re.compile(_WORD)
_LETTER = re.compile(_LETTERS)
# A run of Chinese, a word or number of other letters, or one mark, kana or emoji (with what belongs to it).
_PIECES = re.compile(rf"(?P<han>[{_HAN}]+)|(?P<word>{_WORD})|(?P<mark>\S[\ufe0f\u200d\U0001f3fb-\U0001f3ff]*)")
_MARK = re.compile(r"[\W_]")
_EMOJI = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")

_lock = make_lock()
_cutter: Any = None


@dataclass(frozen=True)
class Word:
    """A word of a text. start: the place of its first character; mark: whether it is only punctuation."""

    text: str
    start: int
    mark: bool = False

    @property
    def end(self) -> int:
        """The place behind its last character."""
        return self.start + len(self.text)


def split_words(text: str) -> list[Word]:
    """The words and marks of a text in their order, without blanks; an emoji is a word.

    Raises: BackendMissing where there is Chinese in it, and what cuts that into words is not installed.

    Example:
        >>> [word.text for word in split_words("Don't stop, 3.5!")]
        ["Don't", 'stop', ',', '3.5', '!']
    """
    return list(_iter_words(text))


def _iter_words(text: str) -> Iterator[Word]:
    for piece in _PIECES.finditer(text):
        start = piece.start()
        if piece["han"]:
            for part in _cut(piece["han"]):
                yield Word(part, start)
                start += len(part)
        else:
            yield Word(piece[0], start, bool(_MARK.match(piece[0])) and not _EMOJI.match(piece[0]))


def _cut(chinese: str) -> list[str]:
    global _cutter
    with _lock:
        if _cutter is None:
            require_language(CUTTER)
            _cutter = _load_cutter()
        return list(_cutter.cut(chinese))


def _load_cutter() -> Any:
    """The dictionary, read anew: the package would keep it for others to replace, in a folder that all users share."""
    import jieba

    jieba.setLogLevel("ERROR")
    found = jieba.Tokenizer()
    found.FREQ, found.total = found.gen_pfdict(found.get_dict_file())
    found.initialized = True
    return found


def join_words(words: Iterable[str]) -> str:
    """Words as one text: a blank between words of letters, none between Chinese ones and before marks.

    Example:
        >>> join_words(['The', 'cat', ',', 'really', '!']), join_words(['春', '眠', '。'])
        ('The cat, really!', '春眠。')
    """
    text = ""
    for word in words:
        if text and word and _needs_blank(text[-1], word[0]):
            text += " "
        text += word
    return text


def _needs_blank(last: str, first: str) -> bool:
    letter = bool(_LETTER.match(first))
    return letter and bool(_LETTER.match(last) or last in ',.;:!?%)]”’"')
