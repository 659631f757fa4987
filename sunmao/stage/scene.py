"""Scene on the stage of this program: changed by commands, told to whoever shows it.

A command changes the scene and returns; it never waits for a picture. Who shows it takes the newest state when there is
time, so that frames are dropped and commands never are.
"""

import threading
from dataclasses import dataclass
from typing import Any

import numpy as np

from sunmao.errors import BadValue
from sunmao.locks.lock_order import make_lock
from sunmao.protocol.stage_messages import ControlForm, StageControl, StageInput, StagePoints, StageScene, StageSprite
from sunmao.stage.costumes import Costume
from sunmao.stage.stage_events import StageEvents

WIDTH, HEIGHT = 480, 360  # steps; 0, 0 is the middle, y goes up
MAX_SPRITES = 300  # as in Scratch
DECIMALS = 2  # of what is told


@dataclass
class SpriteState:
    """One sprite. number: in the order of making, from 1; direction: degrees, 90 is right and 0 is up; size: percent."""

    number: int
    name: str
    costume: Costume
    x: float = 0.0
    y: float = 0.0
    direction: float = 90.0
    size: float = 100.0
    visible: bool = True
    said: str = ""


@dataclass
class ControlState:
    """One thing of the panel. value: of a button 1 while it is down, of a switch 1 while it is on; text, points: as of
    `StageControl`.
    """

    form: ControlForm
    name: str
    low: float = 0.0
    high: float = 1.0
    value: float = 0.0
    text: str = ""
    points: tuple[float, ...] = ()


@dataclass(frozen=True, eq=False)
class Backdrop:
    """Picture behind the sprites. image: (H, W, 3) uint8 RGB; number: another one for each picture, 0: none."""

    image: np.ndarray | None = None
    number: int = 0
    points: tuple[StagePoints, ...] = ()
    label: str = ""


class Scene:
    """The sprites, the backdrop and the panel. Its methods may be called from any thread."""

    def __init__(self) -> None:
        self.lock = make_lock()
        self.changed = threading.Event()
        self.sprites: dict[int, SpriteState] = {}
        self.controls: dict[tuple[str, str], ControlState] = {}
        self.settings: dict[tuple[str, str], StageInput] = {}  # what was set by hand before the program asked for it
        self.backdrop = Backdrop()
        self.events = StageEvents(self)

    def add_sprite(self, name: str, costume: Costume, like: SpriteState | None = None) -> SpriteState:
        """Put one more on the stage. Raises BadValue where there are too many."""
        with self.lock:
            if len(self.sprites) >= MAX_SPRITES:
                raise BadValue("too_many_sprites", most=MAX_SPRITES)
            number = max(self.sprites, default=0) + 1
            state = SpriteState(**{**vars(like), "number": number}) if like else SpriteState(number, name, costume)
            self.sprites[number] = state
        self.changed.set()
        return state

    def remove_sprite(self, state: SpriteState) -> None:
        """Take one away; gone already: nothing happens."""
        with self.lock:
            self.sprites.pop(state.number, None)
        self.changed.set()

    def change(self, state: SpriteState | ControlState, **values: Any) -> None:
        """Change what is said of a sprite or of a thing of the panel."""
        with self.lock:
            vars(state).update(values)
        self.changed.set()

    def add_control(
        self, form: ControlForm, name: str, low: float = 0.0, high: float = 1.0, value: float = 0.0, text: str = ""
    ) -> ControlState:
        """The thing of the panel of that form and name; it is made where it is not there yet, and keeps its value. What
        was set by hand before counts more than what it begins with.
        """
        with self.lock:
            state = self.controls.get((form, name))
            if state is None:
                state = self.controls[form, name] = ControlState(form, name, low, high, value, text)
                if (said := self.settings.pop((form, name), None)) is not None:
                    state.value, state.text = said.value, said.text
            state.low, state.high = low, high
            state.value = min(max(state.value, min(low, high)), max(low, high))
        self.changed.set()
        return state

    def set_backdrop(self, image: np.ndarray | None, points: tuple[StagePoints, ...], label: str = "") -> None:
        """Show another picture behind all; None: none. label: words in its corner."""
        with self.lock:
            number = self.backdrop.number + 1
            self.backdrop = Backdrop(image, number if image is not None else 0, points, label)
        self.changed.set()

    def take(self) -> tuple[StageScene, Backdrop, dict[str, Costume]]:
        """Return the current state: as a message without its picture, the backdrop, and the costumes that are worn."""
        with self.lock:
            shown = [vars(each).copy() for each in self.sprites.values()]
            controls = [StageControl(**{**vars(each), "points": list(each.points)}) for each in self.controls.values()]
            backdrop = self.backdrop
        worn = {each["costume"].key: each["costume"] for each in shown}
        sprites = [_make_stage_sprite(each) for each in shown]
        told = StageScene(sprites, controls, backdrop.number, list(backdrop.points), label=backdrop.label)
        return told, backdrop, worn


def _make_stage_sprite(state: dict[str, Any]) -> StageSprite:
    costume = state["costume"]
    width, height = costume.size
    numbers = {name: round(state[name], DECIMALS) for name in ("x", "y", "direction", "size")}
    return StageSprite(
        state["number"],
        state["name"],
        costume.key,
        width,
        height,
        visible=state["visible"],
        said=state["said"],
        **numbers,
    )
