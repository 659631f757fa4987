"""Output of a program in the studio, on its way out: printed text and events in exactly the order in which they were
made.

Python's own text wrapper collects the prints (a million lines take as long as into a file); a thread sends what has
come together. Nobody but that thread writes to the connection, so an interrupt never cuts a batch in two.
"""

import codecs
import io
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

from sunmao import texts
from sunmao.core.waiting import wait_while_moving
from sunmao.locks.lock_order import make_rlock
from sunmao.protocol.messages import CurrentLine, Notice, Output, Stream
from sunmao.runtime import session

TICK = 0.016  # seconds: while text comes, it is on its way after this time
CALM = 0.048  # seconds: between two looks when nothing is said
ENOUGH = 64 * 1024  # characters of one Output event
EAGER = 10  # pieces of text in a tick that are sent one by one
MANY, FEW = 40, 500  # pieces of text in a tick that make a flood; letters in a tick that end it
QUICKLY = 0.05  # seconds: how long a program waits at most for its own text
FULL = 2 * 1024 * 1024  # characters and bytes that may be here before the program has to wait
BATCH = 256 * 1024  # characters and bytes that are sent together: after each, something has moved
PATIENCE = 60  # seconds in which nothing moves, until a program that ends gives up what is still here


class Outbox:
    """Collects events and text for a `wire`. All its methods may be called from any thread."""

    def __init__(self, wire: Any) -> None:
        self._wire = wire
        self._order = make_rlock()
        self._waiting: list = []
        self._size = self._moved = 0
        self._sent = self._judged = 0.0
        self._pieces = self._letters = 0
        self._by_line = True
        self._collecting = False
        self._room, self._wake, self._closed = threading.Event(), threading.Event(), threading.Event()
        self._sender: threading.Thread | None = None
        self.interrupted = False
        self.out = _StdStream(self, "stdout")
        self.err = _StdStream(self, "stderr")

    def start(self, on_tick: Callable[[], object]) -> None:
        """Begin to send, and to call `on_tick()` at every tick from the sending thread."""
        self._on_tick = on_tick
        self._sender = threading.Thread(target=self._send_always, name="sunmao outbox", daemon=True)
        self._sender.start()

    def put(self, *events: Any, hurry: bool = False) -> None:
        """Add events after all that was printed before. hurry: send at once."""
        with self._order:
            self._collect()
            for event in events:
                self._add(event)
        if hurry or time.monotonic() - self._sent > TICK:
            self._wake.set()
        self._after_adding()

    def write(self, text: str, stream: Stream) -> None:
        """Add text of a stream."""
        if not text:
            return
        with self._order:
            self._pieces += 1
            self._letters += len(text)
            if stream != "stdout":
                self._collect()
            for start in range(0, len(text), ENOUGH):
                self._add_text(text[start : start + ENOUGH], stream)
        # Text goes out before the program goes on, unless there is much of it: the next line may crash or hold
        # everything up.
        if self._by_line and self._pieces <= EAGER and not self._collecting:
            self.flush(QUICKLY)
        self._after_adding()

    def flush(self, timeout: float = 5) -> None:
        """Wait until everything put so far is sent, at most `timeout` seconds."""
        sent = self._send_mark()
        if sent is not None:
            sent.wait(timeout)
            self._raise_interrupt()

    def drain(self, patience: float = PATIENCE) -> None:
        """Wait until everything is sent, for as long as something moves.

        What does not move for `patience` seconds is given up: how much that is, is written to the descriptor of
        standard error, which the studio catches apart.
        """
        sent = self._send_mark()
        if sent is not None and not wait_while_moving(sent.wait, lambda: self._moved, patience):
            self._drop_output()

    def close(self) -> None:
        """Send everything; from now on each write is sent by whoever writes (the interpreter is about to end its
        threads).
        """
        self.drain()
        with suppress(ValueError):  # detached by the program
            self.out.reconfigure(write_through=True)
        self._closed.set()
        self._wake.set()
        if self._sender is not None and self._sender is not threading.current_thread():
            self._sender.join(1)
        self._sender = None
        self._send_waiting()

    def holds(self, frame: Any) -> bool:
        """Whether the code that `frame` runs is in the middle of this file, where an interrupt would lose text."""
        here = self.holds.__code__.co_filename
        while frame is not None and frame.f_code.co_filename != here:
            frame = frame.f_back
        return frame is not None

    def _send_mark(self) -> threading.Event | None:
        # Set once everything put so far is sent; None: it is, by this thread.
        with self._order:
            self._collect()
        if self._sender is None or not self._sender.is_alive() or self._sender is threading.current_thread():
            self._send_waiting()
            return None
        sent = threading.Event()
        with self._order:
            self._waiting.append(sent)
        self._wake.set()
        return sent

    def _drop_output(self) -> None:
        with self._order:
            self._wire, self._waiting, lost, self._size = None, [], self._size, 0
        said = texts.get_both("output_given_up", count=lost)
        with suppress(OSError):  # closed by the program
            os.write(2, "".join(f"{sentence}\n" for sentence in said.values()).encode())

    def _collect(self) -> None:
        # Called with the order kept: what the text wrapper still holds becomes events, without waiting for room.
        self._collecting = True
        with suppress(ValueError):  # detached by the program
            self.out.flush()
        self._collecting = False

    def _add(self, event: Any) -> None:
        self._waiting.append(event)
        self._size += _measure_size(event)

    def _add_text(self, text: str, stream: Stream) -> None:
        last = self._waiting[-1] if self._waiting else None
        if isinstance(last, Output) and last.stream == stream and len(last.text) + len(text) <= ENOUGH:
            self._waiting[-1] = Output(last.text + text, stream)
            self._size += len(text)
        else:
            self._add(Output(text, stream))

    def _after_adding(self) -> None:
        if self._collecting:
            return
        if self._closed.is_set():
            self._send_waiting()
        elif self._sender is not threading.current_thread():
            self._wait_for_room()
        self._raise_interrupt()

    def _raise_interrupt(self) -> None:
        if self.interrupted and threading.current_thread() is threading.main_thread():
            self.interrupted = False
            raise session.make_interruption()

    def _wait_for_room(self) -> None:
        while self._size > FULL and not self._closed.is_set() and not self.interrupted:
            self._room.clear()
            self._wake.set()
            self._room.wait(0.1)

    def _send_always(self) -> None:
        while not self._closed.is_set():
            self._wake.wait(TICK if time.monotonic() - self._sent < CALM else CALM)
            self._on_tick()
            self._wake.clear()  # what came until now is sent here
            with self._order:
                self._collect()
                self._adapt()
            if self._waiting:
                self._send_waiting()

    def _adapt(self) -> None:
        # Line by line a million prints cost seven times as much, so in a flood they are taken in large pieces.
        now = time.monotonic()
        if now - self._judged < TICK:
            return
        flood = self._pieces > MANY if self._by_line else self._letters > FEW
        self._pieces, self._letters, self._judged = 0, 0, now
        if flood == self._by_line:
            self._by_line = not flood
            with suppress(ValueError):  # detached by the program
                self.out.reconfigure(line_buffering=self._by_line)

    def _send_waiting(self) -> None:
        with self._order:
            waiting, self._waiting = self._waiting, []
        for part in _split_batches(waiting):
            self._send([thing for thing in part if not isinstance(thing, threading.Event)])
            with self._order:
                # Only now: what is on its way still is here, and the program waits for room until it has gone.
                self._size = max(0, self._size - sum(map(_measure_size, part)))
            self._moved += 1
            self._room.set()
            for mark in part:
                if isinstance(mark, threading.Event):
                    mark.set()
        if waiting and not all(
            isinstance(thing, CurrentLine) for thing in waiting
        ):  # the glow alone is no reason to look more often
            self._sent = time.monotonic()

    def _send(self, batch: list) -> None:
        if self._wire is None or not batch:
            return
        try:
            self._wire.send(batch)
        except ValueError:
            for event in batch if len(batch) > 1 else ():
                self._send([event])
            if len(batch) == 1:
                self._send([_make_oversize_notice(batch[0])])
        except OSError:
            self._wire = None  # the studio is gone; whoever listens to it ends the program

    def before_fork(self) -> None:
        """Keep the order and hand over what is collected, so that a forked process does not say it again."""
        self._order.acquire()
        self._collect()

    def after_fork(self) -> None:
        """In the process that forked."""
        self._order.release()

    def become_plain(self) -> None:
        """In a forked process: text goes to the descriptors, events nowhere; the connection belongs to the parent."""
        self._waiting, self._size, self._sender = [], 0, None
        if self._wire is not None:
            self._wire.close()
        self._wire = _Descriptors()
        # New ones: the parent's sending thread may have held their locks when this process was made.
        self._room, self._wake, self._closed = threading.Event(), threading.Event(), threading.Event()
        self._closed.set()
        self._order.release()


