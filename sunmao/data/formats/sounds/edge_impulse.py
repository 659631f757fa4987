"""Sounds in an export of Edge Impulse: `info.labels` says the part and the class of each wav or JSON file."""

from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import parse_json, read_whole
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.labels.edge_impulse import FILE
from sunmao.data.formats.reading.folder_words import get_split
from sunmao.data.formats.reading.object_annotations import clean_label
from sunmao.data.formats.reading.signatures import list_json_keys
from sunmao.data.formats.sounds.listing import SAMPLE_KIND, TASK, SoundRow, is_sound, make_listing
from sunmao.data.listing import DatasetListing
from sunmao.sound.acquisition_json import is_acquisition

START = 4096  # bytes of a JSON file that show what was measured


def recognize(tree: FileTree) -> bool:
    """Whether `info.labels` lists files, and there are sounds among them."""
    if FILE not in tree.files or not {"files[].path", "files[].category"} <= list_json_keys(tree, FILE):
        return False
    first = next((path for path in sorted(tree.files) if path.endswith(".json")), None)
    return any(map(is_sound, tree.files)) or (first is not None and _declares_sound(tree, first))


def _declares_sound(tree: FileTree, path: str) -> bool:
    try:
        head = tree.read(path, START)
    except OSError:
        return False
    return is_acquisition(head) and b'"audio"' in head


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`; a file that is not there is left out."""
    said, _ = parse_json(read_whole(tree, FILE), FILE)
    files = said.get("files") if isinstance(said, dict) else None
    rows: dict[str, SoundRow] = {}
    for row in files if isinstance(files, list) else ():
        if isinstance(row, dict) and isinstance(row.get("path"), str) and row["path"] in tree.files:
            label = row.get("label")
            label = clean_label(label.get("label") if isinstance(label, dict) else label)
            if label:
                rows[row["path"]] = SoundRow(row["path"], label, get_split(str(row.get("category"))) or "train")
    return make_listing(tree, "edge_impulse_sounds", rows.values())


EDGE_IMPULSE_SOUNDS = DatasetFormat(
    "edge_impulse_sounds",
    {"zh": "Edge Impulse 导出的声音", "en": "Edge Impulse export of sounds"},
    (TASK,),
    recognize,
    read,
    sample_kind=SAMPLE_KIND,
)
