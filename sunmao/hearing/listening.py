"""Listening: what a model hears second after second becomes events, each said once."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import inf

from sunmao.core.callback_origin import Origin, blame, find_origin
from sunmao.core.validation import require_label, require_share
from sunmao.errors import BadValue
from sunmao.locks.lock_order import make_lock
from sunmao.runtime.event_loop import add_listener
from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.seconds import is_background

QUIET = 0.5  # seconds for which a label is not heard before it may be heard again
WINDOW = 1.0  # seconds of a sound: after a longer gap between two answers nothing of the first is in the second
LOOK_EVERY = 0.02  # seconds
WAITING = 4  # sounds that wait to be listened to: older ones are let go


class SoundEvents:
    """Which answers of a row are something new: a label that is sure enough, that the answer before did not have, and
    that was not heard for `QUIET` seconds. Seconds that overlap hear the same event several times; background is none.
    """

    def __init__(self, confidence: float = 0.7, quiet: float = QUIET):
        self._confidence, self._quiet = confidence, quiet
        self._heard: dict[str, float] = {}
        self._last: str | None = None

    def add(self, result, now: float) -> str | None:
        """The label that begins with this answer, or None. result: a `SoundResult`; now: in seconds."""
        best = result.top(1)[0]
        before, self._last = self._last, best.label if best.confidence >= self._confidence else None
        if self._last is None or is_background(best.label):
            return None
        since = now - self._heard.get(best.label, -inf)
        self._heard[best.label] = now
        new = since >= self._quiet and before != best.label
        return best.label if new or since > self._quiet + WINDOW else None


@dataclass
class _SoundTrigger:
    """One `when_heard`."""

    label: str
    events: SoundEvents
    act: Callable
    origin: Origin | None
    known: bool = False

    def know(self, classes: list[str]) -> None:
        """Find the label among those of the model; it may have none yet. Raises BadValue, with the nearest."""
        if not self.known and classes:
            self.label, self.known = require_label(self.label, classes), True


class SoundWatch:
    """All that one model is asked to hear; see `event_loop.EventListener`. model: a `SoundClassification`."""

    def __init__(self, model):
        self._model, self._microphone = model, None
        self._sounds: _SoundQueue | None = None
        self._triggers: list[_SoundTrigger] = []

    def register(self, label, confidence: float, microphone) -> Callable:
        """The decorator for a handler. Raises BadValue: background, no share, nothing that gives sounds."""
        label, confidence = str(label), require_share("confidence", confidence)
        if is_background(label):
            raise BadValue("sound_background_heard", label=label)
        if microphone is not None and not isinstance(microphone, Iterable):
            raise BadValue("sound_no_microphone", value=repr(microphone)[:60])

        def remember(act: Callable) -> Callable:
            trigger = _SoundTrigger(label, SoundEvents(confidence), act, find_origin())
            trigger.know(self._model.classes)
            self._microphone = microphone if self._microphone is None else self._microphone
            self._triggers.append(trigger)
            if len(self._triggers) == 1:
                add_listener(self, first=False)
            return act

        return remember

    def _begin(self) -> "_SoundQueue":
        """Open the microphone, with the first look: a program that never waits hears nothing."""
        if self._microphone is None:
            from sunmao.sound import Microphone

            self._microphone = Microphone()
        return _SoundQueue(self._microphone)

    def dispatch(self) -> None:
        """See `event_loop.EventListener`. The model is asked once about each sound."""
        with blame(self._triggers[0].origin):
            self._sounds = self._sounds or self._begin()
            heard = self._sounds.take()
        for at, clip in heard:
            with blame(self._triggers[0].origin):
                result = self._model.inference(sound=clip)
            for trigger in self._triggers:
                with blame(trigger.origin):
                    trigger.know(self._model.classes)
                    if trigger.events.add(result, at) == trigger.label:
                        trigger.act()

    def seconds_until_due(self) -> float:
        """See `event_loop.EventListener`."""
        return LOOK_EVERY


class _SoundQueue:
    """The newest sounds of a microphone, which a thread of its own goes through."""

    def __init__(self, microphone: Iterable[AudioClip]):
        self._microphone = microphone
        self._lock = make_lock()
        self._waiting: deque[tuple[float, AudioClip]] = deque(maxlen=WAITING)
        self._error: BaseException | None = None
        threading.Thread(target=self._listen, name="listening", daemon=True).start()

    def take(self) -> list[tuple[float, AudioClip]]:
        """(when it ended, on the clock of `time.monotonic`; a sound) of those that came since. Raises what the
        microphone has raised.
        """
        with self._lock:
            found, error = list(self._waiting), self._error
            self._waiting.clear()
            if found or error is None:  # an error is told after what was heard before it
                return found
            self._error = None
        raise error

    def _listen(self) -> None:
        try:
            for clip in self._microphone:
                with self._lock:
                    self._waiting.append((time.monotonic(), clip))
        except BaseException as error:  # told in the program's own thread
            with self._lock:
                self._error = error
