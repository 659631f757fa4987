"""Buzzers, which sound on and off, and play tones where the firmware can."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from sunmao.boards.background_effects import Step
from sunmao.boards.part import BLACK, GREEN, MODULE, RED, Wire
from sunmao.boards.parts.switches import Switch
from sunmao.boards.pin_modes import OUTPUT
from sunmao.boards.tones import GAP, parse_melody, to_hertz
from sunmao.core.validation import require_range

if TYPE_CHECKING:
    from sunmao.boards.links.link import BoardClient


LONGEST = 60  # seconds of one tone


class Buzzer(Switch):
    """Something that buzzes.

    Wiring: the longer leg to the pin, the shorter to GND. An active buzzer sounds at `on()`; a passive one needs
    `play`, which the board on the screen and FirmataExpress can, StandardFirmata cannot.

    Example:
        buzzer = Buzzer(pin=6)
        buzzer.play(tone='C4 E4 G4')
    """

    method_abilities = {"play": {"pin": "tone"}}
    by_sketch = True
    wires = (Wire("wire_longer_leg", "pin", RED), Wire("wire_shorter_leg", "GND", BLACK))
    wires_without = {"active_high": (*MODULE, Wire("I/O", "pin", GREEN))}

    def __init__(self, pin: Any, active_high: bool = True) -> None:
        self._tone: float | None = None
        self._toning = False
        super().__init__(pin=pin, active_high=active_high)

    def play(self, tone: Any, seconds: float = 0.5, background: bool = False) -> None:
        """Play a tone or a melody.

        Args:
            tone: notes such as 'C4', 'F#4', 'Bb3' with spaces between ('-' is a rest), or how often a second it swings
                (31 to 16000).
            seconds: how long each note lasts, 0.01 to 60.
            background: whether the program goes on meanwhile.

        Raises:
            BadValue: no such tone.
            PinUnsupported: the board's firmware plays no tones.
        """
        melody, seconds = parse_melody(tone), require_range("seconds", seconds, 0.01, LONGEST)
        self._attached_board.require_ability(self, "pin", "tone")
        self._attached_board.effects.play(self, self._play_steps(melody, seconds), background)

    @property
    def tone(self) -> float | None:
        """Frequency of the tone that it plays now, in hertz; None: it plays nothing."""
        return self._tone

    def _play_steps(self, melody: list, seconds: float) -> Iterator[Step]:
        for note in melody:
            sounds = max(seconds - GAP, seconds / 2)
            yield partial(self._sound, note), sounds
            yield lambda: self._sound(None, False), seconds - sounds

    def _sound(self, note: Any, tells: bool = True) -> None:
        board, pin = self._attached_board, self._pins["pin"].number
        self._tone = note and to_hertz(note)
        self._level, self._toning = float(self._tone is not None), True
        board.perform(lambda client: client.tone(pin, self._tone) if self._tone else client.no_tone(pin))
        if note and tells:
            board.report(self, f"♪ {note}")

    def _set(self, level: float) -> None:
        if self._toning:
            self._toning, self._tone = False, None
            self._attached_board.perform(self._leave_tone)
        super()._set(level)

    def _leave_tone(self, client: Any) -> None:
        client.no_tone(self._pins["pin"].number)
        client.set_mode(self._pins["pin"].number, OUTPUT)

    def _tear_down(self, client: "BoardClient") -> None:
        if self._toning:
            self._toning, self._tone = False, None
            self._leave_tone(client)
        super()._tear_down(client)
