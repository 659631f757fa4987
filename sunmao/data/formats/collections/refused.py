"""Collections that are known and not read: each is named, with what to do instead."""

from collections.abc import Callable, Iterator

from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.image_paths import get_name
from sunmao.data.formats.reading.signatures import list_xml_elements
from sunmao.data.listing import DatasetListing
from sunmao.data.sources.file_tree import FileTree
from sunmao.errors import BadData

_MATLAB = {
    "digitstruct.mat": "SVHN",
    "train_32x32.mat": "SVHN",
    "test_32x32.mat": "SVHN",
    "imagelabels.mat": "Oxford Flowers-102",
    "setid.mat": "Oxford Flowers-102",
    "cars_annos.mat": "Stanford Cars",
    "cars_train_annos.mat": "Stanford Cars",
    "mpii_human_pose_v1_u12_1.mat": "MPII Human Pose",
    "wider_face_train.mat": "WIDER FACE",
}
_LOOKED_AT = 20


def _find_matlab(tree: FileTree) -> Iterator[tuple[str, str]]:
    """MATLAB's files of known collections."""
    for path in tree.files:
        if kind := _MATLAB.get(get_name(path).lower()):
            yield path, kind


def _find_detrac(tree: FileTree) -> Iterator[tuple[str, str]]:
    """UA-DETRAC's XML: a sequence with targets in frames."""
    for path in [path for path in tree.files if path.lower().endswith(".xml")][:_LOOKED_AT]:
        elements = list_xml_elements(tree, path)
        if {"sequence/frame/target_list/target", "sequence/sequence_attribute"} & elements:
            yield path, "UA-DETRAC"


def _make_refusal(name: str, key: str, find: Callable[[FileTree], Iterator[tuple[str, str]]]) -> DatasetFormat:
    """A format whose reading is its refusal. key: of the sentence, with {name} and {kind}."""

    def read(tree: FileTree) -> DatasetListing:
        path, kind = next(find(tree))
        raise BadData(key, name=path, kind=kind)

    return DatasetFormat(name, {"zh": name, "en": name}, (), lambda tree: any(True for _ in find(tree)), read)


MATLAB = _make_refusal("matlab", "collection_matlab", _find_matlab)
DETRAC = _make_refusal("ua_detrac", "collection_video", _find_detrac)
