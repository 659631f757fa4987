"""Values that a part is given: numbers between two bounds. What does not fit is told with the range."""

import math

from sunmao.errors import BadValue


def require_range(argument: str, value, least: float, most: float) -> float:
    """`value` as a number from `least` to `most`; true and false count as 1 and 0.

    Raises:
        BadValue: it lies outside, or is no number.

    Example:
        >>> require_range('value', 0.5, 0, 1)
        0.5
    """
    try:
        number = float(value) if not isinstance(value, str) else math.nan
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if not least <= number <= most:
        raise BadValue(
            "part_out_of_range",
            argument=argument,
            value=repr(value)[:60],
            least=_format_number(least),
            most=_format_number(most),
        )
    return number


def _format_number(number: float) -> str:
    return f"{number:.10g}"
