"""Colors: by name, as '#ff0000', or as three numbers."""

import re
from typing import Any

from sunmao.core.strict import NOTHING, suggest_nearest
from sunmao.core.validation import require_range
from sunmao.errors import BadValue

# Those that LEDs can show apart; values as of the web.
NAMES = {
    "black": "#000000",
    "white": "#ffffff",
    "red": "#ff0000",
    "green": "#00ff00",
    "blue": "#0000ff",
    "yellow": "#ffff00",
    "cyan": "#00ffff",
    "magenta": "#ff00ff",
    "orange": "#ff8000",
    "pink": "#ff4080",
    "purple": "#8000ff",
    "violet": "#8000ff",
    "brown": "#802000",
    "gray": "#404040",
    "grey": "#404040",
    "黑": "#000000",
    "白": "#ffffff",
    "红": "#ff0000",
    "绿": "#00ff00",
    "蓝": "#0000ff",
    "黄": "#ffff00",
    "青": "#00ffff",
    "品红": "#ff00ff",
    "橙": "#ff8000",
    "粉": "#ff4080",
    "紫": "#8000ff",
    "棕": "#802000",
    "灰": "#404040",
}
_HASH = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)


def parse_color(value: Any) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1, of a name, '#rgb', '#rrggbb' or three numbers from 0 to 1.

    Raises:
        BadValue: no color.

    Example:
        >>> parse_color('red'), parse_color('#00ff00')
        ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
    """
    if isinstance(value, str):
        text = value.strip().lower().removesuffix("色")
        found = _HASH.fullmatch(NAMES.get(text, text))
        if not found:
            raise BadValue("part_bad_color", value=value[:60], guess=suggest_nearest(value, NAMES))
        digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
        red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
        return red, green, blue
    try:
        red, green, blue = value
    except (TypeError, ValueError):
        raise BadValue("part_bad_color", value=repr(value)[:60], guess=NOTHING) from None
    red, green, blue = (require_range("color", part, 0, 1) for part in (red, green, blue))
    return red, green, blue


def format_color(color: tuple[float, float, float]) -> str:
    """A color as '#rrggbb'."""
    return "#" + "".join(f"{round(255 * part):02x}" for part in color)
