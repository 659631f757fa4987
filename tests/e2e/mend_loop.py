"""Parts for tests of the whole loop: faults in a zip of photographs, and the acts of a pupil, counted."""

import re
import time
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.e2e.screenshots import shoot

FOCUSED = """() => {
  const at = document.activeElement;
  const box = at.getBoundingClientRect();
  const words = (at.getAttribute('aria-label') ?? at.textContent ?? '').trim();
  // A choice has its ring around its words as well.
  const ring = [at, at.closest('label')].some(one => {
    const style = one && getComputedStyle(one);
    return style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
  return { tag: at.tagName, words, ring, inside: box.bottom > 0 && box.top < innerHeight };
}"""
MAX_TABS = 80


class Pupil:
    """Somebody at the page, whose acts are counted: clicks and keys. began: when the first page was there."""

    def __init__(self, page: Page):
        self.page, self.acts, self.began = page, 0, time.monotonic()

    def click(self, what: Locator) -> None:
        """Press the mouse on something."""
        what.click()
        self.acts += 1

    def press(self, key: str) -> None:
        """Press a key."""
        self.page.keyboard.press(key)
        self.acts += 1

    def tab_to(self, goal: Locator, key: str = "Tab") -> None:
        """Press Tab until something has the focus. Every stop on the way is seen. Raises AssertionError."""
        expect(goal).to_be_visible()
        stops = []
        for _ in range(MAX_TABS):
            if goal.evaluate("e => e === document.activeElement"):
                return
            self.press(key)
            focused = self.page.evaluate(FOCUSED)
            stops.append(focused["words"][:20])
            if focused["tag"] != "BODY":
                assert focused["ring"], f"no ring on {focused['words']}"
                assert focused["inside"], f"out of sight: {focused['words']}"
        raise AssertionError(f"{key} does not reach {goal}: {stops}")

    def choose(self, goal: Locator, key: str = "Tab") -> None:
        """Go to something by Tab, and press Enter."""
        self.tab_to(goal, key)
        self.press("Enter")

    def note(self, step: str) -> None:
        """Say how far it is, and take a picture for people, where they ask for it."""
        print(f"{step}: {self.acts} acts, {time.monotonic() - self.began:.0f} s")
        shoot(self.page, step)


def mend_buttons(page: Page) -> Locator:
    """The buttons that mend; how uneven classes are evened is the pupil's to judge."""
    found = page.locator(".data-findings > li:not(.data-mended) .data-mend .btn:not(.link)")
    return found.filter(has_not_text=re.compile("少用|多算|拍"))


def read_truth(card: Locator, truths: dict[str, str]) -> str | None:
    """Return the label that the picture of a card should have, or None for the one that it has."""
    path = card.locator("img").get_attribute("title") or ""
    return truths.get(Path(path).as_posix())
