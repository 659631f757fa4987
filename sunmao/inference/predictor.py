"""Base of every model that recognizes pictures, however it computes its scores."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.core.atomic_files import require_writable
from sunmao.core.strict import suggest_nearest
from sunmao.data.dataset import open_dataset, provide_sample
from sunmao.data.formats.reading.class_layout import PARTS
from sunmao.errors import BadData, BadValue, FileMissing
from sunmao.images.image_files import read_image_file, save_image_file, to_rgb
from sunmao.inference.model import Model
from sunmao.runtime.notices import print_safely, show_notice

if TYPE_CHECKING:
    import numpy as np


PICTURE_FOLDERS = ("images", "JPEGImages")  # of data sets with boxes


class Predictor(Model):
    """Base of models that say what is in pictures. A model provides `_labels` and `_look`.

    Args:
        task: the name of a kind of learning in `tasks.registry`.
    """

    def __init__(self, task: str = "classification") -> None:
        super().__init__(task)
        self._named: tuple = ((), ())  # the model's own labels, and what class_path calls them

    def inference(
        self,
        image: Any,
        show: bool = False,
        *,
        unknown: float | None = None,
        smooth: int | None = None,
        confidence: float | None = None,
        save_fold: str | None = None,
        **more: Any,
    ) -> Any:
        """Say what is in a picture.

        Args:
            image: a file, an array (H, W, 3) uint8 RGB, (H, W) or (H, W, 4), or a PIL image; a folder: all its
                pictures.
            show: show the picture with the answer.
            unknown: of a classifier: less sure than this (0 to 1), the label is 不知道 / unknown.
            smooth: of a classifier: average the scores of so many pictures in a row, for a camera; not for folders.
            confidence: of a model that finds things: the least confidence of what counts as found (0 to 1); None: that
            at which
                the model was best on its validation set, 0.5 where that is not known.
            save_fold: save the picture, with the answer drawn on it, under its own name into this folder.
            class_path: a `classes.txt` or a training folder that names the model's labels, from now on.
            checkpoint, device: of a model that trains: the weights file to use, and where to compute.

        Returns: a Result (of a model that finds things a DetectionResult), or a list of them for a folder.

        Raises: FileMissing, NotAPicture, NotTrained, BadValue.
        """
        if isinstance(image, (str, Path)) and Path(provide_sample(image, "image")).is_dir():
            return self.inference_all(
                image, show=show, unknown=unknown, confidence=confidence, save_fold=save_fold, **more
            )
        options = self._answering.check_options(unknown, smooth, confidence)
        self._prepare(**more)
        picture, path = open_image(image)
        self._refuse_source_folder(path and Path(path).parent, save_fold)
        result = self._infer(picture, path, options)
        finish_inference(result, show, save_fold)
        return result

    def inference_all(
        self,
        path: str | Path,
        show: bool = False,
        *,
        unknown: float | None = None,
        confidence: float | None = None,
        save_fold: str | None = None,
        **more: Any,
    ) -> list:
        """Say what is in each picture of a folder; those that cannot be read are named and left out.

        Args: as of `inference`.

        Raises: BadData when there is no picture in it.
        """
        from sunmao.tasks.evaluation.batch_inference import iter_outputs, list_folder_images

        options = self._answering.check_options(unknown, None, confidence)
        self._prepare(**more)
        folder = Path(provide_sample(path))
        items = list_folder_images(folder)
        self._refuse_source_folder(folder, save_fold)
        found = self._last = []
        for item, picture, answer in iter_outputs(self._look, items, "inference"):
            found.append(self._answering.make_item_result(answer, item, self._names(), options))
            if show or save_fold:
                finish_inference(
                    self._answering.make_result(answer, picture, item.path.as_posix(), self._names(), options),
                    show,
                    save_fold,
                )
        if not found:
            raise BadData("all_damaged", path=folder.as_posix())
        return list(found)

    def fast_inference(
        self, image: Any, show: bool = False, *, save_fold: str | None = None, verbose: bool = True, **more: Any
    ) -> Any:
        """The same as `inference`; the weights are loaded once in any case. verbose: print the answer."""
        result = self.inference(image, show=show, save_fold=save_fold, **more)
        if verbose:
            print_safely(result)
        return result

    def explain(self, image: Any, label: str | None = None, method: str | None = None) -> "np.ndarray":
        """Show where the model looks in a picture: the brighter a place, the more it speaks for the label, with a ring
        around the most important one.

        Args:
            image: a file, an array (H, W, 3) uint8 RGB, (H, W) or (H, W, 4), or a PIL image.
            label: what is explained; None: what the model says.
            method: 'grad_cam' of a classifier, 'eigen_cam' of a model that finds things, 'cam' of some model files,
                'occlusion' of every model; None: the best that finds anything.

        Returns: the picture with the colors and the ring, (H, W, 3) uint8 RGB; small pictures are enlarged. The numbers
        behind it are what `explain_image` gives.

        Raises: FileMissing, NotAPicture, NotTrained, BadModelFile, BadValue (a folder, or a label or method that the
        model does not have).

        Example:
            image = model.explain(image='data/digits/test_set/3/17.png')
            show(image)
        """
        from sunmao.explanation.explain import explain_image
        from sunmao.explanation.heat_map import draw_heat_map

        if isinstance(image, (str, Path)) and Path(provide_sample(image, "image")).is_dir():
            raise BadValue("one_picture_needed", path=Path(image).as_posix())
        picture, _ = open_image(image)
        heat_map = explain_image(self, picture, label, method).heat_map
        if not heat_map.values.any():
            key = "nothing_explained" if heat_map.label else "nothing_to_explain"
            show_notice(key, level="warn", label=heat_map.label)
        return draw_heat_map(picture, heat_map)

    def _prepare(self, *, class_path: str | None = None, **more: Any) -> None:
        """Take the options that only some models know."""
        if class_path is not None:
            self._named = (
                self._labels(),
                _read_class_names(Path(provide_sample(class_path, "class_path")), len(self._labels())),
            )
        super()._prepare(**more)

    def _names(self) -> list[str]:
        """The labels as class_path names them; other weights have their own again."""
        own, given = self._named
        return given if own == self._labels() else self._labels()

    def _list_explanation_methods(self) -> list[str]:
        """The methods by which it can be explained, the best first; see `explain.list_methods`."""
        return ["occlusion"]

    def _compute_activation_map(self, picture: Any, number: int, method: str) -> "np.ndarray":
        """Weight of each pixel of a picture, (H, W, 3) uint8 RGB, speaks for a label, by a method of the model's own:
        (H, W) float32, 0 to 1.
        """
        raise NotImplementedError

    def _refuse_source_folder(self, folder: str | Path, save_fold: str | None) -> None:
        """Result pictures have the names of the pictures: they never go into their folder, nor into the data set's."""
        if save_fold is None:
            return
        place = require_writable("save_fold", save_fold).resolve()
        inside = [
            Path(root, name).resolve()
            for root in self._list_training_data()
            if root
            for name in (*PARTS, *PICTURE_FOLDERS, *self._labels())
        ]
        if (folder and place == Path(folder).resolve()) or any(each in (place, *place.parents) for each in inside):
            raise BadValue("save_over_pictures", path=Path(save_fold).as_posix())


