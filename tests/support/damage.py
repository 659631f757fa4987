"""The damage that files and folders of a project can take: cut, overwritten, replaced by something else, closed."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

HUGE = 3 * 2**30  # bytes, of which none takes room on the disk
OTHER_JSON = (
    "null",
    "[]",
    '"text"',
    "-1",
    "[" * 100_000,
    "[" * 100_000 + "]" * 100_000,
    '{"process": 5, "state": "running", "seconds": "x", "python": [], "lines": 1, "blocks": [], "code": {}}',
    '{"process": {"pid": -1, "began": "now", "mark": 3}, "state": "running"}',
    '{"seq":1,"t":"x","kind":"output"}\n{"seq":2,"kind":5}\n{"seq":3,"t":' + "9" * 6000 + '}\n{"seq":4,"t":1e999}\n',
    '{"sunmao": {"version": 1, "saved": ' + "9" * 4000 + ', "blocks": "many"}, "blocks": {"blocks": 7}}',
    '{"version": 1, "title": {"a": 1}, "level": [2], "created": NaN}',
)


def remove_path(path: Path) -> None:
    """Delete a file, a link or a folder with all that is in it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def truncate(path: Path, random: Random) -> None:
    """Cut a file somewhere; a folder becomes an empty file."""
    if path.is_dir():
        remove_path(path)
        path.touch()
    else:
        os.truncate(path, random.randint(0, path.stat().st_size))


def scramble(path: Path, random: Random) -> None:
    """Put random bytes in its place."""
    remove_path(path)
    path.write_bytes(random.randbytes(random.randint(0, 5000)))


def retype(path: Path, random: Random) -> None:
    """Put JSON of other types in its place."""
    remove_path(path)
    path.write_text(random.choice(OTHER_JSON), encoding="ascii")


def make_folder(path: Path, random: Random) -> None:
    """Put a folder in its place, with a file in it."""
    remove_path(path)
    path.mkdir()
    (path / "file").touch()


def make_link(path: Path, random: Random) -> None:
    """Put a link in its place: to a file without end, to a folder outside, to itself."""
    remove_path(path)
    path.symlink_to(random.choice(["/dev/zero", "/tmp", path.name]))


def make_pipe(path: Path, random: Random) -> None:
    """Put a named pipe in its place."""
    remove_path(path)
    os.mkfifo(path)


def make_sparse(path: Path, random: Random) -> None:
    """Put a file of gigabytes in its place; it begins as it did."""
    if path.is_dir():
        remove_path(path)
        path.touch()
    os.truncate(path, HUGE)


def close_path(path: Path, random: Random) -> None:
    """Take all rights away."""
    path.chmod(0)


KINDS: dict[str, Callable[[Path, Random], None]] = {
    "cut": truncate,
    "random bytes": scramble,
    "other JSON": retype,
    "folder": make_folder,
    "link": make_link,
    "pipe": make_pipe,
    "sparse": make_sparse,
    "no rights": close_path,
}


def open_again(root: Path) -> None:
    """Give back the rights that `close_path` took, so that all can be deleted."""
    for place, folders, files in os.walk(root):
        for path in (os.path.join(place, name) for name in [*folders, *files]):
            if not os.path.islink(path):
                os.chmod(path, 0o700)
