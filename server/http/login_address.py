"""The address that logs a browser of this computer in: printed, opened in the browser, and made anew when Enter is
pressed in the terminal.

Only who sits at the terminal can ask for another one: a program of a pupil may write on a terminal of its account, and
even read the keyboard, but neither press a key for it nor read its screen.
"""

import errno
import html
import os
import signal
import sys
import threading
import time
import webbrowser
from contextlib import suppress
from pathlib import Path

from sunmao.server.http.sessions import SessionStore
from sunmao.server.texts import get_local_text

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
FILE = "login.html"
STANDARD_INPUT = 0
AGAIN = 1.0  # seconds until a job in the background, which may not read the keyboard, tries it again


class LoginAddress:
    """The address of the studio at `port` with the token of `sessions`. browser: whether it is opened, by a file in
    `folder` that leads there.

    A browser's command line can be read by everyone on the computer, so it gets the name of that file, which only its
    owner can read. The file goes with the login, with the studio, and at the next start.
    """

    def __init__(self, port: int, sessions: SessionStore, folder: Path, browser: bool) -> None:
        self._port, self._sessions, self._file, self._browser = port, sessions, folder / FILE, browser
        sessions.on_login = self.remove_file
        self.remove_file()  # a studio that was killed has left it

    def show(self) -> None:
        """Print the address, and open it. Raises nothing: without a browser the printed address remains."""
        address = f"http://127.0.0.1:{self._port}/?token={self._sessions.token}"
        print(address, flush=True)
        if not self._browser or sys.platform.startswith("linux") and not any(map(os.environ.get, SCREENS)):
            return  # a browser of the terminal would take this terminal over
        opened = False
        with suppress(webbrowser.Error, OSError):
            self._write_file(html.escape(address))
            opened = webbrowser.open(self._file.absolute().as_uri())
        if not opened:
            self.remove_file()

    def answer_enter(self) -> None:
        """Show another address whenever Enter is pressed in this terminal, if there is one. To be called in the main
        thread.
        """
        if sys.stdin is None or not sys.stdin.isatty():
            return
        print(get_local_text("address_once"), flush=True)
        if hasattr(signal, "SIGTTIN"):
            signal.signal(signal.SIGTTIN, signal.SIG_IGN)  # else a studio in the background is halted when it looks
        threading.Thread(target=self._read_keyboard, name="keyboard", daemon=True).start()

    def remove_file(self) -> None:
        """Lead no browser any more."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    def _write_file(self, target: str) -> None:
        self.remove_file()
        # Made anew: what a program may have put in its place is not followed.
        handle = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            refresh = f'<meta http-equiv="refresh" content="0;url={target}">'
            file.write(f'<!doctype html><meta charset="utf-8">{refresh}<title>Sunmao</title>')

    def _read_keyboard(self) -> None:
        while True:
            try:
                # Not sys.stdin: its lock, held by a thread that waits, would hold up the end of the studio.
                said = os.read(STANDARD_INPUT, 1024)
            except OSError as error:
                if error.errno != errno.EIO:
                    return
                time.sleep(AGAIN)
                continue
            if not said:
                return
            self._sessions.renew_token()
            self.show()
