"""Naming things without any training, with the 1,000 classes that a packaged network has learned."""

from functools import lru_cache
from typing import Any

from sunmao.tasks.classification.results import Result
from sunmao.vision.classification import Classification


class _ThingNamer(Classification):
    """Answers with the packaged weights, whatever the program has trained."""

    def _load_kept(self) -> None:
        self._load_imagenet()


def name_thing(image: Any, show: bool = False, *, smooth: int | None = None) -> Result:
    """Say which of ImageNet's 1,000 things a picture shows, in the language of this session.

    Args:
        image: a file, or an array (H, W, 3) uint8 RGB, as of `Classification.inference`.
        show: show the picture with the answer.
        smooth: average the scores of so many pictures in a row, for a camera.

    Raises: FileMissing, NotAPicture, BadValue, EngineMissing.
    """
    return _make_namer().inference(image, show, smooth=smooth)


@lru_cache(1)
def _make_namer() -> _ThingNamer:
    return _ThingNamer(backbone="EfficientNet-Lite0")
