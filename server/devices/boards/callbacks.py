"""Callbacks by name, for whoever wants to know what happens, from any thread."""

from collections.abc import Callable
from typing import Any

from sunmao.locks.lock_order import make_lock

DEVICES = "devices"  # told when a port or its board is another than before


class Callbacks:
    """Callbacks under names. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = make_lock()
        self._named: dict[str, list[Callable]] = {}

    def add(self, name: str, callback: Callable) -> None:
        """Call it at each `tell(name)` from now on."""
        with self._lock:
            self._named[name] = [*self._named.get(name, ()), callback]

    def remove(self, name: str, callback: Callable) -> bool:
        """Call it no more. Whether nobody listens under this name now."""
        with self._lock:
            left = [each for each in self._named.get(name, ()) if each != callback]
            if left:
                self._named[name] = left
            else:
                self._named.pop(name, None)
            return not left

    def notify(self, name: str, *said: Any) -> None:
        """Call everybody under this name."""
        for callback in self._named.get(name, ()):
            callback(*said)

    def has_listeners(self, name: str | None = None) -> bool:
        """Whether anybody listens, under this name or at all."""
        return bool(self._named) if name is None else name in self._named
