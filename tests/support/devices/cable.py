"""A USB cable between a program and an emulated Uno that has current of its own: it can be out and in again while the
board runs on, as one with a battery does.
"""

import os
import pty
import select
import threading
import tty

import serial


class Cable:
    """Carries bytes between `port`, which is there while the cable is in, and an emulated board that is never reset.

    Args:
        uno: started with `--no-reset-on-open`; nobody else has its port.
        baud: at which its sketch speaks.
    """

    def __init__(self, uno, baud: int = 57600):
        self._board = serial.Serial(uno.port, baud)
        self._wake = os.pipe()
        self.port = ""
        self.plug()

    def plug(self) -> None:
        """Put it in; `port` is another one than before."""
        end, inner = pty.openpty()  # `inner` stays open: else there would be no reading until a program opens the port
        tty.setraw(inner)
        self.port = os.ttyname(inner)
        self._carrier = threading.Thread(target=self._carry, args=(end, inner), daemon=True)
        self._carrier.start()

    def pull(self) -> None:
        """Pull it out: who has `port` open is told."""
        os.write(self._wake[1], b"!")
        self._carrier.join()

    def close(self) -> None:
        """Let go of the board. The cable is out already or not."""
        if self._carrier.is_alive():
            self.pull()
        self._board.close()
        for end in self._wake:
            os.close(end)

    def _carry(self, end: int, inner: int) -> None:
        ways = {end: self._board.fileno(), self._board.fileno(): end}
        while True:
            ready, _, _ = select.select([*ways, self._wake[0]], [], [])
            if self._wake[0] in ready:
                break
            for each in ready:
                os.write(ways[each], os.read(each, 4096))
        os.read(self._wake[0], 1)
        os.close(inner)
        os.close(end)
