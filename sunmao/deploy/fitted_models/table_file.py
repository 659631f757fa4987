"""ONNX files of table models, as `TableModel.convert` writes them: from a row's numbers to a class or a number."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sunmao.errors import BadModelFile, BadValue
from sunmao.models.layered.layered_network import parse_network
from sunmao.models.table_methods import TABLE_METHODS
from sunmao.tables.answers import make_scores, share_margins
from sunmao.tables.open_tables import read_table
from sunmao.tables.row_encoding import RowEncoder
from sunmao.tables.table_dataset import CLASSIFICATION, REGRESSION, TableDataset, TableTask, make_table_dataset
from sunmao.tabular.table import Table

if TYPE_CHECKING:
    import onnxruntime as ort


INPUT = "rows"


class TableFile:
    """A file from a row's numbers to scores.

    session: of onnxruntime. path: of the file. said: its SUNMAO_INFO. Raises KeyError, TypeError, ValueError where that
    is not what `convert_rows_model` or `convert_row_network` writes.
    """

    options = ("unknown",)

    def __init__(self, session: Any, path: Path, said: dict) -> None:
        self.said, self.name = said, str(said["model"])
        self.classes = [str(each) for each in said["classes"]]
        self._session, self._path = session, path
        self._encoder = RowEncoder.from_info(said["columns"])
        self._learned = None if said["learned"] is None else [int(each) for each in said["learned"]]
        self._dtype = np.float32 if session.get_inputs()[0].type == "tensor(float)" else np.float64
        self._guesses = parse_network(self.name) is not None or TABLE_METHODS[self.name].supervised
        if len(session.get_inputs()) != 1:
            raise ValueError(self.name)

    def open_dataset(self, path: Any) -> TableDataset:
        """The rows of a CSV file, a workbook or a Table, all for the test. Raises BadValue for what guesses nothing,
        and where a column is missing.
        """
        if not self._guesses:
            raise BadValue("table_guesses_nothing", method=self.name)
        table = path if isinstance(path, Table) else read_table(path)
        unit = (self.said.get("numbers") or {}).get("unit", "")
        plan = TableTask(self._encoder, str(self.said["target"]), self.said["task"], unit)
        return make_table_dataset(table, plan, None)

    def infer(self, data: Any, answering: Any, names: list[str], unknown: float | None = None) -> Any:
        """A RowResult or a RowNumber. data: as of `TableModel.inference`. Raises BadValue, BadModelFile."""
        options = answering.check_options(unknown)
        row = tuple(self._encoder.read_row(data))
        return answering.make_result(self.score(row), row, "", names, options)

    def score(self, row: Any) -> np.ndarray:
        """Scores of a row, (C,) float64, or its number, (1,). Raises BadModelFile; BadValue for 'pca'."""
        if self.name == "pca":
            raise BadValue("table_pca_answers")
        given = self._encoder.encode([row]).astype(self._dtype)
        try:
            said, *more = self._session.run(None, {INPUT: given})
            if self.said["task"] == REGRESSION:
                return np.asarray(said, np.float64).reshape(1)
            raw = None if self._learned is None else np.asarray(more[0], np.float64)
            if raw is not None and self.name == "svm":
                raw = share_margins(raw)
            return make_scores(np.asarray(said, int), raw, self._learned, len(self.classes))[0]
        except Exception:  # onnxruntime's own exceptions have no common base
            raise BadModelFile("bad_model_file", path=self._path.as_posix()) from None


def open_table_file(session: "ort.InferenceSession", path: Path) -> TableFile | None:
    """Description of the file, where it says that it is a table model. Raises BadModelFile where the rest does not fit."""
    try:
        said = json.loads(session.get_modelmeta().custom_metadata_map.get("SUNMAO_INFO", ""))
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.get("task") not in (CLASSIFICATION, REGRESSION):
        return None
    try:
        return TableFile(session, path, said)
    except (KeyError, TypeError, ValueError):
        raise BadModelFile("bad_model_file", path=path.as_posix()) from None
