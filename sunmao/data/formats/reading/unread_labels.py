"""Files that say something of a data set's pictures and that no format reads."""

import re

from sunmao.core.name_formatting import format_names
from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.reading.file_lists import PICTURES, is_picture
from sunmao.data.formats.reading.image_paths import get_name, get_stem
from sunmao.data.formats.reading.signatures import read_head
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing
from sunmao.data.splits import FILE

_TEXTS = (".json", ".jsonl", ".xml", ".csv", ".tsv", ".txt", ".yaml", ".yml", ".labels")
_OTHERS = (".mat", ".npy", ".npz", ".pkl", ".parquet", ".tfrecord", ".h5", ".hdf5", ".db", ".xlsx")
_READ = {"classes.txt", "train.txt", "val.txt", "test.txt", FILE, "manifest.json"}
_LOOKED_AT = 50  # files
_PICTURE = re.compile(rf"[^\\/\"'<>|:,;\t\n]{{1,200}}(?:{'|'.join(map(re.escape, PICTURES))})\b", re.IGNORECASE)


def report_unread_labels(tree: FileTree, found: DatasetListing) -> None:
    """Say which files name pictures of the data set, or are called as they are, and were not read."""
    pictures = [path for path in tree.files if is_picture(path)]
    names = {get_name(path).lower() for path in pictures}
    stems = {get_stem(path).lower() for path in pictures}
    texts = [path for path in tree.files if path.lower().endswith(_TEXTS) and get_name(path).lower() not in _READ]
    beside = {path for path in texts if get_stem(path).lower() in stems}
    naming = [path for path in texts if path not in beside][:_LOOKED_AT]
    unread = [
        path
        for path in tree.files
        if path in beside
        or path.lower().endswith(_OTHERS)
        or (path in naming and any(name.strip().lower() in names for name in _PICTURE.findall(read_head(tree, path))))
    ]
    if unread:
        found.findings.append(
            Issue("labels_not_read", {"count": len(unread), "names": format_names(unread)}, "warn", (), len(unread))
        )
