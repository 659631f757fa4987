"""Matching of the messages of exceptions: patterns, things by their type, and names that were probably meant."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from sunmao import texts
from sunmao.core.strict import NOTHING

KINDS = {
    "str": "text",
    "int": "number",
    "float": "decimal",
    "complex": "number",
    "list": "list",
    "tuple": "list",
    "dict": "dict",
    "set": "set",
    "bool": "bool",
    "NoneType": "none",
    "function": "function",
    "builtin_function_or_method": "function",
    "method": "function",
    "ndarray": "array",
    "Tensor": "array",
}
NUMERALS = {"one": "1", "no": "0"}  # as Python's own functions count their arguments


def match_message(rows: tuple, message: str) -> tuple[str, dict] | None:
    """The key of the first row (pattern, key) that fits the message's beginning, and the pattern's groups as its
    params.

    A group `thing…` is a type and becomes a thing; `names` are words in quotes; `find_near_name` becomes the `guess`.
    """
    for pattern, key in rows:
        if found := re.match(pattern, message, re.S):
            return key, add_guess({name: _format_match(name, word) for name, word in found.groupdict().items()})
    return None


def _format_match(name: str, word: str | None) -> Any:
    if word is None:
        return ""
    if name.startswith("thing"):
        return name_type(word)
    return ", ".join(re.findall(r"'(.+?)'", word)) if name == "names" else NUMERALS.get(word, word)


def add_guess(params: dict) -> dict:
    """Params whose `find_near_name`, a name or '', is asked about in a `guess`."""
    near = params.get("near")
    guess = texts.get_both("py_meant", name=near) if near else NOTHING
    return {**params, "guess": {**guess, "en": guess["en"] and guess["en"] + " "}}


def find_near_name(name: str, names: Iterable[str], likeness: float = 0.7) -> str:
    """The name that was probably meant, or ''.

    likeness: 0 to 1, at least so alike. Two letters of Chinese may differ in one; hidden names are not offered.
    """
    seen = [each for each in names if isinstance(each, str) and each != name and not each.startswith("_")]
    found = (
        [each for each in seen if each.casefold() == name.casefold()]  # "mmedu" for "MMEdu"
        or get_close_matches(name, seen, n=1, cutoff=likeness)
        or _find_near_chinese(name, seen)
    )
    return found[0] if found else ""


def _find_near_chinese(name: str, names: list[str]) -> list[str]:
    if name.isascii() or len(name) < 2:
        return []
    return [
        each
        for each in names
        if len(each) == len(name) and not each.isascii() and sum(a != b for a, b in zip(each, name, strict=True)) == 1
    ]


def name_type(kind: str) -> dict:
    """A type's name as words: {'zh': '数', 'en': 'a number'}."""
    name = kind.rsplit(".", 1)[-1]
    return texts.get_both(f"thing_{KINDS.get(name, 'other')}", name=name)
