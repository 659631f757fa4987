"""What a program does with the pins of a board, read from the Firmata messages that pass: for the page, and for the
end.
"""

from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.links import firmata_protocol
from sunmao.boards.links.firmata_protocol import MODE_OF, FirmataMessage, FirmataParser
from sunmao.boards.links.firmware_capabilities import Firmware
from sunmao.boards.pin_modes import DRIVEN, INPUT, LEAST_PULSE, OUTPUT, PULLUP, PULSES, PWM, READS, SERVO
from sunmao.locks.lock_order import make_lock

# A message that was cut off by our forgetting it must not swallow the next one.
CLEAR = bytes((firmata_protocol.END,))


class PinTracker:
    """The pins of one board in the hands of one program. Safe to use from several threads."""

    def __init__(self, board: BoardSpec, firmware: Firmware):
        self._names = {pin.number: pin.name for pin in board.pins}
        self._firmware = firmware
        self._lock = make_lock()
        self._parser = FirmataParser(firmata_protocol.TO_BOARD)
        self.forget()

    def forget(self) -> None:
        """The board was reset, or the program has left."""
        with self._lock:
            self._modes: dict[int, str] = {}
            self._values: dict[int, float] = {}
            self._pulses: dict[int, tuple[int, int]] = {}
            self._channels: set[int] = set()
            self._ports: set[int] = set()

    def to_board(self, data: bytes) -> list[FirmataMessage]:
        """Bytes on their way to the board, however they are cut. Returns the messages that they complete."""
        messages = self._parser.feed(data)
        with self._lock:
            for message in messages:
                self._send(message)
        return messages

    def from_board(self, messages: list[FirmataMessage]) -> bool:
        """What the board said. Whether a pin has a new value."""
        with self._lock:
            before = dict(self._values)
            for command, number, data in messages:
                if command == firmata_protocol.DIGITAL:
                    for pin, level in split_port_bits(number, data):
                        if self._modes.get(pin) in READS:
                            self._values[pin] = level
                elif (
                    command == firmata_protocol.ANALOG_VALUE and (pin := self._firmware.analog.get(number)) is not None
                ):
                    self._values[pin] = round(firmata_protocol.join_14bit(*data) / 1023, 4)
            return self._values != before

    def safe(self) -> bytes:
        """What switches off all that the program switched on."""
        with self._lock:
            out = bytearray()
            driven = [pin for pin, mode in self._modes.items() if mode in DRIVEN]
            for pin in driven:
                if self._modes[pin] == PWM:
                    out += firmata_protocol.encode_write_analog(pin, 0)
                elif self._modes[pin] != OUTPUT:
                    out += firmata_protocol.encode_set_mode(pin, OUTPUT)  # a servo gets no pulses any more
            for port in sorted({pin // 8 for pin in driven}):
                out += firmata_protocol.encode_write_port(port, 0)
            return bytes(out)

    def quiet(self) -> bytes:
        """What ends all reports that the program asked for."""
        with self._lock:
            channels = b"".join(
                firmata_protocol.encode_report_analog(channel, False) for channel in sorted(self._channels)
            )
            return channels + b"".join(firmata_protocol.encode_report_port(port, False) for port in sorted(self._ports))

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
        pulse = value if value >= LEAST_PULSE else low + min(value, 180) / 180 * (high - low)
        return {"mode": mode, "value": round((pulse - low) / (high - low) * 180), "pulse": round(pulse)}

    def _send(self, message: FirmataMessage) -> None:
        command, number, data = message
        if command == firmata_protocol.SET_MODE:
            if data[1] in MODE_OF:
                self._modes[data[0]] = MODE_OF[data[1]]
                self._values.pop(data[0], None)
        elif command == firmata_protocol.DIGITAL:
            for pin, level in split_port_bits(number, data):
                self._write(pin, level)
        elif command == firmata_protocol.SET_PIN:
            self._write(data[0], data[1])
        elif command == firmata_protocol.ANALOG_VALUE:
            self._write_analog(number, firmata_protocol.join_14bit(*data))
        elif command == firmata_protocol.EXTENDED_ANALOG and len(data) >= 3:
            self._write_analog(data[0], sum(part << 7 * place for place, part in enumerate(data[1:4])))
        elif command == firmata_protocol.SERVO_CONFIG and len(data) >= 5:
            low, high = firmata_protocol.join_14bit(*data[1:3]), firmata_protocol.join_14bit(*data[3:5])
            self._modes[data[0]] = SERVO
            self._pulses[data[0]] = (low, high) if high > low else PULSES
        elif command in (firmata_protocol.REPORT_ANALOG, firmata_protocol.REPORT_DIGITAL):
            wanted = self._channels if command == firmata_protocol.REPORT_ANALOG else self._ports
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


def split_port_bits(port: int, data: bytes) -> list[tuple[int, int]]:
    """(pin, level) of the eight pins of a port."""
    levels = firmata_protocol.join_14bit(*data)
    return [(8 * port + place, levels >> place & 1) for place in range(8)]
