"""`from XEdu.hub import Workflow`: files that MMEdu or Sunmao wrote, with the words of the textbook."""

from typing import Any

from sunmao.compat.argument_types import FilePath, Picture
from sunmao.compat.basedeploy import COLORS, TextbookModel
from sunmao.compat.hub.drawn_pictures import DrawnPictures
from sunmao.compat.hub.embedding import TASK as EMBEDDING_TEXT
from sunmao.compat.hub.embedding import TextEmbedding
from sunmao.compat.hub.files import AnyFile, JoblibFile, open_network
from sunmao.compat.hub.local_repository import LocalRepository, is_folder
from sunmao.compat.hub.pictures import EMBEDDING, NAMING, ImageEmbedding, ThingNaming
from sunmao.compat.hub.points import find_point_task
from sunmao.compat.hub.reading import TASK as OCR
from sunmao.compat.hub.reading import TextReader
from sunmao.compat.hub.tasks import list_tasks, require_task
from sunmao.core.validation import require_choice
from sunmao.runtime.notices import print_safely

__all__ = ["Workflow"]
_FILES = {"basenn": open_network, "baseml": JoblibFile, "custom": AnyFile}
_READY = {OCR: TextReader, NAMING: ThingNaming, EMBEDDING: ImageEmbedding}


# The second class of this name: textbooks and exams print `from XEdu.hub import Workflow`.
class Workflow(DrawnPictures, TextbookModel):
    """A model file. task: 'mmedu', 'basenn', 'baseml' or 'custom'; checkpoint: the file; download_path, repo: of
    models that are fetched, which is not done here; a folder with `model.onnx` and `data_process.py` opens.

    Raises: TaskAbsent (a task of the textbook whose model is not here), BadValue.
    """

    def __new__(
        cls,
        task: str = "mmedu",
        checkpoint: FilePath | None = None,
        download_path: FilePath | None = None,
        repo: FilePath | None = None,
        **more: Any,
    ) -> Any:
        if str(task).lower() == EMBEDDING_TEXT and checkpoint is None and repo is None:
            return TextEmbedding()
        if str(task).lower() in _READY:
            return _READY[str(task).lower()]()
        if (points := find_point_task(task)) is not None:
            return points
        if repo is not None and checkpoint is None and is_folder(repo):
            return LocalRepository(repo)
        require_task(task, checkpoint, repo)
        assert checkpoint is not None  # else it was refused
        if (opens := _FILES.get(str(task).lower())) is not None:
            return opens(checkpoint)
        return super().__new__(cls, checkpoint)

    def __init__(
        self,
        task: str = "mmedu",
        checkpoint: FilePath | None = None,
        download_path: FilePath | None = None,
        repo: FilePath | None = None,
    ) -> None:
        super().__init__(checkpoint=checkpoint)
        self._answer: dict[str, Any] | list | None = None
        self._color = "pil"

    @staticmethod
    def support_task() -> list[str]:
        """The names of the tasks that are here."""
        return list_tasks()

    def inference(
        self, data: Picture, show: bool = False, img_type: str | None = None, thr: float | None = None
    ) -> Any:
        """Say what is in a picture (a file, a folder, or an array). thr: less sure than this is not told; None: as of
        `TextbookModel`.

        Returns: a dict of 标签, 置信度, 预测结果, of a detector a list of such dicts with 坐标; with `img_type` 'cv2' or 'pil' the
        pair of it and the drawn picture.
        """
        self._answer = self._to_textbook(super().inference(data, show=show, score=thr))
        if img_type is None:
            return self._answer
        self._color = require_choice("img_type", img_type, COLORS)
        return self._answer, self._draw_last(self._color)

    def format_output(self, lang: str = "zh", isprint: bool = True) -> Any:
        """Print and return the last answer. lang: in which language, where the answer has words for it."""
        if isprint:
            print_safely(self._answer)
        return self._answer
