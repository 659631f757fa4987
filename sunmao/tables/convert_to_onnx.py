"""Conversion of a model of rows to an ONNX file, by skl2onnx, with its answers compared on every row."""

import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.core.atomic_files import write_with_parents
from sunmao.core.training_engine import require_scikit_learn
from sunmao.data.tables.packages import ONNX, require_package
from sunmao.errors import NotConverted
from sunmao.runtime.notices import show_notice
from sunmao.tables.answers import list_learned
from sunmao.tables.estimators import get_last_step
from sunmao.tables.table_dataset import REGRESSION

OPSET = 17
INPUT = "rows"
NEAR = 1e-5  # by how much numbers may differ, as a share of their range
# In onnxruntime trees and support vectors compute with 32 bits alone, as scikit-learn's trees compare.
SINGLE = ("decision_tree", "random_forest", "boosting", "svm")


def convert_rows_model(trained: Any, out_file: Path, rows: np.ndarray | None) -> str:
    """Write a `TrainedRowsModel`; out_file: with or without '.onnx'; rows: (N, F) float64, on which answers are
    compared.

    In: 'rows', (N, F) float32 or float64: the numbers of `columns` in the JSON file, a class as one number a value, 1
    at the value that it has. Out: first the answers (the number of the class, or the number), then scores, of classes.

    Returns: the file's path. Raises BackendMissing, NotConverted.
    """
    require_scikit_learn()
    require_package(ONNX)
    path = add_onnx_ending(out_file)
    single = trained.info["model"] in SINGLE
    model = _convert(trained, single, path)
    about = describe_rows_model(trained)
    model.metadata_props.add(key="SUNMAO_INFO", value=json.dumps(about))
    data = model.SerializeToString()
    if rows is not None and len(rows):
        same = count_same(trained, data, rows, single)
        if same < len(rows):
            raise NotConverted("table_onnx_differs", method=trained.info["model"], same=same, total=len(rows))
        show_notice("table_onnx_same", total=len(rows), path=path.as_posix())
    return write_rows_model(path, data, about)


def add_onnx_ending(file: Path) -> Path:
    """The path of an ONNX file that is named with or without '.onnx'."""
    return file if file.suffix.lower() == ".onnx" else file.with_name(f"{file.name}.onnx")


def describe_rows_model(trained: Any) -> dict[str, Any]:
    """Description of a file (SUNMAO_INFO). trained: a `TrainedRowsModel` or a `TrainedRowNetwork`."""
    return {
        "task": trained.info["task"],
        "model": trained.info["model"],
        "target": trained.info["target"],
        "columns": trained.encoder.describe(),
        "inputs": trained.encoder.names,
        "classes": trained.classes,
        "learned": None if trained.info["task"] == REGRESSION else list_learned(trained.estimator),
        "numbers": trained.info.get("numbers"),
    }


def write_rows_model(path: Path, data: bytes, about: dict[str, Any]) -> str:
    """Write an ONNX file, with what it says of itself as a JSON file beside it. Returns the file's path."""
    write_with_parents(path, data)
    write_with_parents(path.with_suffix(".json"), json.dumps(about, ensure_ascii=False, indent=1).encode())
    return path.as_posix()


def _convert(trained: Any, single: bool, path: Path) -> Any:
    import skl2onnx
    from skl2onnx.common.data_types import DoubleTensorType, FloatTensorType

    kind = FloatTensorType if single else DoubleTensorType
    last = get_last_step(trained.estimator)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it asks scikit-learn for what is about to go
            return skl2onnx.to_onnx(
                trained.estimator,
                initial_types=[(INPUT, kind([None, trained.encoder.width]))],
                options={id(last): {"zipmap": False}} if hasattr(last, "classes_") else None,
                target_opset=OPSET,
            )
    except Exception as error:  # of skl2onnx, of many kinds
        reason = f"{type(error).__name__}: {error}".partition("\n")[0][:200]
        raise NotConverted("table_no_onnx", method=trained.info["model"], reason=reason) from None


def count_same(trained: Any, data: bytes, rows: np.ndarray, single: bool) -> int:
    """On how many rows, (N, F) float64, a file gives the same class, or nearly the same numbers."""
    import onnxruntime

    session = onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"])
    found = np.asarray(session.run(None, {INPUT: rows.astype(np.float32 if single else np.float64)})[0])
    estimator = trained.estimator
    right = estimator.predict(rows) if hasattr(estimator, "predict") else estimator.transform(rows)
    found, right = found.reshape(len(rows), -1), np.asarray(right).reshape(len(rows), -1)
    if np.issubdtype(right.dtype, np.integer):
        return int((found == right).all(axis=1).sum())
    near = NEAR * max(float(np.ptp(right)), float(abs(right).max()), 1e-12)
    return int((abs(found - right) <= near).all(axis=1).sum())
