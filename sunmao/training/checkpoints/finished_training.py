"""A training that is asked for again: where nothing has changed since it ended, the pupil may use what it has left.

A program in the studio that looks through a camera trains at every run before it looks. The studio then sets
`SUNMAO_TRAINED`; everywhere else a training that is asked for takes place.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sunmao.core.atomic_files import display_path
from sunmao.data.capture import earlier_pictures
from sunmao.errors import BadModelFile
from sunmao.models.weight_metadata import read_metadata
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice
from sunmao.texts import get_both, get_text, language
from sunmao.training.checkpoints.checkpointing import LATEST, CheckpointConfig
from sunmao.training.checkpoints.resume import compare_config, find_difference
from sunmao.training.json_log import read_log

ASK = "ask"  # of SUNMAO_TRAINED
DECIDED = {"quick_train": {"batch_size", "weight_decay"}}  # what a way of training finds itself

_started_folders: set[Path] = set()  # folders in which this run has trained, or was asked to


@dataclass(frozen=True)
class FinishedTraining:
    """Results of a training that ended by itself. path: the weights to use; lines: its log."""

    path: Path
    lines: list[dict]


def offer_finished(checkpoint_config: CheckpointConfig, make_info: Callable[[], dict]) -> FinishedTraining | None:
    """The training to use in place of another one, where the pupil says so; None: it takes place.

    Where an earlier one was another, that is said, and nothing is asked. A folder is looked at once in each run.

    Args:
        checkpoint_config: where the files of the training go.
        make_info: makes what its weights would say of themselves, as `run_metadata`; it reads all pictures.

    Raises: StopProgram.
    """
    folder = checkpoint_config.folder.absolute()
    if os.environ.get("SUNMAO_TRAINED") != ASK or not session.is_in_studio() or folder in _started_folders:
        return None
    _started_folders.add(folder)
    data = _read_ended(folder)
    if data is None or checkpoint_config.resume is not None:
        return None
    info = json.loads(json.dumps(make_info()))  # as the file has it
    if info["parameters"]["checkpoint"] is not None:  # it learns more than was learned before
        return None
    settings = _list_settings(checkpoint_config, info)
    if (other := find_difference(data, info, settings, "learned_hash")) is not None:
        show_notice("trains_anew", other=get_both(other))
        return None
    return _offer(folder, data["ended"], info["data"]["path"])


def _read_ended(folder: Path) -> dict | None:
    """Results in the latest weights of a folder, where their training ended by itself and its weights are there."""
    try:
        data = read_metadata(folder / LATEST)
        return data if (folder / Path(data["ended"]["file"]).name).is_file() else None
    except (OSError, BadModelFile, KeyError, TypeError):
        return None


def _list_settings(checkpoint_config: CheckpointConfig, info: dict) -> dict:
    """The settings that must be the same."""
    decided = DECIDED.get(checkpoint_config.call.way, set()) if checkpoint_config.call else set()
    wanted = compare_config(info, checkpoint_config.asked)
    return {name: value for name, value in wanted.items() if name not in decided}


def _is_wanted(folder: Path, dataset: str) -> bool:
    """Whether the pupil wants what is trained: said already with the pictures of this run, or asked for now."""
    if (said := earlier_pictures.use_trained(Path(dataset))) is not None:
        return said
    options = [get_text("use_trained"), get_text("train_again")]
    question = get_both("trained_already", path=display_path(folder))
    return session.ask(question[language()], "choice", options, question, options[0]) == options[0]


def _offer(folder: Path, ended: dict, dataset: str) -> FinishedTraining | None:
    if not _is_wanted(folder, dataset):
        return None
    path = folder / Path(ended["file"]).name
    show_notice("uses_trained", path=display_path(path))
    return FinishedTraining(path, read_log(folder, ended.get("log")))
