"""Output of pictures without the studio: a window where there is a screen, else the folder `output/`."""

import os
import sys
from pathlib import Path

FOLDER = Path("output")
MOVING = 1600  # pixels of the longer side in a window, or in a file of a video


def save_output(path: Path, data: bytes) -> None:
    """Write a file below `output/`."""
    from sunmao.core.atomic_files import write_with_parents

    write_with_parents(path, data)


def has_screen() -> bool:
    """Whether a window could be seen. SUNMAO_SCREEN=0 says no."""
    if os.environ.get("SUNMAO_SCREEN") == "0":
        return False
    return sys.platform in ("win32", "darwin") or _can_open_display()


def _can_open_display() -> bool:
    # Asking the toolkit instead would end the program when nobody answers.
    host, _, number = os.environ.get("DISPLAY", "").rpartition(":")
    return bool(number) and (bool(host) or Path(f"/tmp/.X11-unix/X{number.split('.')[0]}").exists())
