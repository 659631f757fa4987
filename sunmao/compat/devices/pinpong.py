"""`pinpong.board` by its printed names, on Sunmao's boards; without a board it is the one on the screen."""

import threading
import time
from collections.abc import Callable
from typing import Any

from sunmao import boards
from sunmao.boards.gpio_pins import InputPin, OutputPin
from sunmao.boards.pin_compatibility import get_board_title
from sunmao.boards.select_board import get_current_board
from sunmao.core.validation import require_range
from sunmao.errors import BadValue, BoardMissing, TaskAbsent
from sunmao.runtime.notices import show_notice

__all__ = ["ADC", "DHT11", "DHT22", "PWM", "SR04_URM10", "Board", "NeoPixel", "Pin", "Servo", "Tone"]
KINDS = {"UNO": "arduino-uno", "LEONARDO": "arduino-leonardo", "MEGA2560": "arduino-mega", "NANO": "arduino-nano"}
ANALOG_FROM, ANALOG_MOST, PWM_MOST = 100, 1023, 255  # A0 is pin 100; the largest number that is read, and written
HALF = 0.5  # of a pin that measures: from here on it is 1
LOOK_EVERY = 0.01  # seconds between two looks at a pin that calls a function


class Board:
    """A board. boardname: 'uno', 'leonardo', 'mega2560' …; port: where its cable ends, else found."""

    def __init__(self, boardname: str = "", port: str | None = None) -> None:
        self.boardname, self.port = str(boardname).upper(), port

    def begin(self) -> "Board":
        """Use it; without one that is plugged in, the board on the screen."""
        try:
            boards.use_board(KINDS.get(self.boardname, "auto"), str(self.port or "auto"))
        except BoardMissing:
            if self.port:
                raise
            show_notice("pinpong_simulated", level="warn")
            boards.use_board("simulated")
        return self


class Pin:
    """A pin of the board. pin: such as `Pin.D13` or 13; mode: `Pin.OUT`, `Pin.IN`, `Pin.PWM` or `Pin.ANALOG`."""

    OUT, IN, PWM, ANALOG = "out", "in", "pwm", "analog"
    IRQ_RISING, IRQ_FALLING = 1, 2

    def __init__(self, *given: Any, pin: Any = None, mode: str | None = None) -> None:
        given = given[1:] if given and isinstance(given[0], Board) else given  # the board may stand first
        self.pin: Any = given[0] if given else pin
        self.mode = given[1] if len(given) > 1 else mode
        if self.pin is None:
            raise BadValue("pinpong_pin")
        self._part: Any = None
        if self.mode is not None:
            self._use(self.mode)

    @property
    def place(self) -> int | str:
        """The pin as Sunmao's boards call it."""
        number = self.pin
        return f"A{number - ANALOG_FROM}" if isinstance(number, int) and number >= ANALOG_FROM else number

    def _use(self, mode: str) -> Any:
        """The part for a mode; one of another mode gives way. Raises PinUnsupported, PinInUse, BadValue."""
        if self._part is not None and self.mode == mode:
            return self._part
        if self._part is not None:
            self._part.close()
        if mode in (Pin.OUT, Pin.PWM):
            self._part = OutputPin(self.place)
        elif mode in (Pin.IN, Pin.ANALOG):
            self._part = InputPin(self.place)
        else:
            raise BadValue("pinpong_mode", value=repr(mode)[:40])
        self.mode = mode
        return self._part

    def write_digital(self, value: float) -> None:
        """0: off, anything else: on."""
        self._use(Pin.OUT).value = int(bool(value))

    def on(self) -> None:
        """Switch it on."""
        self.write_digital(1)

    def off(self) -> None:
        """Switch it off."""
        self.write_digital(0)

    def read_digital(self) -> int:
        """0 or 1."""
        return int(self._use(Pin.IN).value >= HALF)

    def value(self, value: float | None = None) -> int | None:
        """Write 0 or 1; without one, read."""
        if value is None:
            return self.read_digital()
        self.write_digital(value)
        return None

    def write_analog(self, value: float) -> None:
        """0 to 255."""
        self._use(Pin.PWM).value = require_range("value", value, 0, PWM_MOST) / PWM_MOST

    def read_analog(self) -> int:
        """0 to 1023."""
        return round(self._use(Pin.ANALOG).value * ANALOG_MOST)

    def irq(self, trigger: int, handler: Callable[["Pin"], object]) -> None:
        """Have `handler(pin)` called, in a thread of its own, whenever the pin rises (1), falls (2) or changes (3)."""
        self._use(Pin.IN)
        threading.Thread(target=self._watch, args=(int(trigger), handler), daemon=True).start()

    def _watch(self, trigger: int, handler: Callable[["Pin"], object]) -> None:
        before = self.read_digital()
        while not self._part.closed:
            now = self.read_digital()
            if now != before and trigger & (Pin.IRQ_RISING if now else Pin.IRQ_FALLING):
                handler(self)
            before = now
            time.sleep(LOOK_EVERY)

    def __repr__(self) -> str:
        return f"<Pin {self.place}>"


