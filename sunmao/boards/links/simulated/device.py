"""The board that is not there: hears Firmata as a real board does, and answers. The page draws its state and moves its
inputs.

It says about its pins what the board's file says, and knows FirmataExpress's messages for distances, DHT sensors and
tones.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.i2c_addresses import format_address
from sunmao.boards.links.firmata import keep_alive, protocol
from sunmao.boards.links.firmata.protocol import MODE_OF, MODES, FirmataMessage
from sunmao.boards.links.firmata.report_cache import SIMULATED
from sunmao.boards.links.simulated.digits import SimulatedDigits
from sunmao.boards.links.simulated.displays import SimulatedLcd, SimulatedOled
from sunmao.boards.links.simulated.i2c_chips import CHIPS, SimulatedChip, get_chip_kind
from sunmao.boards.links.simulated.stepper import SimulatedStepper
from sunmao.boards.pin_modes import (
    ANALOG,
    DHT,
    MIN_PULSE,
    OUTPUT,
    PIXELS,
    PULLUP,
    PULSES,
    PWM,
    READS,
    REMOTE,
    SERVO,
    SONAR,
)
from sunmao.locks.lock_order import make_rlock

NAME, VERSION = SIMULATED, (2, 5)
BITS = {ANALOG: 10, PWM: 8, SERVO: 14}
IGNORED = 127  # the mode of a pin that no program may use
# What stands before a sensor until somebody says something else.
DISTANCE, CLIMATE = 30.0, {"temperature": 22.0, "humidity": 50.0}
FARTHEST = 400  # centimeters that an HC-SR04 hears
RESTING = {"Joystick": {"x": 0.5, "y": 0.5}}  # what a part puts on its inputs while no hand is on it
# Parts that follow the levels of several pins, and the words of these pins.
FOLLOWERS: dict[str, tuple[type[SimulatedStepper] | type[SimulatedDigits], tuple[str, ...]]] = {
    "Stepper": (SimulatedStepper, ("in1", "in2", "in3", "in4")),
    "DigitDisplay": (SimulatedDigits, ("clk", "dio")),
}
LCD, OLED = 0x27, 0x3C
REMOTE_ADDRESS = 0xFF00  # 0, as that of small remote controls is, and its inverse


@dataclass
class _SimulatedPin:
    """A pin as it is now. value: 0 or 1, 0 to 255 (PWM), degrees or microseconds (servo)."""

    mode: str = OUTPUT
    value: int = 0
    pulses: tuple[int, int] = PULSES


@dataclass
class _SimulatedState:
    """State that a reset clears."""

    pins: dict[int, _SimulatedPin]
    used: set[int] = field(default_factory=set)
    channels: set[int] = field(default_factory=set)
    ports: set[int] = field(default_factory=set)
    told: dict[int, int] = field(default_factory=dict)
    tones: dict[int, tuple[int, float]] = field(default_factory=dict)
    pixels: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    strips: dict[int, list[str]] = field(default_factory=dict)
    sonars: dict[int, int] = field(default_factory=dict)
    climates: dict[int, int] = field(default_factory=dict)
    displays: dict[int, SimulatedLcd | SimulatedOled] = field(default_factory=dict)
    chips: dict[int, SimulatedChip] = field(default_factory=dict)


class SimulatedFirmware:
    """The device side of Firmata.

    Args:
        board: says which pins there are and what they can do.
        on_bytes: called with what the board says; must return at once, and call nothing here.
        on_state: called whenever `state()` has changed, in any thread; may call `state()`.
    """

    def __init__(
        self, board: BoardSpec, on_bytes: Callable[[bytes], object], on_state: Callable[[], object] = lambda: None
    ) -> None:
        self.board, self._on_bytes, self._on_state = board, on_bytes, on_state
        self.plugged = True
        self._lock = make_rlock()
        self._inputs: dict[int, float] = {}
        self._contacts: set[tuple[int, int]] = set()
        self._distances: dict[tuple[int, int], float] = {}
        self._weather: dict[int, dict] = {}
        self._pressed: dict[int, int] = {}
        self._measured: dict[type[SimulatedChip], dict[int, dict[str, float]]] = {kind: {} for kind in CHIPS.values()}
        self._parts: list[dict] = []
        self._followers: dict[tuple[int, ...], SimulatedStepper | SimulatedDigits] = {}
        self._parser = protocol.FirmataParser(protocol.TO_BOARD)
        self._analog = {
            pin.number: channel for channel, pin in enumerate(pin for pin in board.pins if "analog" in pin.can)
        }
        self._now = self._fresh()

    def feed(self, data: bytes) -> None:
        """Hear bytes from the program."""
        with self._lock:
            if self.plugged:
                for message in self._parser.feed(data):
                    self._handle_message(message)
        self._on_state()

    def reset(self) -> None:
        """Press the board's reset button: everything is forgotten, and the board says who it is."""
        with self._lock:
            self._parser = protocol.FirmataParser(protocol.TO_BOARD)
            self._now = self._fresh()
            if self.plugged:
                self._send_version()
                self._send_firmware()
        self._on_state()

    def plug(self, plugged: bool) -> None:
        """Pull the cable, or put it back: then the board starts anew."""
        with self._lock:
            changed, self.plugged = plugged != self.plugged, plugged
        if changed:
            self.reset()

    def set_input(self, pin: int | str, value: float | None) -> None:
        """Put a value from 0 to 1 on a pin; None: nothing is connected. Raises KeyError for a pin that is not there."""
        found = self.board.pin(pin)
        if found is None:
            raise KeyError(pin)
        with self._lock:
            if value is None:
                self._inputs.pop(found.number, None)
            else:
                self._inputs[found.number] = min(1.0, max(0.0, float(value)))
            self._report()
        self._on_state()

    def set_contact(self, one: int | str, two: int | str, closed: bool) -> None:
        """Connect two pins with each other, as a key of a keypad does, or no more."""
        pins = self._numbers(one, two)
        with self._lock:
            (self._contacts.add if closed else self._contacts.discard)((pins[0], pins[1]))
            self._report()
        self._on_state()

    def set_distance(self, trigger: int | str, echo: int | str, cm: float | None) -> None:
        """Put something so many centimeters before a distance sensor; None: nothing."""
        near, far = self._numbers(trigger, echo)
        with self._lock:
            self._distances[near, far] = FARTHEST + 1 if cm is None else max(0.0, float(cm))
            self._report_distance(near)
        self._on_state()

    def set_climate(self, pin: int | str, temperature: float, humidity: float) -> None:
        """Set degrees Celsius and percent around a DHT sensor."""
        number = self._numbers(pin)[0]
        with self._lock:
            self._weather[number] = {"temperature": float(temperature), "humidity": float(humidity)}
            self._report_climate(number)
        self._on_state()

    def set_remote(self, pin: int | str, command: int, pressed: bool) -> None:
        """Press a key of a remote control before the receiver at a pin, or let it go. command: its number. Raises
        KeyError, ValueError, TypeError for a pin or a number, 0 to 255, that is not there.
        """
        number = self._numbers(pin)[0]
        told = keep_alive.encode_remote(number, REMOTE_ADDRESS, command, pressed)
        with self._lock:
            if pressed:
                self._pressed[number] = command
            else:
                self._pressed.pop(number, None)
            if self._now.pins[number].mode == REMOTE:
                self._send(told)
        self._on_state()

    def set_measurement(self, address: str, name: str, value: float) -> None:
        """Change what a sensor on I2C measures. address: as '0x68'. Raises KeyError, ValueError for what is not there."""
        number = int(address, 16)
        with self._lock:
            kind = get_chip_kind(number, self._parts)
            if kind is None:
                raise KeyError(address)
            measured = self._get_measured(kind, number)
            if name not in measured:
                raise KeyError(name)
            measured[name] = min(kind.highest, max(kind.lowest, float(value)))
        self._on_state()

    def set_parts(self, parts: list[dict]) -> None:
        """Say which parts the program connected: [{'kind', 'pins': {argument: pin}}]. The board itself does not know."""
        with self._lock:
            self._parts, before, self._followers = list(parts), self._followers, {}
            for part in parts:
                self._connect(part, before)
            self._report()
        self._on_state()

    def state(self) -> dict:
        """Return the state that the page draws: pins in use, tones, inputs, displays; values from 0 to 1, servos in
        degrees.
        """
        with self._lock:
            now, names = self._now, {pin.number: pin.name for pin in self.board.pins}
            used = {number: pin for number, pin in now.pins.items() if number in now.used}
            pairs = {
                f"{names[one]},{names[two]}": cm for one, two in now.sonars.items() for cm in [self._distance(one)]
            }
            return {
                "board": self.board.name,
                "plugged": self.plugged,
                "pins": {names[number]: self._pin_state(number, pin) for number, pin in used.items()},
                "tones": {names[pin]: hz for pin, (hz, end) in now.tones.items() if end > time.monotonic()},
                "inputs": {names[pin]: value for pin, value in self._inputs.items()},
                "strips": {names[pin]: colors for pin, colors in now.strips.items()},
                "contacts": sorted(f"{names[one]},{names[two]}" for one, two in self._contacts),
                "distances": pairs,
                "remotes": {names[pin]: command for pin, command in self._pressed.items()},
                "climate": {names[pin]: self._weather.get(pin, CLIMATE) for pin in now.climates},
                "measurements": {format_address(address): {**chip.measured} for address, chip in now.chips.items()},
                "turned": {
                    names[pins[0]]: each.degrees
                    for pins, each in self._followers.items()
                    if isinstance(each, SimulatedStepper)
                },
                "parts": self._parts,
                "displays": [
                    each.state()
                    for each in (*now.displays.values(), *self._followers.values())
                    if not isinstance(each, SimulatedStepper)
                ],
            }

    def _fresh(self) -> _SimulatedState:
        return _SimulatedState({pin.number: _SimulatedPin() for pin in self.board.pins})

    def _numbers(self, *names: int | str) -> tuple[int, ...]:
        found = [self.board.pin(name) for name in names]
        numbers = tuple(pin.number for pin in found if pin)
        if len(numbers) < len(names):
            raise KeyError(names)
        return numbers

    def _pin_state(self, number: int, pin: _SimulatedPin) -> dict:
        state = {"mode": pin.mode, "value": pin.value}
        if pin.mode == SERVO:
            low, high = pin.pulses
            pulse = pin.value if pin.value >= MIN_PULSE else round(low + (high - low) * min(pin.value, 180) / 180)
            state |= {"value": round((pulse - low) / (high - low) * 180, 1), "pulse": pulse}
        elif pin.mode == PWM:
            state["value"] = round(pin.value / 255, 4)
        elif pin.mode == ANALOG:
            state["value"] = self._inputs.get(number, 0.0)
        elif pin.mode in READS:
            state["value"] = self._level(number)
        return state

    def _level(self, number: int) -> int:
        pin = self._now.pins[number]
        others = [pair[1 - pair.index(number)] for pair in self._contacts if number in pair]
        if any(self._now.pins[other].mode == OUTPUT and not self._now.pins[other].value for other in others):
            return 0
        return int(self._inputs.get(number, 1.0 if pin.mode == PULLUP else 0.0) >= 0.5)

    def _connect(self, part: dict, before: dict) -> None:
        """Put on the pins what a part does by itself. before: what followed pins already."""
        match part:
            case {"kind": str(kind), "pins": dict(pins)}:
                make, words = FOLLOWERS.get(kind, (None, ()))
                wires = tuple(pin.number for word in words if (pin := self.board.pin(pins.get(word, ""))))
                if make and len(wires) == len(words):
                    known = before.get(wires)
                    self._followers[wires] = known if isinstance(known, make) else make(wires)
                for argument, value in RESTING.get(kind, {}).items():
                    if pin := self.board.pin(pins.get(argument, "")):
                        self._inputs.setdefault(pin.number, value)

    # What the program says.

    def _handle_message(self, message: FirmataMessage) -> None:
        command, number, data = message
        if command == protocol.SET_MODE:
            self._set_mode(data[0], MODE_OF.get(data[1]))
        elif command == protocol.SET_PIN:
            self._set_level(*data)
        elif command == protocol.DIGITAL:
            for bit in range(8):
                self._set_level(8 * number + bit, protocol.join_14bit(*data) >> bit & 1)
        elif command == protocol.ANALOG_VALUE:
            self._set_value(number, protocol.join_14bit(*data))
        elif command == protocol.REPORT_ANALOG:
            (self._now.channels.add if data[0] else self._now.channels.discard)(number)
            self._now.told.pop(-1 - number, None)
            self._report()
        elif command == protocol.REPORT_DIGITAL:
            (self._now.ports.add if data[0] else self._now.ports.discard)(number)
            self._now.told.pop(number, None)
            self._report()
        elif command == protocol.VERSION:
            self._send_version()
        elif command == protocol.RESET:
            self._now = self._fresh()
        elif command < 0x80:
            self._handle_sysex(command, data)

    def _handle_sysex(self, command: int, data: bytes) -> None:
        if command == protocol.FIRMWARE:
            self._send_firmware()
        elif command == protocol.ANALOG_MAP:
            self._send(
                protocol.encode_sysex(
                    protocol.ANALOG_MAP_IS, *(self._analog.get(pin, 127) for pin in range(self._count()))
                )
            )
        elif command == protocol.ABILITIES:
            self._send(
                protocol.encode_sysex(
                    protocol.ABILITIES_ARE,
                    *(byte for pin in range(self._count()) for byte in self._abilities(pin)),
                )
            )
        elif command == protocol.PIN_STATE and data and data[0] < self._count():
            pin = self._now.pins.get(data[0])  # like StandardFirmata, which answers for every pin
            state = (MODES[pin.mode], *protocol.split_14bit(pin.value)) if pin else (IGNORED, 0)
            self._send(protocol.encode_sysex(protocol.PIN_STATE_IS, data[0], *state))
        elif command == protocol.EXTENDED_ANALOG and len(data) >= 2:
            self._set_value(data[0], sum(byte << 7 * place for place, byte in enumerate(data[1:])))
        elif command == protocol.SERVO_CONFIG and len(data) >= 5 and data[0] in self._now.pins:
            self._set_mode(data[0], SERVO)
            self._now.pins[data[0]].pulses = (
                protocol.join_14bit(*data[1:3]),
                protocol.join_14bit(*data[3:5]),
            )
        elif command == keep_alive.COMMAND and len(data) >= 3:
            self._handle_pixels(data[0], data[1], data[2:])
        elif command == protocol.I2C_REQUEST and len(data) >= 2:
            self._handle_i2c(data[0], data[1], data[2:])
        elif command == protocol.TONE_DATA and len(data) >= 2 and data[1] in self._now.pins:
            self._play(
                data[1],
                *(
                    ()
                    if data[0] or len(data) < 6
                    else (protocol.join_14bit(*data[2:4]), protocol.join_14bit(*data[4:6]))
                ),
            )
        elif command == protocol.SONAR_CONFIG and len(data) >= 2 and {*data[:2]} <= {*self._now.pins}:
            self._now.sonars[data[0]] = data[1]
            for number in data[:2]:
                self._set_mode(number, SONAR)
            self._report_distance(data[0])
        elif command == protocol.DHT_CONFIG and len(data) >= 2 and data[0] in self._now.pins:
            self._now.climates[data[0]] = data[1]
            self._set_mode(data[0], DHT)
            self._report_climate(data[0])

    def _set_mode(self, number: int, mode: str | None) -> None:
        if number not in self._now.pins or mode is None:
            return
        self._now.used.add(number)
        self._now.strips.pop(number, None)
        pin = self._now.pins[number]
        self._now.pins[number] = _SimulatedPin(mode, pin.value if {pin.mode, mode} <= {OUTPUT} else 0, pin.pulses)
        if number in self._analog:
            # StandardFirmata reports an analog pin as soon as it is one.
            (self._now.channels.add if mode == ANALOG else self._now.channels.discard)(self._analog[number])
            self._now.told.pop(-1 - self._analog[number], None)
        self._report()

    def _set_level(self, number: int, level: int) -> None:
        if number in self._now.pins and self._now.pins[number].mode == OUTPUT:
            self._now.pins[number].value = int(bool(level))
            for pins, follower in self._followers.items():
                if number in pins:
                    follower.follow(tuple(self._now.pins[pin].value for pin in pins))
            if self._contacts:
                self._report()

    def _set_value(self, number: int, value: int) -> None:
        if number in self._now.pins and self._now.pins[number].mode in (PWM, SERVO):
            self._now.pins[number].value = min(value, 255) if self._now.pins[number].mode == PWM else value

    def _play(self, number: int, hz: int = 0, ms: int = 0) -> None:
        self._now.tones.pop(number, None)
        if hz:
            self._now.tones[number] = (hz, time.monotonic() + ms / 1000 if ms else float("inf"))
            if ms:
                ending = threading.Timer(ms / 1000 + 0.01, self._on_state)
                ending.daemon = True
                ending.start()

    def _handle_pixels(self, word: int, number: int, data: bytes) -> None:
        if word == keep_alive.PIXELS:
            self._now.pixels |= dict(enumerate(keep_alive.decode_pixels(data), start=number))
        elif word == keep_alive.SHOW and number in self._now.pins and self._now.pins[number].mode == PIXELS:
            colors = [self._now.pixels.get(at, (0, 0, 0)) for at in range(data[0])]
            self._now.strips[number] = ["#" + bytes(color).hex() for color in colors]

    def _handle_i2c(self, address: int, mode: int, data: bytes) -> None:
        chip = self._find_chip(address)
        if mode & 0x18 == 0:
            if chip:
                chip.write(protocol.decode_7bit(data))
        elif mode & 0x18 == 0x08 and len(data) in (2, 4):
            register, count = (data[:2], data[2:]) if len(data) == 4 else (b"\0\0", data)
            wanted = protocol.join_14bit(*count)
            if isinstance(chip, SimulatedChip):
                answer = chip.read(protocol.join_14bit(*register), wanted)
            else:
                answer = bytes(wanted) if chip else b""
            self._send(
                protocol.encode_sysex(
                    protocol.I2C_REPLY,
                    *protocol.split_14bit(address),
                    *register,
                    *protocol.encode_7bit(answer),
                )
            )

    def _find_chip(self, address: int) -> "SimulatedLcd | SimulatedOled | SimulatedChip | None":
        """Find the display or chip at this address on the wires; it is connected when it is first addressed."""
        displays, chips, kind = self._now.displays, self._now.chips, get_chip_kind(address, self._parts)
        if kind and type(chips.get(address)) is not kind:
            chips[address] = kind(self._get_measured(kind, address))
        if address in (LCD, OLED) and address not in displays:
            displays[address] = SimulatedLcd() if address == LCD else SimulatedOled()
        return chips.get(address) or displays.get(address)

    def _get_measured(self, kind: type[SimulatedChip], address: int) -> dict[str, float]:
        """Return the measured values of a chip of this kind at an address; a hand may have set them before the program
        speaks to it.
        """
        return self._measured[kind].setdefault(address, dict(kind.initial))

    # What the board says.

    def _send(self, data: bytes) -> None:
        self._on_bytes(data)

    def _send_version(self) -> None:
        self._send(bytes((protocol.VERSION, *VERSION)))

    def _send_firmware(self) -> None:
        self._send(protocol.encode_sysex(protocol.FIRMWARE, *VERSION, *protocol.encode_7bit(NAME.encode())))

    def _count(self) -> int:
        return max(self._now.pins) + 1

    def _abilities(self, number: int) -> list[int]:
        pin = next((pin for pin in self.board.pins if pin.number == number), None)
        modes = sorted(pin.can, key=MODES.__getitem__) if pin else []
        return [byte for mode in modes for byte in (MODES[mode], BITS.get(mode, 1))] + [127]

    def _report(self) -> None:
        """Tell what changed on the pins that are reported."""
        for port in sorted(self._now.ports):
            bits = 0
            for bit in range(8):
                number = 8 * port + bit
                if number in self._now.pins and self._now.pins[number].mode in READS:
                    bits |= self._level(number) << bit
            self._tell(port, protocol.encode_write_port(port, bits), bits)
        for number, channel in self._analog.items():
            if channel in self._now.channels and self._now.pins[number].mode == ANALOG:
                value = round(self._inputs.get(number, 0.0) * 1023)
                self._tell(
                    -1 - channel,
                    bytes((protocol.ANALOG_VALUE | channel, *protocol.split_14bit(value))),
                    value,
                )

    def _tell(self, key: int, data: bytes, value: int) -> None:
        if self._now.told.get(key) != value:
            self._now.told[key] = value
            self._send(data)

    def _distance(self, trigger: int) -> float:
        return self._distances.get((trigger, self._now.sonars[trigger]), DISTANCE)

    def _report_distance(self, trigger: int) -> None:
        if trigger in self._now.sonars:
            cm = round(self._distance(trigger))
            self._send(
                protocol.encode_sysex(protocol.SONAR_DATA, trigger, *protocol.split_14bit(cm if cm <= FARTHEST else 0))
            )

    def _report_climate(self, number: int) -> None:
        if number not in self._now.climates:
            return
        weather = self._weather.get(number, CLIMATE)
        numbers = [round(abs(weather[name]) * 100) for name in ("humidity", "temperature")]
        signs = [int(weather[name] < 0) for name in ("humidity", "temperature")]
        parts = [part for value in numbers for part in (min(value // 100, 127), value % 100)]
        self._send(protocol.encode_sysex(protocol.DHT_DATA, number, self._now.climates[number], 0, *signs, *parts))
