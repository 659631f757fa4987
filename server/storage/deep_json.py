"""JSON as deep as it likes to be: a stack of 500 blocks is 1,000 levels deep, where Python's `json` gives up.

The standard library does the work; only what is too deep for it goes the slower way, with the same answers.
"""

import json
import math
import re
from collections.abc import Callable, Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]  # public, and typeshed lacks it
from typing import Any

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?", re.ASCII)
_WORDS = {"true": True, "false": False, "null": None}
_CONSTANTS = ("NaN", "Infinity", "-Infinity")


def loads(
    text: str | bytes,
    *,
    object_pairs_hook: Callable[[Any], Any] = dict,
    parse_constant: Callable[[Any], Any] = float,
    parse_float: Callable[[Any], Any] = float,
    parse_int: Callable[[Any], Any] = int,
) -> Any:
    """As `json.loads`. Raises ValueError for what is no JSON."""
    if isinstance(text, bytes):
        text = text.decode("utf-8-sig")
    try:
        return json.loads(
            text,
            object_pairs_hook=object_pairs_hook,
            parse_constant=parse_constant,
            parse_float=parse_float,
            parse_int=parse_int,
        )
    except RecursionError:
        return _JsonReader(text, object_pairs_hook, parse_constant, parse_float, parse_int).read()


def load_object(text: str | bytes, *, object_pairs_hook: Callable[[Any], Any] = dict) -> dict[str, Any]:
    """The JSON object in `text`, with numbers that a browser knows. Raises ValueError for anything else."""
    value = loads(
        text,
        object_pairs_hook=object_pairs_hook,
        parse_constant=_refuse_constant,
        parse_float=_parse_finite,
        parse_int=_parse_whole,
    )
    if not isinstance(value, dict):
        raise ValueError("no JSON object")
    return value


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def _parse_finite(digits: str) -> float:
    value = float(digits)
    return value if math.isfinite(value) else _refuse_constant(digits)


def _parse_whole(digits: str) -> int:
    _parse_finite(digits)  # one of 400 digits is no number of a browser, and breaks whoever calculates with it
    return int(digits)


def dumps(value: object) -> str:
    """As `json.dumps`, without spaces. Raises ValueError for NaN and infinities, TypeError for what JSON cannot hold."""
    try:
        return json.dumps(value, allow_nan=False, separators=(",", ":"))
    except RecursionError:
        return "".join(_iter_pieces(value))


def _skip_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    assert match is not None  # it matches no space as well
    return match.end()


class _JsonReader:
    """Reads with a list of open objects and arrays in place of recursion."""

    def __init__(
        self,
        text: str,
        pairs_hook: Callable[[Any], Any],
        parse_constant: Callable[[Any], Any],
        parse_float: Callable[[Any], Any] = float,
        parse_int: Callable[[Any], Any] = int,
    ) -> None:
        self.text, self.pairs_hook, self.parse_constant = text, pairs_hook, parse_constant
        self.parse_float, self.parse_int = parse_float, parse_int
        self.at = 0
        self.open: list[list[Any]] = []  # each: its items (pairs for an object); None as first item marks an object
        self.keys: list[str | None] = []  # the key that waits for a value; None in an array

    def read(self) -> Any:
        while True:
            opened = self._take_opening()
            value = None if opened else self._plain()
            while not opened:
                if not self.open:
                    return self._whole(value)
                self._put(value)
                if self._next() == ",":
                    self.keys[-1] = self._key() if self.keys[-1] is not None else None
                    break
                value = self._close()

    def _take_opening(self) -> bool:
        """Takes an opening bracket; False at a plain value or an empty container, which `_plain` takes."""
        self._skip()
        sign = self.text[self.at : self.at + 1]
        if sign not in ("{", "[") or not sign:
            return False
        end = _skip_space(self.text, self.at + 1)
        if self.text[end : end + 1] == ("}" if sign == "{" else "]"):
            return False
        self.at += 1
        self.open.append([])
        self.keys.append(self._key() if sign == "{" else None)
        return True

    def _plain(self) -> Any:
        text, at = self.text, self.at
        sign = text[at : at + 1]
        if sign == '"':
            value, self.at = scanstring(text, at + 1, True)
            return value
        if sign in ("{", "[") and sign:
            self.at = _skip_space(text, at + 1) + 1
            return self.pairs_hook([]) if sign == "{" else []
        for word, value in _WORDS.items():
            if text.startswith(word, at):
                self.at += len(word)
                return value
        for word in _CONSTANTS:
            if text.startswith(word, at):
                self.at += len(word)
                return self.parse_constant(word)
        number = _NUMBER.match(text, at)
        if not number:
            raise self._error("a value")
        self.at = number.end()
        return (self.parse_float if number[1] or number[2] else self.parse_int)(number[0])

    def _key(self) -> str:
        self._skip()
        if self.text[self.at : self.at + 1] != '"':
            raise self._error("a name")
        key: str
        key, self.at = scanstring(self.text, self.at + 1, True)
        self._skip()
        if self.text[self.at : self.at + 1] != ":":
            raise self._error("':'")
        self.at += 1
        return key

    def _put(self, value: object) -> None:
        key = self.keys[-1]
        self.open[-1].append(value if key is None else (key, value))

    def _next(self) -> str:
        self._skip()
        sign = self.text[self.at : self.at + 1]
        if sign != "," and sign != ("]" if self.keys[-1] is None else "}"):
            raise self._error("',' or a closing bracket")
        self.at += 1
        return sign

    def _close(self) -> Any:
        items, key = self.open.pop(), self.keys.pop()
        return items if key is None else self.pairs_hook(items)

    def _whole(self, value: object) -> Any:
        self._skip()
        if self.at < len(self.text):
            raise self._error("the end")
        return value

    def _skip(self) -> None:
        self.at = _skip_space(self.text, self.at)

    def _error(self, wanted: str) -> ValueError:
        return json.JSONDecodeError(f"Expecting {wanted}", self.text, self.at)


def _iter_pieces(value: object) -> Iterator[str]:
    """The text of a value, piece by piece."""
    waiting = [(value, "")]
    while waiting:
        part, before = waiting.pop()
        yield before
        if isinstance(part, dict):
            yield "{"
            rows = [
                (item, f"{',' if place else ''}{json.dumps(_format_key(key))}:")
                for place, (key, item) in enumerate(part.items())
            ]
            waiting += [(_Done, "}"), *rows[::-1]]
        elif isinstance(part, (list, tuple)):
            yield "["
            waiting += [(_Done, "]"), *[(item, "," if place else "") for place, item in enumerate(part)][::-1]]
        elif part is not _Done:
            yield json.dumps(part, allow_nan=False)


_Done = object()


def _format_key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"keys must be texts, not {type(key).__name__}")
    return key
