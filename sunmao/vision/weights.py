"""Weight files: written whole or not at all, with everything needed to repeat the training, read without running code."""

import io
import pickle
import platform
import zipfile
from pathlib import Path

import torch

from .. import __version__
from ..disk import write_atomically
from ..errors import BadModelFile, FileMissing
from ..strict import did_you_mean

FORMAT = 1


def save(path: Path, state: dict, info: dict) -> None:
    """Write weights with what is known about them; a crash leaves the old file or the new one."""
    buffer = io.BytesIO()
    torch.save({"format": FORMAT, **info, "state_dict": state}, buffer)
    write_atomically(path, buffer.getvalue())


def load(path) -> dict:
    """What `save` wrote: the information and `state_dict`, tensors on the CPU.

    Raises: FileMissing, BadModelFile. Foreign code inside a file is never run (`weights_only`).
    """
    path = Path(path)
    if not path.is_file():
        names = [each.name for each in path.parent.glob("*.pth")] if path.parent.is_dir() else []
        raise FileMissing("weights_missing", path=path.as_posix(), guess=did_you_mean(path.name, names))
    try:
        data = torch.load(io.BytesIO(path.read_bytes()), map_location="cpu", weights_only=True)
        version, complete = data["format"], {"model", "classes", "image_size", "state_dict"} <= data.keys()
    except (
        pickle.UnpicklingError,
        RuntimeError,
        EOFError,
        ValueError,
        TypeError,
        KeyError,
        zipfile.BadZipFile,
        AttributeError,
    ):
        raise BadModelFile("bad_weights", path=path.as_posix()) from None
    if version != FORMAT:
        raise BadModelFile("newer_weights", path=path.as_posix())
    if not complete:
        raise BadModelFile("bad_weights", path=path.as_posix())
    return data


def versions() -> dict:
    """The versions that a training depends on."""
    import numpy

    return {
        "sunmao": __version__,
        "python": platform.python_version(),
        "torch": str(torch.__version__),
        "numpy": numpy.__version__,
    }
