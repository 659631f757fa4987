"""ONNX files of anybody beside bare onnxruntime: whether `Workflow(task='custom')` gives the same, or says a sentence."""

from pathlib import Path

import numpy as np

from sunmao.deploy import Workflow
from sunmao.deploy.tensor_dtypes import DTYPES
from sunmao.errors import SunmaoError

TRIES = (4, 1, 32)  # lengths for all open sides


def compare_with_onnxruntime(path: Path) -> str:
    """'equal' where both give the same for random inputs; 'refused' where a sentence is said and onnxruntime cannot do
    it, either; 'safe' where a sentence is said of a file that reads other files.

    Raises: AssertionError where they differ, and whatever is no sentence.
    """
    import onnxruntime

    onnxruntime.set_default_logger_severity(4)  # what cannot be run is expected here
    try:
        bare = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    except Exception:
        bare = None
    try:
        model = Workflow(path, task="custom", provider="CPU")
    except SunmaoError as error:
        check_sentence(error)
        assert bare is None or error.key == "model_points_outside", f"{path} is good, and refused: {error}"
        return "refused" if bare is None else "safe"
    assert bare is not None, f"{path} opens here alone"
    for length in TRIES:
        feeds = make_inputs(bare, length)
        try:
            wanted = bare.run(None, feeds)
        except Exception:
            wanted = None
        try:
            given = model.inference(data=feeds)
        except SunmaoError as error:
            check_sentence(error)
            assert wanted is None, f"{path} gives an answer, and is refused: {error}"
            continue
        assert wanted is not None and len(given) == len(wanted)
        assert all(map(is_same, given, wanted)), path
        return "equal"
    return "refused"


def check_sentence(error: SunmaoError) -> None:
    """Whether it is said in both languages what is wrong and what to do."""
    assert all(error.title[lang] and error.hint[lang] for lang in ("zh", "en")), error.key


def make_inputs(session, length: int, seed: int = 0) -> dict:
    """Random inputs that fit what a file says of itself. length: of every open side."""
    rng, sides = np.random.default_rng(seed), {}
    return {each.name: _make_input(each, rng, sides, length) for each in session.get_inputs()}


def _make_input(said, rng: np.random.Generator, sides: dict, length: int):
    several = said.type.startswith("seq(")
    shape = [side if isinstance(side, int) else sides.setdefault(side, length) for side in said.shape or ()]
    shape = [2, 3] if several else shape
    kind = DTYPES.get(said.type.removeprefix("seq(").rstrip(")") + ")", np.float32)
    if kind is np.object_:
        array = rng.choice(["a", "猫", ""], shape).astype(object) if shape else np.array("a", object)
    elif kind is np.bool_:
        array = rng.random(shape) > 0.5
    elif np.issubdtype(kind, np.integer):
        array = rng.integers(0, 3, shape).astype(kind)
    else:
        array = rng.random(shape).astype(kind)
    array = np.asarray(array)
    return [array, array] if several else array


def is_same(one, other) -> bool:
    """Whether two outputs are the same: arrays with nothing to tell, lists and dicts by what is in them."""
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        one, other = np.asarray(one), np.asarray(other)
        numbers = one.dtype.kind in "fc"
        return one.dtype == other.dtype and one.shape == other.shape and np.array_equal(one, other, equal_nan=numbers)
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(is_same, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(is_same(one[key], other[key]) for key in one)
    return one == other
