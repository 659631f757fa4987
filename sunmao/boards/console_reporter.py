"""Tells what the parts of the simulated board do, one line each, where there is no page to see it; not more than can be
read.
"""

import time
from typing import Any

from sunmao.runtime.notices import print_safely
from sunmao.texts import TEXTS, get_text, language

AT_ONCE, EACH_SECOND = 30, 10  # lines


class ConsoleReporter:
    """Writes the lines of one board."""

    def __init__(self) -> None:
        self._left, self._at, self._silent = float(AT_ONCE), time.monotonic(), False
        self._last: dict = {}

    def report(self, part: Any, does: str | dict) -> None:
        """Say what a part does: a text, a key of the catalog, or a text in both languages. The same twice is said
        once.
        """
        said = does[language()] if isinstance(does, dict) else get_text(does) if does in TEXTS else does
        if self._last.get(part) == said:
            return
        self._last[part] = said
        now = time.monotonic()
        self._left = min(AT_ONCE, self._left + (now - self._at) * EACH_SECOND)
        self._at = now
        if self._left >= (EACH_SECOND if self._silent else 1):
            self._left, self._silent = self._left - 1, False
            pins = ",".join(pin.name for pin in part._pins.values())
            print_safely(get_text("told_part", part=get_text(f"part_{type(part).__name__}"), pins=pins, does=said))
        elif not self._silent:
            self._silent = True
            print_safely(get_text("told_too_much"))
