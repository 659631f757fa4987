"""Files of what is fitted at once: named arrays of numbers with what is known of them, read without running code."""

import io
import json
import zipfile
from pathlib import Path

import numpy as np

from sunmao.core.atomic_files import write_with_parents
from sunmao.core.strict import suggest_nearest
from sunmao.errors import BadModelFile, FileMissing

ENDING = ".npz"
ABOUT = "about"  # the array that holds the information, as the bytes of JSON
MAX_BYTES = 256 * 2**20  # bytes of all arrays


def save_arrays(path: Path, arrays: dict[str, np.ndarray], info: dict) -> None:
    """Write arrays of numbers with what is known about them; a crash leaves the old file or the new one."""
    buffer = io.BytesIO()
    about = np.frombuffer(json.dumps(info).encode(), np.uint8)
    np.savez_compressed(buffer, allow_pickle=False, **arrays, **{ABOUT: about})
    write_with_parents(path, buffer.getbuffer())


def load_arrays(path: Path) -> tuple[dict[str, np.ndarray], dict]:
    """Read what `save_arrays` wrote: the arrays, and the information with 'model', 'task' and 'classes'.

    Raises: FileMissing, BadModelFile (damaged, too large, or no numbers).
    """
    if not path.is_file():
        names = [each.name for each in path.parent.glob(f"*{ENDING}")] if path.parent.is_dir() else []
        raise FileMissing("weights_missing", path=path.as_posix(), guess=suggest_nearest(path.name, names))
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(each.file_size for each in archive.infolist()) > MAX_BYTES:
                raise ValueError("too large")
        with np.load(path, allow_pickle=False) as file:
            arrays = dict(file)
        info = json.loads(arrays.pop(ABOUT).tobytes())
        if not (isinstance(info["model"], str) and isinstance(info["task"], str) and isinstance(info["classes"], list)):
            raise ValueError("no information")
    except (ValueError, KeyError, TypeError, EOFError, OSError, zipfile.BadZipFile, RecursionError, MemoryError):
        # Whatever NumPy makes of a file that is none, is not written down anywhere.
        raise BadModelFile("bad_weights", path=path.as_posix()) from None
    return arrays, info
