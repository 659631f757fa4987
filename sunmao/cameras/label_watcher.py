"""Watching of labels by camera: calls a pupil's function when a model recognizes a label in the newest picture."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sunmao.core.callback_origin import Origin, blame, find_origin
from sunmao.core.validation import require_label, require_share
from sunmao.errors import BadValue

GONE_FOR = 1.0  # seconds until a label may appear again
LOOK_EVERY = 0.02  # seconds


@dataclass
class _LabelTrigger:
    """One `when_seen`. there: the label is seen; gone: when it was first missing since, on the clock of
    `time.monotonic`.
    """

    model: object
    label: str
    confidence: float
    act: Callable
    origin: Origin | None
    there: bool = False
    gone: float | None = None
    known: bool = False

    def know(self, classes: Any) -> None:
        """Find the label among those that the model has; it may have none yet. Raises BadValue, with the nearest."""
        if not self.known and classes:
            self.label, self.known = require_label(self.label, classes), True

    def appears(self, result: Any, now: float) -> bool:
        """Whether the label has come, or come back after it was gone long enough. Raises BadValue when the model has no
        such label.
        """
        self.know(getattr(result, "classes", None))
        seen = result.has(label=self.label, confidence=self.confidence)
        away = self.gone is not None and now - self.gone >= GONE_FOR
        appears = seen and (away or not self.there)
        self.there = seen or (self.there and not away)
        self.gone = None if seen else self.gone or now
        return appears


@dataclass
class LabelWatcher:
    """All that one camera is asked to see. look(after): (number, picture) of the newest picture behind a number,
    without waiting, or None.
    """

    look: Callable
    sights: list = field(default_factory=list)
    number: int = 0

    def register(self, model: Any, label: Any, confidence: float) -> Callable:
        """The decorator for a handler. Raises BadValue."""
        confidence = require_share("confidence", confidence)
        if not hasattr(model, "inference"):
            raise BadValue("camera_no_model", value=repr(model))

        def remember(act: Callable) -> Callable:
            sight = _LabelTrigger(model, str(label), confidence, act, find_origin())
            sight.know(getattr(model, "classes", None))
            self.sights.append(sight)
            return act

        return remember

    def dispatch(self) -> None:
        """See `event_loop.EventListener`. Each model looks once at a picture."""
        if not self.sights:
            return
        with blame(self.sights[0].origin):
            found = self.look(self.number)
        if found is None:
            return
        self.number, picture = found
        results = {}
        for sight in self.sights:
            with blame(sight.origin):
                if id(sight.model) not in results:
                    results[id(sight.model)] = sight.model.inference(image=picture)
                result = results[id(sight.model)]
                if sight.appears(result, time.monotonic()):
                    sight.act(result)

    def seconds_until_due(self) -> float:
        """See `event_loop.EventListener`."""
        return LOOK_EVERY
