"""Paths of the pictures of a tree, the parts that they belong to, and their sizes."""

import io
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property, partial
from pathlib import Path

from sunmao.data.files.file_tree import FileTree, normalize_name, read_first_bytes
from sunmao.data.formats.reading.annotation_errors import AnnotationErrors
from sunmao.data.formats.reading.class_lists import hold_out_validation, split_training
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.folder_words import get_split, list_roles
from sunmao.data.listing import DatasetListing
from sunmao.errors import BadData

_PART = re.compile(r"(?:^|[^a-z])(train|training|trainning|val|valid|validation|test|testing)(?:[^a-z]|$)")
_NOT_SHOWN = re.compile(r"\.p[pg]m$", re.IGNORECASE)
_HEAD = 16 * 1024  # bytes: where nearly every picture has said its size
_FEW, _COMPARED = 16, 256  # files of one name that are all compared; and of more, so many at least


def guess_split(path: str) -> str | None:
    """'train', 'val' or 'test' as a file's name, or else the nearest of its folders, says; None where nothing does.

    Example:
        >>> [guess_split(path) for path in ('annotations/instances_val2017.json', 'valid/labels/1.txt', 'all.json')]
        ['val', 'val', None]
    """
    for name in reversed(path.split("/")):
        if found := _PART.search(name.lower()):
            return {"va": "val", "te": "test"}.get(found[1][:2], "train")
        if part := get_split(get_stem(name)):
            return part
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


def get_shown_name(name: str) -> str:
    """Name here of a picture that labels name: `sunmao.data.formats.arrays.array_pictures` turns PPM and PGM into PNG."""
    return _NOT_SHOWN.sub(".png", name)


