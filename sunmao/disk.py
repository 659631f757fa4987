"""Files that are old or new after a crash, never half, and the library's own cache folder."""

import os
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

HELD = (5, 32)  # Windows: a virus scanner or an editor holds the file for a moment


def write_atomically(path, data: bytes) -> None:
    """Replace a file by `data`: when this returns it is on the disk; after a crash before, the old bytes are.

    The folder is made when missing. Raises OSError; then the old file is whole.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    number, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _open_to_all(temporary)
        replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def replace(source, target) -> None:
    """`os.replace`, tried again for about two seconds while another program on Windows holds the file."""
    for attempt in range(40):
        try:
            return os.replace(source, target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in HELD or attempt == 39:
                raise
            time.sleep(0.05)


@contextmanager
def whole_folder(path):
    """Fill a new folder so that it appears complete or not at all: yields a temporary folder beside `path`."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.", ignore_cleanup_errors=True) as name:
        inside = Path(name, path.name)
        inside.mkdir()
        yield inside
        try:
            replace(inside, path)
        except OSError:
            # Another program made the same folder meanwhile; any other reason stays an error.
            if not path.is_dir():
                raise


def shown(path) -> str:
    """A path as a person reads it: with '/', and from the working folder on when it lies inside."""
    path = Path(path)
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def cache_folder() -> Path:
    """Where the library keeps what it can make again. A temporary folder when the home folder cannot be written."""
    import platformdirs

    folder = Path(platformdirs.user_cache_dir("sunmao", appauthor=False))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    except OSError:
        folder = Path(tempfile.gettempdir(), "sunmao-cache")
        folder.mkdir(exist_ok=True)
        return folder


def _open_to_all(temporary: str) -> None:
    # mkstemp makes files for the owner only; a file that the child saves has the usual permissions.
    if os.name != "nt":
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)
