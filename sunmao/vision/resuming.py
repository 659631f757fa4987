"""Going on with a training that was killed or stopped, from what its `latest.pth` holds."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from ..errors import BadModelFile
from ..notes import note
from ..texts import both
from . import weights
from .checkpoints import LATEST, MARKER, kept

# May differ: a seed that was drawn, how the weights to begin with are named, when the bell rings.
FREE = ("seed", "checkpoint", "minutes")


@dataclass(frozen=True)
class Left:
    """What a training left that had not ended. state: its weights; training: what `Checkpoints` kept of it, or None where
    only the weights are whole; seed: its own.
    """

    state: dict
    training: dict | None
    seed: int | None


def left_over(folder: Path, info: dict, seed: int | None, checkpoint=None, resume: bool | None = None) -> Left | None:
    """The training that shall go on, or None for a fresh start; says which, and why not.

    Args:
        folder: where the weights go.
        info: what the weights of the new training will say of themselves: model, data, parameters.
        seed: the one that was asked for, or None.
        checkpoint: the file to begin with, where one was named.
        resume: True: also after a stop; False: never; None: after a kill, and after a stop where the studio wants it.
    """
    if resume is None and os.environ.get("SUNMAO_RESUME") == "1":
        resume = True
    named = Path(checkpoint) if checkpoint and Path(checkpoint).name == LATEST else None
    mark = _mark(folder)
    if resume is False or not (resume or named or mark):
        return None
    path = named or folder / LATEST
    if not path.is_file():
        return None
    try:
        data = weights.load(path)
    except BadModelFile:
        if named:
            raise
        return _best(folder, info)
    training = data.get("training")
    if training is None or not (resume or named or training["id"] == mark):
        return None
    if (other := _other(data, info, seed)) is not None:
        note("begins_anew", level="warn", other=both(other))
        return None
    note("goes_on", epoch=len(training["history"]) + 1, epochs=info["parameters"]["epochs"])
    return Left(data["state_dict"], training, data["seed"])


def _best(folder: Path, info: dict) -> Left | None:
    """The best weights to begin with, since the latest are damaged."""
    for path in kept(folder):
        try:
            data = weights.load(path)
        except BadModelFile:
            continue
        if _other(data, info, None) in (None, "other_wishes"):
            note("best_instead", level="warn", path=path.as_posix())
            return Left(data["state_dict"], None, None)
    note("latest_damaged", level="warn", path=(folder / LATEST).as_posix())
    return None


def _mark(folder: Path) -> str | None:
    """The training that has not ended in this folder."""
    try:
        return json.loads((folder / MARKER).read_text(encoding="utf-8"))["id"]
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _other(data: dict, info: dict, seed: int | None) -> str | None:
    """What differs between two trainings, as a key of the texts; None: nothing that matters."""
    if data["model"] != info["model"] or data["image_size"] != info["image_size"]:
        return "other_backbone"
    if data["classes"] != info["classes"] or data["data"]["hash"] != info["data"]["hash"]:
        return "other_data"
    if seed not in (None, data["seed"]) or _plan(data) != _plan(info):
        return "other_wishes"
    return None


def _plan(info: dict) -> dict:
    return {name: value for name, value in info["parameters"].items() if name not in FREE}
