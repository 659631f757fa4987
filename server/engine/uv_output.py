"""Parsing of uv's output while it installs: bars in a terminal, lines elsewhere."""

import re

from sunmao.server.engine.engine_spec import normalize_name

UNITS = {"": 1, "Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40}
KEPT = 400  # letters that may be the beginning of what comes next
TAIL = 4000  # letters of what it said last
FULL = ("No space left", "os error 28", "os error 112", "not enough space")
UNREACHABLE = ("error sending request", "dns error", "Failed to fetch", "Failed to download", "timed out", "Connect")
_SIZE = r"([\d.]+)\s?([KMGT]i)?B"
_EVENT = re.compile(
    rf"(?P<bar>[A-Za-z0-9][\w.-]*)\s+-{{10,}}\s+{_SIZE}/{_SIZE}"
    rf"|Downloading (?P<begun>[A-Za-z0-9][\w.-]*) \({_SIZE}\)"
    r"|Downloaded (?P<ended>[A-Za-z0-9][\w.-]*)"
    r"|Preparing packages\.\.\. \((?P<prepared>\d+)/(?P<toprepare>\d+)\)"
    r"|(?P<done>Prepared \d+ package)"
    r"|\[(?P<installed>\d+)/(?P<toinstall>\d+)\] "
)
_CONTROL = re.compile(r"\x1b\[[\d;?]*[A-Za-z]")


class UvOutput:
    """State of one installation, as uv's output tells it.

    sizes, fetched: bytes of each package, as announced, and as far as they are here; packages: how many of how many are
    done; installing: everything is fetched.
    """

    def __init__(self) -> None:
        self.sizes: dict[str, int] = {}
        self.fetched: dict[str, int] = {}
        self.packages = (0, 0)
        self.installing = False
        self.tail = ""
        self._rest = ""

    def feed(self, text: str) -> None:
        """Read what came, which may begin and end anywhere."""
        plain = _CONTROL.sub("\n", self._rest + text).replace("\r", "\n")
        end = 0
        for found in _EVENT.finditer(plain):
            self._read(found)
            end = found.end()
        self._rest = plain[max(end, len(plain) - KEPT) :]
        said = [line for line in plain[end:].split("\n") if line.strip()]
        self.tail = (self.tail + "\n" + "\n".join(said))[-TAIL:]

    def find_reason(self) -> str:
        """Find the reason for which the installation failed: 'disk', 'network' or 'other'."""
        if any(words in self.tail for words in FULL):
            return "disk"
        return "network" if any(words in self.tail for words in UNREACHABLE) else "other"

    def _read(self, found: re.Match) -> None:
        parts = found.groups()
        if found["bar"]:
            name = normalize_name(found["bar"])
            self.fetched[name], self.sizes[name] = _count_bytes(*parts[1:3]), _count_bytes(*parts[3:5])
        elif found["begun"]:
            name = normalize_name(found["begun"])
            self.fetched[name], self.sizes[name] = 0, _count_bytes(*parts[6:8])
        elif found["ended"]:
            name = normalize_name(found["ended"])
            self.fetched[name] = self.sizes.get(name, 0)
        elif found["prepared"]:
            self.packages = int(found["prepared"]), int(found["toprepare"])
        elif found["done"]:
            self.fetched = dict(self.sizes)
            self.installing = True
        else:
            self.packages = int(found["installed"]), int(found["toinstall"])
            self.installing = True


def _count_bytes(number: str, unit: str | None) -> int:
    return int(float(number) * UNITS[unit or ""])
