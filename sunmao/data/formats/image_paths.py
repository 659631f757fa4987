"""Where the pictures of a tree are, which part they belong to, and how large they are."""

import io
import re
from collections import defaultdict
from collections.abc import Callable, Collection

from sunmao.data.formats.annotation_errors import AnnotationErrors
from sunmao.data.formats.class_lists import hold_out_validation, split_training
from sunmao.data.formats.file_lists import is_picture
from sunmao.data.listing import DatasetListing
from sunmao.data.sources.file_tree import FileTree, normalize_name
from sunmao.errors import BadData

_PART = re.compile(r"(?:^|[^a-z])(train|training|trainning|val|valid|validation|test|testing)(?:[^a-z]|$)")
_HEAD = 16 * 1024  # bytes: where nearly every picture has said its size


def guess_split(path: str) -> str | None:
    """'train', 'val' or 'test' as a file's name, or else the nearest of its folders, says; None where nothing does.

    Example:
        >>> [guess_split(path) for path in ('annotations/instances_val2017.json', 'valid/labels/1.txt', 'all.json')]
        ['val', 'val', None]
    """
    for name in reversed(path.lower().split("/")):
        if found := _PART.search(name):
            return {"va": "val", "te": "test"}.get(found[1][:2], "train")
    return None


def guess_split_of_folder(path: str) -> str | None:
    """As `guess_split`, by the folders alone: a picture called 'test1.jpg' belongs anywhere."""
    return guess_split(get_folder(path))


def get_folder(path: str) -> str:
    """The folder of a path, '' at the top."""
    return path.rpartition("/")[0]


def get_name(path: str) -> str:
    """The last component of a path."""
    return path.rpartition("/")[2]


def get_stem(path: str) -> str:
    """The last component of a path without its ending."""
    name = get_name(path)
    return name.rpartition(".")[0] or name


class ImageIndex:
    """The pictures of a tree, to be found by the names that files of labels call them.

    leave: tells of a path whether it is none (a mask is a picture too). Names are compared without regard to case.
    """

    def __init__(self, tree: FileTree, leave: Callable[[str], object] = lambda path: False):
        self.tree = tree
        self.paths = [path for path in tree.files if is_picture(path) and not leave(path)]
        self._names, self._stems = defaultdict(list), defaultdict(list)
        for path in self.paths:
            self._names[normalize_name(get_name(path))].append(path)
            self._stems[normalize_name(get_stem(path))].append(path)
        self._sizes = {}

    def find_named(self, name: str, near: str, part: str | None = None) -> str | None:
        """The picture that a file of labels at `near` calls `name`; with folders in the name, those must be its last
        ones where any has them.
        """
        parts = [each for each in name.replace("\\", "/").split("/") if each not in ("", ".", "..")]
        if not parts:
            return None
        found = self._names.get(normalize_name(parts[-1]), [])
        if len(parts) > 1 and len(found) > 1:
            wanted = normalize_name("/" + "/".join(parts))
            found = [path for path in found if normalize_name("/" + path).endswith(wanted)] or found
        return find_nearest_path(found, near, part)

    def beside(self, near: str, part: str | None = None, stem: str | None = None) -> str | None:
        """The picture with the name of the file of labels at `near` (or with the name `stem`), whatever its ending."""
        return find_nearest_path(self._stems.get(normalize_name(stem or get_stem(near)), []), near, part)

    def size(self, path: str) -> tuple[int, int] | None:
        """Width and height of the upright picture as its head says; None where it says nothing. Nothing is decoded."""
        if path not in self._sizes:
            self._sizes[path] = read_image_size(self.tree, path)
        return self._sizes[path]

    def say_unlisted(self, listed: Collection[str], faults: AnnotationErrors) -> None:
        """Which pictures lie among those that have labels, and have none."""
        folders = {get_folder(path) for path in listed}
        for path in self.paths:
            if path not in listed and get_folder(path) in folders:
                faults.add("picture_unlisted", path)


def find_nearest_path(paths: list[str], near: str, part: str | None) -> str | None:
    """Of pictures of one name, the one of the same part, and of those the one that lies nearest."""
    if len(paths) < 2:
        return paths[0] if paths else None
    return max(
        paths,
        key=lambda path: (
            part is not None and guess_split_of_folder(path) == part,
            _count_shared_folders(path, near),
            -path.count("/"),
        ),
    )


def _count_shared_folders(one: str, other: str) -> int:
    """How many names of folders two paths share: `images/cats/1.jpg` and `labels/cats/1.txt` belong together."""
    return len(set(one.split("/")[:-1]) & set(other.split("/")[:-1]))


def read_image_size(tree: FileTree, path: str) -> tuple[int, int] | None:
    """As `ImageIndex.size`, looked up anew."""
    from PIL import Image

    for limit in (_HEAD, 64 * _HEAD):
        try:
            with Image.open(io.BytesIO(tree.read(path, limit))) as image:
                turned = image.getexif().get(0x0112) in (5, 6, 7, 8)
                return image.size[::-1] if turned else image.size
        except (OSError, KeyError, ValueError, SyntaxError, Image.DecompressionBombError):
            continue
    return None


def require_inside(name: str, file: str) -> str:
    """A picture's name in a file of labels. Raises BadData for one that leads out of the data set."""
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or re.match(r"[A-Za-z]:", name) or "\0" in name:
        raise BadData("labels_lead_out", file=file, name=name[:80])
    return name


def assign_missing_splits(tree: FileTree, found: DatasetListing) -> DatasetListing:
    """A listing whose pictures all have a part: those of the labels where they say any, else 8 : 1 : 1."""
    if found.divided:
        hold_out_validation(tree, found)
    else:
        split_training(tree, found, (8, 1, 1))
    return found
