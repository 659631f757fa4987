"""What a weights file says about itself."""

from pathlib import Path

from sunmao.core.atomic_files import need_path
from sunmao.core.training_engine import need_engine
from sunmao.errors import BadModelFile
from sunmao.models.weight_metadata import about
from sunmao.tables import Table
from sunmao.texts import text
from sunmao.display.api import show

# What the table shows, in this order: the name in the dictionary and the row's title.
ROWS = {
    "model": "model_name",
    "task": "task",
    "classes": "class_names",
    "image_size": "image_size",
    "epoch": "epoch",
    "accuracy": "accuracy",
    "val_loss": "val_loss",
    "data": "dataset",
    "seed": "seed",
    "time": "saved_at",
    "versions": "versions",
    "parameters": "settings",
}


def pth_info(checkpoint) -> dict:
    """Print and return what a weights file says about itself: model, classes, accuracy, data set …

    For files of Sunmao this needs no training engine; for those of torchvision, timm and OpenMMLab it finds out the model.

    Args:
        checkpoint: a weights file.

    Returns: 'model', 'task', 'classes', 'image_size', and as far as they are known 'epoch', 'accuracy', 'val_loss', 'data',
        'seed', 'time', 'versions', 'parameters'.

    Raises: FileMissing (with the nearest name), BadModelFile, EngineMissing.
    """
    path = need_path("checkpoint", checkpoint)
    info = (about(path) if path.is_file() else {}) or _by_torch(path)
    rows = [[text(title), _said(info[key])] for key, title in ROWS.items() if info.get(key) not in (None, "", [], {})]
    show(Table([text("what"), text("value")], rows, title=text("weights_of", path=path.as_posix())))
    return info


def _by_torch(path: Path) -> dict:
    need_engine()
    from sunmao.models import classifiers, find, converted_weights
    from sunmao.vision.checkpoints import weight_files
    from sunmao.vision.checkpoints.checkpoint_loading import held, own

    data = weight_files.opened(path)
    if weight_files.is_own(data):
        return own(find(weight_files.load(path)["model"]), path)[1]
    state = converted_weights.state_of(data)
    entry = converted_weights.recognised(state, map(find, classifiers())) if state else None
    if entry is None:
        raise BadModelFile("unnamed_weights" if state else "no_weights_inside", path=path.as_posix())
    return held(entry, path).info


def _said(value) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_said(inner)}" for key, inner in value.items() if inner is not None)
    if isinstance(value, (list, tuple)):
        most = 20
        return ", ".join(map(str, value[:most])) + (f" … ({len(value)})" if len(value) > most else "")
    return f"{value:.4g}" if isinstance(value, float) else str(value)
