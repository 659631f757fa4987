"""Description that a weights file gives of itself."""

from pathlib import Path
from typing import Any

from sunmao.core.atomic_files import require_path
from sunmao.core.training_engine import require_torch
from sunmao.display.api import show
from sunmao.errors import BadModelFile
from sunmao.models.weight_metadata import read_metadata
from sunmao.tabular.table import Table
from sunmao.texts import get_text

# What the table shows, in this order: the name in the dictionary and the row's title.
ROWS = {
    "model": "model_name",
    "task": "task",
    "classes": "class_names",
    "image_size": "image_size",
    "epoch": "epoch",
    "accuracy": "accuracy",
    "mae": "mae",
    "val_loss": "val_loss",
    "data": "dataset",
    "seed": "seed",
    "time": "saved_at",
    "versions": "versions",
    "parameters": "settings",
}


def pth_info(checkpoint: str | Path) -> dict:
    """Print and return what a weights file says about itself: model, classes, accuracy, data set …

    For files of Sunmao this needs no training engine; for those of torchvision, timm and OpenMMLab it finds out the
    model.

    Args:
        checkpoint: a weights file.

    Returns: 'model', 'task', 'classes', 'image_size', and as far as they are known 'epoch', 'accuracy', 'mae',
        'val_loss', 'data', 'seed', 'time', 'versions', 'parameters'.

    Raises: FileMissing (with the nearest name), BadModelFile, EngineMissing.
    """
    path = require_path("checkpoint", checkpoint)
    info = (read_metadata(path) if path.is_file() else {}) or _read_by_torch(path)
    rows = [
        [get_text(title), _format_value(info[key])]
        for key, title in ROWS.items()
        if info.get(key) not in (None, "", [], {})
    ]
    show(Table([get_text("what"), get_text("value")], rows, title=get_text("weights_of", path=path.as_posix())))
    return info


def _read_by_torch(path: Path) -> dict:
    require_torch()
    from sunmao.models import converted_weights, find_model, list_classifiers
    from sunmao.training.checkpoints import weight_files
    from sunmao.training.checkpoints.checkpoint_loading import load_weights, read_own_checkpoint

    data = weight_files.load_any_weights(path)
    if weight_files.is_own(data):
        return read_own_checkpoint(find_model(weight_files.load_own_weights(path)["model"]), path)[1]
    state = converted_weights.get_state_dict(data)
    entry = converted_weights.identify_model(state, map(find_model, list_classifiers())) if state else None
    if entry is None:
        raise BadModelFile("unnamed_weights" if state else "no_weights_inside", path=path.as_posix())
    return load_weights(entry, path).info


def _format_value(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_format_value(inner)}" for key, inner in value.items() if inner is not None)
    if isinstance(value, (list, tuple)):
        most = 20
        return ", ".join(map(str, value[:most])) + (f" … ({len(value)})" if len(value) > most else "")
    return f"{value:.4g}" if isinstance(value, float) else str(value)
