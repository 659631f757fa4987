"""Any ONNX file: arrays in, arrays out, with one input or several."""

from typing import Any

import numpy as np

from sunmao.core.atomic_files import require_path
from sunmao.core.strict import Strict, suggest_nearest
from sunmao.deploy.onnx_session import open_session
from sunmao.deploy.tensor_dtypes import DTYPES
from sunmao.errors import BadModelFile, BadValue


class GenericModel(Strict):
    """An ONNX file of any program, opened by `Workflow(checkpoint=…, task='custom')`.

    Args: as of `Workflow`.

    Raises: FileMissing (with the nearest name), BadModelFile, BadValue.
    """

    def __init__(self, checkpoint: Any, provider: str | None = None, threads: int | None = None) -> None:
        self._path = require_path("checkpoint", checkpoint)
        self._session = open_session(self._path, provider, threads)
        self._given = {each.name: each for each in self._session.get_inputs()}

    @property
    def inputs(self) -> dict[str, list]:
        """The shape of each input by its name; a text or None is a side of any length."""
        return {name: list(each.shape) for name, each in self._given.items()}

    @property
    def outputs(self) -> list[str]:
        """The names of what comes out."""
        return [each.name for each in self._session.get_outputs()]

    def inference(self, data: Any = None, **named: Any) -> list:
        """Compute everything that comes out.

        Args:
            data: of a file with one input its array, or a dict of arrays by the names of the inputs, which may also be
                given one by one. Numbers take the kind of the input. Where the file takes one row and more are given,
                they go through one after the other.

        Returns: what comes out, in order: an array each, of some converters a list (of dicts: a score by label).

        Raises: BadValue (a wrong name or shape), BadModelFile.

        Example:
            model = Workflow(checkpoint='models/sum.onnx', task='custom')
            [answer] = model.inference(data=[[1, 2, 3]])
        """
        feeds = self._make_feeds(data, named)
        rows = {len(values) if np.ndim(values) else 1 for values in feeds.values()}
        single = all(each.shape and each.shape[0] == 1 for each in self._given.values())
        if not single or rows <= {0, 1} or len(rows) != 1:
            return self._run(feeds)
        [count] = rows
        parts = [self._run({name: values[row : row + 1] for name, values in feeds.items()}) for row in range(count)]
        return [_join(column) for column in zip(*parts, strict=True)]

    def _make_feeds(self, data: Any, named: dict) -> dict:
        found = {**(data if isinstance(data, dict) else {}), **named}
        if data is not None and not isinstance(data, dict):
            found[next((name for name in self._given if name not in found), "data")] = data
        for name in found:
            if name not in self._given:
                known = ", ".join(self._given)
                raise BadValue("unknown_input", name=name, guess=suggest_nearest(name, self._given), names=known)
        if missing := [name for name in self._given if name not in found]:
            raise BadValue("input_missing", name=missing[0], names=", ".join(self._given))
        return {name: self._convert(name, values) for name, values in found.items()}

    def _convert(self, name: str, values: Any) -> Any:
        wanted = self._given[name]
        if not wanted.type.startswith("tensor("):  # a sequence, a map, or what may be left out
            return values
        try:
            # Not `ascontiguousarray`, which makes a row of a single number.
            array = np.asarray(values, DTYPES.get(wanted.type), order="C")
        except (TypeError, ValueError, OverflowError):
            raise BadValue("input_not_numbers", name=name) from None
        sides = list(zip(array.shape, wanted.shape, strict=False))
        several = [side for place, side in enumerate(sides) if place or side[1] != 1]  # one row at a time is ours to do
        # No sides at all are those of a single number, or nobody knows: only the run tells.
        known = bool(wanted.shape)
        if known and (array.ndim != len(wanted.shape) or any(isinstance(b, int) and a != b for a, b in several)):
            raise self._make_shape_error(name, array)
        return array

    def _make_shape_error(self, name: str, array: np.ndarray) -> BadValue:
        return BadValue("input_shape", name=name, shape=list(array.shape), wanted=list(self._given[name].shape))

    def _run(self, feeds: dict) -> list:
        try:
            return self._session.run(None, feeds)
        except Exception:  # onnxruntime's own exceptions have no common base
            odd = [name for name, each in self._given.items() if not each.shape and np.ndim(feeds[name])]
            if odd and isinstance(feeds[odd[0]], np.ndarray):
                raise self._make_shape_error(odd[0], feeds[odd[0]]) from None
            wanted = ", ".join(f"{name} {list(each.shape)} {each.type}" for name, each in self._given.items())
            raise BadModelFile("model_run_failed", path=self._path.as_posix(), wanted=wanted) from None

    def __repr__(self) -> str:
        return f"Workflow(checkpoint={self._path.as_posix()!r}, task='custom')"


def _join(parts: tuple) -> Any:
    """Join what one output gave, run by run, to one array, or to one list where it is no array."""
    if not isinstance(parts[0], np.ndarray):
        return [each for part in parts for each in (part if isinstance(part, list) else [part])]
    return np.concatenate(parts) if parts[0].ndim else np.stack(parts)
