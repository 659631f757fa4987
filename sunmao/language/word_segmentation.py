"""Words of a text with their places: at blanks and marks, Chinese by the dictionary of jieba (jieba-py, MIT).

Who cuts Chinese otherwise says so in the text, by two characters of Unicode that nobody sees: U+2060 WORD JOINER
between characters makes one word of them, U+200B ZERO WIDTH SPACE is a border of words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sunmao.language.packages import CUTTER, require_language
from sunmao.locks.lock_order import make_lock

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_LETTERS = rf"[^\W_{_HAN}\u3040-\u30ff]"
_WORD = rf"{_LETTERS}+(?:['’.,-](?={_LETTERS}){_LETTERS}+)*"
_JOINER, _BORDER = "\u2060", "\u200b"
HAN_RUN = re.compile(rf"[{_HAN}]+")
LETTER_WORD = re.compile(_WORD)
_LETTER = re.compile(_LETTERS)
# A run of Chinese, a word or number of other letters, or one mark, kana or emoji (with what belongs to it).
_PIECES = re.compile(
    rf"(?P<han>[{_HAN}]+(?:{_JOINER}+[{_HAN}]+)*)|(?P<word>{_WORD})"
    rf"|(?P<mark>[^\s{_JOINER}{_BORDER}][\ufe0f\u200d\U0001f3fb-\U0001f3ff]*)"
)
_JOINED = re.compile(rf"[{_HAN}](?:{_JOINER}+[{_HAN}])+")
_BY_HAND = str.maketrans("", "", _JOINER + _BORDER)
_NEAR = 200  # characters among which the words before a place are looked for
_MARK = re.compile(r"[\W_]")
_EMOJI = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")

_lock = make_lock()
_cutter: Any = None


@dataclass(frozen=True)
class Word:
    """A word of a text. start: the place of its first character; mark: whether it is only punctuation; joiners: how
    many characters join it that are not said.
    """

    text: str
    start: int
    mark: bool = False
    joiners: int = 0

    @property
    def end(self) -> int:
        """The place behind its last character."""
        return self.start + len(self.text) + self.joiners


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
            at = start
            for joined in _JOINED.finditer(text, start, piece.end()):
                yield from _iter_chinese(text[at : joined.start()], at)
                word = joined[0].replace(_JOINER, "")
                yield Word(word, joined.start(), joiners=len(joined[0]) - len(word))
                at = joined.end()
            yield from _iter_chinese(text[at : piece.end()], at)
        else:
            yield Word(piece[0], start, bool(_MARK.match(piece[0])) and not _EMOJI.match(piece[0]))


def _iter_chinese(run: str, start: int) -> Iterator[Word]:
    for part in _cut(run) if run else ():
        yield Word(part, start)
        start += len(part)


def find_last(text: str, word: str, end: int) -> int:
    """Last place of a word before a place, whatever its case, and though it was joined by hand; -1: nowhere."""
    pattern = re.compile(f"{_JOINER}*".join(map(re.escape, word)), re.IGNORECASE)
    return max((match.start() for match in pattern.finditer(text, max(0, end - _NEAR), end)), default=-1)


def strip_cuts(text: str) -> str:
    """A text without what says how it is cut into words."""
    return text.translate(_BY_HAND)


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