class _Descriptors:
    """Stands where a wire is: writes text to the process's own descriptors, which the studio catches apart."""

    def send(self, batch: list) -> None:
        for event in batch:
            if isinstance(event, Output):
                os.write(2 if event.stream == "stderr" else 1, event.text.encode("utf-8", "backslashreplace"))

    def close(self) -> None:
        """Nothing to do: the descriptors stay open."""


class _StdStream(io.TextIOWrapper):
    """`sys.stdout` or `sys.stderr` of a program in the studio. Characters that UTF-8 cannot hold are written escaped."""

    def __init__(self, outbox: Outbox, stream: Stream) -> None:
        super().__init__(
            _RawStdStream(outbox, stream),
            encoding="utf-8",
            errors="backslashreplace",
            newline="\n",
            line_buffering=True,
            write_through=stream == "stderr",
        )
        self.mode = "w"  # type: ignore[misc]  # as that of a stream of Python's own


class _RawStdStream(io.RawIOBase):
    """The bytes under `_StdStream`: decodes them again, also when they are cut within a character."""

    def __init__(self, outbox: Outbox, stream: Stream) -> None:
        self._outbox, self._stream = outbox, stream
        self._decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")
        self.name = f"<{stream}>"

    def write(self, data: Any) -> int:
        self._outbox.write(self._decoder.decode(bytes(data)), self._stream)
        return len(data)

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        # What a program starts with stdout=sys.stdout writes to the descriptor; the studio catches that apart.
        return 2 if self._stream == "stderr" else 1

    def isatty(self) -> bool:
        return False

    def close(self) -> None:
        """A program that closes its standard output must still be heard: events need no open file."""


