"""The numbers that a model has learned: by what they are standardized, between which they lie, and how they are
written.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from sunmao.errors import BadValue

LONGEST = 12  # characters of a unit
DIGITS = 3  # with which numbers are written, as wide as half of their range is; `value` has two more


@dataclass(frozen=True)
class NumberScale:
    """The numbers of the training pictures. mean, spread: by which they are standardized (the spread is their standard
    deviation, > 0); low, high: the smallest and the largest; all in `unit`, a short text such as '°' or 'cm', or ''.

    Example:
        >>> scale = NumberScale.from_numbers([0, 90, 180], '°')
        >>> scale.mean, scale.high, scale.format(37.46)
        (90.0, 180.0, '37.5°')
    """

    mean: float = 0.0
    spread: float = 1.0
    low: float = 0.0
    high: float = 1.0
    unit: str = ""

    @classmethod
    def from_numbers(cls, numbers: Sequence[float], unit: str = "") -> "NumberScale":
        """The scale of training pictures with these numbers."""
        mean = math.fsum(numbers) / len(numbers)
        spread = math.sqrt(math.fsum((each - mean) ** 2 for each in numbers) / len(numbers))
        return cls(mean, spread or 1.0, float(min(numbers)), float(max(numbers)), unit)

    @classmethod
    def from_info(cls, said: Any) -> "NumberScale | None":
        """Contents of a weights file or a model file under 'numbers'; None where it says nothing that can be believed."""
        found: dict[str, Any] = (
            {field.name: said.get(field.name) for field in fields(cls)} if isinstance(said, dict) else {}
        )
        unit: Any = found.pop("unit", None)
        if not found or not _is_unit(unit) or not all(type(each) in (int, float) for each in found.values()):
            return None
        scale = cls(**found, unit=unit)
        finite = all(map(math.isfinite, (scale.mean, scale.spread, scale.low, scale.high)))
        return scale if finite and scale.spread > 0 and scale.low <= scale.high else None

    @property
    def width(self) -> float:
        """Distance of the smallest number from the largest; 1 where they are equal."""
        return self.high - self.low or 1.0

    def format(self, value: float) -> str:
        """A number with its unit, without zeros at its end: '37.5°', '12 cm'."""
        places = self._count_places()
        text = f"{round(value, places) + 0.0:.{places}f}"  # no -0
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return f"{text} {self.unit}" if self.unit[:1].isascii() and self.unit[:1].isalpha() else f"{text}{self.unit}"

    def round(self, value: float) -> float:
        """A number as programs read it, two decimals longer than it is written."""
        return round(float(value), self._count_places() + 2)

    def _count_places(self) -> int:
        """Number of decimals with which a number is written."""
        return min(12, max(0, DIGITS - 1 - math.floor(math.log10(self.width / 2))))


def require_unit(unit: Any) -> str:
    """The unit that was meant. Raises BadValue for what is no short text of one line."""
    if not _is_unit(unit):
        raise BadValue("bad_unit", value=repr(unit)[:60], most=LONGEST)
    return unit


def _is_unit(unit: Any) -> bool:
    return isinstance(unit, str) and len(unit) <= LONGEST and unit == unit.strip() and (not unit or unit.isprintable())
