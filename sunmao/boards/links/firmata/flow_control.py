"""Flow control for a board, which has none of its own: a sketch that is slower than its wire loses bytes, and what
still waits delays what switches the outputs off. So no more is on its way than the board has answered for.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator

from sunmao.boards.links.firmata.protocol import END, VERSION

WINDOW = 256  # bytes that may be on their way: at 57,600 bits a second, 44 ms
# An Uno's buffer holds 63 bytes, which come in 6 to 11 ms; measuring a distance keeps the sketch for up to 16 ms.
NARROW_WINDOW = 56
PATIENCE = 0.5  # seconds for an answer: then it is lost, or the board is slow beyond help
QUESTION = bytes((VERSION,))  # which every Firmata answers, in one byte, when it has done what was said before
SHARE, NARROW_SHARE = 2, 4  # of a window that a question is for: the wire may not fall idle until it is answered
TRIES = 3  # answers in a row that may be missing: such a firmware does not answer


class FlowControl:
    """Passes whole messages on, and asks the board now and then how far it is. One thread writes at a time.

    Args:
        write: takes the bytes; may block.
        turn: held while it is looked what has been answered; notified at each answer.
        is_narrow: whether the sketch is busy for milliseconds now and then.
    """

    def __init__(
        self,
        write: Callable[[bytes], object],
        turn: threading.Condition,
        is_narrow: Callable[[], bool],
    ) -> None:
        self._write, self._turn, self._is_narrow = write, turn, is_narrow
        self._asked: deque[int] = deque()  # bytes of each question that is not answered
        self._unasked = self._missed = 0
        self._over = False

    def write(self, data: bytes) -> None:
        """Hand whole messages to the board as fast as it takes them. Raises what `write` raises."""
        if self._missed >= TRIES:
            self._write(data)
            return
        window, share = (NARROW_WINDOW, NARROW_SHARE) if self._is_narrow() else (WINDOW, SHARE)
        for group in split_messages(data, window // share):
            self._wait_for_room(len(group), window)
            self._unasked += len(group)  # only this thread adds
            question = self._ask() if self._unasked >= window // share else b""
            self._write(group + question)

    def answer(self) -> None:
        """The board has told its version; to be called under `turn`."""
        if self._asked:
            self._asked.popleft()
            self._missed = 0
            self._turn.notify_all()

    def end(self) -> None:
        """The board is gone: nobody waits any more; to be called under `turn`."""
        self._over = True
        self._turn.notify_all()

    def _wait_for_room(self, count: int, window: int) -> None:
        with self._turn:
            question = self._ask() if self._unasked and not self._fits(count, window) else b""
        if question:
            self._write(question)
        with self._turn:
            if self._turn.wait_for(lambda: self._over or not self._asked or self._fits(count, window), PATIENCE):
                return
            self._asked.clear()
            self._missed += 1

    def _fits(self, count: int, window: int) -> bool:
        return self._unasked + sum(self._asked) + count <= window

    def _ask(self) -> bytes:
        with self._turn:
            self._asked.append(self._unasked + len(QUESTION))
            self._unasked = 0
        return QUESTION


def split_messages(data: bytes, most: int) -> Iterator[bytes]:
    """Whole messages in groups of at most so many bytes; a longer message goes alone."""
    begin = end = 0
    starts = [at for at, byte in enumerate(data) if byte >= 0x80 and byte != END][1:]
    for at in [*starts, len(data)]:
        if at - begin > most and end > begin:
            yield data[begin:end]
            begin = end
        end = at
    if end > begin:
        yield data[begin:end]
