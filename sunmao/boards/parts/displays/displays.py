"""Displays on I2C: two lines of letters (LCD1602) and a small OLED."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sunmao.boards import select_board
from sunmao.boards.background_effects import Step
from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.i2c_addresses import format_address
from sunmao.boards.part import I2C_WIRES, Part
from sunmao.boards.parts.displays.lcd1602 import Lcd1602Driver
from sunmao.boards.parts.displays.oled import OledDriver
from sunmao.boards.pin_compatibility import Trouble, get_alternative, get_board_title
from sunmao.core.strict import suggest_nearest
from sunmao.core.validation import require_range
from sunmao.errors import BadValue

if TYPE_CHECKING:
    from sunmao.boards.links.link import BoardClient


KINDS: dict[str, type[Any]] = {"lcd1602": Lcd1602Driver, "oled": OledDriver}
ELSEWHERE = ("microbit", "screen")  # parts of boards that Sunmao does not use yet
STEP = 0.3  # seconds between two steps of text that moves along


class TextDisplay(Part):
    """Base of displays: lit or dark; a board that is back, or has restarted, is told once more what they show.

    A class gives `show(content)`, `_lit`, and `_refresh(client)`, which lets the display show what it shall.
    """

    _lit: bool
    _dirty = False

    def off(self) -> None:
        """Make it dark. The next `show` lights it again."""
        self._attached_board.effects.stop(self)
        self._lit = False
        self._attached_board.perform(self._send)
        self._attached_board.report(self, "told_off")

    def on(self) -> None:
        """Light it again, with what it showed."""
        self._lit = True
        self._attached_board.perform(self._send)

    def toggle(self) -> None:
        """Make it dark when it is lit, and light it when it is dark."""
        (self.off if self._lit else self.on)()

    def clear(self) -> None:
        """Show nothing."""
        self.show("")

    def _send(self, client: "BoardClient") -> None:
        # False first: a board that restarts meanwhile, which another thread hears, has to be told once more.
        self._dirty = False
        self._refresh(client)

    def _restore(self, client: "BoardClient") -> None:
        self._dirty = True

    def _poll(self, now: float) -> None:
        if self._dirty:
            self._attached_board.perform(self._send)

    def _seconds_until_poll(self) -> float:
        return 0.0 if self._dirty else float("inf")

    def _tear_down(self, client: "BoardClient") -> None:
        self._lit = False
        self._send(client)


class Display(TextDisplay):
    """A small screen on the board's I2C wires.

    Wiring: VCC to 5V, GND to GND, SDA and SCL to the pins of that name (Uno and Nano: A4 and A5; Mega: 20 and 21;
    Leonardo: 2 and 3).

    Args:
        kind: 'lcd1602' (two lines of 16 English letters, with the small board PCF8574 behind it) or 'oled' (128 × 64
            dots, SSD1306).
        address: 0x27 for lcd1602 (some have 0x3F), 0x3C for oled (some have 0x3D); None: these.

    Raises:
        BadValue: there is no such kind. PinUnsupported: this board has none.

    Example:
        display = Display(kind='oled')
        display.show('你好')
    """

    required_abilities = {"sda": "i2c", "scl": "i2c"}
    shares = True
    wires = I2C_WIRES

    def __init__(self, kind: str, address: int | None = None) -> None:
        if kind not in KINDS and kind not in ELSEWHERE:
            raise BadValue(
                "unknown_choice",
                argument="kind",
                value=kind,
                guess=suggest_nearest(kind, KINDS),
                names=", ".join(KINDS),
            )
        self._kind = kind
        chip = KINDS.get(kind, OledDriver)
        self._address = chip.ADDRESS if address is None else int(require_range("address", address, 8, 0x77))
        self._chip = chip(self._address)
        self._restarted = False  # whether the display has lost its current since it was last told anything
        super().__init__(**select_board.get_i2c_pins())

    @classmethod
    def own_trouble(cls, board: BoardSpec, pins: dict) -> list[Trouble]:
        """Whether a board has a display of this kind: `pins['kind']`."""
        kind = pins.get("kind")
        wired = any("i2c" in pin.can for pin in board.pins)
        if kind is None or (kind in KINDS and wired):
            return []
        told = {
            "board": get_board_title(board),
            "kind": str(kind),
            "instead": get_alternative(cls) if wired else {"zh": "", "en": ""},
        }
        return [("kind", "display_needs_board", told)]

    @classmethod
    def find_place(cls, options: dict) -> tuple[str, ...] | None:
        """At the usual address of its chip where nothing else is said."""
        chip = KINDS.get(str(options.get("kind")))
        return (str(options.get("address") or format_address(chip.ADDRESS)),) if chip else None

    def options(self) -> dict:
        """Return the options that, apart from the pins, decide what the part needs."""
        return {"kind": self._kind, "address": format_address(self._address)}

    @property
    def kind(self) -> str:
        """'lcd1602' or 'oled'."""
        return self._kind

    def show(self, content: Any, line: int | None = None, scroll: bool = False) -> None:
        """Show text, a number or a picture.

        Args:
            content: text, a number, or on an oled also a picture, (H, W, 3) or (H, W) uint8.
            line: from 1 to 2 (lcd1602) or 4 (oled): only this line changes; None: everything.
            scroll: whether text that is too long moves along, once, in the background.

        Raises:
            BadValue: it cannot be shown, or there is no such line.
        """
        board = self._attached_board
        line = None if line is None else int(require_range("line", line, 1, self._chip.LINES))
        if getattr(content, "ndim", 0) in (2, 3) and hasattr(content, "dtype"):
            if not hasattr(self._chip, "draw") or not _is_picture(content):
                raise BadValue(
                    "part_cannot_show",
                    part=self._kind,
                    value=f"{type(content).__name__} {content.shape} {content.dtype}",
                )
            board.effects.stop(self)
            self._chip.draw(content)
            board.report(self, f"[{content.shape[1]} × {content.shape[0]}]")
        else:
            text = self._chip.require_drawable(_as_text(content))
            board.report(self, f"“{text}”")
            if scroll and self._chip.too_long(text):
                board.effects.play(self, self._scroll_steps(text, line or 1), background=True)
                return
            board.effects.stop(self)
            self._chip.write(text, line)
        board.perform(self._send)

    def _scroll_steps(self, text: str, line: int) -> Iterator[Step]:
        for start in range(len(text)):

            def step(start: int = start) -> None:
                self._chip.write(text[start:], line)
                self._attached_board.perform(self._send)

            yield step, STEP
            if not self._chip.too_long(text[start:]):
                return

    @property
    def _lit(self) -> bool:
        return self._chip.lit

    @_lit.setter
    def _lit(self, lit: bool) -> None:
        self._chip.lit = lit

    def _refresh(self, client: "BoardClient") -> None:
        if self._restarted:
            self._restarted = False
            self._chip.forget()
        self._chip.send(client)

    def _set_up(self, client: Any) -> None:
        client.i2c_config()
        self._restarted = True
        self._send(client)

    def _restore(self, client: "BoardClient") -> None:
        self._restarted = True
        super()._restore(client)


def _is_picture(content: Any) -> bool:
    return content.size > 0 and content.dtype.name == "uint8" and (content.ndim == 2 or content.shape[2] in (3, 4))


def _as_text(content: Any) -> str:
    if isinstance(content, bool) or content is None or isinstance(content, (str, int)):
        return str(content)
    if isinstance(content, float):
        return f"{content:.6g}"
    return str(content)
