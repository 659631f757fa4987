"""Events from the answers of a model, moment after moment, each once: of sounds, of movements."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Any, Protocol

from sunmao.core.callback_origin import Origin, blame, find_origin
from sunmao.core.validation import require_label, require_share
from sunmao.runtime.event_loop import add_listener

QUIET = 0.5  # seconds for which a label is not answered before it may be again
LOOK_EVERY = 0.02  # seconds


class AnswerEvents:
    """Detector of the new events in a row of answers: a label that is sure enough, that the answer before did not have,
    and that was not answered for `quiet` seconds. Windows that overlap show the same event several times.

    window: seconds that one answer is about: after a longer gap between two answers nothing of the first is in the
    second. again: how many answers in a row must say it.
    """

    def __init__(self, window: float, confidence: float = 0.7, quiet: float = QUIET, again: int = 1) -> None:
        self._window, self._confidence, self._quiet, self._again = window, confidence, quiet, again
        self._heard: dict[str, float] = {}
        self._last: str | None = None
        self._row, self._said = 0, False

    def add(self, result: Any, now: float, nothing: bool = False) -> str | None:
        """The label that begins with this answer, or None. result: of classification; now: in seconds; nothing:
        whether the answer is that nothing happens, which is no event.
        """
        best = result.top(1)[0]
        before, self._last = self._last, best.label if best.confidence >= self._confidence else None
        if self._last is None or nothing:
            return None
        since = now - self._heard.get(best.label, -inf)
        self._heard[best.label] = now
        if since > self._quiet + self._window or (since >= self._quiet and before != best.label):
            self._row, self._said = 0, False  # a new event
        elif before != best.label:
            self._row = 0
        self._row += 1
        if self._said or self._row < self._again:
            return None
        self._said = True
        return best.label


class AnswerSource(Protocol):
    """Source of samples to ask about."""

    def take(self) -> list[tuple[float, Any]]:
        """(when it ended, in seconds; a sample) of those that came since. Raises what its device raises."""


@dataclass
class _Trigger:
    """One handler."""

    label: str
    events: AnswerEvents
    act: Callable
    origin: Origin | None
    known: bool = False

    def know(self, classes: list[str]) -> None:
        """Find the label among those of the model; it may have none yet. Raises BadValue, with the nearest."""
        if not self.known and classes:
            self.label, self.known = require_label(self.label, classes), True


class AnswerWatch(ABC):
    """All that one model is asked to notice; see `event_loop.EventListener`. A kind says what it listens to.

    window, again: as of `AnswerEvents`.
    """

    window: float
    again = 1

    def __init__(self, model: Any) -> None:
        self._model, self._given = model, None
        self._source: AnswerSource | None = None
        self._triggers: list[_Trigger] = []

    @abstractmethod
    def require_source(self, label: str, source: Any) -> None:
        """Raises BadValue for a label that is never announced, and for what gives no samples. source: may be None."""

    @abstractmethod
    def open_source(self, source: Any) -> AnswerSource:
        """Source that is listened to. source: as it was given, None: the usual one."""

    @abstractmethod
    def ask(self, sample: Any) -> Any:
        """Answer of the model."""

    @abstractmethod
    def is_nothing(self, result: Any) -> bool:
        """Whether an answer is that nothing happens."""

    def register(self, label: str, confidence: float, source: Any) -> Callable:
        """The decorator for a handler. Raises BadValue: no share, and as of `require_source`."""
        label, confidence = str(label), require_share("confidence", confidence)
        self.require_source(label, source)

        def remember(act: Callable) -> Callable:
            events = AnswerEvents(self.window, confidence, again=self.again)
            trigger = _Trigger(label, events, act, find_origin())
            trigger.know(self._model.classes)
            self._given = source if self._given is None else self._given
            self._triggers.append(trigger)
            if len(self._triggers) == 1:
                add_listener(self, first=False)
            return act

        return remember

    def dispatch(self) -> None:
        """See `event_loop.EventListener`. The source opens with the first look: a program that never waits notices
        nothing. The model is asked once about each sample.
        """
        with blame(self._triggers[0].origin):
            self._source = self._source or self.open_source(self._given)
            taken = self._source.take()
        for at, sample in taken:
            with blame(self._triggers[0].origin):
                result = self.ask(sample)
            for trigger in self._triggers:
                with blame(trigger.origin):
                    trigger.know(self._model.classes)
                    if trigger.events.add(result, at, self.is_nothing(result)) == trigger.label:
                        trigger.act()

    def seconds_until_due(self) -> float:
        """See `event_loop.EventListener`."""
        return LOOK_EVERY
