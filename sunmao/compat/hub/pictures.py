"""`cls_imagenet` and `embedding_image` of XEdu.hub, by the packaged network."""

from collections.abc import Sequence

import numpy as np

from sunmao.compat.argument_types import Picture
from sunmao.compat.basedeploy import COLORS
from sunmao.compat.hub.drawn_pictures import DrawnPictures
from sunmao.compat.hub.points import open_picture
from sunmao.core.strict import Strict
from sunmao.core.training_engine import require_torch
from sunmao.core.validation import require_choice
from sunmao.display.api import show as show_it
from sunmao.errors import BadValue
from sunmao.runtime.notices import print_safely

NAMING, EMBEDDING = "cls_imagenet", "embedding_image"
WORDS = {"zh": ("预测值", "分数", "预测类别"), "en": ("prediction", "scores", "category")}
WIDTH = 512  # numbers of a picture, as the textbook's model has


class ThingNaming(DrawnPictures):
    """`Workflow` for `cls_imagenet`: which of ImageNet's 1,000 things a picture shows."""

    def __init__(self) -> None:
        require_torch()
        self._scores, self._name, self._color = np.zeros((1, 1000), np.float32), "", "pil"

    def inference(
        self, data: Picture, show: bool = False, img_type: str | None = None, **_: object
    ) -> np.ndarray | tuple[np.ndarray, np.ndarray]:
        """Scores, (1, 1000) float32, 0 to 1; with `img_type` 'cv2' or 'pil' the pair of them and the picture.

        Args:
            data: a picture's file, or an array (H, W, 3) uint8: of a file or of OpenCV's camera, blue first.
            show: show the picture.

        Raises: FileMissing, NotAPicture, BadValue, EngineMissing.
        """
        from sunmao.vision.imagenet_naming import name_thing

        image = open_picture(data)
        result = name_thing(image)
        self._scores, self._name = np.array([result.scores], np.float32), result.label
        if show:
            show_it(image)
        if img_type is None:
            return self._scores
        self._color = require_choice("img_type", img_type, COLORS)
        return self._scores, image[..., ::-1].copy() if self._color == "cv2" else image

    def format_output(self, lang: str = "zh", isprint: bool = True) -> dict:
        """Print and return the last answer in words: the number of the class, its score, and its name in the language
        of the session. lang: 'zh' or 'en', of the words before them.
        """
        number, score, name = WORDS["zh" if str(lang) == "zh" else "en"]
        best = int(self._scores.argmax())
        told = {number: best, score: round(float(self._scores[0, best]), 4), name: self._name}
        if isprint:
            print_safely(told)
        return told


class ImageEmbedding(Strict):
    """`Workflow` for `embedding_image`: pictures as rows of 512 numbers. Pictures that look alike lie close;
    texts do not lie in the same space, as those of the textbook's model do.
    """

    def __init__(self) -> None:
        require_torch()
        self._answer: np.ndarray | None = None

    def inference(self, data: Picture | Sequence[Picture], **_: object) -> np.ndarray:
        """Rows, (N, 512) float32 of length 1. data: a picture as of `cls_imagenet`, or a list of them.

        Raises: FileMissing, NotAPicture, BadValue, EngineMissing.
        """
        from sunmao.vision.embedding.nearest_images import make_packaged_embedder

        given = list(data) if isinstance(data, Sequence) and not isinstance(data, str) else [data]
        if not given:
            raise BadValue("hub_no_pictures")
        embedder = make_packaged_embedder()
        prepared = [embedder.geometry.prepare(open_picture(each)) for each in given]
        self._answer = project_rows(embedder.rows(np.stack(prepared)))
        return self._answer

    def format_output(self, lang: str = "zh", isprint: bool = True) -> np.ndarray | None:
        """Print and return the last rows. lang: as the textbook has it; numbers have none."""
        if isprint:
            print_safely(self._answer)
        return self._answer


def project_rows(rows: np.ndarray) -> np.ndarray:
    """(N, 512) float32 of length 1, of (N, features): a fixed turn of the space, by which angles between pictures stay
    nearly what they are (Johnson, Lindenstrauss 1984).
    """
    turn = np.random.default_rng(WIDTH).standard_normal((rows.shape[1], WIDTH)).astype(np.float32)
    projected = rows @ turn
    return projected / np.maximum(np.linalg.norm(projected, axis=1, keepdims=True), 1e-12)
