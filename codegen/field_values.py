"""The values of fields, as a saved workspace may hold them."""

from collections.abc import Callable
from typing import Any

from sunmao.blocks.spec import NUMBER, TEXT, TICK


def make_reader(kind: Any) -> Callable[..., Any]:
    """The function raw → value of a field of this kind: the tuple of a menu's values, NUMBER, TEXT or TICK. It raises
    ValueError.
    """
    return _READERS[kind] if isinstance(kind, str) else lambda raw: raw if raw in kind else _read_choice(raw, kind)


def format_value(value: object) -> str:
    """A saved value as a few words for a problem's sentence."""
    try:
        text = value if isinstance(value, str) else repr(value)
    except (ValueError, RecursionError):
        text = type(value).__name__
    return text if len(text) <= 40 else text[:39] + "…"


def _read_choice(raw: object, kind: tuple[str, ...]) -> str:
    value = str(raw) if isinstance(raw, (str, int, float)) else ""
    if value not in kind:
        raise ValueError(f"not one of {', '.join(kind)}")
    return value


def _read_number(raw: object) -> int | float:
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        raise ValueError("no number")
    value = float(raw) if not isinstance(raw, int) else raw
    if value != value or (isinstance(value, int) and value.bit_length() > 1000):
        raise ValueError("no usable number")
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e16 else value


def _read_text(raw: object) -> str:
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise ValueError("no text")
    return str(_read_number(raw))


def _read_checkbox(raw: object) -> bool:
    return raw is True or (isinstance(raw, str) and raw.upper() == "TRUE")


_READERS = {NUMBER: _read_number, TEXT: _read_text, TICK: _read_checkbox}
