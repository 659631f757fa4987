"""What every model that recognizes pictures can do, however it computes its scores."""

from collections import deque
from pathlib import Path

from .. import link
from ..data.dataset import open_dataset, provide
from ..errors import BadData, NoDataYet
from ..events import Marks
from ..strict import Strict
from .reports import Report
from .results import Result


class Recognizer(Strict):
    """Base of models for one picture, one answer. A model provides `_labels` and `_scores`."""

    def __init__(self):
        self._last: list[Result] = []
        self._recent: deque = deque(maxlen=1)

    def inference(
        self, image, show: bool = False, *, unknown: float = 0.0, smooth: int = 1, save_fold: str | None = None, **more
    ):
        """Say what is in a picture.

        Args:
            image: a file, or an array (H, W, 3) uint8 RGB, or (H, W); for a folder the results of all its pictures.
            show: show the picture with the answer.
            unknown: less sure than this (0 to 1), the label is 不知道 / unknown.
            smooth: average the scores of so many pictures in a row, for a camera.
            save_fold: save the picture, with the answer drawn below it, into this folder.

        Returns: a Result, or a list of them for a folder.

        Raises: FileMissing, NotAPicture, NotTrained.
        """
        if isinstance(image, (str, Path)) and Path(provide(image)).is_dir():
            return self.inference_all(image, show=show, unknown=unknown, save_fold=save_fold, **more)
        self._prepare(**more)
        picture, path = _opened(image)
        result = Result(picture, self._smoothed(self._scores([picture])[0], smooth), self._labels(), path=path, unknown=unknown)
        self._last = [result]
        _after(result, show, save_fold)
        return result

    def inference_all(
        self, path, show: bool = False, *, unknown: float = 0.0, save_fold: str | None = None, **more
    ) -> list[Result]:
        """Say what is in each picture of a folder.

        Raises: BadData when there is no picture in it.
        """
        from ..data.pictures import each_in_threads, read_picture

        self._prepare(**more)
        files = _pictures_in(Path(provide(path)))
        results = []
        for file, picture in zip(files, each_in_threads(read_picture, files), strict=True):
            results.append(Result(picture, self._scores([picture])[0], self._labels(), path=file.as_posix(), unknown=unknown))
            _after(results[-1], show, save_fold)
        self._last = results
        return results

    def fast_inference(self, image, show: bool = False, **more):
        """The same as `inference`; the weights are loaded once in any case."""
        return self.inference(image, show=show, **more)

    def evaluate(self, split: str = "test", path=None) -> Report:
        """Test the model on pictures whose labels are known.

        Args:
            split: which of them: 'test', 'val' or 'train'.
            path: another data set (a folder or a Dataset); None: the model's own.

        Raises: NoDataYet, NotTrained, BadData.
        """
        from .testing import part

        dataset = self._given() if path is None else open_dataset(path)
        self._prepare()
        split, items = part(dataset, split)
        report = Report(self._answers(items), self._labels(), split)
        link.emit(Marks(correct=report.correct, total=report.total, split=split))
        if not link.studio():
            print(report, flush=True)
        return report

    def print_result(self, result=None) -> list[dict]:
        """Print the result (None: the last one) as the textbook does, and return it: a list of one dict a picture."""
        rows = self._rows(result)
        print(rows)
        return rows

    def _rows(self, result) -> list[dict]:
        results = self._last if result is None else result if isinstance(result, list) else [result]
        return [{"标签": each.number, "置信度": each.confidence, "预测结果": each.label} for each in results]

    def _prepare(self, **more) -> None:
        """Take the options that only some models know. Raises TypeError for the others."""
        if more:
            raise TypeError(f"unknown option {next(iter(more))!r}")

    def _labels(self) -> list[str]:
        raise NotImplementedError

    def _scores(self, pictures: list):
        """Markss, (N, C) float32, of pictures, each (H, W, 3) uint8 RGB."""
        raise NotImplementedError

    def _given(self):
        """The model's own data set. Raises NoDataYet."""
        raise NoDataYet("no_data_yet")

    def _answers(self, items: list) -> list[Result]:
        """One Result a picture of a data set."""
        from .testing import results

        return results(self._scores, self._labels(), items)

    def _smoothed(self, scores, smooth: int):
        if self._recent.maxlen != smooth:
            self._recent = deque(maxlen=max(1, int(smooth)))
        self._recent.append(scores)
        return sum(self._recent) / len(self._recent)


def _opened(image):
    from ..data.pictures import as_picture, read_picture

    if isinstance(image, (str, Path)):
        return read_picture(provide(image)), Path(image).as_posix()
    return as_picture(image), ""


def _pictures_in(folder: Path) -> list[Path]:
    from ..data.pictures import ENDINGS, picture_missing

    if not folder.is_dir():
        raise picture_missing(folder)
    files = sorted(each for each in folder.iterdir() if each.suffix.lower() in ENDINGS and not each.name.startswith("."))
    if not files:
        raise BadData("no_pictures_here", path=folder.as_posix())
    return files


def _after(result: Result, show: bool, save_fold: str | None) -> None:
    if save_fold:
        from ..data.pictures import save_picture

        name = Path(result.path).name or "result.png"
        save_picture(Path(save_fold, name), result.draw())
    if show:
        from ..words import show as show_it

        show_it(result)
