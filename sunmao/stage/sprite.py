"""A sprite: a picture on the stage that moves, speaks and is clicked, in Scratch's numbers."""

import math
import time
from typing import Any

from sunmao.boards.event_property import event_property
from sunmao.core.validation import require_range
from sunmao.stage.costumes import Wardrobe
from sunmao.stage.current_scene import get_scene
from sunmao.stage.event_source import EventSource
from sunmao.stage.scene import HEIGHT, WIDTH
from sunmao.stage.touching import is_at_edge, overlaps

FAR = 1e6  # steps: further away nothing is meant
LARGEST = 1000  # percent
LONGEST = 3600  # seconds of a glide
STEP = 1 / 60  # seconds between two places of a glide
MAX_SAID = 1000  # characters of a bubble
DECIMALS = 9  # of a place: ten steps to the right are ten
EDGE = ("edge", "边缘")


class Sprite(EventSource):
    """A picture on the stage.

    The stage has 480 by 360 steps; its middle is x 0, y 0, and y goes up. A sprite begins in the middle.

    Args:
        picture: a sprite that comes along, such as 'robot', the path of a picture, or a picture, (H, W, 3 or 4) uint8
            RGB or RGBA. Its longer side is 120 steps at 100 %.

    Raises:
        BadValue: there is no such picture, or there are 300 sprites already.

    Example:
        >>> robot = Sprite(picture='robot')
        >>> robot.move_to(x=50, y=-20)
        >>> robot.x, robot.y
        (50.0, -20.0)
    """

    happenings = {"when_clicked": "click"}
    when_clicked = event_property("Called when the sprite is clicked or touched with a finger.")

    def __init__(self, picture: Any = "robot") -> None:
        self._wardrobe = Wardrobe(picture)
        self._state = get_scene().add_sprite(self._wardrobe.name, self._wardrobe.first)
        super().__init__(str(self._state.number))

    def move_to(self, x: float, y: float) -> None:
        """Go to a place at once."""
        self._place(require_range("x", x, -FAR, FAR), require_range("y", y, -FAR, FAR))

    def move(self, steps: float) -> None:
        """Go so many steps in its direction."""
        steps, angle = require_range("steps", steps, -FAR, FAR), math.radians(self._state.direction)
        self._place(self._state.x + steps * math.sin(angle), self._state.y + steps * math.cos(angle))

    def turn(self, degrees: float) -> None:
        """Turn right by so many degrees; fewer than 0: left."""
        self.direction = self._state.direction + require_range("degrees", degrees, -FAR, FAR)

    def glide(self, seconds: float, x: float, y: float) -> None:
        """Go to a place within some seconds; handlers are called meanwhile.

        Raises:
            StopProgram: the program was asked to stop.
        """
        from sunmao.runtime.event_loop import wait

        seconds = require_range("seconds", seconds, 0, LONGEST)
        end = require_range("x", x, -FAR, FAR), require_range("y", y, -FAR, FAR)
        start, began = (self._state.x, self._state.y), time.monotonic()
        while (done := (time.monotonic() - began) / max(seconds, 1e-9)) < 1:
            self._place(*(a + done * (b - a) for a, b in zip(start, end, strict=True)))
            wait(min(STEP, seconds))
        self._place(*end)

    def say(self, text: Any, seconds: float | None = None, aloud: bool = False) -> None:
        """Say something in a bubble; an empty text takes the bubble away.

        Args:
            seconds: wait so long, then take it away; None: go on at once, the bubble stays.
            aloud: say it with a voice as well, as `sunmao.sound.say` does, without waiting for its end.
        """
        said = str(text)[:MAX_SAID]
        get_scene().change(self._state, said=said)
        if aloud:
            from sunmao.sound.playing import say

            say(said, wait=False)
        if seconds is not None:
            from sunmao.runtime.event_loop import wait

            wait(require_range("seconds", seconds, 0, LONGEST))
            if self._state.said == said:
                get_scene().change(self._state, said="")

    def show(self) -> None:
        """Appear."""
        get_scene().change(self._state, visible=True)

    def hide(self) -> None:
        """Vanish; where it is stays known."""
        get_scene().change(self._state, visible=False)

    def touches(self, other: "Sprite | str") -> bool:
        """Whether its picture lies on that of another sprite, or 'edge': reaches over the edge of the stage.

        What is hidden touches nothing.
        """
        if isinstance(other, str) and other.lower() in EDGE:
            return is_at_edge(self._state, WIDTH, HEIGHT)
        if not isinstance(other, Sprite):
            from sunmao.errors import BadValue

            raise BadValue("no_sprite_to_touch", value=repr(other)[:60])
        return overlaps(self._state, other._state)

    def clone(self) -> "Sprite":
        """Another sprite that is now just like this one; handlers are its own. Raises BadValue where there are 300."""
        made = object.__new__(Sprite)
        EventSource.__init__(made, "")
        made._wardrobe = self._wardrobe
        made._state = get_scene().add_sprite(self._state.name, self._state.costume, self._state)
        made._name = str(made._state.number)
        return made

    def remove(self) -> None:
        """Take it off the stage for good."""
        get_scene().remove_sprite(self._state)

    @property
    def x(self) -> float:
        """Steps to the right of the middle."""
        return self._state.x

    @x.setter
    def x(self, value: Any) -> None:
        self._place(require_range("x", value, -FAR, FAR), self._state.y)

    @property
    def y(self) -> float:
        """Steps above the middle."""
        return self._state.y

    @y.setter
    def y(self, value: Any) -> None:
        self._place(self._state.x, require_range("y", value, -FAR, FAR))

    @property
    def direction(self) -> float:
        """Direction in which it looks, in degrees over -180 to 180: 90 is right, 0 is up."""
        return self._state.direction

    @direction.setter
    def direction(self, value: Any) -> None:
        degrees = require_range("direction", value, -FAR, FAR)
        get_scene().change(self._state, direction=180 - (180 - degrees) % 360)

    @property
    def size(self) -> float:
        """Size in percent."""
        return self._state.size

    @size.setter
    def size(self, value: Any) -> None:
        get_scene().change(self._state, size=require_range("size", value, 0, LARGEST))

    @property
    def costume(self) -> str:
        """The name of the picture that it wears; setting one changes it."""
        return self._state.costume.name

    @costume.setter
    def costume(self, value: Any) -> None:
        get_scene().change(self._state, costume=self._wardrobe.find(value))

    @property
    def said(self) -> str:
        """Text in its bubble."""
        return self._state.said

    @property
    def visible(self) -> bool:
        """Whether it is shown."""
        return self._state.visible

    def __repr__(self) -> str:
        return f"Sprite({self._state.name!r})"

    def _place(self, x: float, y: float) -> None:
        get_scene().change(self._state, x=round(x, DECIMALS), y=round(y, DECIMALS))
