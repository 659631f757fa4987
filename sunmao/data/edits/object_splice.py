"""Lists of things in the log of edits, written as what changed of them: a drag on a picture with 300 outlines is one
outline, not 300.

A list rests on the last one that was written of the same picture; every `FRESH` entries it is written whole, so that
one damaged line costs few others.
"""

from dataclasses import dataclass
from typing import Any

from sunmao.data.edits.picture_edit import read_object, write_object
from sunmao.data.listing import ObjectAnnotation

FRESH = 20
Things = tuple[ObjectAnnotation, ...]


@dataclass(frozen=True)
class WrittenList:
    """The last list of a picture's things in the log. edit: the id of its entry; depth: entries since a whole one."""

    edit: str
    things: Things
    depth: int = 0


def write_list(things: Things, before: WrittenList | None) -> list | dict[str, Any]:
    """As JSON holds it: all things, or {'of': id of the entry before, 'from', 'cut', 'put'}: the things put in the
    place of so many from there on.
    """
    if before is None or before.depth + 1 >= FRESH:
        return list(map(write_object, things))
    old = before.things
    least = min(len(old), len(things))
    start = next((place for place in range(least) if old[place] != things[place]), least)
    end = next((place for place in range(least - start) if old[-1 - place] != things[-1 - place]), least - start)
    put = things[start : len(things) - end]
    if 2 * len(put) >= len(things):
        return list(map(write_object, things))
    return {
        "of": before.edit,
        "from": start,
        "cut": len(old) - start - end,
        "put": list(map(write_object, put)),
    }


def read_list(said: dict[str, Any], before: WrittenList | None) -> tuple[Things, int]:
    """The things of a list that `write_list` wrote as a change, and its depth. Raises ValueError for one that makes no
    sense, or rests on another list than the last.
    """
    start, cut, put = said.get("from"), said.get("cut"), said.get("put")
    if before is None or said.get("of") != before.edit or before.depth + 1 >= FRESH:
        raise ValueError("it rests on nothing")
    if type(start) is not int or type(cut) is not int or not isinstance(put, list) or min(start, cut) < 0:
        raise ValueError("no change of a list")
    if start + cut > len(before.things):
        raise ValueError("beyond the end")
    return (*before.things[:start], *map(read_object, put), *before.things[start + cut :]), before.depth + 1
