"""Speaks Firmata with a board over a stream of bytes: the client.

Why no library: pyfirmata2 2.5.1 ends its listening thread silently when the cable is pulled, `is_open` stays true and
the next value is an old one; pymata4 1.15 swallows the same error in its reading thread, waits for bytes by turning in
a circle, and needs FirmataExpress on the board; telemetrix 1.47 needs a sketch of its own that speaks no Firmata; both
are AGPL. None of them speaks over anything but a port that it opens itself. This one works for each board that has the
StandardFirmata of the Arduino IDE; distances, DHT sensors and tones for those with our own sketch or FirmataExpress.
"""

import threading
from collections.abc import Callable
from typing import Any

from sunmao.boards.links.firmata import protocol
from sunmao.boards.links.firmata.flow_control import FlowControl
from sunmao.boards.links.firmata.keep_alive import has_rested
from sunmao.boards.links.firmata.pin_state import PinState
from sunmao.boards.links.firmata.report_cache import ReportCache
from sunmao.boards.links.firmware import Firmware
from sunmao.boards.links.link import BoardClient
from sunmao.boards.links.write_queue import WriteQueue
from sunmao.boards.pin_modes import DHT, READS, REMOTE, SONAR, TONE
from sunmao.errors import BoardDisconnected, SunmaoError
from sunmao.locks.lock_order import LockOrder, make_condition, make_lock

FIRST = 1.0  # seconds until a first value must have come
SLOWEST = 3.0  # seconds: FirmataExpress asks a DHT sensor every 2.2
SONAR_PATIENCE = 16000  # microseconds that an echo may take: 2.7 m there and back, the most that 14 bits can say


