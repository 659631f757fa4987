"""Pictures that `XEdu.hub` has drawn on: shows and keeps them, in whichever order of colors."""

from typing import Any

import numpy as np

from sunmao.compat.argument_types import FilePath
from sunmao.core.strict import Strict
from sunmao.display.api import show as show_it
from sunmao.images.image_files import save_image_file


class DrawnPictures(Strict):
    """Base of what answers with drawn pictures. _color: their order, one of `basedeploy.COLORS`."""

    _color: str

    def show(self, img: np.ndarray | tuple[Any, np.ndarray]) -> None:
        """Show a picture that `inference` gave."""
        show_it(self._red_first(img))

    def save(self, img: np.ndarray | tuple[Any, np.ndarray], save_path: FilePath = "result.jpg") -> None:
        """Write a picture that `inference` gave into a file."""
        save_image_file(save_path, self._red_first(img))

    def _red_first(self, img: np.ndarray | tuple[Any, np.ndarray]) -> np.ndarray:
        img = img[1] if isinstance(img, tuple) else img
        return img[..., ::-1].copy() if self._color == "cv2" else img
