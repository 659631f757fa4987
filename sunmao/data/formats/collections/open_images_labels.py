"""Open Images' labels of whole pictures: `ImageID,Source,LabelName,Confidence`, a row for each label."""

from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.objects.box_tables import read_class_names
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.image_paths import guess_split
from sunmao.data.formats.reading.label_listing import LabelListing
from sunmao.data.formats.reading.signatures import read_table_head
from sunmao.data.formats.reading.tables import iter_rows
from sunmao.data.listing import DatasetListing

_COLUMNS = ("imageid", "labelname", "confidence")


def _find_tables(tree: FileTree) -> dict[str, list[int]]:
    """Table → its columns of the pictures, the labels and how sure each is."""
    found = {}
    for path in tree.files:
        if path.lower().endswith(".csv") and (rows := read_table_head(tree, path, 1)):
            names = [name.lower() for name in rows[0]]
            if set(_COLUMNS) <= set(names) and "xmin" not in names:
                found[path] = [names.index(name) for name in _COLUMNS]
    return found


def recognize(tree: FileTree) -> bool:
    """Whether tables have the columns of Open Images' labels, and no boxes."""
    return any(map(is_picture, tree.files)) and bool(_find_tables(tree))


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`: the labels that somebody has confirmed."""
    found, names = LabelListing(tree, "open_images_labels", "multi_label"), read_class_names(tree)
    labels: dict[tuple[str, str], list[str]] = {}
    for path, columns in _find_tables(tree).items():
        for row in list(iter_rows(tree, path))[1:]:
            if len(row) <= max(columns) or not row[columns[0]]:
                found.faults.add("table_odd_rows", path, line=",".join(row)[:60])
                continue
            image, label, sure = (row[place] for place in columns)
            mine = labels.setdefault((path, image), [])
            if sure in ("1", "1.0"):
                mine.append(names.get(label) or label)
    for (path, image), mine in labels.items():
        found.put(path, image, mine, guess_split(path))
    return found.finish()


OPEN_IMAGES_LABELS = DatasetFormat(
    "open_images_labels", {"zh": "Open Images 标签", "en": "Open Images labels"}, ("multi_label",), recognize, read
)