def _measure_size(thing: Any) -> int:
    """Characters and bytes of an event; a mark weighs nothing."""
    if isinstance(thing, Output):
        return len(thing.text)
    return 0 if isinstance(thing, threading.Event) else 200 + len(getattr(thing, "data", ""))


def _split_batches(waiting: list) -> list[list]:
    """The same in order, in parts of about `BATCH`."""
    parts: list[list] = []
    size = BATCH
    for thing in waiting:
        if size >= BATCH:
            parts.append([])
            size = 0
        parts[-1].append(thing)
        size += _measure_size(thing)
    return parts


def _make_oversize_notice(event: Any) -> Notice:
    kind = event.kind
    return Notice(
        zh=f"有一项内容太大，没法显示（{kind}）。", en=f"Something was too large to show ({kind}).", level="warn"
    )


def replace_streams(outbox: Outbox, before_leaving: Callable[[], None] = lambda: None) -> None:
    """Make `print` and errors go into the outbox, also in what forks from here, and let nothing be lost by `os._exit`.

    before_leaving: called by `os._exit`, before all that is said is sent.
    """
    sys.stdout = sys.__stdout__ = outbox.out  # type: ignore[misc]  # what was kept of the terminal is replaced too
    sys.stderr = sys.__stderr__ = outbox.err  # type: ignore[misc]
    leave = os._exit

    def flush_and_leave(status: int) -> NoReturn:
        before_leaving()
        outbox.drain()
        leave(status)

    os._exit = flush_and_leave
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(
            before=outbox.before_fork, after_in_parent=outbox.after_fork, after_in_child=outbox.become_plain
        )
