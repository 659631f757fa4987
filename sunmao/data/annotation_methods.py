"""Labels of a data set as programs read and write them: what is where in each picture."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sunmao.core.strict import suggest_nearest
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.listing import DECLARED, DatasetListing, ObjectAnnotation, Sample, is_labeled
from sunmao.errors import BadData, BadValue
from sunmao.texts import get_both


class AnnotationMethods:
    """Methods of `Dataset` for its labels. No picture and no file of labels is touched: on the Data page each edit
    can be undone.
    """

    _path: Path
    _fixed: bool

    def _require_listing(self) -> DatasetListing:
        raise NotImplementedError

    def read_again(self) -> None:
        """Look into the folder anew when someone asks next."""
        raise NotImplementedError

    @property
    def path(self) -> str:
        """The folder, with '/'."""
        raise NotImplementedError

    def declare(self, task: str, classes: Iterable[str] = ()) -> None:
        """Say what a data set of pictures is for, so that it can be labeled.

        Args:
            task: 'detection' (boxes), 'instance' (outlines), 'semantic' (painted), 'multi_label' or 'classification'.
            classes: the labels that there will be; more can come later.

        Raises: BadValue (another word), BadData where its files hold other labels.

        Example:
            >>> from pathlib import Path
            >>> from sunmao.data import Dataset
            >>> from sunmao.images.image_files import save_image_file
            >>> import numpy
            >>> Path('data/tea').mkdir(parents=True)
            >>> save_image_file('data/tea/1.png', numpy.zeros((80, 80, 3), 'uint8'))
            >>> dataset = Dataset(path='data/tea')
            >>> dataset.declare(task='detection', classes=['cup'])
            >>> dataset.set_annotations(path='1.png', objects=[{'label': 'cup', 'box': (10, 10, 40, 50)}])
            >>> dataset.items()[0].things[0].box, dataset.list_unlabeled()
            ((10.0, 10.0, 40.0, 50.0), [])
        """
        from sunmao.data.dataset_metadata import write_metadata

        if task not in DECLARED:
            raise BadValue("unknown_task", task=task, names=", ".join(DECLARED), guess=suggest_nearest(task, DECLARED))
        found = self._require_listing()
        if found.task != task and found.format not in ("bare", "class_folders", "imagenet", "teachable"):
            raise BadData(
                "other_task", path=self.path, task=get_both(f"task_{found.task}"), wanted=get_both(f"task_{task}")
            )
        write_metadata(self._path, task, map(str, classes))
        self.read_again()

    def set_annotations(
        self, path: str | Path, objects: Iterable | None = None, labels: Iterable[str] | None = None
    ) -> None:
        """Say what is in a picture, in place of what was said before.

        Args:
            path: of the picture, as it is called in the data set.
            objects: a model's answer, things of one, or {'label', 'box': (x1, y1, x2, y2), 'polygons': [[x, y, x, y,
                …]]}; none of them: nothing is in it.
            labels: of the whole picture, where the data set is for that.

        Raises: BadValue (no picture of the data set, or a thing that makes no sense), BadData where somebody edits it
        just now, or the disk is full.
        """
        from sunmao.data.edits.annotate import BadAnnotation, make_change
        from sunmao.data.formats.reading.image_paths import measure_image

        item = self.find_picture(path)
        things = None if objects is None else [_read_object(each) for each in getattr(objects, "things", objects)]
        try:
            change = make_change(
                things, None if labels is None else list(map(str, labels)), item.size or measure_image(item.path)
            )
        except BadAnnotation as bad:
            raise BadValue("bad_annotation", number=bad.number + 1, path=str(path)) from None
        self._append("annotate", {item.path.relative_to(self._path).as_posix(): change})

    def list_unlabeled(self) -> list[str]:
        """The paths of the pictures of which nobody has said what is in them, as `set_annotations` takes them."""
        return [item.path.relative_to(self._path).as_posix() for item in self.unlabeled_items()]

    def unlabeled_items(self) -> list[Sample]:
        """The files of the pictures of `list_unlabeled`."""
        found = self._require_listing()
        return [item for item in found.items if not is_labeled(item, found.task)]

    def rename_label(self, label: str, to: str) -> None:
        """Give a class another name; one that there is already takes the other in. No picture and no file is touched.

        Raises: BadValue for a class that is not there, and where classes are folders.
        """
        from sunmao.data.edits.class_edits import CLASSES

        found = self._require_listing()
        if found.task == "classification":
            raise BadValue("folder_classes", path=self.path)
        if label not in found.classes:
            names = ", ".join(found.classes)
            raise BadValue("unknown_label", label=label, names=names, guess=suggest_nearest(label, found.classes))
        self._append(CLASSES, {}, {"rename": label, "to": str(to)})

    def accept_labels(self, changes: dict[str, PictureEdit], score: float) -> int:
        """Take what a model said as labels, by one edit; returns of how many pictures. changes: by their paths in the
        data set. score: how sure it was at least.
        """
        if changes:
            self._append("accept", changes, {"score": score})
        return len(changes)

    def _append(self, kind: str, changes: dict, detail: dict | None = None) -> None:
        """Write an edit. Raises BadValue for a choice of pictures, BadData where it cannot be written."""
        from sunmao.data.edits.edit_log import EditLog

        if self._fixed:
            raise BadValue("choice_mended", path=self.path)
        try:
            EditLog(self._path).append(kind, changes, detail)
        except OSError as error:
            raise BadData("labels_not_saved", path=self.path, why=error.strerror or str(error)) from None
        self.read_again()

    def find_picture(self, path: Any) -> Sample:
        """The files and labels of a picture, by its name in the data set. Raises BadValue, with the nearest name."""
        wanted = Path(str(path)).as_posix().removeprefix(f"{self._path.as_posix()}/")
        names = {item.path.relative_to(self._path).as_posix(): item for item in self._require_listing().items}
        if wanted not in names:
            raise BadValue("no_such_picture", name=str(path), path=self.path, guess=suggest_nearest(wanted, names))
        return names[wanted]


def _read_object(said: Any) -> ObjectAnnotation:
    """A thing that a program gives. Raises BadValue."""
    from sunmao.data.edits.picture_edit import read_object
    from sunmao.images import geometry

    if isinstance(said, ObjectAnnotation):
        return said
    try:
        if isinstance(said, Mapping):
            polygons = [list(map(float, each)) for each in said.get("polygons", ())]
            box = said.get("box") or geometry.bounding_box(polygons)
            return read_object({**said, "box": list(map(float, box)), "polygons": polygons, "rle": said.get("rle")})
        mask = said.mask
        rle = geometry.mask_to_rle(mask) if mask is not None and mask.any() else None
        x1, y1, x2, y2 = map(float, said.box)
        return ObjectAnnotation(str(said.label), (x1, y1, x2, y2), (), rle)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise BadValue("no_annotation", value=repr(said)[:60]) from None
