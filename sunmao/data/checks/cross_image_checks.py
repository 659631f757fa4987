"""Faults that only show when the pictures of a data set were opened: wrong sizes, uneven classes, leaks, copies, names,
and pictures unlike the others.
"""

from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import replace
from hashlib import blake2b

import numpy as np

from sunmao.core.name_formatting import format_names
from sunmao.data.checks.background_cues import find_background_cues
from sunmao.data.checks.image_quality import find_odd_sizes, find_quality_outliers
from sunmao.data.checks.image_scan import ScanResult
from sunmao.data.checks.number_checks import check_numbers
from sunmao.data.checks.resized_copies import find_resized_copies
from sunmao.data.files.file_tree import FileTree, normalize_name
from sunmao.data.formats.reading.annotation_errors import AnnotationErrors
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, ObjectAnnotation, Sample
from sunmao.data.safe_names import make_portable
from sunmao.images import geometry
from sunmao.images.image_files import PICTURE_BYTES

UNEVEN = 10  # times as many pictures in one class as in another
FEW = 4  # pictures for training: from fewer no class is learned
ENOUGH = 20  # pictures of a class that are a good beginning
DIVISIBLE = 40  # pictures: of fewer none can be spared for a test
IN_CLASS = 10  # pictures of every class, likewise


def check_across(found: DatasetListing, tree: FileTree, looks: ScanResult) -> list[Issue]:
    """The findings about a listing whose damaged pictures are gone already."""
    findings = _check_names(found)
    if found.items and found.classes:
        findings += _check_few_pictures(found, tree)
        if found.task == "classification":
            findings += _check_class_balance(found, tree) + _check_backgrounds(found, tree, looks)
        findings += _check_test_part(found)
    if found.items and found.task == "regression":
        findings += check_numbers(found, tree)
    return findings + _check_duplicates(found, tree, looks) + _check_quality(found, tree, looks)


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
        rle = thing.rle if thing.rle and thing.rle[1] == size[::-1] else None  # another mask covers other pixels
        things.append(replace(thing, box=box, polygons=geometry.clip_polygons(thing.polygons, size), rle=rle))
    return replace(item, size=size, things=tuple(things))


def _check_names(found: DatasetListing) -> list[Issue]:
    similar = [" / ".join(names) for names in group_similar_classes(found.classes)]
    odd = (
        [name for name in found.classes if make_portable(name) != name] if found.task == "classification" else []
    )  # names of folders
    kinds = (("similar_classes", similar), ("odd_classes", odd))
    return [
        Issue(key, {"count": len(names), "names": format_names(names)}, count=len(names))
        for key, names in kinds
        if names
    ]


def group_similar_classes(classes: list[str]) -> list[list[str]]:
    """The names that differ only in upper and lower case or in blanks, two or more together.

    Example:
        >>> group_similar_classes(['cat', 'dog', 'Cat', 'big cat', 'bigcat '])
        [['cat', 'Cat'], ['big cat', 'bigcat ']]
    """
    groups: dict[str, list[str]] = {}
    for name in dict.fromkeys(classes):
        groups.setdefault("".join(normalize_name(name).split()), []).append(name)
    return [names for names in groups.values() if len(names) > 1]


def _check_test_part(found: DatasetListing) -> list[Issue]:
    """Whether pictures were divided and none is left for a test, though there are enough."""
    if not found.divided or any(item.split == "test" for item in found.items):
        return []
    counts = Counter(label for item in found.items for label in item.labels)
    if len(found.items) < DIVISIBLE or min(counts[label] for label in found.classes) < IN_CLASS:
        return []
    return [Issue("no_test_part", {"pictures": len(found.items)})]


def list_learned(found: DatasetListing) -> list[Sample]:
    """The pictures to learn from: those of the training part, or all where nobody has divided them."""
    return [item for item in found.items if item.split == "train" or not found.divided] or found.items


def _check_few_pictures(found: DatasetListing, tree: FileTree) -> list[Issue]:
    learned = list_learned(found)
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
    counts = Counter(item.label for item in list_learned(found)).most_common()
    (most, many), (least, few) = counts[0], counts[-1]
    return (
        [Issue("uneven_classes", {"most": most, "many": many, "least": least, "few": few})]
        if many >= UNEVEN * few
        else []
    )


def _check_backgrounds(found: DatasetListing, tree: FileTree, looks: ScanResult) -> list[Issue]:
    """Classes whose pictures were all taken in a place of their own, as their rims tell."""
    labels = {path: item.label or "" for item in found.items if (path := tree.name(item.path)) in looks.prints}
    if not labels:
        return []
    names = find_background_cues(np.stack([looks.prints[path] for path in labels]), list(labels.values()))
    paths = tuple(path for path, label in labels.items() if label in names)
    holes = {"count": len(names), "classes": format_names(names)}
    return [Issue("background_cues", holes, "warn", paths, len(names))] if names else []


def _check_duplicates(found: DatasetListing, tree: FileTree, looks: ScanResult) -> list[Issue]:
    """Pictures that are there more than once: in two parts, with two labels, or just twice."""
    groups = group_copies(found, tree, looks)
    known = {path for key in ("leaked_pictures", "contrary_copies") for group in groups[key] for path in group}
    groups["alike_leaks"] = [
        [path for path in group if path not in known] for group in group_near_leaks(found, tree, looks)
    ]
    groups["resized_copies"] = group_resized_copies(found, tree, looks)
    named = {key: tuple(path for group in together for path in group) for key, together in groups.items()}
    return [
        Issue(key, {"count": len(paths), "names": format_names(paths)}, "warn", paths, len(paths))
        for key, paths in named.items()
        if paths
    ]


