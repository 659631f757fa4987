"""Events on the stage (a click, a key, a press in the panel), heard at waiting points as the buttons of a board are: in
the order in which they came, one handler after the other.
"""

import time
from collections import deque
from collections.abc import Callable
from typing import Any

from sunmao.protocol.stage_messages import StageInput
from sunmao.runtime import session

SET_BY_HAND = {"slide": "slider", "switch": "switch", "write": "text"}
MAX_SETTINGS = 100
HELD_AFTER = 1.0  # seconds until a button counts as held down


class StageEvents:
    """Hears for a stage (`event_loop.EventListener`). `receive` may be called from any thread.

    scene: the `scene.Scene` whose panel it changes.
    """

    def __init__(self, scene: Any) -> None:
        self._scene = scene
        self._happened: deque[StageInput] = deque()
        self._heard: dict[tuple[str, str], list[Callable[[], None]]] = {}
        self._held: dict[str, float] = {}  # buttons that are down → when they count as held
        self.keys: set[str] = set()

    def listen(self, do: str, name: str, act: Callable[[], None]) -> None:
        """Call `act` whenever that happens. do: as of `StageInput`, or 'held'; name: of a key, of a thing of the panel,
        or the number of a sprite.
        """
        acts = self._heard.setdefault((do, name), [])
        if act not in acts:
            acts.append(act)

    def receive(self, said: StageInput) -> None:
        """Something happened: what can be asked for changes at once, handlers are called at the next waiting point."""
        if said.do in SET_BY_HAND:
            if not self._set(said):
                return
        elif said.do in ("press", "release"):
            self._push(said)
        elif said.do == "key":
            self.keys.add(said.name)
        elif said.do == "key_up":
            self.keys.discard(said.name)
        self._happened.append(said)
        session.wake_waiters()

    def dispatch(self) -> None:
        """Call the handlers of what has happened."""
        # Only what was there: a handler that makes the next happening must not hold up everything else.
        for _ in range(len(self._happened)):
            said = self._happened.popleft()
            self._call(said.do, said.name)
            if said.do == "key":
                self._call("key", "any")
        now = time.monotonic()
        for name in [name for name, due in self._held.items() if due <= now]:
            del self._held[name]
            self._call("held", name)

    def seconds_until_due(self) -> float:
        """Seconds until `dispatch` has something to do."""
        if self._happened:
            return 0.0
        return max(0.0, min(self._held.values(), default=float("inf")) - time.monotonic())

    def _call(self, do: str, name: str) -> None:
        for act in list(self._heard.get((do, name), ())):
            act()

    def _set(self, said: StageInput) -> bool:
        """Returns whether it is there already; what is set before it is made is no happening."""
        form = SET_BY_HAND[said.do]
        control = self._scene.controls.get((form, said.name))
        if control is None:
            if len(self._scene.settings) < MAX_SETTINGS:
                self._scene.settings[form, said.name] = said
            return False
        if form == "text":
            self._scene.change(control, text=said.text)
        else:
            low, high = sorted((control.low, control.high))
            self._scene.change(control, value=float(min(max(said.value, low), high)))
        return True

    def _push(self, said: StageInput) -> None:
        control = self._scene.controls.get(("button", said.name))
        if control is None:
            return
        self._scene.change(control, value=float(said.do == "press"))
        if said.do == "press":
            self._held[said.name] = time.monotonic() + HELD_AFTER
        else:
            self._held.pop(said.name, None)
