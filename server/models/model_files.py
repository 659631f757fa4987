"""The model files of a project, and what each says of itself: read without torch, onnxruntime or the weights inside."""

import json
import os
from collections import OrderedDict
from pathlib import Path
from typing import Any

from sunmao.deploy.foreign.yolo_metadata import OURS, parse_yolo_metadata
from sunmao.deploy.onnx_protobuf import CorruptOnnx
from sunmao.errors import BadModelFile
from sunmao.locks.lock_order import make_lock
from sunmao.server.errors import HttpProblem
from sunmao.server.models import onnx_metadata
from sunmao.server.projects.project_files import MODEL_FOLDERS, MODELS, list_model_files
from sunmao.server.runs.message_validation import get_finite
from sunmao.server.storage import files
from sunmao.tables.row_encoding import RowEncoder
from sunmao.tasks.image_regression.scale import NumberScale

REMEMBERED = 1000
LONGEST = 200  # characters of a name
TEXTS, NUMBERS = (
    ("model", "task", "trained", "target"),
    ("accuracy", "mAP", "mAP50", "mIoU", "mae", "confidence", "epoch"),
)
CODEBASES = {
    "MMCls": "classification",
    "MMDet": "detection",
    "MMSeg": "semantic",
}  # what a file of another program says in place of its task


class ModelFiles:
    """Describes model files; each is read once as long as it does not change. Safe to use from several threads."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple, dict] = OrderedDict()
        self._lock = make_lock()

    def rows(self, project: Path) -> list[dict]:
        """A row for every model file of the project, the last changed first; see `describe`."""
        rows = [row for path in list_model_files(project) if (row := self.describe(project, path)) is not None]
        return sorted(rows, key=lambda row: row["modified"], reverse=True)

    def describe(self, root: Path, path: str) -> dict | None:
        """{'path', 'kind', 'bytes', 'modified', …} of the model file `path` below `root`; None when there is none.

        Further keys: 'model', 'task', 'classes', 'image_size', 'accuracy', 'mAP', 'mAP50', 'mIoU', 'mae', 'numbers'
        ({'low', 'high', 'unit'}), 'columns', 'target', 'confidence', 'epoch', 'parity', 'trained', 'data', each None
        where the file does not say it; or {'damaged': True}.
        """
        kind = get_kind(path)
        file = files.open_below(root, path) if kind else None
        if file is None or kind is None:
            return None
        with file:
            found = os.fstat(file.fileno())
            row = {"path": path, "kind": kind, "bytes": found.st_size, "modified": round(found.st_mtime, 3)}
            return {**row, **self._describe(file, kind, (str(root / path), found.st_size, found.st_mtime_ns))}

    def _describe(self, file: Any, kind: str, key: tuple) -> dict:
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        said = read_onnx(file) if kind == "onnx" else read_weights(Path(key[0]))
        with self._lock:
            self._known[key] = said
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return said


def get_kind(path: str) -> str | None:
    """'onnx' or 'pth' by the name, or None."""
    ending = os.path.splitext(path)[1].lower()
    return ending[1:] if ending in MODELS else None


def require_model_path(path: str) -> str:
    """The path of a model file in one of the folders for them. Raises HttpProblem 404."""
    if path.partition("/")[0] not in MODEL_FOLDERS or get_kind(path) is None:
        raise HttpProblem(404, "no_file")
    return path


def read_onnx(file: Any) -> dict:
    """Read MODEL_INFO and SUNMAO_INFO of an ONNX file."""
    try:
        said = onnx_metadata.read_properties(file)
    except CorruptOnnx:
        return {"damaged": True}
    if (yolo := parse_yolo_metadata(said)) is not None:
        return make_row({"task": OURS.get(yolo.task), "model": yolo.name, "classes": list(yolo.classes)})
    theirs, ours = _parse_object(said.get("MODEL_INFO")), _parse_object(said.get("SUNMAO_INFO"))
    codebase = theirs.get("codebase")
    task = CODEBASES.get(codebase) if isinstance(codebase, str) else None
    name = ours.get("name", theirs.get("modelname", ours.get("model")))
    return make_row({"task": task, **ours, "model": name, "classes": theirs.get("classes", ours.get("classes"))})


def read_weights(path: Path) -> dict:
    """Read the metadata of a weights file; one that another program wrote has none."""
    from sunmao.models.weight_metadata import read_metadata

    try:
        return make_row(read_metadata(path))
    except BadModelFile:
        return {"damaged": True}


def make_row(said: dict) -> dict:
    """The same keys for every file, each value of the kind that it must have, else None."""
    found = {key: said[key][:LONGEST] if isinstance(said.get(key), str) else None for key in TEXTS}
    found.update({key: get_finite(said.get(key)) for key in NUMBERS})
    classes, size = said.get("classes"), said.get("image_size")
    found["trained"] = found["trained"] or (said["time"][:LONGEST] if isinstance(said.get("time"), str) else None)
    found["classes"] = [str(label)[:LONGEST] for label in classes] if isinstance(classes, list) else None
    found["image_size"] = size if get_finite(size) or isinstance(size, list) and all(map(get_finite, size)) else None
    found["parity"] = _parse_parity(said.get("parity"))
    scale = NumberScale.from_info(said.get("numbers"))
    found["numbers"] = {"low": scale.low, "high": scale.high, "unit": scale.unit} if scale else None
    found["columns"] = _parse_columns(said.get("columns"))
    found["data"] = said["data"] if isinstance(said.get("data"), dict) else None
    return found


def _parse_parity(said: Any) -> dict | None:
    """Parse the counts of pictures that gave the same answers; None when they were not counted."""
    keys = ("pictures", "same", "largest_difference")
    found = {key: get_finite(said.get(key)) for key in keys} if isinstance(said, dict) else {}
    return found if found and None not in found.values() else None


def _parse_columns(said: Any) -> list[dict] | None:
    """The columns of the rows that are learned from; None where the file says none."""
    try:
        return RowEncoder.from_info(said).describe()
    except (KeyError, TypeError, ValueError):
        return None


def _parse_object(text: str | None) -> dict:
    try:
        found = json.loads(text or "{}", parse_constant=lambda name: None)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