def list_parts(found: DatasetListing, tree: FileTree) -> dict[str, str]:
    """The part of each picture by its path. What the training only lends, where there is no validation set, is of the
    training: it leads to no other part.
    """
    lent = any(each.key == "no_validation_set" for each in found.findings)
    return {tree.name(each.path): "train" if lent and each.split == "val" else each.split for each in found.items}


def group_copies(found: DatasetListing, tree: FileTree, looks: ScanResult) -> dict[str, list[list[str]]]:
    """Files whose bytes are the same, in groups of two or more paths: 'leaked_pictures' in several parts,
    'contrary_copies' with different labels, 'copied_pictures' neither.
    """
    if looks.copies is None:
        looks.copies = [same for paths in looks.digests.values() for same in _find_equal_files(tree, paths)]
    items, parts = {tree.name(item.path): item for item in found.items}, list_parts(found, tree)
    groups: dict[str, list[list[str]]] = {"leaked_pictures": [], "contrary_copies": [], "copied_pictures": []}
    for paths in looks.copies:
        same = [path for path in paths if path in items]
        if len(same) < 2:
            continue
        if len({_get_whole_label(items[path], tree) for path in same}) > 1:
            groups["contrary_copies"].append(same)
        else:
            leaked = found.divided and len({parts[path] for path in same}) > 1
            groups["leaked_pictures" if leaked else "copied_pictures"].append(same)
    return groups


def _get_whole_label(item: Sample, tree: FileTree) -> tuple:
    """All that is said of a picture, equal where the same is said: labels, boxes to the pixel, the bytes of its mask."""
    things = sorted((thing.label, *map(round, thing.box)) for thing in item.things)
    mask = b""
    if item.mask:
        with suppress(OSError, KeyError):
            mask = blake2b(tree.read(tree.name(item.mask), PICTURE_BYTES)).digest()
    return item.label, item.number, tuple(sorted(item.tags)), tuple(things), mask


def _find_equal_files(tree: FileTree, paths: list[str]) -> list[list[str]]:
    """Groups of two or more files whose bytes are the same, all of them."""
    if len(paths) < 2:
        return []
    groups = defaultdict(list)
    for path in paths:
        with suppress(OSError, KeyError):  # somebody may have taken it away meanwhile
            groups[blake2b(tree.read(path, PICTURE_BYTES)).digest()].append(path)
    return [same for same in groups.values() if len(same) > 1]


def group_near_leaks(found: DatasetListing, tree: FileTree, looks: ScanResult) -> list[list[str]]:
    """Pictures that are nearly the same and not all of one part, in groups of two or more paths."""
    parts = list_parts(found, tree)
    if not found.divided or len({parts[path] for path in looks.prints if path in parts}) < 2:
        return []
    groups = ([path for path in group if path in parts] for group in group_near_copies(looks))
    return [group for group in groups if len({parts[path] for path in group}) > 1]


def group_resized_copies(found: DatasetListing, tree: FileTree, looks: ScanResult) -> list[list[str]]:
    """Pictures of one part with the same label that differ in size or format only, in groups of two or more paths."""
    items = {path: item for item in found.items if (path := tree.name(item.path)) in looks.prints}
    paths, parts = list(items), list_parts(found, tree)
    if not paths:
        return []
    kinds = {path: (looks.sizes[path], items[path].path.suffix.lower()) for path in paths}
    near = find_resized_copies(np.stack([looks.prints[path] for path in paths]), list(kinds.values()))
    groups: dict[tuple, list[str]] = defaultdict(list)
    for number, together in enumerate(near):
        for path in (paths[each] for each in together):
            part = parts[path] if found.divided else ""  # another part: a leak
            groups[number, part, tuple(sorted(items[path].labels))].append(path)
    return [group for group in groups.values() if len({kinds[path] for path in group}) > 1]


def group_near_copies(looks: ScanResult) -> list[list[str]]:
    """All pictures that are nearly the same, in groups of two or more paths; none where no fingerprints were taken."""
    if looks.near is None:
        from sunmao.data.checks.near_duplicates import find_near_duplicates

        paths = list(looks.prints)
        groups = find_near_duplicates(np.stack(list(looks.prints.values()))) if paths else []
        looks.near = [[paths[each] for each in group] for group in groups]
    return looks.near


def _check_quality(found: DatasetListing, tree: FileTree, looks: ScanResult) -> list[Issue]:
    """Pictures that are much smaller, longer, darker, brighter or less sharp than the others; each is named once."""
    labels = {path: item.label for item in found.items if (path := tree.name(item.path)) in looks.quality}
    odd = {path for key in ("tiny_pictures", "strip_pictures") for path in looks.marks.get(key, ())}
    paths = [path for path in labels if path not in odd]
    sizes = tuple(paths[each] for each in find_odd_sizes([looks.sizes[path] for path in paths]))
    paths = [path for path in paths if path not in sizes]
    kinds = find_quality_outliers([looks.quality[path] for path in paths], [labels[path] for path in paths])
    named = {"odd_sizes": sizes} | {key: tuple(paths[each] for each in places) for key, places in kinds.items()}
    return [
        Issue(key, {"count": len(paths), "names": format_names(paths)}, "warn", paths, len(paths))
        for key, paths in named.items()
        if paths
    ]
