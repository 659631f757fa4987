"""The studio's side of a program's reaper (`sunmao.runtime.reaper`): starts it, and hears what it reports."""

import os
import sys

from sunmao.runtime import reaper

NEEDED = sys.platform == "linux"  # elsewhere nothing can adopt what a program leaves behind


class ReaperReports:
    """A pipe on which one reaper reports. descriptor: what the reaper inherits."""

    def __init__(self) -> None:
        reads, self.descriptor = os.pipe()
        self._lines, self._released = open(reads, "rb"), False

    def make_arguments(self, module: str) -> list[str]:
        """Make the arguments with which Python runs the module under the reaper instead of `-m MODULE`."""
        return ["-m", reaper.__name__, module, str(self.descriptor)]

    def read_pid(self) -> int:
        """The number of the program, once it is started. Raises OSError when the reaper ended before."""
        self._release_descriptor()
        line = self._lines.readline()
        if not line:
            raise OSError("the program could not be started")
        return int(line)

    def read_end(self) -> tuple[int, int] | None:
        """Wait for the end of the program: how it ended (negative: a signal), and how many processes it had left. None:
        somebody ended the reaper.
        """
        line = self._lines.readline()
        self.close()
        if not line.endswith(b"\n"):
            return None
        code, left = map(int, line.split())
        return code, left

    def close(self) -> None:
        """Listen no more."""
        self._release_descriptor()
        self._lines.close()

    def _release_descriptor(self) -> None:
        # From now on only the reaper holds it, so that the end of the reaper is heard.
        if not self._released:
            self._released = True
            os.close(self.descriptor)
