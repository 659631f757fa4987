"""Base of BaseML's four models."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.compat.argument_types import FilePath, Rows
from sunmao.compat.baseml.algorithms import set_parameters
from sunmao.compat.baseml.joblib_files import load_joblib, save_joblib
from sunmao.compat.baseml.reading import FILES, pick_columns, read_number_rows, read_source, require_numbers, to_array
from sunmao.core.atomic_files import require_path
from sunmao.errors import BadModelFile, BadValue, DatasetNotLoaded, NotTrained
from sunmao.runtime.notices import print_safely

SEED, TEST_SHARE = 42, 0.2
SHOWN = 5  # rows of `show=True`
NOTHING: Any = np.nan  # what lessons' packages take for "not given"


class TabularModel:
    """A learner of scikit-learn with BaseML's verbs. x_train, y_train, x_test, y_test: what it learns from and is
    tested on, arrays or None; model: scikit-learn's learner.
    """

    _splits = True  # whether `load_dataset` keeps some rows for the test

    def __init__(self, algorithm: str, model: Any) -> None:
        self.algorithm, self.model = algorithm, model
        self.x_train: Any = None
        self.y_train: Any = None
        self.x_test: Any = None
        self.y_test: Any = None
        self.x_val: Any = None
        self.y_val: Any = None
        self.scaler: Any = None
        self.demo_input: Any = None
        self.input_shape: Any = None

    def load_tab_data(
        self,
        data_path: FilePath,
        train_val_ratio: float = 1.0,
        shuffle: bool = True,
        random_seed: int | None = SEED,
        y_type: str = "float",
        **_: Any,
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray | None, np.ndarray | None]:
        """Read a table: one line of names, numbers below, what is to be guessed in the last column.

        Returns: (x_train, y_train, x_val, y_val); the last two are None where everything is for training.
        """
        rows = read_number_rows(data_path)
        x, y = require_numbers(rows[:, :-1], data_path), self._read_labels(rows[:, -1], data_path)
        if not x.size:
            raise BadValue("ml_one_column", path=str(data_path))
        if y.dtype.kind == "f":
            y = y.astype({"long": int}.get(y_type, y_type))
        x_val, y_val = None, None
        if 0 < train_val_ratio < 1:
            from sklearn.model_selection import train_test_split

            count = int(train_val_ratio * len(x))
            x, x_val, y, y_val = train_test_split(x, y, train_size=count, random_state=random_seed, shuffle=shuffle)
        self.x_train, self.y_train, self.x_test, self.y_test = x, y, x_val, y_val
        return x, y, x_val, y_val

    def load_dataset(
        self,
        X: FilePath | Rows,
        y: Rows = (),
        type: str | None = None,
        x_column: Sequence[int] = (),
        y_column: Sequence[int] = (),
        shuffle: bool = True,
        show: bool = False,
        split: bool | None = None,
        scale: bool = False,
    ) -> None:
        """Give the model rows to learn from.

        Args:
            X: a CSV or text file, an array, a list or a table. y: what is right, of everything but files.
            type: 'csv', 'txt', 'numpy', 'pandas' or 'list'; None: by what X is.
            x_column, y_column: numbers of columns from 0; of files X's are needed.
            shuffle: mix the rows. show: print the first five. split: keep a fifth for the test. scale: to 0 … 1.
        """
        path = X if isinstance(X, (str, Path)) else ""
        of_file = path != "" or type in FILES
        if of_file and not len(x_column):
            raise BadValue("ml_columns_needed")
        rows = read_source(X, type)
        labels = rows[:, 0:0] if of_file else np.zeros((len(rows), 0)) if not len(y) else to_array(y)
        if len(labels) != len(rows):
            raise BadValue("ml_uneven", rows=len(rows), labels=len(labels))
        x = require_numbers(pick_columns(rows, x_column), path)
        y = pick_columns(rows if of_file and len(y_column) else labels, y_column)
        self._take_rows(x, y, shuffle, self._splits if split is None else split, scale, path)
        print_safely("Load dataset successfully!")
        if show:
            print_safely(f"X\n{self.x_train[:SHOWN]}\ny\n{None if self.y_train is None else self.y_train[:SHOWN]}")

    def _take_rows(self, x: np.ndarray, y: np.ndarray, shuffle: bool, split: bool, scale: bool, path: FilePath) -> None:
        labels = self._read_labels(y[:, 0] if y.shape[1] == 1 else y, path) if y.size else None
        if shuffle:
            order = np.random.permutation(len(x))
            x, labels = x[order], None if labels is None else labels[order]
        if scale:
            from sklearn.preprocessing import MinMaxScaler

            self.scaler = MinMaxScaler()
            x = self.scaler.fit_transform(x)
        self.x_train, self.y_train, self.x_test, self.y_test = x, labels, None, None
        if split and len(x) > 1:
            from sklearn.model_selection import train_test_split

            kept = dict(test_size=TEST_SHARE, random_state=SEED)
            self.x_train, self.x_test, *both = train_test_split(x, *([] if labels is None else [labels]), **kept)
            self.y_train, self.y_test = both or (None, None)

    def _read_labels(self, labels: np.ndarray, path: FilePath) -> np.ndarray:
        """Targets, as numbers; classes may be words."""
        return require_numbers(labels, path)

    @property
    def para(self) -> dict:
        """The parameters of scikit-learn's learner; setting some leaves the others."""
        return self.model.get_params(deep=False)

    @para.setter
    def para(self, given: dict) -> None:
        self.set_para(**given)

    def set_para(self, **given: Any) -> None:
        """Set parameters by scikit-learn's names, and print them."""
        set_parameters(self.model, given)
        for name, value in given.items():
            print_safely(f"Setting {name} to {value}")

    def save(self, path: FilePath = "checkpoint.pkl") -> None:
        """Write the model as BaseML does; its own package can open the file."""
        self._require_trained()
        print_safely("Saving model checkpoints...")
        x = self.x_train
        about = {"model": self._list_learners(), "input_shape": None, "demo_input": None}
        if x is not None:
            about |= {"input_shape": np.shape(x), "demo_input": np.asarray(x)[:1]}
        save_joblib(require_path("path", path), about)
        print_safely("Saved successfully!")

    def load(self, path: FilePath) -> None:
        """Open a file that `save` wrote, here or in BaseML's own package; nothing in it is run.

        Raises: FileMissing, BadModelFile.
        """
        file = require_path("path", path)
        found = load_joblib(file)
        about = found if isinstance(found, dict) else {"model": found}
        if not self._take_learners(about.get("model")):
            raise BadModelFile("ml_other_algorithm", path=file.as_posix(), algorithm=self.algorithm)
        self.demo_input, self.input_shape = about.get("demo_input"), about.get("input_shape")

    def _list_learners(self) -> Any:
        """Contents of the file under 'model'."""
        return self.model

    def _take_learners(self, found: Any) -> bool:
        """Whether a file's 'model' is one of this kind, which it then is."""
        if type(found) is not type(self.model):
            return False
        self.model = found
        return True

    def reverse_scale(self, data: Rows) -> np.ndarray:
        """Rows as they were before `load_dataset(…, scale=True)`."""
        if self.scaler is None:
            raise DatasetNotLoaded("ml_not_scaled")
        return self.scaler.inverse_transform(to_array(data))

    def get_test_data(self) -> tuple[Any, Any]:
        """(x_test, y_test)."""
        return self.x_test, self.y_test

    def convert_np(self, data: Rows) -> np.ndarray:
        """An array out of a list, a tuple or a table."""
        return to_array(data)

    def _require_rows(self) -> np.ndarray:
        if self.x_train is None or not len(self.x_train):
            raise DatasetNotLoaded("ml_no_rows")
        return to_array(self.x_train)

    def _require_labels(self) -> np.ndarray:
        if self.y_train is None or not len(self.y_train):
            raise DatasetNotLoaded("ml_no_labels")
        labels = to_array(self.y_train)
        return labels.ravel() if labels.ndim == 2 and labels.shape[1] == 1 else labels

    def _require_trained(self) -> None:
        if not hasattr(self.model, "n_features_in_"):
            raise NotTrained("ml_not_trained")

    def _read_input(self, data: Rows | float | None, otherwise: Callable[[], Any]) -> np.ndarray:
        """The rows to answer, (N, F) float; `otherwise` where none are given. Raises BadValue for another width."""
        self._require_trained()
        rows = require_numbers(to_array(otherwise() if data is None or data is NOTHING else data))
        width = self.model.n_features_in_
        rows = rows.reshape(1, -1) if rows.ndim < 2 and rows.size == width else rows.reshape(len(rows), -1)
        if rows.shape[1] != width:
            raise BadValue("ml_width", found=rows.shape[1], wanted=width)
        return rows
