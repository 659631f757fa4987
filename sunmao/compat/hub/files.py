"""`basenn`, `baseml` and `custom` of XEdu.hub: model files that the textbook's other packages wrote, and any ONNX file."""

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.compat.argument_types import FilePath, Picture, Rows
from sunmao.compat.baseml.joblib_files import load_joblib
from sunmao.compat.baseml.reading import require_numbers, to_array
from sunmao.compat.hub.drawn_pictures import DrawnPictures
from sunmao.compat.hub.points import open_picture
from sunmao.core.atomic_files import require_path
from sunmao.core.training_engine import require_torch
from sunmao.deploy.generic_model import GenericModel
from sunmao.deploy.onnx_session import open_session
from sunmao.errors import BadModelFile, BadValue
from sunmao.runtime.notices import print_safely, show_notice

WORDS = {
    "zh": ("预测值", "分数"),
    "en": ("prediction", "scores"),
    "ru": ("прогноз", "баллы"),
    "de": ("Vorhersage", "Partituren"),
    "fr": ("prédiction", "partitions"),
}
NETWORK_WEIGHTS = (".pth", ".pt")


class FileWorkflow(DrawnPictures):
    """Base of what `Workflow` gives for files whose answers are numbers, without a picture."""

    def __init__(self) -> None:
        self._color, self._answer = "pil", None

    def inference(self, data: Any = None, show: bool = False, img_type: str | None = None, **more: Any) -> Any:
        """The answer for data. show, img_type: there is no picture; with img_type the pair of the answer and None."""
        self._answer = self._compute(data, **more)
        if img_type is None:
            return self._answer
        show_notice("hub_without_picture", level="warn")
        return self._answer, None

    def format_output(self, lang: str = "zh", isprint: bool = True) -> Any:
        """Print and return the last answer in words. lang: 'zh', 'en', 'ru', 'de' or 'fr'."""
        told = self._describe(*WORDS.get(str(lang), WORDS["en"]))
        if isprint:
            print_safely(told)
        return told

    def _compute(self, data: Any, **more: Any) -> Any:
        raise NotImplementedError

    def _describe(self, prediction: str, score: str) -> Any:
        return self._answer


class ScoringFile(FileWorkflow):
    """Base of what gives a list with the scores of the classes, (N, C)."""

    def __init__(self) -> None:
        super().__init__()
        self._words: dict[int, str] = {}

    def _describe(self, prediction: str, score: str) -> dict:
        if self._answer is None:
            return {}
        scores = np.asarray(self._answer[0]).reshape(len(self._answer[0]), -1)
        best = scores.argmax(axis=1)
        return {
            number: {prediction: self._words.get(int(place), int(place)), score: float(row[place])}
            for number, (row, place) in enumerate(zip(scores, best, strict=True))
        }


def open_network(checkpoint: FilePath) -> ScoringFile:
    """`basenn`: a file of BaseNN, ONNX or weights."""
    path = require_path("checkpoint", checkpoint)
    return (NetworkWeights if path.suffix.lower() in NETWORK_WEIGHTS else NetworkFile)(path)


