"""State that a program has set on a board, to set it again after a restart and to make the board safe at the end."""

from sunmao.boards.links.firmata import protocol
from sunmao.boards.links.firmata.keep_alive import encode_pixels, encode_rest_level, encode_rest_write
from sunmao.boards.links.firmata.safe_state import encode_reset
from sunmao.boards.links.firmware import Firmware
from sunmao.boards.pin_modes import DHT, INPUT, OUTPUT, PIXELS, PULLUP, PWM, READS, REMOTE, SERVO, SONAR, TONE


class PinState:
    """State that a program has set on a board. The verbs remember, and return the bytes that say it to the board."""

    def __init__(self, firmware: Firmware) -> None:
        self.firmware = firmware
        self.modes: dict[int, str] = {}
        self.levels: dict[int, int] = {}
        self.values: dict[int, int] = {}
        self.pulses: dict[int, tuple[int, int]] = {}
        self.channels: set[int] = set()
        self.watched: set[int] = set()
        self.safe_levels: dict[int, int] = {}
        self.sensors: dict[int, bytes] = {}
        self.pixels: dict[int, bytes] = {}
        self.interval: int | None = None
        self.i2c_delay: int | None = None
        self.safe_i2c_writes: dict[int, bytes] = {}

    def mode(self, pin: int, mode: str) -> bytes:
        """Use a pin for something else: what was written to it before is forgotten."""
        # An output keeps the level that it had as an input: 5 V, when its pull-up was on.
        free = self.modes.get(pin) == PULLUP and mode not in READS
        self.modes[pin] = mode
        memories: list[dict] = [
            self.levels,
            self.values,
            self.sensors,
            self.pixels,
            *([] if mode == SERVO else [self.pulses]),
        ]
        for memory in memories:
            memory.pop(pin, None)
        return (protocol.encode_set_mode(pin, INPUT) if free else b"") + self._mode(pin)

    def servo(self, pin: int, pulses: tuple[int, int]) -> bytes:
        """Use a pin for a servo with these pulses, in microseconds."""
        self.pulses[pin] = pulses
        return self.mode(pin, SERVO)

    def safe_level(self, pin: int, level: int) -> bytes:
        """Set the level that an output gets when the program leaves, or when our sketch hears nothing any more."""
        self.safe_levels[pin] = level
        return encode_rest_level(self.firmware, pin, self.modes.get(pin), level)

    def safe_i2c(self, address: int, data: bytes) -> bytes:
        """Set the bytes that a part on I2C gets when the program leaves, or when our sketch hears nothing any more."""
        self.safe_i2c_writes[address] = data
        return encode_rest_write(self.firmware, address, data)

    def show_pixels(self, pin: int, colors: list[tuple[int, int, int]]) -> bytes:
        """Let a strip of lights shine in these colors."""
        self.pixels[pin] = encode_pixels(pin, colors)
        return self.pixels[pin]

    def level(self, pin: int, level: int) -> bytes:
        """Set an output; all others keep their level."""
        self.levels[pin] = level
        if self.firmware.protocol >= (2, 5):
            return protocol.encode_write_pin(pin, level)
        return protocol.encode_port_levels(pin // 8, self.levels)

    def value(self, pin: int, value: int) -> bytes:
        """Set PWM or a servo."""
        self.values[pin] = value
        return protocol.encode_write_analog(pin, value)

    def channel(self, channel: int, on: bool) -> bytes:
        """Let an analog channel be reported, or not."""
        (self.channels.add if on else self.channels.discard)(channel)
        return protocol.encode_report_analog(channel, on)

    def watch(self, pin: int, on: bool) -> bytes:
        """Let a digital pin be reported, or not."""
        (self.watched.add if on else self.watched.discard)(pin)
        return self._watch(pin // 8)

    def set_sampling(self, interval: int) -> bytes:
        """Set the milliseconds between two reports of analog pins."""
        self.interval = interval
        return protocol.encode_sysex(protocol.SAMPLING, *protocol.split_14bit(interval))

    def i2c(self, delay: int) -> bytes:
        """Switch I2C on. delay: microseconds between asking a register and reading it."""
        self.i2c_delay = delay
        return protocol.encode_sysex(protocol.I2C_CONFIG, *protocol.split_14bit(delay))

    def sensor(self, pin: int, mode: str, others: tuple[int, ...], message: bytes) -> bytes:
        """Let the firmware ask a sensor at `pin` (and `others`) again and again."""
        for each in (pin, *others):
            self.mode(each, mode)
        self.sensors[pin] = message
        # FirmataExpress counts the time between two readings from here on.
        return (self.set_sampling(19) if self.interval is None else b"") + message

    def tone(self, pin: int, hz: int, ms: int) -> bytes:
        """Play a tone (FirmataExpress needs no mode for it)."""
        self.modes[pin] = TONE
        return protocol.encode_sysex(protocol.TONE_DATA, 0, pin, *protocol.split_14bit(hz), *protocol.split_14bit(ms))

    def safe(self) -> bytes:
        """Return the bytes that stop everything that moves, glows or sounds, then all reports."""
        said = bytearray()
        still: dict[int, int] = {}
        for pin, mode in self.modes.items():
            level = self.safe_levels.get(pin, 0)
            if mode == PWM:
                said += protocol.encode_write_analog(pin, 255 * level)
            elif mode == TONE:
                said += protocol.encode_no_tone(pin)
            elif mode in (OUTPUT, SERVO, PIXELS):
                # A servo without pulses rests, and a strip gets dark.
                said += protocol.encode_set_mode(pin, OUTPUT) if mode != OUTPUT else b""
                still[pin] = level
            elif mode in (PULLUP, REMOTE):  # the next program may use it as an output, which would drive 5 V
                said += protocol.encode_set_mode(pin, INPUT)
        said += protocol.encode_levels(still) + b"".join(
            protocol.encode_i2c_write(address, data) for address, data in self.safe_i2c_writes.items()
        )
        said += b"".join(protocol.encode_report_analog(channel, False) for channel in sorted(self.channels))
        said += b"".join(
            protocol.encode_report_port(port, False) for port in sorted({pin // 8 for pin in self.watched})
        )
        return bytes(said) + (encode_reset(self._list_inputs()) if self.sensors else b"")

    def everything(self) -> bytes:
        """All that was set, once more, for a board that has forgotten it."""
        said = bytearray(b"" if self.interval is None else self.set_sampling(self.interval))
        # All inputs before any level: a board that has restarted has made outputs of them.
        said += b"".join(protocol.encode_set_mode(pin, INPUT) for pin in self._list_inputs())
        for pin, mode in self.modes.items():
            said += self._mode(pin) if mode not in (SONAR, DHT, TONE) else b""
        said += b"".join(self.sensors.values())
        said += b"" if self.i2c_delay is None else self.i2c(self.i2c_delay)
        said += b"".join(encode_rest_write(self.firmware, *each) for each in self.safe_i2c_writes.items())
        said += b"".join(self.pixels.values())
        for pin, level in self.levels.items():
            said += self.level(pin, level)
        said += b"".join(protocol.encode_write_analog(pin, value) for pin, value in self.values.items())
        said += b"".join(protocol.encode_report_analog(channel, True) for channel in sorted(self.channels))
        return bytes(said) + b"".join(self._watch(port) for port in sorted({pin // 8 for pin in self.watched}))

    def once_more(self, pin: int) -> bytes:
        """Return the bytes that set up an input again."""
        said = self._mode(pin) if pin in self.modes else b""
        said += self._watch(pin // 8) if pin in self.watched else b""
        channel = self.firmware.channel(pin)
        return said + (protocol.encode_report_analog(channel, True) if channel in self.channels else b"")

    def _list_inputs(self) -> list[int]:
        return [pin for pin, mode in self.modes.items() if mode in READS]

    def _mode(self, pin: int) -> bytes:
        mode = self.modes[pin]
        if mode == SERVO and pin in self.pulses:
            low, high = self.pulses[pin]
            return protocol.encode_sysex(
                protocol.SERVO_CONFIG,
                pin,
                *protocol.split_14bit(low),
                *protocol.split_14bit(high),
            )
        if mode == PULLUP and not self.firmware.pins.get(pin, {}).get(PULLUP):
            # Firmata 2.4 switches the pull-up on when 1 is written to an input.
            self.levels[pin] = 1
            said = protocol.encode_set_mode(pin, INPUT) + protocol.encode_port_levels(pin // 8, self.levels)
        else:
            # It is at rest from the moment that it is an output: a relay that is off at 1 does not click.
            rest = encode_rest_level(self.firmware, pin, mode, self.safe_levels.get(pin, 0))
            said = rest + protocol.encode_set_mode(pin, mode)
        return said + (protocol.encode_sysex(protocol.PIN_STATE, pin) if mode in READS else b"")

    def _watch(self, port: int) -> bytes:
        return protocol.encode_report_port(port, any(pin // 8 == port for pin in self.watched))
