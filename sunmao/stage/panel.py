"""The panel below the stage: buttons, sliders and gauges, in the order of their first use."""

from sunmao.boards.event_property import event_property
from sunmao.core.strict import Strict
from sunmao.core.validation import require_range
from sunmao.stage.current_scene import get_scene
from sunmao.stage.event_source import EventSource

FAR = 1e9


class PanelButton(EventSource):
    """A button of the panel; its happenings are those of a button of a board.

    Args:
        name: what stands on it. A second one of the same name is the same button.

    Example:
        play = PanelButton(name='Play')

        @play.when_pressed
        def play_pressed():
            print('pressed')
    """

    happenings = {"when_pressed": "press", "when_released": "release", "when_held": "held"}
    when_pressed = event_property("Called when the button is pressed.")
    when_released = event_property("Called when the button is let go.")
    when_held = event_property("Called once when the button has been down for a second.")

    def __init__(self, name: str):
        super().__init__(str(name))
        self._control = get_scene().add_control("button", self._name)

    @property
    def name(self) -> str:
        """What stands on it."""
        return self._name

    @property
    def is_pressed(self) -> bool:
        """Whether it is down."""
        return bool(self._control.value)

    def __repr__(self) -> str:
        return f"PanelButton({self._name!r})"


class Slider(Strict):
    """A slider of the panel.

    Args:
        name: what stands above it. A second one of the same name is the same slider.
        low, high: the numbers at its ends.
        value: where it stands at first; None: at `low`.

    Raises:
        BadValue: a limit is no number, or both are the same.

    Example:
        >>> speed = Slider(name='speed', low=0, high=10)
        >>> speed.value
        0.0
    """

    def __init__(self, name: str, low: float = 0, high: float = 100, value: float | None = None):
        low = require_range("low", low, -FAR, FAR)
        high = require_range("high", high, low + 1e-6, FAR)
        start = low if value is None else require_range("value", value, low, high)
        self._control = get_scene().add_control("slider", str(name), low, high, start)

    @property
    def name(self) -> str:
        """What stands above it."""
        return self._control.name

    @property
    def value(self) -> float:
        """Where it stands, from `low` to `high`."""
        return self._control.value

    @value.setter
    def value(self, value):
        get_scene().change(self._control, value=require_range("value", value, self._control.low, self._control.high))

    def __repr__(self) -> str:
        return f"Slider({self._control.name!r})"


class Gauge(Strict):
    """A gauge of the panel: a bar that shows a number.

    Args:
        name: what stands above it. A second one of the same name is the same gauge.
        low, high: the numbers at its ends; from 0 to 1 is shown in percent.

    Example:
        >>> Gauge(name='sure').show(0.9)
    """

    def __init__(self, name: str, low: float = 0, high: float = 1):
        low = require_range("low", low, -FAR, FAR)
        high = require_range("high", high, low + 1e-6, FAR)
        self._control = get_scene().add_control("gauge", str(name), low, high, low)

    def show(self, value: float) -> None:
        """Show a number; one beyond the ends stands at the end. Raises BadValue for what is no number."""
        number = require_range("value", value, -float("inf"), float("inf"))
        get_scene().change(self._control, value=min(max(number, self._control.low), self._control.high))

    @property
    def value(self) -> float:
        """The number that it shows."""
        return self._control.value

    def __repr__(self) -> str:
        return f"Gauge({self._control.name!r})"
