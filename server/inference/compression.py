"""Comparison of a model with smaller files of it, in steps that keep no other question waiting long."""

from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from sunmao.vision.comparison.compression import Compression

STEP = 1.5  # seconds after which a step ends


def advance_compression(folder: str, files: list[str], dataset: str, stamp: list) -> dict[str, Any]:
    """Go on comparing for a while.

    Args:
        folder: of the project; files: model files in it, the one that the others are compared with first.
        dataset: a folder; stamp: what changes when a file or the data set is another one; then all begins anew.

    Returns: {'done', 'total', 'rows': of `CompressedFile` as dictionaries, none before all is done}; the paths of
    files are those that were given, those of pictures are in the data set, with '/'.

    Raises: BadValue, BadModelFile, BadData.
    """
    compression = _open_compression(folder, tuple(files), dataset, repr(stamp))
    compression.advance(STEP)
    rows = [asdict(row) for row in compression.list_rows()]
    for row, path in zip(rows, files, strict=False):
        row["path"] = path
        row["changed"] = [
            [Path(picture).relative_to(dataset).as_posix(), *answers] for picture, *answers in row["changed"]
        ]
    return {"done": compression.done, "total": compression.total, "rows": rows}


@lru_cache(maxsize=1)
def _open_compression(folder: str, files: tuple[str, ...], dataset: str, _stamp: str) -> Compression:
    return Compression([Path(folder, file) for file in files], dataset)
