"""Which part a picture belongs to, as lists beside labels say: `ImageSets/Main/val.txt` of Pascal VOC, PaddleX's
`val_list.txt`, YOLO's `val.txt`.
"""

import re

from sunmao.data.formats.reading.file_lists import PICTURES
from sunmao.data.formats.reading.image_paths import ImageIndex
from sunmao.data.formats.reading.text_encoding import read_whole, split_lines
from sunmao.data.sources.file_tree import FileTree

_LIST = re.compile(r"(?:^|/)(tr|va|ev|te)(?:ain|ainning|aining|l|lid|lidation|al|st|sting)(?:_?list)?(?:\d{4})?\.txt$")
_SPLITS = {"tr": "train", "va": "val", "ev": "val", "te": "test"}
_PICTURE = re.compile(
    rf"(.+?(?:{'|'.join(map(re.escape, PICTURES))}))(?:[\s,]|$)", re.IGNORECASE
)  # the file of its labels may come after it


def read_split_lists(tree: FileTree, pictures: ImageIndex) -> dict[str, str]:
    """Picture → 'train', 'val' or 'test'; empty where there are no such lists. A line is a picture's path, or its name
    without ending.
    """
    parts = {}
    for path in tree.files:
        if found := _LIST.search(path.lower()):
            for line in split_lines(read_whole(tree, path)):
                said = _PICTURE.match(line)
                if picture := pictures.find_named(said[1], path) if said else pictures.beside(path, stem=line):
                    parts.setdefault(picture, _SPLITS[found[1]])
    return parts
