"""Opening the browser at the studio without showing the token to other users of this computer."""

import html
import os
import sys
import tempfile
import webbrowser
from pathlib import Path

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")


def open_browser(address: str) -> Path | None:
    """Open the default browser at `address`. Returns the file that leads there (to be removed later), or None.

    A browser's command line can be read by everyone on the computer, so it gets the name of a file that only its owner
    can read. Raises nothing: without a browser the printed address remains.
    """
    if sys.platform.startswith("linux") and not any(map(os.environ.get, SCREENS)):
        return None  # a browser of the terminal would take this terminal over
    handle, name = tempfile.mkstemp(prefix="sunmao-", suffix=".html")  # made with mode 0600
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        target = html.escape(address)
        file.write(
            f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={target}"><title>Sunmao</title>'
        )
    path = Path(name)
    try:
        opened = webbrowser.open(path.as_uri())
    except (webbrowser.Error, OSError):
        opened = False
    if opened:
        return path
    path.unlink(missing_ok=True)
    return None
