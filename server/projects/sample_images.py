"""The pictures of samples that come along, to be looked at in projects whose programs have not made them yet."""

import logging
import subprocess
import sys
from pathlib import Path

from sunmao.locks.lock_order import KeyedLocks, make_lock

log = logging.getLogger(__name__)

PATIENCE = 120  # seconds; a few are enough, but not on every computer
MAKE = "import sys; from sunmao.data.builtin.samples import make_sample; make_sample(sys.argv[1], sys.argv[2])"

_making = KeyedLocks(make_lock)  # by the sample's folder


def provide_sample_image(path: str, cache: Path) -> Path | None:
    """The folder below which the picture `path` (`data/<sample>/…`) of a sample lies, made when it is missing; else
    None.

    It is made in a child process: what that imports would stay in this one's memory.
    """
    from sunmao.data.builtin.samples import SAMPLES

    top, _, rest = path.partition("/")
    name = rest.partition("/")[0]
    if top != "data" or name not in SAMPLES:
        return None
    with _making.find(cache / "data" / name):
        if not (cache / "data" / name).is_dir() and not _make_sample(name, cache / "data"):
            return None
    return cache


def _make_sample(name: str, folder: Path) -> bool:
    command = [sys.executable, "-P", "-c", MAKE, name, str(folder)]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired) as error:
        log.warning("the sample %s was not made: %s", name, error)
        return False
    if done.returncode:
        log.warning("the sample %s was not made: %s", name, done.stderr.decode("utf-8", "replace"))
    return done.returncode == 0
