"""State of an environment's engine: kept in a file beside it, and as pages are told."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from sunmao.core.atomic_files import write_atomic
from sunmao.core.regular_files import read_regular

FILE = "state.json"
LIMIT = 64 * 1024
# What a page is shown of an installation.
READY, ABSENT, PLANNING, FETCHING, INSTALLING, PAUSED, FAILED = (
    "ready",
    "absent",
    "planning",
    "fetching",
    "installing",
    "paused",
    "failed",
)
ACTIVE = (PLANNING, FETCHING, INSTALLING, FAILED)  # it arrives, sooner or later


@dataclass(frozen=True)
class InstallRecord:
    """Record of an installation, as its file holds it. wanted: whether the studio is to install it, None: nobody has
    said; unfinished: whether an installation has begun and not ended; fetched: packages that are in uv's cache.
    """

    wanted: bool | None = None
    unfinished: bool = False
    fetched: tuple[str, ...] = ()


@dataclass(frozen=True)
class EngineStatus:
    """Status of the engine that pages show.

    build: 'cpu', 'cuda' or 'ordinary', '' before that is known; done, total: bytes, 0 for unknown; speed: bytes a
    second; seconds: that are left, None for unknown; installed, packages: how many of how many; reason: of a failure;
    possible: whether the studio can install it.
    """

    state: str
    build: str = ""
    done: int = 0
    total: int = 0
    speed: int = 0
    seconds: int | None = None
    installed: int = 0
    packages: int = 0
    reason: dict[str, str] | None = None
    possible: bool = True

    def as_dict(self) -> dict:
        """As it is sent."""
        return asdict(self)


def read_record(folder: Path) -> InstallRecord:
    """Read the record of the installation; a damaged file counts as an unfinished one."""
    try:
        said = json.loads(read_regular(folder / FILE, LIMIT))
        names = said.get("fetched", [])
        return InstallRecord(said.get("wanted"), said.get("unfinished") is True, tuple(map(str, names)))
    except FileNotFoundError:
        return InstallRecord()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return InstallRecord(wanted=True, unfinished=True)


def write_record(folder: Path, record: InstallRecord) -> None:
    """Keep it. Raises OSError."""
    folder.mkdir(exist_ok=True)
    write_atomic(folder / FILE, json.dumps(asdict(record)).encode())
