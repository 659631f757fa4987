"""A folder for each class, a file for each movement: `ann_3.curves` is the third one of Ann."""

from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.listing import DatasetListing, Sample
from sunmao.data.splits import assign_splits


def _list_files(tree: FileTree) -> list[str]:
    return sorted(path for path in tree.files if path.count("/") == 1 and path.endswith(".curves"))


def recognize(tree: FileTree) -> bool:
    """Whether curves lie in folders."""
    return bool(_list_files(tree))


def read(tree: FileTree) -> DatasetListing:
    """Its listing; movements of a person stay together."""
    paths = _list_files(tree)
    labels = [path.partition("/")[0] for path in paths]
    people = [path.partition("/")[2].partition("_")[0] for path in paths]
    groups = [[place for place, one in enumerate(people) if one == each] for each in sorted(set(people))]
    parts = assign_splits(list(zip(labels, paths, strict=True)), (6, 2, 2), groups=groups)
    found = DatasetListing(tree.root, divided=False, task="movements", format="movements", sample_kind="series")
    found.classes = sorted(set(labels))
    found.items = [
        Sample(tree.root / path, label, part, group=person)
        for path, label, person, part in zip(paths, labels, people, parts, strict=True)
    ]
    return found


SERIES_FOLDERS = DatasetFormat(
    "movements", {"zh": "动作", "en": "movements"}, ("movements",), recognize, read, sample_kind="series"
)
