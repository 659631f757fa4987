"""Going on with a training that was killed or stopped, from what its `latest.pth` holds."""

import json
import os
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from sunmao.core.regular_files import read_regular
from sunmao.errors import BadModelFile
from sunmao.runtime.notices import show_notice
from sunmao.texts import get_both
from sunmao.training.checkpoints import weight_files
from sunmao.training.checkpoints.checkpointing import LATEST, MARKER, CheckpointConfig, list_checkpoints
from sunmao.training.training_loop import TrainConfig

MAX_MARKER_BYTES = 64 * 1024  # bytes of the marker
# May differ: how the weights to begin with are named, when the bell rings, and in how many processes.
FREE = ("checkpoint", "minutes", "processes")


@dataclass(frozen=True)
class ResumeState:
    """State of a training that had not ended.

    state: its weights; training: what `CheckpointWriter` kept of it; parameters: what it was trained with. The last two
    are None where only the weights are whole.
    """

    state: dict
    training: dict | None = None
    parameters: dict | None = None

    def restore_config(self, config: TrainConfig) -> TrainConfig:
        """The configuration of the training that goes on: its own, but for the bell and the processes."""
        own = {field.name for field in fields(TrainConfig)} - {"minutes", "processes"}
        return replace(config, **{name: value for name, value in (self.parameters or {}).items() if name in own})

    def restore_initial_weights(self, start: Any) -> Any:
        """Beginning of the training that goes on, an `InitialWeights`: its pictures keep their size, and what it
        froze stays frozen.
        """
        return (
            start
            if self.parameters is None
            else type(start)(**{each.name: self.parameters[each.name] for each in fields(start)})
        )


def find_resume_state(checkpoint_config: CheckpointConfig, info: dict) -> ResumeState | None:
    """The training that shall go on, or None for a fresh start; says which, and why not.

    Args:
        checkpoint_config: where its files are, and whether it shall go on: True: also after a stop; False: never;
            None: after a kill, after a stop where the studio wants it, and when its `latest.pth` is the checkpoint to
            begin with.
        info: what the weights of the new training will say of themselves: model, data, parameters.
    """
    folder, resume, checkpoint = checkpoint_config.folder, checkpoint_config.resume, info["parameters"]["checkpoint"]
    if resume is None and os.environ.get("SUNMAO_RESUME") == "1":
        resume = True
    named = Path(checkpoint) if checkpoint and Path(checkpoint).name == LATEST else None
    mark = _read_unfinished(folder)
    if resume is False or not (resume or named or mark):
        return None
    path = named or folder / LATEST
    if not path.is_file():
        return None
    try:
        data = weight_files.load_own_weights(path)
    except BadModelFile:
        if named:
            return None  # another program's, or damaged: whoever begins with it finds out
        return _resume_from_best(checkpoint_config, info)
    training = data.get("training")
    if training is None:
        return None
    if not _is_resumable(training, data):
        return None if named else _resume_from_best(checkpoint_config, info)
    if not (resume or named or training["id"] == mark):
        return None
    # A file that is named brings its own recipe along: only what was said aloud must agree.
    wanted = checkpoint_config.asked if named else compare_config(info, checkpoint_config.asked)
    if (other := find_difference(data, info, wanted)) is not None:
        show_notice("begins_anew", level="warn", other=get_both(other))
        return None
    show_notice("goes_on", epoch=len(training["history"]) + 1, epochs=info["parameters"]["epochs"])
    return ResumeState(data["state_dict"], training, data["parameters"])


def _is_resumable(training: dict, data: dict) -> bool:
    """Whether everything is there that a training needs to go on, and of its kind."""
    kinds = {"id": str, "history": list, "optimizer": dict, "schedule": dict, "portion": int}
    best, log = training.get("best"), training.get("log")
    return (
        all(type(training.get(name)) is kind for name, kind in kinds.items())
        and training["history"] != []
        and all(isinstance(row, dict) and isinstance(row.get("loss"), float) for row in training["history"])
        and training["portion"] > 0
        and (best is None or isinstance(best, dict) and _is_plain_name(best.get("file")) and _is_key(best.get("key")))
        and (log is None or _is_plain_name(log))
        and isinstance(data.get("parameters"), dict)
        and isinstance(data.get("data"), dict)
    )


def _is_plain_name(name: Any) -> bool:
    return isinstance(name, str) and Path(name).name == name


def _is_key(key: Any) -> bool:
    return isinstance(key, list) and all(isinstance(part, (int, float)) for part in key)


def _resume_from_best(checkpoint_config: CheckpointConfig, info: dict) -> ResumeState | None:
    """The best weights to begin with, since the latest are damaged."""
    folder, size = (
        checkpoint_config.folder,
        {name: value for name, value in checkpoint_config.asked.items() if name == "image_size"},
    )
    for path in list_checkpoints(folder):
        try:
            data = weight_files.load_own_weights(path)
        except BadModelFile:
            continue
        if find_difference(data, info, size) is None:
            show_notice("best_instead", level="warn", path=path.as_posix())
            return ResumeState(data["state_dict"])
    show_notice("latest_damaged", level="warn", path=(folder / LATEST).as_posix())
    return None


def _read_unfinished(folder: Path) -> str | None:
    """The training that has not ended in this folder."""
    try:
        return json.loads(read_regular(folder / MARKER, MAX_MARKER_BYTES))["id"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def find_difference(data: dict, info: dict, wanted: dict, pictures: str = "hash") -> str | None:
    """Difference between two trainings, as a key of the texts; None: nothing that matters. pictures: which hash."""
    if data["model"] != info["model"]:
        return "other_backbone"
    if data["classes"] != info["classes"] or data.get("data", {}).get(pictures) != info["data"][pictures]:
        return "other_data"
    if any(data.get("parameters", {}).get(name) != value for name, value in wanted.items()):
        return "other_wishes"
    return None


def compare_config(info: dict, asked: dict) -> dict:
    """All that must agree; a seed and a size of the pictures only where one was asked for: they depend on chance and on
    free memory.
    """
    parameters = info["parameters"]
    free = {*FREE, "seed", "image_size"} - {"seed" if parameters["seed"] else "", *asked}
    return {name: value for name, value in parameters.items() if name not in free}
