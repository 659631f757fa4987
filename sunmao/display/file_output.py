"""Moving pictures where there is no screen: one file a title in `output/`, written again and again."""

import atexit
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.display.output_folder import FOLDER, MOVING
from sunmao.runtime.notices import print_safely

if TYPE_CHECKING:
    pass


KEPT_EVERY = 1.0  # seconds between two files of one title


class VideoFiles:
    """One file a title: what was shown last, written at most once a second and at the end."""

    def __init__(self) -> None:
        self._last: dict[str, tuple] = {}
        self._written: dict[str, float] = {}
        atexit.register(self.finish)

    def show(self, title: str, image: Any) -> None:
        """Keep what is shown as `title`, (H, W, 3) uint8 RGB."""
        self._last[title] = image
        if time.monotonic() - self._written.get(title, float("-inf")) >= KEPT_EVERY:
            self._write(title)

    def finish(self) -> None:
        """Write what is not written yet."""
        for title in list(self._last):
            self._write(title)

    def _write(self, title: str) -> None:
        from sunmao.display.image_encoding import shrink_to_fit
        from sunmao.images.image_files import save_image_file

        path = self._path(title)
        save_image_file(path, shrink_to_fit(self._last.pop(title), MOVING))
        if title not in self._written:
            print_safely(f"{title}  {path.as_posix()}")
        self._written[title] = time.monotonic()

    def _path(self, title: str) -> Path:
        return FOLDER / (
            re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", title)[:80].strip(". ") + ".jpg"
            if title.strip(". ")
            else "window.jpg"
        )
