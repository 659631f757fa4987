"""Detection of what a folder or an archive holds: its format is recognized, nobody is asked."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from sunmao.core.name_formatting import format_names
from sunmao.data.dataset_metadata import read_metadata
from sunmao.data.edits.apply_edits import UNLABELED, apply_log
from sunmao.data.files.file_tree import FileTree, open_folder_tree
from sunmao.data.files.zip_archive import open_zip_tree
from sunmao.data.formats.arrays.array_pictures import unpack_arrays
from sunmao.data.formats.reading.class_lists import hold_out_validation
from sunmao.data.formats.reading.file_lists import get_top_folder, is_picture
from sunmao.data.formats.reading.unread_labels import report_unread_labels
from sunmao.data.formats.refused_formats import name_foreign_format, read_beside_foreign
from sunmao.data.formats.registry import FORMATS
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing
from sunmao.data.split_labels import PENDING, finish_division
from sunmao.data.splits import FILE, MAX_BYTES, parse_split
from sunmao.errors import BadData

SAMPLES = "-samples.zip"
LABELS = (".json", ".xml", ".csv", ".yaml", ".yml")
BY_NAMES = (
    "imagenet",
    "class_folders",
    "teachable",
    "file_names",
)  # formats whose labels are names of folders or files
# What a data set of bare pictures can be for: the labels are in the log of its edits.
LABELED_BY_EDITS = ("detection", "instance", "semantic", "multi_label")
WRAPPED = 4  # folders around a data set: archives often wrap one once or twice
# What is not taken of a tree: the reason → its finding and level. A link out of an archive was put there to harm.
LEFT = {
    "closed_file": ("closed_files", "warn"),
    "linked_folder": ("linked_folders", "warn"),
    "left_archive": ("inner_archives", "warn"),
    "left_link": ("archive_links", "reject"),
    "left_name": ("archive_names", "warn"),
    "left_hidden": ("archive_hidden", "warn"),
    "left_twice": ("archive_twice", "warn"),
    "left_swollen": ("archive_swollen", "reject"),
}


def open_file_tree(source: str | Path) -> FileTree:
    """The files of a folder or of a zip, which is not unpacked.

    Raises: BadData for a zip that cannot be used and for any other file; FileNotFoundError when nothing is there.
    """
    source = Path(source)
    if not source.is_dir():
        return open_zip_tree(source, source)
    return _open_sample_zips(source) or open_folder_tree(source)


def _open_sample_zips(folder: Path) -> FileTree | None:
    """A folder of what Teachable Machine gives for each class, `<class>-samples.zip`, as one with a folder for each
    class.
    """
    zips = sorted(folder.glob(f"*{SAMPLES}"))
    if not zips or any(each.is_dir() or is_picture(each.name) for each in folder.iterdir()):
        return None
    tree = FileTree(folder, folder=False)
    for file in zips:
        label, inside = file.name.removesuffix(SAMPLES), open_zip_tree(file, file)
        tree.files |= {f"{label}/{path}": entry for path, entry in inside.files.items()}
        tree.folders.add(label)
        tree.left += [(f"{label}/{path}", why) for path, why in inside.left]
    return tree


def read_listing(tree: FileTree, format: str | None = None, edited: bool = True) -> DatasetListing:
    """Everything in a data set. format: one of FORMATS where it is known, else it is recognized. edited: with the edits
    of its log; False for what its own files say.

    Raises: BadData, which says what was expected, when there are no pictures in it or its labels cannot be used.
    """
    if tree.folder and (begun := [path for path in tree.folders if path.rpartition("/")[2] == PENDING]):
        for path in begun:
            finish_division((tree.root / path).parent)
        tree = open_folder_tree(tree.root)
    unpack_arrays(tree)
    declared = read_metadata(tree.root) if tree.folder and format is None else {}
    where, chosen = _detect(tree, format or _detect_new_dataset(tree), declared.get("task"))
    unread = chosen in (*BY_NAMES, "bare") and not declared and not format
    found = read_beside_foreign(FORMATS[chosen], where, tree) if unread else FORMATS[chosen].read(where)
    if unread and all(each.level != "reject" and each.key != "foreign_not_read" for each in found.findings):
        report_unread_labels(where, found)
    if chosen == "bare" and declared.get("task") in LABELED_BY_EDITS:
        begin_labeling(found, declared["task"], declared["classes"])
    found.closed = [tree.place(path) for path, why in tree.left if why == "closed_file" and is_picture(path)]
    found.findings += _list_skipped(tree)
    if not found.items and found.findings:  # there are pictures, and labels that fit none of them
        raise BadData(found.findings[0].key, **found.findings[0].holes)
    if not found.items:
        raise BadData("no_pictures", path=tree.root.as_posix())
    if saved := _get_saved_split(where):
        found.items = [replace(item, split=saved.get(where.name(item.path), "train")) for item in found.items]
        found.divided = True
    if not tree.folder or not edited:
        return found
    found = apply_log(found, tree.root)
    if not all(item.labeled for item in found.items):
        hold_out_validation(where, found)
    return found


def require_samples(found: DatasetListing, *kinds: str) -> DatasetListing:
    """The listing itself. Raises BadData for one of samples of another kind than can be looked at."""
    if found.sample_kind not in kinds:
        raise BadData(f"{found.sample_kind}_not_pictures", path=found.root.as_posix())
    return found


def begin_labeling(found: DatasetListing, task: str, classes: list[str]) -> None:
    """Turn the listing of bare pictures into one of a data set that began without labels: edits say what is in them."""
    found.task, found.classes = task, list(classes)
    found.items = [replace(item, labeled=False) for item in found.items]
    found.findings = [each for each in found.findings if each.key not in UNLABELED]


def detect_format(tree: FileTree) -> str:
    """The name of the format as which a data set is recognized. Raises BadData where there are no pictures in it."""
    declared = read_metadata(tree.root) if tree.folder else {}
    return _detect(tree, _detect_new_dataset(tree), declared.get("task"))[1]


def _detect_new_dataset(tree: FileTree) -> str | None:
    """The format of a data set that began as folders of classes and holds no files of labels; a class may be called
    'mask' or 'images' there.
    """
    if not tree.folder or read_metadata(tree.root).get("task") != "classification":
        return None
    if any(path.lower().endswith(LABELS) for path in tree.files if path != FILE):
        return None
    return "imagenet" if FORMATS["imagenet"].recognize(tree) else "class_folders"


def _get_saved_split(tree: FileTree) -> dict[str, str]:
    try:
        return parse_split(tree.read(FILE, MAX_BYTES)) if FILE in tree.files else {}
    except OSError:
        return {}


def _detect(tree: FileTree, format: str | None, task: str | None = None) -> tuple[FileTree, str]:
    """The tree that holds the data set, inside whatever wraps it, and the name of its format: files of labels, however
    deep they are wrapped, say more than names of folders. task: what somebody has said that the data set is for:
    folders of pictures are no classes where it is for boxes.
    """
    levels = list_levels(tree)
    names = [format] if format else sorted(_list_formats("picture"), key=BY_NAMES.__contains__)
    for by_names, group in groupby(names, key=BY_NAMES.__contains__):
        candidates = list(group)
        for level in levels:
            for name in candidates:
                if name != "bare" and FORMATS[name].recognize(level):
                    return (tree, "bare") if by_names and task in LABELED_BY_EDITS else (level, name)
    if not any(map(is_picture, tree.files)):
        if (other := _detect_other_samples(tree)) is not None:
            return other
        closed = next((each for each in _list_skipped(tree) if each.key == "inner_archives"), None)
        nothing = BadData(closed.key, **closed.holes) if closed else BadData("no_pictures", path=tree.root.as_posix())
        raise name_foreign_format(tree) or nothing
    if format != "class_folders":
        return (tree, format) if format else (levels[-1], "bare")
    return next((level for level in reversed(levels) if any(map(get_top_folder, level.files))), tree), format


def _list_formats(*kinds: str) -> list[str]:
    """The names of the formats that hold samples of these kinds, in the order in which they are looked for."""
    return [name for name, each in FORMATS.items() if each.sample_kind in kinds]


def _detect_other_samples(tree: FileTree) -> tuple[FileTree, str] | None:
    """As `_detect`, of a tree without pictures: the first format of other samples that recognizes it."""
    kinds = {each.sample_kind for each in FORMATS.values()} - {"picture"}
    levels, names = list(_iter_levels(tree, bool)), _list_formats(*kinds)
    return next(((level, name) for level in levels for name in names if FORMATS[name].recognize(level)), None)


def list_levels(tree: FileTree) -> list[FileTree]:
    """The tree, and those inside it as long as all pictures lie in one folder: what archives wrap a data set in."""
    return list(_iter_levels(tree, is_picture))


def _iter_levels(tree: FileTree, counts: Callable[[str], bool]) -> Iterator[FileTree]:
    """As `list_levels`, as long as all files that count lie in one folder."""
    for _ in range(WRAPPED):
        yield tree
        tops = {get_top_folder(path) for path in filter(counts, tree.files)}
        if len(tops) != 1 or tops == {""}:
            return
        tree = tree.inside(tops.pop())


def _list_skipped(tree: FileTree) -> list[Issue]:
    """Parts of a tree that are not taken at all, a finding for each reason."""
    reasons = defaultdict(list)
    for path, why in tree.left:
        if why != "closed_file" or is_picture(path):
            reasons[why].append(path)
    found = []
    for why, paths in reasons.items():
        key, level = LEFT[why]
        found.append(Issue(key, {"count": len(paths), "names": format_names(paths)}, level, tuple(paths), len(paths)))
    return found
