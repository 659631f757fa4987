"""The thread that sends a program's videos to the studio: a picture is encoded when a page wants it, all others are
dropped.
"""

import atexit
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from sunmao.display.image_encoding import DisplayedImage
from sunmao.errors import ProtocolMismatch, SunmaoError
from sunmao.locks.lock_order import make_condition
from sunmao.protocol import frames
from sunmao.protocol.connection import MessageConnection
from sunmao.protocol.messages import VideoStarted
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice

RESTS = 2.0  # seconds without a new picture: the last one is kept in the record
AGAIN_AFTER = 1.0  # seconds until the studio's process is called once more
LOOK_EVERY = 0.5
_only: list["VideoSender"] = []


def get_video_sender() -> "VideoSender":
    """The one thread of this program."""
    if not _only:
        _only.append(VideoSender())
    return _only[0]


class _Stream:
    """The pictures of one title. newest: the last one; sent, kept: whether a page got it, whether it stands in the
    record.
    """

    def __init__(self) -> None:
        self.newest: DisplayedImage | None = None
        self.t = self.came = 0.0
        self.sent = self.kept = True
        self.topic = ""
        self.begun = False
        self.wanted = True  # the first one is sent without being asked for


class VideoSender:
    """All videos of this program."""

    def __init__(self) -> None:
        self._videos: dict[str, _Stream] = {}
        self._changed = make_condition()
        self._wire: MessageConnection | None = None
        self._over = False
        self._again = 0.0
        atexit.register(self.finish)
        threading.Thread(target=self._work, name="sunmao video", daemon=True).start()

    def put(self, picture: DisplayedImage) -> None:
        """The newest picture of its title."""
        with self._changed:
            video = self._videos.setdefault(picture.title, _Stream())
            video.newest, video.t, video.came = picture, time.time(), time.monotonic()
            video.sent = video.kept = False
            self._changed.notify_all()

    def finish(self) -> None:
        """The program ends: the last picture of each title goes into the record."""
        with self._changed:
            self._over = True
            self._changed.notify_all()
        self._keep(lambda video: True)
        if self._wire is not None:
            self._wire.shut()

    def _work(self) -> None:
        try:
            while not self._over:
                self._send_one()
                self._keep(lambda video: time.monotonic() - video.came > RESTS)
        except session.StopProgram:
            pass  # `finish` does the rest

    def _send_one(self) -> None:
        """Wait a moment for a picture that somebody wants, and send it."""
        with self._changed:
            self._changed.wait_for(lambda: self._over or self._next() is not None, LOOK_EVERY)
            title = None if self._over else self._next()
            if title is None:
                return
            video = self._videos[title]
            picture, t, begun = video.newest, video.t, video.begun
        assert picture is not None  # a video begins with its first picture
        try:
            wire = self._wire or self._call()
            if not begun:
                video.begun = True
                wire.send_bytes(frames.encode_frame({"do": "show", "title": title}))
                return
            video.sent, video.wanted = True, False
            data, width, height = picture.encode_moving()
            said = {"do": "shown", "title": title, "t": t, "width": width, "height": height}
            said |= {"caption": picture.caption, "scores": picture.scores}
            wire.send_bytes(frames.encode_frame(said, data))
        except ProtocolMismatch as mismatch:
            show_notice(mismatch.key, level="warn", **mismatch.params)
            self._over = True  # it stays so as long as the studio runs
        except (SunmaoError, OSError, EOFError):
            self._schedule_reconnect()

    def _next(self) -> str | None:
        """A title that has something to send; None also while the studio's process is away."""
        if time.monotonic() < self._again:
            return None
        return next(
            (
                title
                for title, video in self._videos.items()
                if not video.begun or (video.topic and video.wanted and not video.sent)
            ),
            None,
        )

    def _call(self) -> MessageConnection:
        wire = session.connect_bridge("cameras")
        if wire is None:
            raise OSError("the studio has no process for videos")
        self._wire = wire
        threading.Thread(target=self._receive_replies, args=(wire,), name="sunmao video answers", daemon=True).start()
        return wire

    def _receive_replies(self, wire: MessageConnection) -> None:
        with suppress(OSError, EOFError, ValueError):
            while True:
                said, _ = frames.decode_frame(wire.receive_bytes(frames.MAX_QUESTION))
                self._handle_reply(said)
        with self._changed:
            if self._wire is wire:
                self._schedule_reconnect()

    def _handle_reply(self, said: dict) -> None:
        """Message of where a video can be seen, or that somebody wants its next picture."""
        if said.get("topic"):
            title = said["show"]
            session.emit(VideoStarted(title, said["topic"]))
            with self._changed:
                self._videos[title].topic = said["topic"]
                self._changed.notify_all()
        elif "more" in said:
            with self._changed:
                self._videos[said["more"]].wanted = True
                self._changed.notify_all()

    def _schedule_reconnect(self) -> None:
        """The studio's process has ended: begin again in a moment."""
        with self._changed:
            self._wire, self._again = None, time.monotonic() + AGAIN_AFTER
            for video in self._videos.values():
                video.begun, video.wanted, video.topic = False, True, ""

    def _keep(self, which: Callable[[_Stream], bool]) -> None:
        """Put the newest picture of some videos into the record, where it is not yet."""
        with self._changed:
            found = [video for video in self._videos.values() if not video.kept and which(video)]
            for video in found:
                video.kept = True
        for picture in [video.newest for video in found]:
            if picture is not None:
                session.emit(picture.as_event())