for _number in range(54):
    setattr(Pin, f"D{_number}", _number)
for _number in range(16):
    setattr(Pin, f"A{_number}", ANALOG_FROM + _number)
    setattr(Pin, f"P{_number}", _number)


def _get_pin(given: tuple) -> Pin:
    """The pin among arguments of which the board may be the first."""
    found = [each for each in given if not isinstance(each, Board)]
    if not found:
        raise BadValue("pinpong_pin")
    return found[0] if isinstance(found[0], Pin) else Pin(found[0])


class ADC:
    """A pin that measures."""

    def __init__(self, *given: Board | Pin | int | str) -> None:
        self._pin = _get_pin(given)

    def read(self) -> int:
        """0 to 1023."""
        return self._pin.read_analog()


class PWM:
    """A pin that gives a share of its voltage."""

    def __init__(self, *given: Board | Pin | int | str) -> None:
        self._pin = _get_pin(given)

    def duty(self, value: float) -> None:
        """0 to 255."""
        self._pin.write_analog(value)

    def freq(self, value: float) -> None:
        """Said that boards here keep their own frequency."""
        show_notice("pinpong_frequency")


class PinServo:
    """A servo."""

    def __init__(self, *given: Board | Pin | int | str) -> None:
        self._part = boards.Servo(_get_pin(given).place)

    def write_angle(self, value: float) -> None:
        """Turn to so many degrees, 0 to 180."""
        self._part.angle = value

    angle = write_angle


class Tone:
    """A buzzer."""

    def __init__(self, *given: Board | Pin | int | str) -> None:
        self._part, self._frequency = boards.Buzzer(_get_pin(given).place), 440

    def freq(self, value: float) -> None:
        """Frequency in Hz."""
        self._frequency = int(require_range("freq", value, 31, 16000))

    def on(self) -> None:
        """Sound for a second, while the program goes on."""
        self._part.play(self._frequency, seconds=1, background=True)

    def off(self) -> None:
        """Be silent."""
        self._part.off()

    def tone(self, freq: float, duration: float) -> None:
        """Sound for `duration` thousandths of a second."""
        self._part.play(freq, seconds=duration / 1000)


class SR04_URM10:
    """An ultrasonic sensor: `SR04_URM10(trigger, echo)`."""

    def __init__(self, *given: Board | Pin | int | str) -> None:
        pins = [each for each in given if not isinstance(each, Board)]
        if len(pins) != 2:
            raise BadValue("pinpong_pin")
        trigger, echo = (_get_pin((each,)).place for each in pins)
        self._part = boards.DistanceSensor(echo=echo, trigger=trigger)

    def distance_cm(self) -> float:
        """Centimeters."""
        return self._part.distance_cm


class DHT11:
    """A sensor of temperature and humidity."""

    def __init__(self, *given: Board | Pin | int | str) -> None:
        self._part = boards.TemperatureHumidity(_get_pin(given).place, model=type(self).__name__)

    def temp_c(self) -> float:
        """Degrees Celsius."""
        return self._part.temperature

    def humidity(self) -> float:
        """Percent."""
        return self._part.humidity


class DHT22(DHT11):
    """The finer one of the two."""


class PinStrip:
    """A strip of lights; no board here can have one, which is said."""

    def __init__(self, *given: object) -> None:
        raise TaskAbsent("pinpong_no_strip", board=get_board_title(get_current_board().board))


Servo, NeoPixel = PinServo, PinStrip  # as they are printed
