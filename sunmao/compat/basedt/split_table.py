"""`split_tab_dataset` of BaseDT: a table becomes one to learn from and one to be tested on."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.compat.argument_types import Columns, FilePath
from sunmao.compat.baseml.reading import pick_columns, read_number_rows, require_numbers
from sunmao.core.atomic_files import write_with_parents
from sunmao.core.validation import require_range
from sunmao.errors import BadValue
from sunmao.runtime.notices import print_safely, show_notice

SEED = 42


def split_tab_dataset(
    path: FilePath,
    data_column: Columns,
    label_column: Columns = -1,
    train_val_ratio: float = 0.8,
    random_seed: int = SEED,
    normalize: bool = False,
    column_name: Sequence[str] | None = None,
) -> tuple[Any, ...]:
    """Divide the rows of a table, mixed, and write the parts beside it: `…_train.csv` and `…_val.csv`.

    Args:
        path: a CSV file with one line of names. data_column, label_column: numbers of columns from 0, one or several.
        train_val_ratio: the share that is learned from. normalize: bring each column of data to 0 … 1, by what is
            learned from. column_name: the names that are written; None: Feature 1 …, Label 1 ….

    Returns: (train data, train labels, validation data, validation labels), arrays (N, F) and (N, L); with normalize
    besides scikit-learn's MinMaxScaler. Raises FileMissing, BadData, BadValue.
    """
    rows = read_number_rows(path)
    data, labels = (
        require_numbers(pick_columns(rows, _list_columns(columns)), path) for columns in (data_column, label_column)
    )
    share = require_range("train_val_ratio", train_val_ratio, 0.01, 1)
    order = np.arange(len(rows))
    # NumPy's old generator, so that the rows are those of the printed figures.
    np.random.RandomState(random_seed).shuffle(order)
    count = int(len(rows) * share)
    print_safely(f"正在划分数据集，比例为 train:val = {train_val_ratio}:{round(1.0 - share, 3)}")
    print_safely(f"实际数据量为 train:val = {count}:{len(rows) - count}\n划分中......")
    train, val = (data[order[:count]], labels[order[:count]]), (data[order[count:]], labels[order[count:]])
    scaler = None
    if normalize:
        from sklearn.preprocessing import MinMaxScaler

        scaler = MinMaxScaler().fit(train[0])
        train, val = (
            (scaler.transform(train[0]), train[1]),
            (scaler.transform(val[0]) if len(val[0]) else val[0], val[1]),
        )
    names = _name_columns(column_name, data.shape[1], labels.shape[1])
    print_safely("划分完毕！")
    file = Path(path)
    written = [file.with_name(f"{file.stem}_{part}{file.suffix}") for part in ("train", "val")]
    for target, part in zip(written, (train, val), strict=True):
        write_with_parents(target, _format_rows(names, np.hstack(part)))
    print_safely(f"训练集保存至{written[0].as_posix()}，验证集保存至{written[1].as_posix()}。")
    if scaler is None:
        return *train, *val
    show_notice("dt_fifth")
    return *train, *val, scaler


def _list_columns(columns: Columns) -> list[int]:
    return [int(columns)] if isinstance(columns, (int, np.integer)) else list(columns)


def _name_columns(given: Sequence[str] | None, data: int, labels: int) -> list[str]:
    if given is None:
        return [f"Feature {number + 1}" for number in range(data)] + [f"Label {n + 1}" for n in range(labels)]
    if len(given) != data + labels:
        raise BadValue("dt_names", found=len(given), wanted=data + labels)
    return [str(name) for name in given]


def _format_rows(names: list[str], rows: np.ndarray) -> bytes:
    file = io.StringIO()
    file.write(",".join(names) + "\n")
    for row in rows.tolist():
        file.write(",".join(map(repr, row)) + "\n")
    return file.getvalue().encode("utf-8")
