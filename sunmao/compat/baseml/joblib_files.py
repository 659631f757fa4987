"""Files of joblib (`.pkl`), as BaseML keeps its models: written as they are, and read without running code.

A pickle can name any function of Python, and whatever opens it calls that. This reader knows the learners of
scikit-learn, arrays of numbers and plain values, and refuses all else.
"""

import io
import math
import pickle
import zlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.core.atomic_files import write_with_parents
from sunmao.core.strict import suggest_nearest
from sunmao.core.training_engine import require_scikit_learn
from sunmao.errors import BadModelFile, FileMissing

ENDING = ".pkl"
MAX_BYTES = 256 * 2**20  # bytes, unpacked
COMPRESSION = 3  # as BaseML's
_NUMPY = {"dtype", "ndarray", "bool", "bool_", "float32", "float64", "int32", "int64", "uint8", "str_"}
# What learners hold besides each other: trees, distances and the states of learning and of random numbers. Of their
# functions, `newObj` makes an empty one of these classes, and the others a source of random numbers.
_KNOWN = {
    "copyreg": {"_reconstructor"},
    "builtins": {"object", "slice", "set", "frozenset"},
    "numpy.random._pickle": {"__randomstate_ctor", "__bit_generator_ctor"},
    "numpy.random._mt19937": {"MT19937", "__pyx_unpickle_MT19937"},
    "numpy.random.mtrand": {"RandomState"},
    "sklearn.cluster._birch": {"_CFNode", "_CFSubcluster"},
    "sklearn.metrics._dist_metrics": {"EuclideanDistance64", "MinkowskiDistance64", "newObj"},
    "sklearn.neighbors._kd_tree": {"KDTree", "KDTree64", "newObj"},
    "sklearn.neighbors._ball_tree": {"BallTree", "BallTree64", "newObj"},
    "sklearn.neural_network._stochastic_optimizers": {"AdamOptimizer", "SGDOptimizer"},
    "sklearn.tree._tree": {"Tree"},
}
_ARRAYS = ("numpy.core.multiarray", "numpy._core.multiarray")


def save_joblib(path: Path, data: Any) -> None:
    """Write a value as joblib does; a crash leaves the old file or the new one."""
    import joblib

    buffer = io.BytesIO()
    joblib.dump(data, buffer, compress=COMPRESSION)
    write_with_parents(path, buffer.getbuffer())


def load_joblib(path: Path) -> Any:
    """Reading of files of joblib or pickle, where they hold a learner of scikit-learn, arrays of numbers and plain
    values.

    Raises: FileMissing, with the nearest name; BadModelFile: it holds anything else, is damaged or too large;
    EngineMissing.
    """
    if not path.is_file():
        names = [each.name for each in path.parent.glob(f"*{ENDING}")] if path.parent.is_dir() else []
        raise FileMissing("weights_missing", path=path.as_posix(), guess=suggest_nearest(path.name, names))
    require_scikit_learn()
    try:
        return _LearnerUnpickler(io.BytesIO(_unpack(path))).load()
    except _ForeignName as found:
        raise BadModelFile("ml_foreign_pickle", path=path.as_posix(), name=str(found)) from None
    except Exception:  # whatever a damaged file makes of the classes that it names
        raise BadModelFile("ml_bad_pickle", path=path.as_posix()) from None


def _unpack(path: Path) -> bytes:
    data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
    if data[:1] != b"\x78":
        return data
    stream = zlib.decompressobj()
    unpacked = stream.decompress(data, MAX_BYTES)
    if stream.unconsumed_tail:
        raise ValueError("too large")
    return unpacked


class _ForeignName(pickle.UnpicklingError):
    """A file names what a learner does not hold."""


class _ArrayPlace:
    """Stands where joblib wrote an array, whose numbers follow in the file."""

    def read(self, read: Callable[[int], bytes]) -> np.ndarray:
        """The array. read: gives so many bytes of the file."""
        about = vars(self)
        kind, shape = about["dtype"], tuple(map(int, about["shape"]))
        size = math.prod(shape) * kind.itemsize
        if kind.hasobject or not 0 <= size <= MAX_BYTES:
            raise _ForeignName("dtype=object")
        if about.get("numpy_array_alignment_bytes") is not None:
            read(read(1)[0])
        data = np.frombuffer(read(size), kind).copy()
        return data.reshape(shape[::-1]).T if about["order"] == "F" else data.reshape(shape)


class _LearnerUnpickler(pickle._Unpickler):
    """Knows a fixed list of classes."""

    dispatch = dict(pickle._Unpickler.dispatch)

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("joblib.numpy_pickle", "NumpyArrayWrapper"):
            return _ArrayPlace
        if module in _ARRAYS and name == "_reconstruct":
            return getattr(import_module("numpy._core.multiarray"), name)
        if module in _ARRAYS and name == "scalar":
            return _make_scalar
        if (module == "numpy" and name in _NUMPY) or name in _KNOWN.get(module, ()):
            return getattr(import_module(module), name)
        if module.startswith("numpy.dtypes") and name.endswith("DType"):
            return getattr(import_module("numpy.dtypes"), name)
        if module.startswith("sklearn.") and name.isidentifier():
            from sklearn.base import BaseEstimator

            found = getattr(import_module(module), name)
            if isinstance(found, type) and issubclass(found, BaseEstimator):
                return found
        raise _ForeignName(f"{module}.{name}")

    def load_build(self) -> None:
        unpickler: Any = self  # whose own parts no description of types has
        pickle._Unpickler.dispatch[pickle.BUILD[0]](unpickler)
        if isinstance(unpickler.stack[-1], _ArrayPlace):
            unpickler.stack.append(unpickler.stack.pop().read(unpickler.read))

    dispatch[pickle.BUILD[0]] = load_build  # type: ignore[assignment]


def _make_scalar(kind: np.dtype, data: bytes) -> Any:
    if kind.hasobject:
        raise _ForeignName("dtype=object")
    return np.frombuffer(data, kind, 1)[0]
