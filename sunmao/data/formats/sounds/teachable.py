"""Sounds of Google's Teachable Machine: a project (`project.tm`, a zip) whose manifest says audio, its recordings in a
folder for each class or called `<class>-!-<number>.webm`; or a folder of `<class>-samples.zip`.
"""

from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import LIST_BYTES, parse_json
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.labels.recordings import Recording
from sunmao.data.formats.labels.teachable import MARK
from sunmao.data.formats.sounds.class_folders import list_rows
from sunmao.data.formats.sounds.listing import SAMPLE_KIND, TASK, is_sound, make_listing
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing
from sunmao.errors import BadData

MANIFEST, KIND = "manifest.json", "audio"


def recognize(tree: FileTree) -> bool:
    """Whether a manifest says that it is a project of sounds."""
    if MANIFEST not in tree.files:
        return False
    try:
        said, _ = parse_json(tree.read(MANIFEST, LIST_BYTES), MANIFEST)
    except (OSError, BadData):
        return False
    return isinstance(said, dict) and said.get("type") == KIND


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`; one that has only spectrograms is said."""
    sounds = [path for path in sorted(tree.files) if is_sound(path)]
    marked = [Recording(path, path.rpartition(MARK)[0]) for path in sounds if MARK in path[path.rfind("/") + 1 :]]
    taken = {row.file for row in marked}
    rows = [*marked, *(row for row in list_rows(tree) if row.file not in taken)]
    found = make_listing(tree, "teachable_sounds", rows)
    if not rows:
        found.findings.insert(0, Issue("sounds_none_in_zip", {"name": tree.root.name}, "reject"))
    return found


TEACHABLE_SOUNDS = DatasetFormat(
    "teachable_sounds",
    {"zh": "Teachable Machine 声音项目", "en": "Teachable Machine project of sounds"},
    (TASK,),
    recognize,
    read,
    sample_kind=SAMPLE_KIND,
)
