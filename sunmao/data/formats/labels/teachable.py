"""A project of Google's Teachable Machine (`project.tm`, a zip): `<class>-!-<number>.jpg` side by side, and
manifest.json.
"""

import json
from pathlib import Path

from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import LIST_BYTES, parse_json
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.class_lists import make_samples, split_training
from sunmao.data.formats.reading.file_lists import list_images
from sunmao.data.formats.writer import FolderWriter
from sunmao.data.listing import DatasetListing
from sunmao.errors import BadData

MARK = "-!-"  # between a class's name, which may hold anything, and the picture's number
KINDS = ("image", "pose")  # of projects whose samples are pictures
# What Teachable Machine itself writes beside the samples; without it the file is not opened there.
SETTINGS = {"publishResults": {}, "trainEpochs": 50, "trainBatchSize": 16, "trainLearningRate": 0.001}
MANIFEST = {"type": "image", "version": "2.4.10", "appdata": SETTINGS}


def recognize(tree: FileTree) -> bool:
    """Whether a manifest and pictures with its marks are there."""
    if "manifest.json" not in tree.files or not any(MARK in path for path in list_images(tree)):
        return False
    try:
        said, _ = parse_json(tree.read("manifest.json", LIST_BYTES), "manifest.json")
    except (OSError, BadData):
        return False
    return isinstance(said, dict) and said.get("type") in KINDS


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`."""
    found = DatasetListing(tree.root, divided=False, format="teachable")
    rows = [(path, path.rpartition(MARK)[0]) for path in list_images(tree) if MARK in path]
    found.classes = sorted({label for _, label in rows})
    found.items = make_samples(tree, rows, "train")
    split_training(tree, found, (8, 1, 1))
    return found


def write(found: DatasetListing, tree: FileTree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.DatasetFormat.write`: what a zip named `project.tm` has to hold."""
    copies, numbers = FolderWriter(tree, folder), dict.fromkeys(found.classes, 0)
    for item in found.items:
        label = item.require_label()
        copies.put(item.path, "", f"{label}{MARK}{numbers[label]}")
        numbers[label] += 1
    copies.words("manifest.json", json.dumps(MANIFEST, separators=(",", ":")))


TEACHABLE = DatasetFormat(
    "teachable",
    {"zh": "Teachable Machine 项目", "en": "Teachable Machine project"},
    ("classification",),
    recognize,
    read,
    write,
    parts=False,
)
