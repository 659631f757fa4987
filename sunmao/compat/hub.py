"""`from XEdu.hub import Workflow`: files that MMEdu or Sunmao wrote, with the words of the textbook."""

from ..data.pictures import save_picture
from ..deploy.workflow import Workflow as Ours
from ..notes import tell
from ..vision.planning import need_choice
from ..words import show as show_it

__all__ = ["Workflow"]

COLORS = ("cv2", "pil")  # blue first, or red first


class Workflow(Ours):
    """A model file. task: 'mmedu'; checkpoint: the ONNX file; thr: less sure than this is not told."""

    def __init__(self, task: str = "mmedu", *, checkpoint):
        need_choice("task", task, ["mmedu"])
        super().__init__(checkpoint=checkpoint)
        self._answer, self._color = None, "pil"

    def inference(self, data, show: bool = False, img_type: str | None = None, thr: float = 0.0):
        """Say what is in a picture (a file, a folder, or an array).

        Returns: a dict of 标签, 置信度, 预测结果; with `img_type` 'cv2' or 'pil' the pair of it and the drawn picture.
        """
        result = super().inference(data, show=show, unknown=thr)
        rows = self._rows(result)
        self._answer = rows if isinstance(result, list) else rows[0]
        if img_type is None:
            return self._answer
        self._color = need_choice("img_type", img_type, COLORS)
        drawn = self._last[0].draw()
        return self._answer, drawn[..., ::-1].copy() if self._color == "cv2" else drawn

    def format_output(self, lang: str = "zh", isprint: bool = True):
        """Print and return the last answer. lang: in which language, where the answer has words for it."""
        if isprint:
            tell(self._answer)
        return self._answer

    def show(self, img) -> None:
        """Show a picture that `inference` gave."""
        show_it(self._red_first(img))

    def save(self, img, save_path) -> None:
        """Write a picture that `inference` gave into a file."""
        save_picture(save_path, self._red_first(img))

    def _red_first(self, img):
        img = img[1] if isinstance(img, tuple) else img
        return img[..., ::-1].copy() if self._color == "cv2" else img
