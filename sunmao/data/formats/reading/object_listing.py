"""A listing of things while tables and lists name them, picture after picture."""

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
from sunmao.data.formats.reading.object_annotations import ImageAnnotations, infer_task
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample


class ObjectListing:
    """Pictures with their things, in the order in which files of labels name them.

    tree: the data set's files. format: the name of its format.
    """

    def __init__(self, tree: FileTree, format: str) -> None:
        self.tree, self.faults, self.pictures = tree, AnnotationErrors(), ImageIndex(tree)
        self._format, self._parts = format, {}
        self._seen: dict[str, ImageAnnotations] = {}
        self._open: dict[tuple[str, str], ImageAnnotations | None] = {}

    def open(self, file: str, name: str, part: str | None = None) -> ImageAnnotations | None:
        """The picture that the file of labels at `file` calls `name`, with its ending or without; None, which is said,
        where it is not there. The same one as long as the file says the same name.

        part: where the labels say which part it belongs to; else its folders do.
        """
        if (file, name) not in self._open:
            stem, shown = get_name(name.replace("\\", "/")), get_shown_name(name)
            if is_picture(shown):
                path = self.pictures.find_named(shown, file, part)
            else:
                path = self.pictures.beside(file, part, stem) if stem else None
            self._open[file, name] = self._begin(path, part, name[:200] or file)
        return self._open[file, name]

    def open_beside(self, file: str) -> ImageAnnotations | None:
        """The picture that is called as its file of labels is, as `open`."""
        self._open[file, ""] = self._begin(self.pictures.beside(file, guess_split_of_folder(file)), None, file)
        return self._open[file, ""]

    def open_at(self, file: str, path: str | None, name: str, part: str | None = None) -> ImageAnnotations | None:
        """The picture at a path that was found by the format itself; name: what its labels call it. As `open`."""
        if (file, name) not in self._open:
            self._open[file, name] = self._begin(path, part, name)
        return self._open[file, name]

    def _begin(self, path: str | None, part: str | None, name: str) -> ImageAnnotations | None:
        if path is None:
            self.faults.add("picture_not_there", name)
            return None
        self._parts[path] = self._parts.get(path) or part or guess_split_of_folder(path)
        return ImageAnnotations(path, None, self.pictures, self.faults)

    def finish(self, classes: Iterable[str] = ()) -> DatasetListing:
        """The listing. classes: in the order of their numbers, as far as the set says; others follow in the
        alphabet's.
        """
        for canvas in self._open.values():
            if canvas is not None:
                canvas.is_first(self._seen)
        for path in self.pictures.paths:
            if path not in self._seen:
                self.faults.add("picture_unlisted", path)
        found = DatasetListing(self.tree.root, format=self._format)
        found.items = [
            Sample(
                self.tree.place(path),
                None,
                self._parts[path] or "train",
                things=tuple(canvas.things),
                size=canvas.size,
            )
            for path, canvas in self._seen.items()
        ]
        present = {thing.label for item in found.items for thing in item.things}
        listed = [label for label in dict.fromkeys(classes) if label in present]
        found.classes = listed + sorted(present - set(listed))
        found.divided, found.task = any(self._parts[path] for path in self._seen), infer_task(found.items)
        found.findings += self.faults.findings
        if not present:
            found.findings.append(Issue("no_boxes", {"count": len(found.items)}, "reject", count=len(found.items)))
        return assign_missing_splits(self.tree, found)
