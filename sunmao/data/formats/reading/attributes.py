"""Attributes of things in files of labels, besides class and place: kept as it is, so that nothing is lost on the way
from one format to another.
"""

import json
from collections.abc import Collection, Iterable
from typing import Any

from sunmao.data.edits.picture_edit import MAX_ATTRIBUTES


def pick_attributes(said: Iterable[tuple[Any, Any]], known: Collection[str]) -> dict[str, Any] | None:
    """The names and values that a format does not read itself; None where there are none.

    What JSON cannot hold, or is longer than `MAX_ATTRIBUTES` with what came before, is left out.

    Example:
        >>> pick_attributes({'id': 5, 'occluded': 1, 'note': 'half'}.items(), {'id'})
        {'occluded': 1, 'note': 'half'}
    """
    kept, room = {}, MAX_ATTRIBUTES - 2
    for name, value in said:
        if not isinstance(name, str) or name in known:
            continue
        try:
            size = len(json.dumps({name: value}, allow_nan=False))
        except (ValueError, RecursionError):
            continue
        if size <= room:
            kept[name] = value
            room -= size
    return kept or None


def parse_text(text: str) -> int | float | str:
    """A text of an XML file as the number that it is, where it is written as JSON would write it.

    Example:
        >>> parse_text('3'), parse_text('0.5'), parse_text('03'), parse_text('Left')
        (3, 0.5, '03', 'Left')
    """
    for kind in (int, float):
        try:
            if repr(number := kind(text)) == text and abs(number) < 1e300:
                return number
        except ValueError:
            continue
    return text


def format_value(value: Any) -> str:
    """A value as the text of an XML file."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