def _read_class_names(path: Path, count: int) -> list[str]:
    """The labels of a classes.txt, or of a folder of classes; as many as the model tells apart."""
    if path.is_dir():
        labels = open_dataset(path).classes
    elif path.is_file():
        labels = [
            line.strip() for line in path.read_text(encoding="utf-8-sig", errors="replace").splitlines() if line.strip()
        ]
    else:
        names = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
        raise FileMissing("labels_missing", path=path.as_posix(), guess=suggest_nearest(path.name, names))
    if len(labels) != count:
        raise BadValue("other_label_count", path=path.as_posix(), theirs=len(labels), ours=count)
    return labels


def open_image(image: Any) -> "tuple[np.ndarray, str]":
    """(the picture, (H, W, 3) uint8 RGB; its file, or '') of a file or of what `to_rgb` takes. Raises FileMissing,
    NotAPicture, BadValue.
    """
    if isinstance(image, (str, Path)):
        return read_image_file(provide_sample(image, "image")), Path(image).as_posix()
    return to_rgb(image), ""


def finish_inference(result: Any, show: bool, save_fold: str | None) -> None:
    """Save the picture of a result with the answer on it into a folder, and show it, where that is wanted."""
    if save_fold:
        name = Path(result.path).name or "result.png"
        kept = Path(name).suffix.lower() in (".png", ".jpg", ".jpeg")
        save_image_file(Path(save_fold, name if kept else f"{name}.png"), result.draw())
    if show:
        from sunmao.display.api import show as show_it

        show_it(result)
