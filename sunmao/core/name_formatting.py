"""Names as a sentence says them: pictures, files, classes."""

from collections.abc import Iterable

LONG = 80  # letters of a name that is said
NAMED = 5  # of many names, so many are said


def format_names(names: Iterable[str]) -> str:
    """Names for a sentence: the first few of many."""
    names = list(names)
    return ", ".join(map(_shorten, names[:NAMED])) + (" …" if len(names) > NAMED else "")


def _shorten(name: str) -> str:
    plain = "".join(letter if letter.isprintable() else "�" for letter in name)
    return plain if len(plain) <= LONG else f"{plain[: LONG // 2]}…{plain[-LONG // 2 :]}"
