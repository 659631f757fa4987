"""A model file as a model that can be asked."""

from pathlib import Path
from typing import Any

from sunmao.data.tables.read_table import LIKE_TABLES
from sunmao.models.weight_metadata import read_metadata
from sunmao.server.models.taught_models import ENDING
from sunmao.tasks.registry import TASKS, load_model_class


def open_model(path: Path) -> Any:
    """The model in a file, ready to be asked: without torch where the file needs none."""
    if path.suffix.lower() == ".onnx":
        from sunmao.deploy import Workflow

        return Workflow(checkpoint=path)
    if path.suffix.lower() == ENDING:
        return _open_arrays(path)
    if path.suffix.lower() in LIKE_TABLES:  # beside which something is asked that needs no model of the project
        return path
    said = read_metadata(path)
    if not said.get("model"):
        said = _read_sidecar(path)
    if said.get("sample_kind") == "row":
        from sunmao.nets.row_network import RowNetwork

        rows = RowNetwork.from_info(said)
        rows.load_checkpoint(path)
        return rows
    task = said["task"] if said.get("task") in TASKS else "classification"
    model = load_model_class(task)(backbone=said["model"])
    model.load_checkpoint(path)
    return model


def _open_arrays(path: Path) -> Any:
    """A model that was fitted at once to other samples than pictures."""
    from sunmao.training.checkpoints.array_files import load_arrays

    info = load_arrays(path)[1]
    model = load_model_class(info["task"]).from_info(info)
    model.load_checkpoint(path)
    return model


def _read_sidecar(path: Path) -> dict:
    """Read the metadata that a weights file holds only beside its weights."""
    from sunmao.core.training_engine import require_torch

    require_torch()
    from sunmao.training.checkpoints.weight_files import load_own_weights

    return load_own_weights(path)
