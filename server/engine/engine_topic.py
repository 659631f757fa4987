"""The live topics `engine` and `language`: how far the training engine, or the packages for language, are. What a page
says back: {"do": "pause"} or {"do": "resume"}.
"""

import threading
from collections.abc import Callable

from sunmao.protocol import frames
from sunmao.server.engine.engine_state import EngineStatus
from sunmao.server.engine.installer import EngineInstaller
from sunmao.server.http import live_topics


class EngineTopic:
    """The topic for one page."""

    def __init__(self, engine: EngineInstaller, wake: Callable[[], None]) -> None:
        self._engine = engine
        self._told: EngineStatus | None = None
        self._leave = engine.listen(wake)

    def newest(self) -> bytes | None:
        """See `live_topics.TopicSource`."""
        now = self._engine.status
        if now == self._told:
            return None
        self._told = now
        return frames.encode_frame(now.as_dict())

    def handle_message(self, message: dict | bytes) -> None:
        """Go on, or not now. Neither holds up the topic."""
        acts = {"pause": self._engine.pause, "resume": self._engine.resume}
        act = acts.get(str(message.get("do"))) if isinstance(message, dict) else None
        if act is not None:
            threading.Thread(target=act, name="engine topic", daemon=True).start()

    def close(self) -> None:
        """The page has gone."""
        self._leave()


def register_topic() -> None:
    """Offer the topics."""
    live_topics.register_topic("engine", lambda studio, rest, wake: EngineTopic(studio.engine, wake))
    live_topics.register_topic("language", lambda studio, rest, wake: EngineTopic(studio.extras["language"], wake))
