"""The limit of the bytes that may wait for a board."""

import threading

import pytest

from sunmao.boards.links import write_queue
from sunmao.boards.links.write_queue import MAX_WAITING_BYTES, PIECE, WriteQueue
from sunmao.errors import BoardDisconnected


def test_what_was_carried_makes_room_for_more():
    written = []
    queue = WriteQueue(written.append, threading.Condition())
    messages = [bytes([number % 256]) * PIECE for number in range(8 * MAX_WAITING_BYTES // PIECE)]
    for message in messages:
        queue.put(lambda message=message: message)
    assert b"".join(written) == b"".join(messages)


def test_a_port_that_takes_nothing_is_a_silent_board(monkeypatch):
    monkeypatch.setattr(write_queue, "PATIENCE", 0.05)
    taken, stuck = threading.Event(), threading.Event()

    def write(data):
        taken.set()
        stuck.wait(30)

    queue = WriteQueue(write, threading.Condition())
    writer = threading.Thread(target=queue.put, args=(lambda: b"first",))
    writer.start()
    taken.wait(30)
    try:
        queue.put(lambda: bytes(MAX_WAITING_BYTES))
        with pytest.raises(BoardDisconnected):
            queue.put(lambda: b"more")
    finally:
        stuck.set()
        writer.join()
