"""Pictures and labels as arrays: MNIST's idx files, CIFAR's binary version, MedMNIST's .npz."""

from sunmao.core.name_formatting import format_names
from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.arrays.packed_pictures import PackedPicture
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.annotation_errors import AnnotationErrors
from sunmao.data.formats.reading.file_lists import list_images
from sunmao.data.formats.reading.image_paths import assign_missing_splits
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample
from sunmao.errors import BadData


def recognize(tree: FileTree) -> bool:
    """Whether pictures of the tree lie in arrays."""
    return any(isinstance(entry, PackedPicture) for entry in tree.files.values())


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`. Raises BadData where only some have several labels a
    picture.
    """
    found, faults = DatasetListing(tree.root, format="packed_arrays"), AnnotationErrors()
    packed = {path: entry for path, entry in tree.files.items() if isinstance(entry, PackedPicture)}
    sources = list({entry.source.path: entry.source for entry in packed.values()}.values())
    several = sources[0].several
    if any(each.several != several for each in sources):
        raise BadData("arrays_differ", name=sources[0].path, labels=sources[-1].path)
    for path, entry in packed.items():
        labels, split = entry.labels, entry.source.split or "train"
        place = tree.place(path)
        found.items.append(Sample(place, None, split, labels) if several else Sample(place, labels[0], split))
    used = {label for entry in packed.values() for label in entry.labels}
    longest = max((each.classes for each in sources), key=len)
    found.classes = [label for label in longest if label in used] + sorted(used - set(longest))
    found.task, found.divided = "multi_label" if several else "classification", any(each.split for each in sources)
    for path in list_images(tree):
        if path not in packed:
            faults.add("picture_unlisted", path)
    found.findings += faults.findings
    if numbered := [each.path for each in sources if not each.named]:
        found.findings.append(Issue("arrays_numbered", {"names": format_names(numbered)}, count=len(numbered)))
    return assign_missing_splits(tree, found)


PACKED_ARRAYS = DatasetFormat(
    "packed_arrays",
    {"zh": "数组里的图片", "en": "Pictures in arrays"},
    ("classification", "multi_label"),
    recognize,
    read,
)
