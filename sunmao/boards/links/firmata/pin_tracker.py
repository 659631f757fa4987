"""Tracking of what a program does with the pins of a board, read from the Firmata messages that pass: for the page, and
for the end.
"""

from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.links.firmata import protocol
from sunmao.boards.links.firmata.protocol import MODE_OF, FirmataMessage, FirmataParser
from sunmao.boards.links.firmware import Firmware
from sunmao.boards.links.link import Heard, WireTracker
from sunmao.boards.pin_modes import DRIVEN, INPUT, MIN_PULSE, OUTPUT, PULLUP, PULSES, PWM, READS, SERVO
from sunmao.locks.lock_order import make_lock

DRIVING = (
    protocol.DIGITAL,
    protocol.SET_PIN,
    protocol.ANALOG_VALUE,
    protocol.EXTENDED_ANALOG,
    protocol.SERVO_CONFIG,
)


class PinTracker(WireTracker):
    """The pins of one board in the hands of one program."""

    def __init__(self, board: BoardSpec, firmware: Firmware) -> None:
        self._names = {pin.number: pin.name for pin in board.pins}
        self._firmware = firmware
        self._lock = make_lock()
        self._written, self._heard = FirmataParser(protocol.TO_BOARD), FirmataParser()
        self.forget()

    def forget(self) -> None:
        """The board was reset, or the program has left."""
        with self._lock:
            self._modes: dict[int, str] = {}
            self._values: dict[int, float] = {}
            self._pulses: dict[int, tuple[int, int]] = {}
            self._channels: set[int] = set()
            self._ports: set[int] = set()

    def track_written(self, data: bytes, at_rest: bool = False) -> bytes:
        """Bytes on their way to the board, however they are cut; at rest, the whole messages that drive no pin."""
        messages = [each for each in self._written.feed(data) if not (at_rest and is_driving(each))]
        with self._lock:
            for message in messages:
                self._send(message)
        return b"".join(map(protocol.encode_message, messages)) if at_rest else data

    def track_heard(self, data: bytes) -> Heard:
        """Bytes from the board; a sketch that introduces itself has begun anew, since no program asks who it is."""
        messages = self._heard.feed(data)
        restarted = any(message.command == protocol.FIRMWARE for message in messages)
        if restarted:
            self.forget()
        texts = [
            protocol.decode_7bit(message.data).decode("utf-8", "replace")
            for message in messages
            if message.command == protocol.TEXT
        ]
        return Heard(self._take_reports(messages) or restarted, restarted, texts)

    def _take_reports(self, messages: list[FirmataMessage]) -> bool:
        """Whether a pin has a new value."""
        with self._lock:
            before = dict(self._values)
            for command, number, data in messages:
                if command == protocol.DIGITAL:
                    for pin, level in protocol.split_port_bits(number, data):
                        if self._modes.get(pin) in READS:
                            self._values[pin] = level
                elif command == protocol.ANALOG_VALUE and number in self._firmware.analog:
                    self._values[self._firmware.analog[number]] = round(protocol.join_14bit(*data) / 1023, 4)
            return self._values != before

    def encode_rest(self, wanted: bytes | None) -> bytes:
        """Encode the messages that switch off all that the program switched on, and end all reports it asked for."""
        with self._lock:
            channels = b"".join(protocol.encode_report_analog(channel, False) for channel in sorted(self._channels))
            quiet = channels + b"".join(protocol.encode_report_port(port, False) for port in sorted(self._ports))
            said = (self._encode_off() if wanted is None else wanted) + quiet
        # A message that was cut off by our forgetting it must not swallow the next one.
        return protocol.CLEAR + said if said else b""

    def encode_text(self, text: str) -> bytes:
        """A line for the sketch, as Firmata's text."""
        return protocol.encode_sysex(protocol.TEXT, *protocol.encode_7bit(text.encode()))

    def _encode_off(self) -> bytes:
        out = bytearray()
        driven = [pin for pin, mode in self._modes.items() if mode in DRIVEN]
        for pin in driven:
            if self._modes[pin] == PWM:
                out += protocol.encode_write_analog(pin, 0)
            elif self._modes[pin] != OUTPUT:
                out += protocol.encode_set_mode(pin, OUTPUT)  # a servo gets no pulses any more
        return bytes(out) + protocol.encode_levels(dict.fromkeys(driven, 0))

    def state(self) -> dict:
        """The used pins: name → {'mode', 'value', …}; values 0 to 1, of servos degrees, with their pulse in µs."""
        with self._lock:
            return {
                self._names.get(pin, str(pin)): self._describe_pin(pin, mode)
                for pin, mode in sorted(self._modes.items())
            }

    def _describe_pin(self, pin: int, mode: str) -> dict:
        value = self._values.get(pin, 0)
        if mode != SERVO:
            return {"mode": mode, "value": value}
        if pin not in self._values:
            return {"mode": mode, "value": None}
        low, high = self._pulses.get(pin, PULSES)
        pulse = value if value >= MIN_PULSE else low + min(value, 180) / 180 * (high - low)
        return {"mode": mode, "value": round((pulse - low) / (high - low) * 180), "pulse": round(pulse)}

    def _send(self, message: FirmataMessage) -> None:
        command, number, data = message
        if command == protocol.SET_MODE:
            if data[1] in MODE_OF:
                self._modes[data[0]] = MODE_OF[data[1]]
                self._values.pop(data[0], None)
        elif command == protocol.DIGITAL:
            for pin, level in protocol.split_port_bits(number, data):
                self._write(pin, level)
        elif command == protocol.SET_PIN:
            self._write(data[0], data[1])
        elif command == protocol.ANALOG_VALUE:
            self._write_analog(number, protocol.join_14bit(*data))
        elif command == protocol.EXTENDED_ANALOG and len(data) >= 3:
            self._write_analog(data[0], sum(part << 7 * place for place, part in enumerate(data[1:4])))
        elif command == protocol.SERVO_CONFIG and len(data) >= 5:
            low, high = protocol.join_14bit(*data[1:3]), protocol.join_14bit(*data[3:5])
            self._modes[data[0]] = SERVO
            self._pulses[data[0]] = (low, high) if high > low else PULSES
        elif command in (protocol.REPORT_ANALOG, protocol.REPORT_DIGITAL):
            wanted = self._channels if command == protocol.REPORT_ANALOG else self._ports
            (wanted.add if data[0] else wanted.discard)(number)

    def _write(self, pin: int, level: int) -> None:
        mode = self._modes.get(pin)
        if mode == OUTPUT:
            self._values[pin] = level
        elif mode in READS:  # the pull-up of boards that have no mode of it
            self._modes[pin] = PULLUP if level else INPUT

    def _write_analog(self, pin: int, value: int) -> None:
        mode = self._modes.get(pin)
        if mode == SERVO:
            self._values[pin] = value
        elif mode == PWM:
            self._values[pin] = round(min(value, 255) / 255, 4)


def is_driving(message: FirmataMessage) -> bool:
    """Whether a message may switch an output on, or make a pin one."""
    if message.command == protocol.SET_MODE:
        return MODE_OF.get(message.data[1]) in DRIVEN
    if message.command == protocol.TONE_DATA:
        return message.data[:1] == b"\0"
    return message.command in DRIVING
