"""What only shows when the pictures of a data set were opened: wrong sizes, uneven classes, leaks, copies, names."""

from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import replace
from hashlib import blake2b

import numpy as np

from sunmao.core.name_formatting import format_names
from sunmao.data.checks.image_scan import ScanResult
from sunmao.data.checks.issue import Issue
from sunmao.data.formats.annotation_errors import AnnotationErrors
from sunmao.data.images import geometry
from sunmao.data.images.image_files import PICTURE_BYTES
from sunmao.data.listing import DatasetListing, ObjectAnnotation, Sample
from sunmao.data.safe_names import make_portable
from sunmao.data.sources.file_tree import FileTree, normalize_name

UNEVEN = 10  # times as many pictures in one class as in another
FEW = 4  # pictures for training: from fewer no class is learned
ENOUGH = 20  # pictures of a class that are a good beginning


def check_across(found: DatasetListing, tree: FileTree, looks: ScanResult) -> list[Issue]:
    """The findings about a listing whose damaged pictures are gone already."""
    findings = _check_names(found)
    if found.items and found.classes:
        findings += _check_few_pictures(found, tree)
        if found.task == "classification":
            findings += _check_class_balance(found, tree)
    return findings + _check_duplicates(found, tree, looks)


def correct_sizes(found: DatasetListing, tree: FileTree, looks: ScanResult) -> list[Issue]:
    """Give each picture its real size where its labels tell another; what lies outside is cut off, or left out, and
    said.
    """
    faults = AnnotationErrors()
    for place, item in enumerate(found.items):
        path = tree.name(item.path)
        real = looks.sizes.get(path)
        if item.size and real and item.size != real:
            faults.add("label_size_differs", path, told="{}×{}".format(*item.size), real="{}×{}".format(*real))
            found.items[place] = _correct_item_size(item, path, real, faults)
    return faults.findings


def _correct_item_size(item: Sample, path: str, size: tuple[int, int], faults: AnnotationErrors) -> Sample:
    things: list[ObjectAnnotation] = []
    for thing in item.things:
        box = geometry.clip_box(thing.box, size)
        if box is None:
            faults.add("box_outside", path)
            continue
        if geometry.exceeds_image(thing.box, size):
            faults.add("box_cut", path)
        things.append(
            replace(thing, box=box, polygons=geometry.clip_polygons(thing.polygons, size), rle=None)
        )  # a mask of another size covers other pixels
    return replace(item, size=size, things=tuple(things))


def _check_names(found: DatasetListing) -> list[Issue]:
    groups = {}
    for name in dict.fromkeys(found.classes):
        groups.setdefault(normalize_name(name), []).append(name)
    similar = [" / ".join(names) for names in groups.values() if len(names) > 1]
    odd = (
        [name for name in found.classes if make_portable(name) != name] if found.task == "classification" else []
    )  # names of folders
    kinds = (("similar_classes", similar), ("odd_classes", odd))
    return [
        Issue(key, {"count": len(names), "names": format_names(names)}, count=len(names))
        for key, names in kinds
        if names
    ]


def _list_learned(found: DatasetListing) -> list[Sample]:
    """The pictures to learn from: those of the training part, or all where nobody has divided them."""
    return [item for item in found.items if item.split == "train" or not found.divided] or found.items


def _check_few_pictures(found: DatasetListing, tree: FileTree) -> list[Issue]:
    learned = _list_learned(found)
    if found.task not in ("classification", "multi_label") and len(learned) < ENOUGH:
        return []  # an example of boxes or outlines, not yet a set of them
    counts = Counter(label for item in learned for label in item.labels)
    few = {label: counts[label] for label in found.classes if counts[label] < FEW}
    if not few:
        return []
    paths = tuple(tree.name(item.path) for item in learned if not few.keys().isdisjoint(item.labels))
    names = format_names([f"{label} {count}" for label, count in sorted(few.items(), key=lambda each: each[1])])
    return [Issue("few_pictures", {"count": len(few), "classes": names, "enough": ENOUGH}, "warn", paths, len(few))]


def _check_class_balance(found: DatasetListing, tree: FileTree) -> list[Issue]:
    if len({item.label for item in found.items}) < 2:
        # The others may be among what was not taken of the archive.
        return [
            Issue(
                "one_class",
                {"path": found.root.as_posix(), "name": found.classes[0]},
                "warn" if tree.left else "reject",
            )
        ]
    counts = Counter(item.label for item in _list_learned(found)).most_common()
    (most, many), (least, few) = counts[0], counts[-1]
    return (
        [Issue("uneven_classes", {"most": most, "many": many, "least": least, "few": few})]
        if many >= UNEVEN * few
        else []
    )


def _check_duplicates(found: DatasetListing, tree: FileTree, looks: ScanResult) -> list[Issue]:
    """Pictures that are there more than once: in two parts, with two labels, or just twice."""
    items = {tree.name(item.path): item for item in found.items}
    leaked, quarrel, copied = [], [], []
    for paths in looks.digests.values():
        for same in _find_equal_files(tree, [path for path in paths if path in items]):
            parts, labels = {items[path].split for path in same}, {items[path].label for path in same}
            (quarrel if len(labels) > 1 else leaked if len(parts) > 1 and found.divided else copied).extend(same)
    alike = _check_near_duplicates(found, tree, looks, {*leaked, *quarrel})
    kinds = (
        ("leaked_pictures", leaked),
        ("contrary_copies", quarrel),
        ("copied_pictures", copied),
        ("alike_leaks", alike),
    )
    return [
        Issue(key, {"count": len(paths), "names": format_names(paths)}, "warn", tuple(paths), len(paths))
        for key, paths in kinds
        if paths
    ]


def _find_equal_files(tree: FileTree, paths: list[str]) -> list[list[str]]:
    """Groups of two or more files whose bytes are the same, all of them."""
    if len(paths) < 2:
        return []
    groups = defaultdict(list)
    for path in paths:
        with suppress(OSError, KeyError):  # somebody may have taken it away meanwhile
            groups[blake2b(tree.read(path, PICTURE_BYTES)).digest()].append(path)
    return [same for same in groups.values() if len(same) > 1]


def _check_near_duplicates(found: DatasetListing, tree: FileTree, looks: ScanResult, known: set[str]) -> list[str]:
    """Pictures of one part that are nearly the same as one of another part."""
    from sunmao.data.checks.near_duplicates import find_near_duplicates

    parts = {tree.name(item.path): item.split for item in found.items}
    paths = [path for path in looks.prints if path in parts]
    if len(set(map(parts.get, paths))) < 2:
        return []
    together = (
        [paths[n] for n in group] for group in find_near_duplicates(np.stack([looks.prints[path] for path in paths]))
    )
    return [
        path for group in together if len({parts[path] for path in group}) > 1 for path in group if path not in known
    ]