class NetworkWeights(ScoringFile):
    """Weights of BaseNN, which its network reads; they need the training engine. Raises EngineMissing."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        require_torch()
        from sunmao.compat.basenn.book_network import BookNetwork

        self._network = BookNetwork()
        self._network.load(path)
        self._words = {number: word for word, number in (self._network.word2idx or {}).items()}

    def _compute(self, data: Any, **_: object) -> list[np.ndarray]:
        """[the scores, (N, C)]. data: as of `BookNetwork.inference`."""
        return [self._network.inference(data=data)]


class NetworkFile(ScoringFile):
    """An ONNX file of BaseNN, whose metadata say what goes in: 'input_size' and 'dataset_type'."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._session = open_session(path, None, None)
        about = self._session.get_modelmeta().custom_metadata_map
        self._input = self._session.get_inputs()[0]
        try:
            size = ast.literal_eval(about.get("input_size", "None"))
            self._size = [int(each) for each in size or self._input.shape[1:]]
            self._words = {
                number: word for word, number in ast.literal_eval(about.get("word2idx", "{}") or "{}").items()
            }
        except (ValueError, SyntaxError, TypeError, AttributeError, MemoryError, RecursionError):
            raise BadModelFile("hub_bad_metadata", path=path.as_posix()) from None
        # Files of ours say by what their pictures were divided; the real package's hub divides by nothing.
        self._scale = float(about["scale"]) if about.get("scale", "").replace(".", "", 1).isdigit() else 1.0
        self._kind = about.get("dataset_type", "img" if len(self._size) > 2 else "tab")

    def _compute(self, data: Any, **_: object) -> list[np.ndarray]:
        """[the scores, (N, C)]. data: rows, one row, a picture or arrays of pictures."""
        if self._kind == "img":
            rows = self._read_pictures(data)
        elif isinstance(data, str) and Path(data).suffix == ".npz":
            with np.load(data, allow_pickle=False) as file:
                rows = file["data"]
        elif isinstance(data, str) and self._words:
            numbers = {word: number for number, word in self._words.items()}
            rows = np.array([[numbers[each] for each in data if each in numbers]])
        else:
            rows = require_numbers(to_array(data))
            width = self._size[-1]
            if rows.ndim == 1 or (rows.ndim > 2 and len(self._size) == 2):
                rows = rows.reshape(1 if rows.size == width else -1, width) if rows.size % width == 0 else rows
            if len(self._size) <= 2 and (rows.ndim != 2 or rows.shape[1] != width):
                raise BadValue("ml_width", found=rows.shape[-1] if rows.ndim else 1, wanted=width)
        kind = np.int64 if "int64" in self._input.type else np.float32
        return self._session.run(None, {self._input.name: rows.astype(kind)})

    def _read_pictures(self, data: Picture) -> np.ndarray:
        import cv2

        if isinstance(data, np.ndarray) and data.ndim == 4:
            return data
        gray = self._size[1] == 1
        image = open_picture(data)[..., ::-1]
        image = cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_BGR2GRAY)[..., None] if gray else image
        height, width = self._size[2:]
        image = cv2.resize(np.ascontiguousarray(image), (width, height)).reshape(height, width, -1)
        return image.transpose(2, 0, 1)[None] / self._scale


class JoblibFile(FileWorkflow):
    """`baseml`: a file that BaseML's `save` wrote."""

    def __init__(self, checkpoint: FilePath) -> None:
        super().__init__()
        path = require_path("checkpoint", checkpoint)
        found = load_joblib(path)
        model = found.get("model") if isinstance(found, dict) else found
        self._steps: list[Any] = model if isinstance(model, list) else [model]
        if not self._steps or not hasattr(self._steps[-1], "predict") or not hasattr(self._steps[0], "n_features_in_"):
            raise BadModelFile("ml_bad_pickle", path=path.as_posix())

    def _compute(self, data: Rows, **_: object) -> np.ndarray:
        """The answers, (N,). data: rows, or one."""
        rows = require_numbers(to_array(data))
        width = self._steps[0].n_features_in_
        rows = rows.reshape(1, -1) if rows.ndim < 2 else rows
        if rows.ndim != 2 or rows.shape[1] != width:
            raise BadValue("ml_width", found=rows.shape[-1], wanted=width)
        for step in self._steps[:-1]:
            rows = step.transform(rows)
        return self._steps[-1].predict(rows)

    def _describe(self, prediction: str, score: str) -> dict:
        return {prediction: self._answer}


class AnyFile(FileWorkflow):
    """`custom`: any ONNX file, with functions of the lesson before and behind it."""

    def __init__(self, checkpoint: FilePath) -> None:
        super().__init__()
        self._model = GenericModel(checkpoint)

    def _compute(
        self, data: Any, preprocess: Callable | None = None, postprocess: Callable | None = None, **_: object
    ) -> Any:
        """Results that `postprocess(outputs, prepared)` makes of the outputs for `preprocess(data)`; without them the
        outputs for data, a list of arrays.
        """
        prepared = data if preprocess is None else preprocess(data)
        outputs = self._model.inference(data=prepared)
        return outputs if postprocess is None else postprocess(outputs, prepared)
