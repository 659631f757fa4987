"""Folders of a tree that are parts or classes: `cat/`, `train/cat/`, `seg_train/seg_train/cat/`, `训练集/猫/`."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from sunmao.data.dataset_metadata import read_metadata
from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import read_bytes, split_lines
from sunmao.data.formats.reading.file_lists import START, list_images
from sunmao.data.formats.reading.folder_words import find_roles, get_split, list_roles
from sunmao.data.formats.reading.folders_beside import find_folders_beside, find_likened_parts, is_preview
from sunmao.data.listing import SPLITS

# `trainning_set` is how the textbook's manual spells it in places.
SETS = {"train": ("training_set", "trainning_set"), "val": ("val_set",), "test": ("test_set",)}
PARTS = sum(SETS.values(), ())
_PAINTED = re.compile(r"[ _-](?:mask|seg|segmentation|label|gt|groundtruth|trimap)(?:[ _-]?\d+)?$")
_NUMBER = re.compile(r"[\d\W_]+")


@dataclass
class ClassLayout:
    """Classes and parts of the pictures of a tree by its folders.

    rows: (path, class, part or None) of the pictures in class folders. bare: (path, part or None) of those in none.
    unlabeled: those of a folder that says that it has no labels (`seg_pred`). outside: those in folders beside the
    parts, and previews. masks: those in folders for labels beside them. painted: those that
    lie beside their pictures in the folder of a class (`1_mask.png`). parts: folder → its part. classes: folder → its
    class. siblings: the most folders for parts, pictures and labels that lie side by side. inner: the folders inside
    the folders that lie where classes do, where every picture lies in such a one: ('deep', …) where they were taken for
    the classes, else ('top', …). declared: names of folders that the set itself says are classes.
    """

    rows: list[tuple[str, str, str | None]] = field(default_factory=list)
    bare: list[tuple[str, str | None]] = field(default_factory=list)
    unlabeled: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    masks: list[str] = field(default_factory=list)
    painted: list[str] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    siblings: int = 0
    inner: tuple[str, tuple[str, ...]] | None = None
    declared: frozenset[str] = frozenset()

    @property
    def labels(self) -> set[str]:
        """The classes that have pictures."""
        return {label for _, label, _ in self.rows}

    @property
    def has_masks(self) -> bool:
        """Whether folders for labels hold about as many pictures as the others: folders of pictures are no classes."""
        return len(self.masks) * 2 >= max(1, len(self.rows))


def find_classes(tree: FileTree) -> ClassLayout:
    """Read the folders of a tree: those whose names are words for parts or pictures are looked into, the first
    that are called otherwise are classes.
    """
    found = ClassLayout(declared=_list_declared(tree))
    _visit(found, list_images(tree), "", None)
    _take_out_painted(found)
    _choose_level(found)
    return found


def _list_declared(tree: FileTree) -> frozenset[str]:
    """Names of classes in the set's own notes: such a class may be called 'mask', 'images' or 'test'."""
    begun = read_metadata(tree.root) if tree.folder else {}
    listed = split_lines(read_bytes(tree, "classes.txt", START)) if "classes.txt" in tree.files else []
    return frozenset([*listed, *(begun.get("classes", []) if begun.get("task") == "classification" else [])])


def find_textbook_parts(tree: FileTree) -> list[str]:
    """The folders at the top that are called as only the textbook's parts are."""
    return [folder for folder in sorted(tree.folders) if folder.lower() in PARTS]


