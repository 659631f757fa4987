"""Labels that are numbers: of a table, or folders that are called so."""

import math
import re
from collections.abc import Sequence

from sunmao.data.listing import Sample

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?", re.IGNORECASE | re.ASCII)
LARGEST = 1e12  # what networks compute with has seven digits
STRATA, IN_STRATUM = 10, 10  # parts of the range by quantiles, at most, and pictures of each, at least


def parse_number(text: str) -> float | None:
    """The number that a text is, in digits; None for anything else, and for more than `LARGEST`.

    Example:
        >>> parse_number('-12.5'), parse_number('12 cm')
        (-12.5, None)
    """
    text = text.strip()
    number = float(text) if _NUMBER.fullmatch(text) else math.nan
    return number if abs(number) <= LARGEST else None


def format_number(number: float) -> str:
    """A number as a label, with ten digits at most: `parse_number` reads it.

    Example:
        >>> format_number(37.50)
        '37.5'
    """
    return f"{number:.10g}"


def get_number(item: Sample) -> float | None:
    """The number of a picture: its own, or what its class is called; None where it has none."""
    return item.number if item.number is not None else parse_number(item.label or "")


def get_shown_labels(item: Sample) -> tuple[str, ...]:
    """The labels of a picture, or its number as one."""
    return item.labels if item.number is None else (format_number(item.number),)


def make_strata(numbers: Sequence[float]) -> list[str]:
    """Return the part of the range in which each number lies, by quantiles, as words: divided by them, a data set has
    all of the range in each of its parts.

    Example:
        >>> make_strata([5.0] * 10 + [7.0, 9.0] * 5)[9:11]
        ['5', '7–9']
    """
    parts, ordered = max(1, min(STRATA, len(numbers) // IN_STRATUM)), sorted(numbers)
    place = {number: rank for rank, number in reversed(list(enumerate(ordered)))}  # the first of equal ones
    of = {number: rank * parts // len(numbers) for number, rank in place.items()}
    inside = {part: [number for number in place if of[number] == part] for part in set(of.values())}
    names = {part: "–".join(f"{each:g}" for each in sorted({min(some), max(some)})) for part, some in inside.items()}
    return [names[of[number]] for number in numbers]


def stratify(items: Sequence[Sample]) -> list[str]:
    """`make_strata` of pictures that have numbers; empty where one has none."""
    numbers = [item.number for item in items if item.number is not None]
    return make_strata(numbers) if numbers and len(numbers) == len(items) else []
