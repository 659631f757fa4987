"""The panel below the stage: what is pressed, set and written there, and what shows numbers, in the order of first use."""

from typing import Any

from sunmao.boards.event_property import event_property
from sunmao.core.strict import Strict
from sunmao.core.validation import require_range
from sunmao.stage.current_scene import get_scene
from sunmao.stage.event_source import EventSource

FAR = 1e9
MAX_WRITTEN = 1000  # characters of a text field
MAX_POINTS = 100  # newest numbers of a chart that are shown


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

    def __init__(self, name: str) -> None:
        super().__init__(str(name))
        self._control = get_scene().add_control("button", self._name)

    @property
    def name(self) -> str:
        """Label on the button."""
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

    def __init__(self, name: str, low: float = 0, high: float = 100, value: float | None = None) -> None:
        low = require_range("low", low, -FAR, FAR)
        high = require_range("high", high, low + 1e-6, FAR)
        start = low if value is None else require_range("value", value, low, high)
        self._control = get_scene().add_control("slider", str(name), low, high, start)

    @property
    def name(self) -> str:
        """Label above the slider."""
        return self._control.name

    @property
    def value(self) -> float:
        """Position of the slider, from `low` to `high`."""
        return self._control.value

    @value.setter
    def value(self, value: Any) -> None:
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

    def __init__(self, name: str, low: float = 0, high: float = 1) -> None:
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


class ToggleSwitch(EventSource):
    """A switch of the panel, which stays on or off as it was left.

    Args:
        name: what stands beside it. A second one of the same name is the same switch.
        on: whether it is on at first.

    Example:
        >>> lamp = ToggleSwitch(name='lamp')
        >>> lamp.is_on
        False
    """

    happenings = {"when_switched": "switch"}
    when_switched = event_property("Called when the switch is turned on or off.")

    def __init__(self, name: str, on: bool = False) -> None:
        super().__init__(str(name))
        self._control = get_scene().add_control("switch", self._name, value=float(bool(on)))

    @property
    def name(self) -> str:
        """Label beside the switch."""
        return self._name

    @property
    def is_on(self) -> bool:
        """Whether it is on; setting it turns it."""
        return bool(self._control.value)

    @is_on.setter
    def is_on(self, value: Any) -> None:
        get_scene().change(self._control, value=float(bool(value)))

    def __repr__(self) -> str:
        return f"ToggleSwitch({self._name!r})"


class TextField(EventSource):
    """A field of the panel to write in.

    Args:
        name: what stands above it. A second one of the same name is the same field.
        text: what stands in it at first.

    Example:
        >>> TextField(name='your name', text='Mei').text
        'Mei'
    """

    happenings = {"when_written": "write"}
    when_written = event_property("Called when something was written and Enter pressed, or the field left.")

    def __init__(self, name: str, text: str = "") -> None:
        super().__init__(str(name))
        self._control = get_scene().add_control("text", self._name, text=str(text)[:MAX_WRITTEN])

    @property
    def name(self) -> str:
        """Label above the field."""
        return self._name

    @property
    def text(self) -> str:
        """Text in the field; setting it writes it."""
        return self._control.text

    @text.setter
    def text(self, value: Any) -> None:
        get_scene().change(self._control, text=str(value)[:MAX_WRITTEN])

    def __repr__(self) -> str:
        return f"TextField({self._name!r})"


class NumberTile(Strict):
    """A tile of the panel that shows a number, or a few words, in large letters.

    Args:
        name: what stands above it. A second one of the same name is the same tile.

    Example:
        >>> NumberTile(name='score').show(3)
    """

    def __init__(self, name: str) -> None:
        self._control = get_scene().add_control("number", str(name))

    def show(self, value: object) -> None:
        """Show a number or a text."""
        get_scene().change(self._control, text=format_shown(value))

    @property
    def text(self) -> str:
        """Text on the tile."""
        return self._control.text

    def __repr__(self) -> str:
        return f"NumberTile({self._control.name!r})"


class LiveChart(Strict):
    """A chart of the panel: a line through the newest hundred numbers.

    Args:
        name: what stands above it. A second one of the same name is the same chart.

    Example:
        >>> chart = LiveChart(name='light')
        >>> chart.add(3)
        >>> chart.values
        (3.0,)
    """

    def __init__(self, name: str) -> None:
        self._control = get_scene().add_control("chart", str(name), -FAR, FAR)

    def add(self, value: float) -> None:
        """Go on with a number. Raises BadValue for what is none."""
        number = require_range("value", value, -FAR, FAR)
        get_scene().change(self._control, value=number, points=(*self._control.points, number)[-MAX_POINTS:])

    @property
    def values(self) -> tuple[float, ...]:
        """The numbers that it shows, the newest last."""
        return self._control.points

    def __repr__(self) -> str:
        return f"LiveChart({self._control.name!r})"


def format_shown(value: object) -> str:
    """Format a value for a tile: numbers with four digits at most, texts as they are.

    >>> format_shown(0.123456), format_shown(12345), format_shown('paper')
    ('0.1235', '12345', 'paper')
    """
    if isinstance(value, float) and not value.is_integer():
        return f"{value:.4g}"
    return str(int(value) if isinstance(value, float) else value)[:MAX_WRITTEN]
