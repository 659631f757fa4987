"""The topic `stage:<project>`: what is on the stage of a project's newest run, and what a page does there."""

from collections.abc import Callable

from sunmao.protocol.stage_messages import HAPPENINGS, StageInput
from sunmao.server.http import live_topics
from sunmao.server.stage.project_stages import PageKnowledge, ProjectStage

LONGEST_NAME, LONGEST_TEXT = 200, 1000  # characters


class StageTopic:
    """It for one page (`live_topics.TopicSource`)."""

    def __init__(self, stage: ProjectStage, wake: Callable[[], None]) -> None:
        self._stage, self._known = stage, PageKnowledge()
        self._leave = stage.watch(wake)

    def newest(self) -> bytes | None:
        """See `live_topics.TopicSource`."""
        return self._stage.find_news(self._known)

    def handle_message(self, message: dict | bytes) -> None:
        """Something happened on the page; what is no happening is not heard."""
        said = read_input(message)
        if said is not None:
            self._stage.tell(said)

    def close(self) -> None:
        """The page has gone."""
        self._leave()


def read_input(message: dict | bytes) -> StageInput | None:
    """Convert a page's message to a message for the program; None for anything else."""
    if not isinstance(message, dict):
        return None
    do, name, value = message.get("do"), message.get("name"), message.get("value", 0)
    text = message.get("text", "")
    if do not in HAPPENINGS or not isinstance(name, str) or len(name) > LONGEST_NAME:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < float("inf"):
        return None
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        return None
    return StageInput(do, name, float(value), text)


def register_topic() -> None:
    """Offer the topic."""
    live_topics.register_topic("stage", lambda studio, rest, wake: StageTopic(studio.runs.stages.find(rest), wake))
