"""A listing of labels of whole pictures while lists and tables name them."""

from collections.abc import Iterable

from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.reading.annotation_errors import AnnotationErrors
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.image_paths import (
    ImageIndex,
    assign_missing_splits,
    get_name,
    get_shown_name,
    guess_split_of_folder,
)
from sunmao.data.formats.reading.object_annotations import clean_label
from sunmao.data.listing import DatasetListing, Sample


class LabelListing:
    """Pictures with a label, or with several, in the order in which lists name them.

    tree: the data set's files. format: the name of its format. task: 'classification' or 'multi_label'.
    """

    def __init__(self, tree: FileTree, format: str, task: str = "classification") -> None:
        self.tree, self.faults, self.pictures = tree, AnnotationErrors(), ImageIndex(tree)
        self._format, self._task = format, task
        self._seen: dict[str, tuple[tuple[str, ...], str | None]] = {}

    def put(self, file: str, name: str, labels: Iterable[str], part: str | None = None) -> None:
        """One picture more, by what the list at `file` calls it, with its ending or without; what is not there, or has
        two labels, is said.
        """
        path = self._find(file, name, part)
        if path is None:
            self.faults.add("picture_not_there", name[:200])
        else:
            self.put_at(path, labels, part)

    def put_at(self, path: str, labels: Iterable[str], part: str | None = None) -> None:
        """As `put`, by the picture's path."""
        named = tuple(dict.fromkeys(filter(None, map(clean_label, labels))))
        if not named and self._task == "classification":
            self.faults.add("shape_no_label", path)
        elif self._seen.setdefault(path, (named, part or guess_split_of_folder(path)))[0] != named:
            self.faults.add("label_again", path)

    def _find(self, file: str, name: str, part: str | None) -> str | None:
        name = get_shown_name(name)
        if is_picture(name):
            return self.pictures.find_named(name, file, part)
        stem = get_name(name.replace("\\", "/"))
        return self.pictures.beside(file, part, stem) if stem else None

    def finish(self, classes: Iterable[str] = ()) -> DatasetListing:
        """The listing. classes: in the order of their numbers, as far as the set says; others follow in the
        alphabet's.
        """
        found = DatasetListing(self.tree.root, format=self._format, task=self._task)
        for path in self.pictures.paths:
            if path not in self._seen:
                self.faults.add("picture_unlisted", path)
        several = self._task == "multi_label"
        found.items = [
            Sample(self.tree.place(path), None if several else labels[0], part or "train", labels if several else ())
            for path, (labels, part) in self._seen.items()
        ]
        present = {label for labels, _ in self._seen.values() for label in labels}
        listed = [label for label in dict.fromkeys(classes) if label in present]
        found.classes = listed + sorted(present - set(listed))
        found.divided = any(part for _, part in self._seen.values())
        found.findings += self.faults.findings
        return assign_missing_splits(self.tree, found)
