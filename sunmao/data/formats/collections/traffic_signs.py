"""GTSRB traffic signs: `GT-00000.csv` in each class folder, or Kaggle's `Train.csv` and `Test.csv`: picture, place of
the sign in it (Roi), class.
"""

from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.image_paths import get_folder, guess_split
from sunmao.data.formats.reading.label_listing import LabelListing
from sunmao.data.formats.reading.signatures import read_table_head
from sunmao.data.formats.reading.tables import iter_rows
from sunmao.data.listing import DatasetListing

_PICTURE = ("path", "filename")


def _find_tables(tree: FileTree) -> dict[str, tuple[int, int]]:
    """Table → its columns of the pictures and the classes."""
    found = {}
    for path in tree.files:
        if path.lower().endswith(".csv") and (rows := read_table_head(tree, path, 1)):
            names = [name.lower() for name in rows[0]]
            picture = next((names.index(name) for name in _PICTURE if name in names), None)
            if picture is not None and {"classid", "roi.x1", "roi.y2"} <= set(names):
                found[path] = picture, names.index("classid")
    return found


def recognize(tree: FileTree) -> bool:
    """Whether tables have the columns of GTSRB."""
    return any(map(is_picture, tree.files)) and bool(_find_tables(tree))


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`: the class of each sign."""
    found, numbers = LabelListing(tree, "gtsrb"), set()
    for path, (picture, label) in _find_tables(tree).items():
        for row in list(iter_rows(tree, path))[1:]:
            if len(row) > max(picture, label) and row[picture] and row[label].isdecimal():
                name = row[picture] if "/" in row[picture] else f"{get_folder(path)}/{row[picture]}"
                found.put(path, name, [row[label]], guess_split(path))
                numbers.add(row[label])
            else:
                found.faults.add("table_odd_rows", path, line=",".join(row)[:60])
    return found.finish(sorted(numbers, key=lambda text: (len(text), text)))


GTSRB = DatasetFormat("gtsrb", {"zh": "GTSRB", "en": "GTSRB"}, ("classification",), recognize, read)
