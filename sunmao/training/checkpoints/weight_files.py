"""Weight files: written whole or not at all, with everything needed to repeat the training, read without running code."""

import errno
import io
import pickle
import platform
import warnings
from pathlib import Path
from typing import Any

import torch

from sunmao import __version__
from sunmao.core.atomic_files import write_with_parents
from sunmao.core.strict import suggest_nearest
from sunmao.errors import BadModelFile, FileMissing
from sunmao.models import weight_metadata
from sunmao.models.converted_weights import list_safe_globals

FORMAT = 1
NEEDED = {"model": str, "classes": list, "state_dict": dict}  # what must be in a file of ours
OF_PICTURES = {"image_size": int}  # and where it has learned from pictures
KNOWN = {
    "data": dict,
    "parameters": dict,
    "training": dict,
    "versions": dict,
    "task": str,
    "sample_kind": str,
    "time": str,
    "epoch": int,
}  # what may be
SIDES = range(8, 4097)  # pixels: pictures that a network may be made for


def save_weights(path: Path, state: dict, info: dict) -> None:
    """Write weights with what is known about them; a crash leaves the old file or the new one."""
    buffer = io.BytesIO()
    torch.save({"format": FORMAT, **info, "state_dict": state}, buffer)
    weight_metadata.write_metadata(buffer, info)
    write_with_parents(path, buffer.getbuffer())


def load_own_weights(path: Any) -> dict:
    """Read what `save` wrote: the information and `state_dict`, tensors on the CPU.

    Raises: FileMissing, BadModelFile. Foreign code inside a file is never run (`weights_only`).
    """
    data = load_any_weights(path)
    if not is_own(data):
        raise BadModelFile("bad_weights", path=Path(path).as_posix())
    if data["format"] != FORMAT:
        raise BadModelFile("newer_weights", path=Path(path).as_posix())
    if not _is_valid(data):
        raise BadModelFile("bad_weights", path=Path(path).as_posix())
    return data


def _is_valid(data: dict) -> bool:
    """Whether all that others rely on is there, and of its kind."""
    learned = NEEDED if "sample_kind" in data else NEEDED | OF_PICTURES
    kinds = {**learned, **{name: kind for name, kind in KNOWN.items() if name in data}}
    if not all(isinstance(data.get(name), kind) for name, kind in kinds.items()):
        return False
    labels, state, place = data["classes"], data["state_dict"], data.get("data", {})
    return (
        (labels != [] or "sample_kind" in data)
        and all(isinstance(label, str) for label in labels)
        and data.get("image_size", min(SIDES)) in SIDES
        and all(isinstance(name, str) and isinstance(value, torch.Tensor) for name, value in state.items())
        and all(isinstance(place.get(name, ""), str) for name in ("path", "hash"))
    )


def load_any_weights(path: str | Path) -> Any:
    """Read any weights file, ours or another's, tensors on the CPU; only numbers, texts and lists of them are
    made.

    Raises: FileMissing, BadModelFile (damaged, or with code inside).
    """
    path = Path(path)
    if not path.is_file():
        names = [each.name for each in path.parent.glob("*.pth")] if path.parent.is_dir() else []
        raise FileMissing("weights_missing", path=path.as_posix(), guess=suggest_nearest(path.name, names))
    try:
        if path.suffix == ".safetensors":
            from safetensors.torch import load_file

            return load_file(path)
        with open(path, "rb") as file, torch.serialization.safe_globals(list_safe_globals()), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what torch thinks of other programs' files is not for pupils
            return torch.load(file, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        # Any text may look like an order to load something; torch's own files begin otherwise.
        with open(path, "rb") as file:
            begins = file.read(1)
        key = "unsafe_weights" if begins in (b"P", b"\x80") and "GLOBAL" in str(error) else "bad_weights"
        raise BadModelFile(key, path=path.as_posix()) from None
    except OSError as error:
        if error.errno not in (None, errno.EINVAL):  # how torch says that a file is too short
            raise
        raise BadModelFile("bad_weights", path=path.as_posix()) from None
    except (
        Exception
    ):  # what a torn file makes the readers raise is not written down anywhere; SafetensorError is an Exception
        raise BadModelFile("bad_weights", path=path.as_posix()) from None


def is_own(data: Any) -> bool:
    """Whether `save` wrote it."""
    return isinstance(data, dict) and "format" in data and "state_dict" in data


def list_versions() -> dict:
    """The versions that a training depends on."""
    import numpy

    return {
        "sunmao": __version__,
        "python": platform.python_version(),
        "torch": str(torch.__version__),
        "numpy": numpy.__version__,
    }
