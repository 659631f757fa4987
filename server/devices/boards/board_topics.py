"""Topics that a page looks at: the list of ports, one board, the serial monitor. One wire each, on which it also acts.

The studio passes on (see `topic_relay.TopicRelay`): {'do': 'watch', 'topic'} first, {'do': 'next'} when the page has
shown the last frame, {'do': 'hear', 'said': {…}} for what the page says.
"""

import threading
from collections import deque
from urllib.parse import parse_qs

from sunmao.errors import BoardDisconnected, SunmaoError
from sunmao.locks.lock_order import make_lock
from sunmao.server.devices.boards.board_manager import BoardManager
from sunmao.server.devices.boards.callbacks import DEVICES
from sunmao.server.devices.boards.serial_monitor import BAUDS
from sunmao.server.devices.boards.simulated_board import PREFIX
from sunmao.server.devices.worker_server import Client

MAX_MESSAGE_BYTES = 64 * 1024  # bytes of one message
MAX_LINES = 2000
NO_BOARD = {"board": None, "plugged": False, "owner": None, "pins": {}, "parts": []}


class BoardTopic:
    """One topic for one page. Subclasses: `build_frame()`, None when nothing is new; `handle_message(said)`; `start()`
    and `stop()`.
    """

    pause = 0.1

    def __init__(self, manager: BoardManager, port: str) -> None:
        self.manager, self.port = manager, port
        self.news = threading.Event()

    def start(self) -> None:
        """Listen to what changes."""
        self.manager.changes.add(self.port, self.news.set)
        self.manager.port_watcher.check_soon()

    def stop(self) -> None:
        """Listen no more."""
        self.manager.changes.remove(self.port, self.news.set)

    def build_frame(self) -> dict | None:
        """Return the frame that is to be shown now."""
        raise NotImplementedError

    def handle_message(self, said: dict) -> None:
        """Handle a message from the page."""


class PortsTopic(BoardTopic):
    """The ports and what is at them."""

    def __init__(self, manager: BoardManager, rest: str) -> None:
        super().__init__(manager, DEVICES)

    def build_frame(self) -> dict:
        """{'ports': [row …]}"""
        return {"ports": self.manager.list_rows()}


class BoardStateTopic(BoardTopic):
    """One board; the one on the screen can be touched."""

    pause = 0.02

    def build_frame(self) -> dict:
        """See `open_board.OpenBoard.state`."""
        held = self.manager.get_open_board(self.port)
        return NO_BOARD if held is None else held.state()

    def handle_message(self, said: dict) -> None:
        """Touch a board on the screen, or pull its cable."""
        if not self.port.startswith(PREFIX):
            return
        screen = self.manager.get_simulated_board(self.port.removeprefix(PREFIX))
        if isinstance(said.get("plugged"), bool):
            self.manager.plug(screen, said["plugged"])
        else:
            screen.touch(said)


class SerialTopic(BoardTopic):
    """The serial monitor: every line, as long as the page keeps up; {'lines', 'dropped'}."""

    pause = 0.05

    def __init__(self, manager: BoardManager, rest: str) -> None:
        port, _, query = rest.partition("?")
        super().__init__(manager, port)
        baud = parse_qs(query).get("baud", [""])[0]
        self._baud = int(baud) if baud.isdecimal() and len(baud) < 9 and int(baud) in BAUDS else 9600
        self._lines: deque[str] = deque()
        self._dropped = 0
        self._error: SunmaoError | None = None
        self._lock = make_lock()

    def start(self) -> None:
        """Open the port, unless a program has it."""
        self.manager.texts.add(self.port, self._add)
        try:
            self.manager.monitors.start(self.port, self._baud)
        except SunmaoError as error:
            self._fail(error)

    def stop(self) -> None:
        """Close it when nobody else reads."""
        if self.manager.texts.remove(self.port, self._add):
            self.manager.monitors.release(self.port)

    def build_frame(self) -> dict | None:
        """The lines that have come together."""
        if self._error is not None:
            error = self._error
            return {"error": error.title, "hint": error.hint, "repair": error.params.get("command"), "closed": True}
        with self._lock:
            lines, self._lines = list(self._lines), deque()
            dropped, self._dropped = self._dropped, 0
        return {"lines": lines, "dropped": dropped} if lines else None

    def handle_message(self, said: dict) -> None:
        """Send a line: {'write', 'end'}."""
        try:
            self.manager.monitors.write(self.port, str(said.get("write", "")), str(said.get("end", "\n"))[:2])
        except SunmaoError as error:
            self._fail(error)

    def _add(self, lines: list[str] | None) -> None:
        if lines is None:
            return self._fail(BoardDisconnected("board_gone"))
        with self._lock:
            self._lines += lines
            while len(self._lines) > MAX_LINES:
                self._lines.popleft()
                self._dropped += 1
        self.news.set()

    def _fail(self, error: SunmaoError) -> None:
        self._error = error
        self.news.set()


VIEWS = {"devices": PortsTopic, "board": BoardStateTopic, "serial": SerialTopic}


def serve_page(manager: BoardManager, client: Client) -> None:
    """Show one page what it wants to see, until it goes."""
    said, _ = client.receive(MAX_MESSAGE_BYTES)
    kind, _, rest = str(said.get("topic", "")).partition(":")
    if kind not in VIEWS:
        return
    topic = VIEWS[kind](manager, rest)
    wanted, gone = threading.Event(), threading.Event()
    threading.Thread(target=send_frames, args=(client, topic, wanted, gone), name=f"tells {kind}", daemon=True).start()
    try:
        topic.start()
        topic.news.set()
        while True:
            said, _ = client.receive(MAX_MESSAGE_BYTES)
            if said.get("do") == "next":
                wanted.set()
            elif isinstance(said.get("said"), dict):
                topic.handle_message(said["said"])
    finally:
        topic.stop()
        gone.set()
        for event in (wanted, topic.news):
            event.set()


def send_frames(client: Client, topic: BoardTopic, wanted: threading.Event, gone: threading.Event) -> None:
    """Send a frame whenever the page wants one and there is something new."""
    last: dict | None = None
    while wanted.wait() and topic.news.wait() and not gone.is_set():
        topic.news.clear()
        frame = topic.build_frame()
        if frame is not None and (frame != last or "lines" in frame):
            wanted.clear()
            last = frame
            try:
                client.send(frame)
            except OSError:
                return
        gone.wait(topic.pause)
