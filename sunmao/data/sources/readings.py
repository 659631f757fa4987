"""The ways in which the files of a data set can be taken: in any format that recognizes them, or as pictures without
labels that somebody will label.

A reading is called as its format, or as the task that pictures without labels are to be labeled for.
"""

from sunmao.core.strict import suggest_nearest
from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.reading.file_lists import get_top_folder, is_picture
from sunmao.data.formats.reading.folder_words import list_roles
from sunmao.data.formats.registry import FORMATS
from sunmao.data.listing import DatasetListing
from sunmao.data.sources.detect_format import LABELED_BY_EDITS, begin_labeling, detect_format, list_levels, read_listing
from sunmao.errors import BadValue
from sunmao.texts import get_both

FOLDERS = "class_folders"
LATER = ("bare", "multi_label", "detection", "instance", "semantic")  # to be labeled: a class, tags, boxes …


def list_readings(tree: FileTree) -> list[str]:
    """The readings of a tree, that which is recognized among them, the likeliest first; none where it holds no picture."""
    if not any(map(is_picture, tree.files)):
        return []
    levels = list_levels(tree)
    found = [name for name in FORMATS if name != "bare" and any(map(FORMATS[name].recognize, levels))]
    found = [name for name in found if name != FOLDERS]
    folders = {get_top_folder(path) for path in levels[-1].files if is_picture(path)} - {""}
    named = "imagenet" not in found and any(list_roles(folder) is None for folder in folders)
    if named or detect_format(tree) == FOLDERS:
        found.append(FOLDERS)
    return [*found, *LATER]


def read_as(tree: FileTree, reading: str) -> DatasetListing:
    """Everything in a tree, taken in one way.

    Raises: BadValue for a reading that there is not; BadData as `read_listing`.
    """
    if reading in LABELED_BY_EDITS:
        found = read_listing(tree, "bare")
        begin_labeling(found, reading, [])
        return found
    if reading not in FORMATS:
        names = [*FORMATS, *LABELED_BY_EDITS]
        raise BadValue("unknown_reading", name=reading, names=", ".join(names), guess=suggest_nearest(reading, names))
    levels = list_levels(tree)
    if reading == FOLDERS and not any(map(FORMATS[FOLDERS].recognize, levels)):
        return read_listing(levels[-1], FOLDERS)
    return read_listing(tree, reading)


def describe_reading(reading: str) -> dict:
    """{'name', 'title', 'about'} of a reading: what it is called, and a sentence that says what is taken; both
    {'zh', 'en'}.
    """
    if reading in (*LATER, FOLDERS):
        title, about = get_both(f"reading_{reading}"), get_both(f"reading_about_{reading}")
    else:
        title, about = FORMATS[reading].title, get_both(f"reading_holds_{FORMATS[reading].tasks[0]}")
    return {"name": reading, "title": title, "about": about}