class Firmata(BoardClient):
    """A board that speaks Firmata.

    Every verb may be called from any thread. After the board is lost each raises what `lost` holds.

    Args:
        stream: carries the bytes (`serial_stream`, `bridge` or `simulated`).
        firmware: what the board said about itself.
    """

    def __init__(self, stream: Any, firmware: Firmware) -> None:
        self.lost: SunmaoError | None = None
        self.on_loss = lambda error: None
        self.on_restart = lambda: None
        self._stream, self._setup = stream, PinState(firmware)
        self._turn, self._saving = make_condition(), make_lock(LockOrder.BOARD_SAFE_STATE)
        self._connect()
        self._heard = ReportCache(self._setup, self._turn)
        self._closed = False
        self._start()

    @property
    def firmware(self) -> Firmware:
        """Name, version, abilities and analog channels of the board."""
        return self._setup.firmware

    def set_mode(self, pin: int, mode: str) -> None:
        """Use a pin so (mode: of `pin_modes`; PULLUP also where the firmware has no such mode)."""
        self._set(lambda: self._setup.mode(pin, mode), pin)

    def servo_config(self, pin: int, min_us: int, max_us: int) -> None:
        """Use a pin for a servo whose pulses are between these, in microseconds, for 0 and 180 degrees."""
        self._set(lambda: self._setup.servo(pin, (min_us, max_us)), pin)

    def write_digital(self, pin: int, level: int) -> None:
        """Set an output to 0 or 1."""
        self._send(lambda: self._setup.level(pin, int(bool(level))))

    def write_analog(self, pin: int, value: int) -> None:
        """Set PWM (0 to 255), or a servo: degrees below 544, microseconds from there on."""
        self._send(lambda: self._setup.value(pin, int(value)))

    def set_safe(self, pin: int, level: int) -> None:
        """Set the level that an output gets when the program leaves; without a call, it is 0."""
        self._send(lambda: self._setup.safe_level(pin, level))
        self._keep_safe()

    def report_analog(self, pin: int, on: bool = True) -> None:
        """Let the board report an analog pin (its number, 14 for A0 of an Uno), or not."""
        if (channel := self.firmware.channel(pin)) is not None:
            self._send(lambda: self._setup.channel(channel, on))
            self._keep_safe()

    def report_digital(self, pin: int, on: bool = True) -> None:
        """Let the board report an input at once and whenever it changes, or not."""
        self._send(lambda: self._setup.watch(pin, on))
        self._keep_safe()

    def set_sampling(self, ms: int) -> None:
        """Set the milliseconds between two reports of analog pins (StandardFirmata: at least 1, it begins with 19)."""
        self._send(lambda: self._setup.set_sampling(ms))

    def digital(self, pin: int) -> int:
        """The level of an input, 0 or 1, as it was last reported. Raises BoardDisconnected when none comes within a
        second.
        """
        if pin not in self._setup.watched:
            self.report_digital(pin)
        return self._value(self._heard.digital, pin, ask=lambda: self._ask(pin))

    def analog(self, pin: int) -> float:
        """The value of an analog pin from 0 to 1. Raises BoardDisconnected when none comes within a second."""
        channel = self.firmware.channel(pin)
        assert channel is not None  # a part asks only pins that its board can measure
        if channel not in self._setup.channels:
            self.report_analog(pin)
        return self._value(self._heard.analog, channel, ask=lambda: self._ask(pin)) / self._heard.most(channel)

    def on_change(self, pin: int, act: Callable[[int, float], None] | None) -> None:
        """Call `act(level, time)` in the reading thread whenever an input changes (time: of `time.monotonic`); None: no
        more.
        """
        with self._turn:
            self._heard.acts[pin] = [*self._heard.acts.get(pin, []), act] if act else []

    @property
    def i2c_most(self) -> int:
        """Largest number of bytes that fit into one `i2c_write`."""
        # More would not fit, with all that is around it, into the window of a sketch that measures (`flow_control`).
        return 14 if self.firmware.protocol < (2, 5) or self._setup.sensors else 30

    def i2c_config(self, delay_us: int = 0) -> None:
        """Switch I2C on."""
        self._send(lambda: self._setup.i2c(delay_us))

    def i2c_write(self, address: int, data: bytes) -> None:
        """Send bytes to a part, at most `i2c_most`."""
        self._send(lambda: protocol.encode_i2c_write(address, data))

    def set_safe_i2c(self, address: int, data: bytes) -> None:
        """Bytes that a part gets when the program leaves, so that what it drives comes to rest."""
        self._send(lambda: self._setup.safe_i2c(address, data))
        self._keep_safe()

    def i2c_read(self, address: int, register: int | None, count: int) -> bytes:
        """Read bytes from a part's register (None: without naming one); none when it gives fewer, or is not
        there.
        """
        key = (address, register or 0)
        with self._turn:
            self._heard.replies.pop(key, None)
        named = () if register is None else protocol.split_14bit(register)
        request = protocol.encode_sysex(protocol.I2C_REQUEST, address, 0x08, *named, *protocol.split_14bit(count))
        self._send(lambda: request)
        return self._value(self._heard.replies, key, ask=lambda: self._send(lambda: request))

    def sonar(self, trigger: int, echo: int) -> None:
        """Let the board measure a distance again and again (FirmataExpress)."""
        message = protocol.encode_sysex(protocol.SONAR_CONFIG, trigger, echo, *protocol.split_14bit(SONAR_PATIENCE))
        self._set(lambda: self._setup.sensor(trigger, SONAR, (echo,), message), trigger)

    def sonar_value(self, trigger: int) -> float | None:
        """The distance in centimeters, within half a one, None: no echo. Raises BoardDisconnected when nothing comes within a second."""
        return self._value(self._heard.readings, (SONAR, trigger))

    def dht(self, pin: int, model: int = 11) -> None:
        """Let the board ask a DHT sensor, model 11 or 22, every two seconds (FirmataExpress)."""
        self._set(
            lambda: self._setup.sensor(pin, DHT, (), protocol.encode_sysex(protocol.DHT_CONFIG, pin, model)),
            pin,
        )

    def dht_value(self, pin: int) -> tuple[float, float] | None:
        """Degrees Celsius and percent, None: the sensor does not answer. Raises BoardDisconnected when nothing comes
        within three seconds.
        """
        return self._value(self._heard.readings, (DHT, pin), SLOWEST) or None

    def remote(self, pin: int) -> None:
        """Let the board listen to a receiver of remote controls (our own sketch)."""
        with self._turn:
            self._heard.remotes.pop(pin, None)
        self.set_mode(pin, REMOTE)

    def remote_value(self, pin: int) -> tuple[int, int] | None:
        """Address and command of the key of a remote control that is pressed now; None: none is (our own sketch)."""
        self._raise_lost()
        with self._turn:
            return self._heard.remotes.get(pin)

    def tone(self, pin: int, hz: float, ms: int = 0) -> None:
        """Play a tone so many milliseconds, at most 16,383 (0: until `no_tone`) (FirmataExpress)."""
        new = self._setup.modes.get(pin) != TONE
        self._send(lambda: self._setup.tone(pin, round(hz), int(ms)))
        if new:
            self._keep_safe()

    def no_tone(self, pin: int) -> None:
        """End a tone."""
        self._send(lambda: protocol.encode_no_tone(pin))

    def show_pixels(self, pin: int, colors: list[tuple[int, int, int]]) -> None:
        """Let a strip of lights shine in these colors: red, green, blue from 0 to 255 each (our own sketch)."""
        self._send(lambda: self._setup.show_pixels(pin, colors))

    def settle(self, within: float = FIRST) -> bool:
        """Wait until the board has done all that it was told, at most so many seconds; returns whether it said so.
        Raises BoardDisconnected.
        """
        pin = self._find_idle_pin()
        with self._turn:
            self._heard.states.discard(pin)
        self._send(lambda: protocol.encode_sysex(protocol.PIN_STATE, pin))
        self._wait_for_value(self._heard.states, pin, within)
        return pin in self._heard.states

    def restore_setup(self) -> None:
        """Set everything once more, on a board that has restarted."""

        def everything() -> bytes:
            self._heard.forget()
            for pin, mode in self._setup.modes.items():
                if mode in READS:
                    self._heard.doubt(pin)
            return self._setup.everything()

        self._send(everything)

    def reconnect(self, stream: Any = None, firmware: Firmware | None = None) -> None:
        """Go on after a loss, with the board that came back: everything is set once more."""
        if threading.current_thread() is not self._reader:
            self._reader.join(FIRST)  # what it notices last is not of the board that is back
        self._setup.firmware = firmware or self.firmware
        self._stream = stream or self._stream
        self._connect()
        self.lost = None
        self._start()
        self._keep_safe()
        self.restore_setup()

    def close(self) -> None:
        """Make the outputs safe and let go of the board."""
        self._closed = True
        self._stream.close()
        if threading.current_thread() is not self._reader:
            self._reader.join(FIRST)

    def _connect(self) -> None:
        self._flow = FlowControl(self._stream.write, self._turn, lambda: bool(self._setup.sensors))
        self._out = WriteQueue(self._flow.write, self._turn)

    def _find_idle_pin(self) -> int:
        """One whose state may be asked at any time: the answer for an input would say that it is one already."""
        pins = list(self.firmware.pins)
        return next((pin for pin in reversed(pins) if self._setup.modes.get(pin) not in READS), pins[-1])

    def _start(self) -> None:
        self._reader = threading.Thread(target=self._listen, name="firmata", daemon=True)
        self._reader.start()

    def _set(self, make: Callable[[], bytes], pin: int) -> None:
        def make_change() -> bytes:
            said = make()
            if self._setup.modes[pin] in READS:
                self._heard.doubt(pin)
                said += self._setup.watch(pin, True) if pin in self._setup.watched else b""
            return said

        self._send(make_change)
        self._keep_safe()

    def _ask(self, pin: int) -> None:
        def make_request() -> bytes:
            if self._setup.modes.get(pin) in READS:
                self._heard.doubt(pin, anew=True)
            return self._setup.once_more(pin)

        self._send(make_request)

    def _keep_safe(self) -> None:
        with self._saving:
            with self._turn:
                said = self._setup.safe()
            try:
                self._stream.safe(protocol.CLEAR + said if said else said)
            except OSError as error:
                self._mark_lost(error)

    def _send(self, make: Callable[[], bytes]) -> None:
        self._raise_lost()
        try:
            self._out.put(make)
        except (OSError, SunmaoError) as error:
            self._mark_lost(error)
            self._raise_lost()

    def _raise_lost(self) -> None:
        if self.lost:
            raise type(self.lost)(self.lost.key, **self.lost.params)

    def _value(self, values: dict, key: Any, within: float = FIRST, ask: Callable[[], None] = lambda: None) -> Any:
        if not self._wait_for_value(values, key, within / 2):
            ask()  # a board that is busy loses a byte now and then
            self._wait_for_value(values, key, within / 2)
        with self._turn:
            if key in values and not self.lost:
                return values[key]
        self._raise_lost()
        raise BoardDisconnected("board_silent")

    def _wait_for_value(self, values: dict | set, key: Any, within: float) -> bool:
        with self._turn:
            return self._turn.wait_for(lambda: self.lost is not None or key in values, within)

    def _mark_lost(self, error: Exception | None) -> None:
        with self._turn:
            first = self.lost is None
            self.lost = self.lost or (error if isinstance(error, SunmaoError) else BoardDisconnected("board_gone"))
            self._flow.end()
            self._turn.notify_all()
        if first and not self._closed:
            self.on_loss(self.lost)

    def _listen(self) -> None:
        parser, error = protocol.FirmataParser(), None
        try:
            while data := self._stream.read():
                for message in parser.feed(data):
                    self._handle_message(message)
        except (OSError, SunmaoError) as raised:
            error = raised
        finally:
            self._mark_lost(error)

    def _handle_message(self, message: protocol.FirmataMessage) -> None:
        rested = has_rested(message)  # it was this computer that was slow: nothing but the outputs is lost
        if rested or message.command == protocol.FIRMWARE:
            # In a thread of its own: writing may have to wait until this one has read.
            again = (lambda: None) if rested else self.on_restart
            threading.Thread(target=self._restart, args=(again,), name="firmata again", daemon=True).start()
        elif message.command == protocol.VERSION:
            with self._turn:
                self._flow.answer()
        else:
            self._heard.update(message)

    def _restart(self, again: Callable[[], None]) -> None:
        try:
            self.restore_setup()
        except SunmaoError:
            return  # lost: who uses it is told
        again()
