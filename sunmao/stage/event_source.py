"""Sources of events on the stage: a sprite that is clicked, a key, a button of the panel."""

from sunmao.boards.event_property import EventHandlers
from sunmao.core.strict import Strict
from sunmao.stage.current_scene import get_scene
from sunmao.stage.scene import Scene


class EventSource(Strict):
    """The base of a sprite, a key and a button of the panel.

    happenings: the name of each event property → what the page calls it (`StageInput.do`).
    """

    happenings: dict[str, str] = {}

    def __init__(self, name: str) -> None:
        self._name = name
        self._event_loop: dict[str, EventHandlers] = {}

    @property
    def _scene(self) -> Scene:
        return get_scene()

    def _listen(self) -> None:
        """A happening has got a function."""
        for name, handlers in self._event_loop.items():
            self._scene.events.listen(self.happenings[name], self._name, handlers.happens)
