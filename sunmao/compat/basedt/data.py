"""`BaseDT.data`: pictures, texts and model files as the lessons look at them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.compat.argument_types import FilePath, Picture
from sunmao.compat.basedt.picture_steps import BACKBONES, convert_picture, require_backbone
from sunmao.core.atomic_files import require_path
from sunmao.deploy.onnx_session import open_session
from sunmao.display.api import show as show_it
from sunmao.errors import BadValue
from sunmao.images.image_files import read_image_file, to_rgb
from sunmao.runtime.notices import print_safely

__all__ = ["ImageData", "ModelData", "TextData", "get_fold_ImageData"]
SHOWN = 100  # letters of what is said of a model
KEY = "MODEL_INFO"


class ImageData:
    """A picture as numbers for a network.

    Args:
        data_source: a picture's file, or an array, blue first as OpenCV gives it.
        size, crop_size, size_keep_ratio, pad_size_divisor, normalize, mean, std, to_rgb: the steps, as of
            `picture_steps.convert_picture`. backbone: takes the steps of this network.

    Attributes:
        raw_value: the picture as it was, (H, W, 3) uint8 blue first. value: after the steps.
    """

    def __init__(self, data_source: Picture, backbone: str | None = None, **steps: Any) -> None:
        read = read_image_file(data_source) if isinstance(data_source, (str, Path)) else None
        given = to_rgb(data_source) if read is None else read[..., ::-1]
        self.data_source, self.raw_value = data_source, np.ascontiguousarray(given)
        self.backbone = None if backbone is None else require_backbone(backbone)
        chosen = BACKBONES[self.backbone] | steps if self.backbone else steps
        self._steps: dict[str, Any] = chosen
        self.value = convert_picture(self.raw_value, **chosen)

    def to_tensor(self) -> np.ndarray:
        """The numbers as a network takes them: (1, 3, H, W), in gray (1, 1, H, W)."""
        value = self.value[..., None] if self.value.ndim == 2 else self.value
        return value.transpose(2, 0, 1)[None]

    def show(self, raw: bool = False, win_name: str = "", wait_time: int = 0) -> None:
        """Show the picture as a network gets it. raw: as it was."""
        if raw:
            show_it(np.ascontiguousarray(self.raw_value[..., ::-1]))
            return
        value = np.asarray(self.value, float)
        if self._steps.get("normalize", True):  # from dark to light, so that numbers around 0 are seen
            value = (value - value.min()) * (255 / max(float(np.ptp(value)), 1e-9))
        image = value.round().clip(0, 255).astype(np.uint8)
        blue_first = image.ndim == 3 and not self._steps.get("normalize", True)
        show_it(np.ascontiguousarray(image[..., ::-1]) if blue_first else image)

    def map_orig_coords(self, box: Sequence[float] | np.ndarray) -> list[float]:
        """A box in the picture as it was. box: x1, y1, x2, y2, and a score, in pixels of `value`."""
        high, wide = (self.raw_value.shape[axis] / self.value.shape[axis] for axis in (0, 1))
        return [box[0] * wide, box[1] * high, box[2] * wide, box[3] * high, *box[4:5]]


def get_fold_ImageData(data_source: FilePath, **steps: Any) -> ImageData | list[ImageData]:
    """An `ImageData` of a file, or a list of them of a folder."""
    path = require_path("data_source", data_source)
    if not path.is_dir():
        return ImageData(str(path), **steps)
    return [ImageData(str(file), **steps) for file in sorted(path.iterdir()) if file.is_file()]


class TextData:
    """Texts, or dictionaries, as rows of counts.

    Args:
        data_source: a text, a dictionary, or a list of either. vectorize: whether to count.
        chinese: cut Chinese into words first. fitted: another TextData, whose words are the columns.

    Attributes:
        value: (N, F) numbers, without `vectorize` the texts. raw_value: as it was given.
    """

    def __init__(
        self,
        data_source: str | dict[str, Any] | Sequence[str] | Sequence[dict[str, Any]],
        vectorize: bool = False,
        chinese: bool = False,
        fitted: "TextData | None" = None,
    ) -> None:
        self.data_source = self.raw_value = data_source
        texts: list[Any] = [data_source] if isinstance(data_source, (str, dict)) else list(data_source or ())
        if not texts or not all(isinstance(text, type(texts[0])) for text in texts):
            raise BadValue("dt_no_texts")
        if not isinstance(texts[0], (str, dict)):
            raise BadValue("dt_no_texts")
        if chinese and isinstance(texts[0], str):
            from sunmao.language.word_segmentation import split_words

            texts = [" ".join(word.text for word in split_words(text)) for text in texts]
        self.vct: Any = fitted.vct if isinstance(fitted, TextData) else None
        self.value: Any = self._count(texts) if vectorize else texts

    def _count(self, texts: list) -> np.ndarray:
        from sunmao.core.training_engine import require_scikit_learn

        require_scikit_learn()
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.feature_extraction.text import CountVectorizer

        if self.vct is not None:
            return _to_dense(self.vct.transform(texts))
        # Single letters count, too: a Chinese word may be one.
        self.vct = DictVectorizer() if isinstance(texts[0], dict) else CountVectorizer(token_pattern=r"(?u)\b\w+\b")
        try:
            return _to_dense(self.vct.fit_transform(texts))
        except ValueError:  # no words at all
            raise BadValue("dt_no_texts") from None

    def get_feature_names(self) -> list[str]:
        """The names of the columns."""
        return [] if self.vct is None else self.vct.get_feature_names_out().tolist()


def _to_dense(found: Any) -> np.ndarray:
    return np.asarray(found.toarray())


class ModelData:
    """Description that an ONNX file gives of itself. Raises FileMissing, BadModelFile."""

    def __init__(self, model_path: FilePath) -> None:
        path = require_path("model_path", model_path)
        text = open_session(path, None, None).get_modelmeta().custom_metadata_map.get(KEY, "")
        try:
            self.model_info: Any = json.loads(text) if text else ""
        except ValueError:
            self.model_info = ""
        if not isinstance(self.model_info, dict):
            self.model_info = ""
            print_safely("Please input onnx model path convert by MMEdu>=0.1.15 for a better experience.")
            return
        shown = f"{text[:SHOWN]}..." if len(text) > SHOWN else text
        print_safely(f"Success load model info generate by MMEdu>=0.1.15: {shown}")

    def get_model_info(self) -> dict[str, Any] | str:
        """All that is said, a dictionary; '' where nothing is."""
        return self.model_info

    def get_codebase(self) -> str:
        """Return the name of the library that trained it, such as 'MMCls'."""
        return self._get("codebase")

    def get_modelname(self) -> str:
        """The network's name."""
        return self._get("modelname")

    def get_labels(self) -> list[str] | str:
        """The names of the classes."""
        return self._get("classes")

    def _get(self, key: str) -> Any:
        return self.model_info.get(key, "") if self.model_info else ""
