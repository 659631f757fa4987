"""Videos that programs show live: of each title the newest picture, for the pages that watch. A program sends the next
one when a page wants it.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote

from sunmao.locks.lock_order import make_condition
from sunmao.protocol import frames

TITLES = 16  # of one program
LONGEST = 100  # letters of a title that its topic keeps


@dataclass
class LiveVideo:
    """Pictures of one title. more(): asks the program for a newer one; n: how many came, over: the program has left."""

    more: Callable[[], None]
    n: int = 0
    frame: bytes = b""
    over: bool = False
    asked: bool = True  # the first one comes without being asked for


@dataclass
class LiveVideos:
    """All that is shown now, by its topic."""

    changed: threading.Condition = field(default_factory=make_condition)
    videos: dict[str, LiveVideo] = field(default_factory=dict)

    def begin(self, who: dict, title: str, more: Callable[[], None]) -> str | None:
        """A program begins to show this title: the topic. None: it shows too many."""
        start = "shown:" + "/".join(quote(who[part], safe="") for part in ("project", "run")) + "/"
        with self.changed:
            if sum(topic.startswith(start) for topic in self.videos) >= TITLES:
                return None
            topic = start + quote(title[:LONGEST], safe="")
            self.videos[topic] = LiveVideo(more)
            self.changed.notify_all()
        return topic

    def put(self, topic: str, said: dict, jpeg: bytes) -> None:
        """The newest picture of a title that this program has begun."""
        with self.changed:
            video = self.videos[topic]
            video.n, video.asked = video.n + 1, False
            video.frame = frames.encode_frame({**said, "n": video.n}, jpeg)
            self.changed.notify_all()

    def end(self, topic: str) -> None:
        """The program shows it no more."""
        with self.changed:
            if (video := self.videos.pop(topic, None)) is not None:
                video.over = True
            self.changed.notify_all()

    def next(self, topic: str, after: int, within: float) -> tuple[int, bytes] | None:
        """The newest frame after number `after`, and its number; None after `within` seconds. Raises KeyError when
        nothing is shown there.
        """
        with self.changed:
            self.changed.wait_for(lambda: topic in self.videos, within)
            video = self.videos[topic]
            asks = video.n <= after and not video.asked
            video.asked = video.asked or asks
        if asks:  # not while all others would wait: the program may not read what it is told
            video.more()
        with self.changed:
            self.changed.wait_for(lambda: video.n > after or video.over, within)
            return (video.n, video.frame) if video.n > after else None
