"""Pictures whose own names hold their class and a number: `cat.0.jpg` of Kaggle's cats and dogs, `Abyssinian_1.jpg`,
`猫1.jpg`, `12_cat.png`.
"""

import re
from collections import Counter, defaultdict

from sunmao.core.name_formatting import format_names
from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.class_layout import find_classes
from sunmao.data.formats.reading.class_lists import hold_out_validation, make_samples, report_pictures, split_training
from sunmao.data.formats.reading.file_lists import list_images
from sunmao.data.formats.reading.folder_words import list_roles
from sunmao.data.formats.reading.image_paths import get_stem
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing
from sunmao.errors import BadData

_NAME = re.compile(r"(.*[^\W\d_])(?:[._ -]+\d+|\s*\(\d+\))|(.*[\u4e00-\u9fff])\d+|\d+[_ -]+([^\W\d_]+)")
_FEWEST = 3  # pictures of each word
# What cameras, phones and programs call their pictures.
_CAMERAS = frozenset(
    "img dsc dscn dscf dcim win pxl mvimg vid pano p cimg sam screenshot screen shot capture snapshot wx_camera mmexport "
    "download unnamed untitled file scan page copy sample frame camera cam burst photo 截图 屏幕截图 微信图片 照片 图片 拍照".split()
)


def recognize(tree: FileTree) -> bool:
    """Whether every picture that may have a label is called by a word and a number, by two words or more, each often."""
    return bool(_list_rows(tree)[0])


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`: that the labels are from names is a finding.
    Raises BadData where the names say none.
    """
    found, (rows, unlabeled) = DatasetListing(tree.root, format="file_names"), _list_rows(tree)
    for split, labeled in rows.items():
        found.items += make_samples(tree, labeled, split or "train")
    found.classes = sorted({item.require_label() for item in found.items})
    if not found.items:
        raise BadData("pictures_without_classes", path=tree.root.as_posix())
    holes = {"count": len(found.items), "names": format_names(found.classes)}
    found.findings.append(Issue("labels_from_names", holes, count=len(found.items)))
    report_pictures("unlabeled_pictures", unlabeled, found)
    if set(rows) <= {None, "train"}:
        found.divided = False
        split_training(tree, found, (8, 1, 1))
    else:
        hold_out_validation(tree, found)
    return found


def _list_rows(tree: FileTree) -> tuple[dict[str | None, list[tuple[str, str]]], list[str]]:
    """Part → (path, class) of its pictures, and the pictures without labels: those of a part for tests whose names say
    none. No parts where the names are not certain.
    """
    layout = find_classes(tree)
    parts: dict[str | None, list[str]] = defaultdict(list)
    for path, split in layout.bare:
        parts[split].append(path)
    rows = {split: [(path, _get_word(path)) for path in paths] for split, paths in parts.items()}
    plain = {split for split, labeled in rows.items() if split == "test" and not any(word for _, word in labeled)}
    unlabeled = [*layout.unlabeled, *(path for split in plain for path in parts[split])]
    rows = {split: labeled for split, labeled in rows.items() if split not in plain}
    count = Counter(word for labeled in rows.values() for _, word in labeled)
    certain = len(count) > 1 and min(count.values()) >= _FEWEST and all(map(_may_be_class, count))
    return (rows, unlabeled) if certain and not layout.rows else ({}, list_images(tree))


def _get_word(path: str) -> str:
    """Text before the number in a picture's name; '' where it is called otherwise."""
    match = _NAME.fullmatch(get_stem(path))
    return next(filter(None, match.groups()), "") if match else ""


def _may_be_class(word: str) -> bool:
    """Whether a word is no camera's, no part's and no mask's."""
    return bool(word) and word.lower() not in _CAMERAS and list_roles(word) is None


FILE_NAMES = DatasetFormat(
    "file_names",
    {"zh": "文件名里写着类别", "en": "classes in the names of files"},
    ("classification",),
    recognize,
    read,
)
