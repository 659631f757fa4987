"""The stage of a program outside the studio: a window of OpenCV's where there is a screen, else `output/stage.png`.

A window, not a page in a browser: it needs no port and no browser, closes with its program, and shows the very picture
that is compared in tests.
"""

import atexit
import time
from pathlib import Path

import cv2
import numpy as np

from sunmao.display.desktop import keep_windows
from sunmao.display.output_folder import FOLDER, has_screen, save_output
from sunmao.protocol.stage_messages import StageInput
from sunmao.runtime import event_loop, session
from sunmao.stage.key_names import KEYS
from sunmao.stage.panel_drawing import PANEL_SCALE, find_control, list_boxes, paint_panel
from sunmao.stage.render_scene import render_scene
from sunmao.stage.scene import HEIGHT, WIDTH, Scene
from sunmao.stage.touching import make_mask

TITLE = "Sunmao"
REDRAW = 1 / 30  # seconds
KEY_LASTS = 0.15  # seconds that a key counts as down: windows of OpenCV's do not tell when it goes up
ARROWS = {65361: "left", 65362: "up", 65363: "right", 65364: "down"}  # of X11
ARROWS |= {2424832: "left", 2490368: "up", 2555904: "right", 2621440: "down"}  # of Windows
ARROWS |= {63234: "left", 63232: "up", 63235: "right", 63233: "down"}  # of macOS
OPERATED = ("button", "slider", "switch")  # with the mouse; a text is written in the program (`TextField.text`)
NAMED = {13: "enter", 10: "enter", 32: "space"}


def open_stage(scene: Scene) -> None:
    """Show the scene as long as the program runs."""
    if has_screen():
        StageWindow(scene)
    else:
        atexit.register(save_stage, scene, (FOLDER / "stage.png").absolute())  # the program may go elsewhere


def save_stage(scene: Scene, path: Path) -> None:
    """Write the stage as it is now as a PNG; not one that nothing was put on, nor where the folder is gone."""
    from sunmao.images.image_files import encode_png
    from sunmao.runtime.notices import print_safely

    if not (scene.sprites or scene.controls or scene.backdrop.number) or not path.parent.parent.is_dir():
        return
    save_output(path, encode_png(np.vstack([render_scene(scene, PANEL_SCALE), paint_panel(scene)])))
    print_safely(f"{path.parent.name}/{path.name}")


class StageWindow:
    """The window. It is drawn, and hears mouse and keys, at the program's waiting points (`event_loop.EventListener`)."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._drawn = 0.0
        self._open = False
        self._pressed = ""  # the button or slider of the panel under the mouse that is down
        self._keys: dict[str, float] = {}  # those that are down → until when
        event_loop.add_listener(self, first=True)
        atexit.register(self.draw)
        atexit.register(keep_windows)

    def dispatch(self) -> None:
        """Draw, and hear what has happened."""
        if time.monotonic() - self._drawn < REDRAW:
            return
        if self._open and cv2.getWindowProperty(TITLE, cv2.WND_PROP_VISIBLE) < 1:
            return session.request_stop()  # it was closed
        self.draw()

    def seconds_until_due(self) -> float:
        """Seconds until the next drawing."""
        return max(0.0, self._drawn + REDRAW - time.monotonic())

    def draw(self) -> None:
        """Draw the scene, and take a key."""
        self._drawn = time.monotonic()
        picture = np.vstack([render_scene(self._scene, PANEL_SCALE), paint_panel(self._scene)])
        cv2.imshow(TITLE, picture[..., ::-1])
        if not self._open:
            self._open = True
            cv2.setMouseCallback(TITLE, self._take_mouse)
        self._take_key(cv2.waitKeyEx(1))

    def _take_key(self, code: int) -> None:
        now = time.monotonic()
        letter = chr(code).lower() if 0 < code < 128 else ""
        name = ARROWS.get(code) or NAMED.get(code) or (letter if letter in KEYS else "")
        if name:
            if name not in self._keys:
                self._scene.events.receive(StageInput("key", name))
            self._keys[name] = now + KEY_LASTS
        for name in [name for name, until in self._keys.items() if until <= now]:
            del self._keys[name]
            self._scene.events.receive(StageInput("key_up", name))

    def _take_mouse(self, event: int, x: int, y: int, flags: int, _: object) -> None:
        place = x / PANEL_SCALE, y / PANEL_SCALE
        if event == cv2.EVENT_LBUTTONDOWN:
            self._press(*place)
        elif event == cv2.EVENT_LBUTTONUP and self._pressed:
            if ("button", self._pressed) in self._scene.controls:
                self._scene.events.receive(StageInput("release", self._pressed))
            self._pressed = ""
        elif event == cv2.EVENT_MOUSEMOVE and flags & cv2.EVENT_FLAG_LBUTTON:
            self._slide(place[0])

    def _press(self, x: float, y: float) -> None:
        if y < HEIGHT:
            number = find_sprite_at(self._scene, x - WIDTH / 2, HEIGHT / 2 - y)
            if number is not None:
                self._scene.events.receive(StageInput("click", str(number)))
            return
        control = find_control(self._scene, x, y - HEIGHT)
        if control is None or control.form not in OPERATED:
            return
        if control.form == "switch":
            return self._scene.events.receive(StageInput("switch", control.name, float(not control.value)))
        self._pressed = control.name
        if control.form == "button":
            self._scene.events.receive(StageInput("press", control.name))
        else:
            self._slide(x)

    def _slide(self, x: float) -> None:
        for control, (left, _, right, _) in list_boxes(self._scene):
            if control.form == "slider" and control.name == self._pressed:
                share = min(max((x - left) / (right - left), 0.0), 1.0)
                value = control.low + share * (control.high - control.low)
                self._scene.events.receive(StageInput("slide", control.name, value))


def find_sprite_at(scene: Scene, x: float, y: float) -> int | None:
    """The number of the foremost sprite that is seen at a place of the stage."""
    with scene.lock:
        sprites = [each for each in scene.sprites.values() if each.visible]
    return next((each.number for each in reversed(sprites) if make_mask(each, x - 0.5, y + 0.5, 1, 1).any()), None)
