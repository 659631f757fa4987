"""`siot` by its printed names: messages by topics. They stay within the program: Sunmao has no MQTT of its own."""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass

from sunmao.core.validation import require_whole
from sunmao.errors import BadValue
from sunmao.runtime import session
from sunmao.runtime.notices import print_safely, show_notice

__all__ = ["connect", "getsubscribe", "init", "loop", "publish", "publish_save", "set_callback", "stop", "subscribe"]
LOOK_EVERY, MAX_WAITING = 0.1, 10_000  # seconds; messages that wait


@dataclass(frozen=True)
class TopicMessage:
    """Message to a subscriber. payload: bytes."""

    topic: str
    payload: bytes


class _Messages:
    """Connection that the functions of this program share."""

    def __init__(self) -> None:
        self.waiting: queue.Queue = queue.Queue(MAX_WAITING)
        self.callbacks: dict[str, Callable | None] = {}
        self.usual: Callable | None = None
        self.ended = threading.Event()

    def deliver(self) -> None:
        """Hand out messages until `stop`."""
        while not self.ended.is_set():
            try:
                message = self.waiting.get(timeout=LOOK_EVERY)
            except queue.Empty:
                continue
            if (call := self.callbacks.get(message.topic) or self.usual) is not None:
                call(None, None, message)


_now = _Messages()


def init(
    client_id: str = "",
    server: str | None = None,
    port: int = 1883,
    user: str | None = None,
    password: str | None = None,
) -> None:
    """Say where the messages would go."""
    global _now
    require_whole("port", port, 1, 65535)
    _now.ended.set()
    _now = _Messages()


def connect() -> None:
    """Begin; says that the messages stay within this program."""
    show_notice("siot_within", level="warn")
    print_safely("连接结果: 连接成功")


def subscribe(topic: str, callback: Callable | None = None) -> None:
    """Have `callback(client, userdata, msg)` called for each message of a topic."""
    _now.callbacks[str(topic)] = callback


def getsubscribe(topic: str) -> None:
    """Hear a topic by the function of `set_callback`."""
    subscribe(topic)


def set_callback(callback: Callable) -> None:
    """The function for topics that have none of their own."""
    _now.usual = callback


def publish(topic: str, data: object) -> None:
    """Send a message. Raises BadValue for a topic without a name."""
    if not str(topic):
        raise BadValue("siot_no_topic")
    if str(topic) in _now.callbacks and not _now.waiting.full():
        payload = data if isinstance(data, bytes) else str(data).encode()
        _now.waiting.put_nowait(TopicMessage(str(topic), payload))


def publish_save(topic: str, data: object, qos: int = 1) -> None:
    """Send a message that a server would keep."""
    publish(topic, data)


def loop() -> None:
    """Hear messages from now on; a program that listens goes on until it is stopped."""
    threading.Thread(target=_now.deliver, daemon=True).start()
    if _now.callbacks:
        threading.Thread(target=_wait, args=(_now,)).start()


def _wait(messages: _Messages) -> None:
    while not messages.ended.is_set() and not session.stop_requested():
        messages.ended.wait(LOOK_EVERY)


def stop() -> None:
    """Hear nothing more."""
    _now.ended.set()