def _visit(found: ClassLayout, paths: list[str], above: str, split: str | None) -> None:
    """Add the pictures below a folder. above: its path with '/' at the end; split: its part."""
    inside: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        folder, slash, _ = path[len(above) :].partition("/")
        if slash:
            inside[folder].append(path)
        else:
            found.bare.append((path, split))
    declared = found.declared.intersection(inside)
    for folder in () if declared else find_folders_beside(inside, above):
        found.outside += inside.pop(folder)
    roles = None if declared else _list_folder_roles(inside, above, split)
    found.siblings = max(found.siblings, len(roles or ()))
    for folder, below in inside.items():
        said, place = (roles or {}).get(folder), above + folder
        if roles is None:
            found.classes[place] = folder
            kept = [path for path in below if not any(map(is_preview, path[len(place) + 1 :].split("/")[:-1]))]
            found.outside += set(below).difference(kept) if kept else ()
            found.rows += [(path, folder, split) for path in kept or below]
        elif len(inside) > 1 and said and "labels" in said:
            found.masks += below
        elif said is None or len(inside) > 1 and "previews" in said:
            found.outside += below
        elif "unlabeled" in said:
            found.unlabeled += below
        else:
            part = next((role for role in said if role in SPLITS), split)
            if part:
                found.parts[place] = part
            _visit(found, below, f"{place}/", part)


def _list_folder_roles(
    inside: dict[str, list[str]], above: str, split: str | None
) -> dict[str, tuple[str, ...]] | None:
    """Folder → its roles, for folders that lie side by side; without those that are none. None where they are classes:
    one may be called as a part is, beside others.
    """
    if not inside:
        return None
    if roles := find_roles(inside):
        return () in roles.values() and find_likened_parts(inside, above) or roles
    if len(inside) == 1 and _is_wrapper(next(iter(inside)), inside, above, split):
        return dict.fromkeys(inside, ())
    if likened := find_likened_parts(inside, above):
        return likened
    parts: dict[str, tuple[str, ...]] = {folder: (split,) for folder in inside if (split := get_split(folder))}
    whole = all(path.count("/") > 1 for folder in parts for path in inside[folder])
    if not above and (any(folder.lower() in PARTS for folder in parts) or len(parts) > 1 and whole):
        return parts
    return None


def _is_wrapper(folder: str, inside: dict[str, list[str]], above: str, split: str | None) -> bool:
    """Whether the only folder at its place is no class: by its name, or because it is called as the part around it is."""
    return list_roles(folder) is not None or bool(split) and f"/{above}".endswith(f"/{folder}/")


def _take_out_painted(found: ClassLayout) -> None:
    """Take the masks that lie beside their pictures out of the classes."""
    stems = {path.rpartition(".")[0].lower() for path, _, _ in found.rows}
    found.painted = [
        path
        for path, _, _ in found.rows
        if (base := _PAINTED.sub("", stem := path.rpartition(".")[0].lower())) != stem and base in stems
    ]
    if painted := set(found.painted):
        found.rows = [row for row in found.rows if row[0] not in painted]


def _choose_level(found: ClassLayout) -> None:
    """Take the folders inside `animal` and `plant` for the classes where all their pictures lie in folders whose names
    may be classes; and note that there are such folders.
    """
    places = {path: path[: -len(path.partition(f"{label}/")[2])] for path, label, _ in found.rows}
    inner = {path: path[len(place) :].partition("/") for path, place in places.items()}
    if not inner or not all(slash for _, slash, _ in inner.values()):
        return
    subs: dict[str, set[str]] = defaultdict(set)
    for path, label, _ in found.rows:
        subs[label].add(inner[path][0])
    names = {name for inside in subs.values() for name in inside}
    if max(map(len, subs.values())) < 2 or find_roles(names):
        return
    cameras = len(subs) > 1 and _is_numbered(set(subs)) and len(set(map(frozenset, subs.values()))) == 1
    apart = len(names) == sum(map(len, subs.values()))
    deep = (apart or cameras) and not any(map(_is_numbered, subs.values()))
    found.inner = "deep" if deep else "top", tuple(sorted(names))
    if deep:
        found.rows = [(path, inner[path][0], split) for path, _, split in found.rows]
        found.classes = {places[path] + name: name for path, (name, _, _) in inner.items()}


def _is_numbered(names: set[str]) -> bool:
    """Whether names differ in numbers alone, or are numbers: days and cameras, not classes."""
    words = {_NUMBER.sub("", name).casefold() for name in names}
    return len(words) < len(names) or "" in words
