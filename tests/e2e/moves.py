"""A hand that moves the device on which the page is open: events of its sensor, at 60 a second, of drawn gestures."""

import json

import numpy as np
from playwright.sync_api import Page

from sunmao.gestures.motion_augmentation import make_rotation
from tests.support.drawn_motions import make_motion

G = 9.80665
KINDS = ("still", "swing", "circle")  # of the first three classes of Teach: still, wave, circle
TAKES = 9  # of a gesture, one after the other
# The sensor of the page's device, which feels takes of one gesture over and over: of which, `sessionStorage` says.
HAND = """takes => {
  let began = performance.now(), felt = '';
  setInterval(() => {
    const kind = sessionStorage.getItem('in-hand') ?? '0', now = performance.now();
    if (kind !== felt) [felt, began] = [kind, now];
    const rows = takes[Number(kind)], place = Math.floor((now - began) / 20) % rows.length;
    const [x, y, z] = rows[place];
    dispatchEvent(new DeviceMotionEvent('devicemotion', { accelerationIncludingGravity: { x, y, z }, interval: 16 }));
  }, 16);
}"""
IN_HAND = "kind => sessionStorage.setItem('in-hand', kind)"


def draw_takes() -> list[list[list[float]]]:
    """Make the accelerations of each gesture, in m/s² at 50 Hz: over and over without letting the device go."""
    random = np.random.default_rng(5)
    held = make_rotation(random, 0.15)
    return [
        np.round(
            G * np.concatenate([make_motion(kind, random, seconds=1.4, held=held) for _ in range(TAKES)]), 3
        ).tolist()
        for kind in KINDS
    ]


def hold_in_hand(page: Page) -> None:
    """Let the page's device feel movements, now and after each reload; stillness at first."""
    takes = draw_takes()
    page.add_init_script(f"({HAND})({json.dumps(takes)})")
    page.evaluate(HAND, takes)


def make_move(page: Page, kind: int) -> None:
    """Make the gesture of one class from now on."""
    page.evaluate(IN_HAND, str(kind))
