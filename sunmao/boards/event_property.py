"""`button.when_pressed` and its like: a place for functions, filled by `@button.when_pressed` or by
`button.when_pressed = act`.
"""

import inspect
from collections.abc import Callable
from typing import Any

from sunmao.core.callback_origin import Origin, blame, find_origin
from sunmao.errors import BadValue


class EventHandlers:
    """The functions that are called at one happening, in the order in which they were written."""

    def __init__(self, part: Any, name: str) -> None:
        self._part, self._name = part, name
        self._acts: list[tuple[Callable, Origin | None]] = []

    def __call__(self, act: Callable) -> Callable:
        """Add a function; used as a decorator."""
        self._acts.append((self._check_action(act), find_origin()))
        self._part._listen()
        return act

    def assign(self, act: Callable | None) -> None:
        """Call only this function from now on; None: nothing."""
        if isinstance(act, EventHandlers):
            return
        self._acts = [] if act is None else [(self._check_action(act), find_origin())]
        self._part._listen()

    def happens(self) -> None:
        """Call the functions; one that takes an argument gets the part, as gpiozero gives it."""
        for act, origin in list(self._acts):
            with blame(origin):
                act(self._part) if _takes_part(act) else act()

    def __bool__(self) -> bool:
        return bool(self._acts)

    def __repr__(self) -> str:
        return f"{self._part!r}.{self._name}"

    def _check_action(self, act: Callable) -> Callable:
        if not callable(act):
            raise BadValue("part_no_handler", event=self._name, value=repr(act)[:60])
        return act


def event_property(doc: str) -> Any:
    """A property of a part that holds a `EventHandlers`."""
    return _EventProperty(doc)


class _EventProperty(property):
    def __init__(self, doc: str) -> None:
        super().__init__(self._get, self._assign)
        self.__doc__ = doc  # Python 3.11 keeps none that is given to a subclass

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def _get(self, part: Any) -> EventHandlers:
        return part._event_loop.setdefault(self.name, EventHandlers(part, self.name))

    def _assign(self, part: Any, act: Callable[[], object] | None) -> None:
        self._get(part).assign(act)


def _takes_part(act: Callable) -> bool:
    try:
        given = inspect.signature(act).parameters.values()
    except (TypeError, ValueError):
        return False
    return any(
        one.default is one.empty and one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD) for one in given
    )
