"""A film of three hand signs, and a child who teaches them by points. Nobody's picture is kept."""

import time
from pathlib import Path

import cv2
import numpy as np
from playwright.sync_api import expect

from tests.e2e.hands import wait_for
from tests.e2e.things import RATE, SHOWN, Child, see_from_afar
from tests.support.limits import HANG_TIMEOUT
from tests.support.paths import SHARED

SIGNS = SHARED / "data" / "sign-digits"
KINDS = ("0", "2", "5")  # rock, scissors, paper
PICTURES = 24
CARD = ".hands-card:nth-child({})"


def stage(picture: Path, shade: int) -> np.ndarray:
    """A hand in the middle of a frame, (240, 320, 3) uint8 BGR, whose sides tell a test which class it is."""
    frame = np.full((240, 320, 3), shade, np.uint8)
    frame[10:230, 50:270] = cv2.resize(cv2.imread(str(picture)), (220, 220), interpolation=cv2.INTER_CUBIC)
    return frame


def read_signs() -> list[list[np.ndarray]]:
    """The pictures of each of three signs, as a camera sees them."""
    return [
        [stage(picture, 60 + 80 * number) for picture in sorted((SIGNS / "training_set" / kind).iterdir())[:PICTURES]]
        for number, kind in enumerate(KINDS)
    ]


def write_signs(path: Path) -> list:
    """The film of three signs one after the other, and what each of them looks like from afar."""
    films = read_signs()
    with open(path, "wb") as file:
        for frames in films:
            for at in range(SHOWN * RATE // 6):
                file.write(cv2.imencode(".jpg", frames[at % len(frames)])[1].tobytes() * 6)
    return [see_from_afar(frames) for frames in films]


def collect_signs(child: Child) -> float:
    """Choose hands, and hold the button of each of three classes. Returns the seconds that only the film took."""
    page, waited = child.page, 0.0
    child.press("#teach-kind-hands")
    expect(page.locator(".hands-card")).to_have_count(3)
    for card in range(3):
        if card:
            asked = time.monotonic()
            child.until_shown(card)
            waited += time.monotonic() - asked
        here = CARD.format(card + 1)
        child.hold(f"{here} .teach-hold", page.locator(f"{here} .hands-tile").nth(4))
        expect(page.locator(".teach-hold.held")).to_have_count(0)
    return waited


def train_signs(child: Child) -> None:
    """Train, and wait for the first answer."""
    expect(child.page.locator(".teach-go.pri")).to_be_enabled()
    child.press(".teach-go")
    expect(child.page.locator(".teach-done")).to_be_visible(timeout=1000 * HANG_TIMEOUT)
    wait_for(child.page, "() => document.querySelector('.try-winner:not(.waiting)')")