class SameName:
    """Paths of files that have one name, in their order: thousands of folders may hold an `image.png` each."""

    def __init__(self, paths: Iterable[str] = ()) -> None:
        self.paths = list(paths)

    def list_ending(self, parts: Sequence[str]) -> "SameName":
        """Those that end with these components, without regard to case."""
        wanted = normalize_name("/".join(parts))
        if len(self.paths) > _FEW:
            return self._by_ending.get(wanted) or SameName()
        return SameName(path for path in self.paths if normalize_name(f"/{path}").endswith(f"/{wanted}"))

    def find_nearest(self, near: str, part: str | None = None) -> str | None:
        """The one of the same part, and of those the one that lies nearest; None where there is none at all."""
        if len(self.paths) < 2:
            return self.paths[0] if self.paths else None
        own = self._by_part.get(part) if part is not None else None
        return (own or self)._find_nearest(near)

    def find_in_part(self, near: str, part: str | None) -> str | None:
        """As `find_nearest`, but none of another part."""
        own = self if part is None else self._by_part.get(part) or self._by_part.get(None)
        return own._find_nearest(near) if own and own.paths else None

    def _find_nearest(self, near: str) -> str:
        folders = set(near.split("/")[:-1])
        places = range(len(self.paths)) if len(self.paths) <= _FEW else self._list_likely(folders)
        found = (self.paths[place] for place in places)
        return max(found, key=lambda path: (len(folders.intersection(path.split("/")[:-1])), -path.count("/")))

    def _list_likely(self, folders: set[str]) -> list[int]:
        """Places of those that may lie nearest: in folders that are called as few others are."""
        called = sorted((self._by_folder[name] for name in folders if name in self._by_folder), key=len)
        rare = {place for places in called if len(places) <= _COMPARED for place in places}
        rest = called[0] if called else range(len(self.paths))
        return sorted(rare or {*rest[:_COMPARED], self._highest})

    @cached_property
    def _by_ending(self) -> dict[str, "SameName"]:
        found: dict[str, SameName] = defaultdict(SameName)
        for path in self.paths:
            parts = normalize_name(path).split("/")
            for length in range(1, len(parts) + 1):
                found["/".join(parts[-length:])].paths.append(path)
        return dict(found)

    @cached_property
    def _by_part(self) -> dict[str | None, "SameName"]:
        found: dict[str | None, SameName] = defaultdict(SameName)
        for path in self.paths:
            found[guess_split_of_folder(path)].paths.append(path)
        return dict(found)

    @cached_property
    def _by_folder(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for place, path in enumerate(self.paths):
            for name in set(path.split("/")[:-1]):
                found[name].append(place)
        return dict(found)

    @cached_property
    def _highest(self) -> int:
        return min(range(len(self.paths)), key=lambda place: self.paths[place].count("/"))


_NONE = SameName()


class ImageIndex:
    """The pictures of a tree, to be found by the names that files of labels call them.

    leave: tells of a path whether it is none (a mask is a picture too). Names are compared without regard to case.
    """

    def __init__(self, tree: FileTree, leave: Callable[[str], object] = lambda path: False) -> None:
        self.tree = tree
        self.paths = [path for path in tree.files if is_picture(path) and not leave(path)]
        self._names, self._stems = defaultdict(SameName), defaultdict(SameName)
        self._sizes = {}
        by_stem = defaultdict(list)
        for path in self.paths:
            by_stem[normalize_name(get_stem(path))].append(path)
        for stem, paths in by_stem.items():
            # A mask or a preview that is called as its picture.
            self._stems[stem].paths = paths = [path for path in paths if not _is_derived(path)] or paths
            for path in paths:
                self._names[normalize_name(get_name(path))].paths.append(path)

    def find_named(self, name: str, near: str, part: str | None = None) -> str | None:
        """The picture that a file of labels at `near` calls `name`; with folders in the name, those must be its last
        ones where any has them.
        """
        parts = [each for each in name.replace("\\", "/").split("/") if each not in ("", ".", "..")]
        if not parts:
            return None
        found = self._names.get(normalize_name(parts[-1]), _NONE)
        if len(found.paths) > 1:  # a path of another computer: as many of its last folders as are here
            endings = (found.list_ending(parts[place:]) for place in range(len(parts) - 1))
            found = next((fitting for fitting in endings if fitting.paths), found)
        return found.find_nearest(near, part)

    def beside(self, near: str, part: str | None = None, stem: str | None = None) -> str | None:
        """The picture with the name of the file of labels at `near` (or with the name `stem`), whatever its ending."""
        stem = normalize_name(stem or get_stem(near))
        found = self._stems.get(stem) or is_picture(stem) and self._names.get(stem)  # 'a.txt', or 'a.jpg.txt'
        return (found or _NONE).find_nearest(near, part)

    def has_sibling(self, path: str) -> bool:
        """Whether a picture in the same folder is called as a file is."""
        return get_folder(path) in {
            get_folder(each) for each in self._stems.get(normalize_name(get_stem(path)), _NONE).paths
        }

    def size(self, path: str) -> tuple[int, int] | None:
        """Width and height of the upright picture as its head says; None where it says nothing. Nothing is decoded."""
        if path not in self._sizes:
            self._sizes[path] = read_image_size(self.tree, path)
        return self._sizes[path]

    def say_unlisted(self, listed: Collection[str], faults: AnnotationErrors) -> None:
        """Report pictures without labels; of folders for masks and previews, only those among pictures with labels."""
        folders = {get_folder(path) for path in listed}
        for path in self.paths:
            if path not in listed and (get_folder(path) in folders or not _is_derived(path)):
                faults.add("picture_unlisted", path)


def _is_derived(path: str) -> bool:
    """Whether one of a picture's folders is called as those for masks or previews are."""
    return any({"labels", "previews"}.intersection(list_roles(name) or ()) for name in path.split("/")[:-1])


def read_image_size(tree: FileTree, path: str) -> tuple[int, int] | None:
    """As `ImageIndex.size`, looked up anew."""
    return _read_size(partial(tree.read, path))


def measure_image(file: Path) -> tuple[int, int] | None:
    """Width and height of the upright picture in a file, as its head says; None where it says nothing."""
    return _read_size(partial(read_first_bytes, file))


def _read_size(read: Callable[[int], bytes]) -> tuple[int, int] | None:
    from PIL import Image

    for limit in (_HEAD, 64 * _HEAD):
        try:
            with Image.open(io.BytesIO(read(limit))) as image:
                turned = image.getexif().get(0x0112) in (5, 6, 7, 8)
                return image.size[::-1] if turned else image.size
        except (OSError, KeyError, ValueError, SyntaxError, Image.DecompressionBombError):
            continue
    return None


def leads_out(name: str) -> bool:
    """Whether a picture's name in a file of labels is a path of another computer, or leads out of the data set."""
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or re.match(r"[A-Za-z]:", name) is not None or "\0" in name


def require_inside(name: str, file: str) -> str:
    """A picture's name in a file of labels. Raises BadData for one that leads out of the data set."""
    if leads_out(name):
        raise BadData("labels_lead_out", file=file, name=name[:80])
    return name


def assign_missing_splits(tree: FileTree, found: DatasetListing) -> DatasetListing:
    """A listing whose pictures all have a part: those of the labels where they say any, else 8 : 1 : 1."""
    if found.divided:
        hold_out_validation(tree, found)
    else:
        split_training(tree, found, (8, 1, 1))
    return found
