"""Lists whose lines name a picture and its mask: PaddleSeg's `train.txt`, SegNet's CamVid, tables with two columns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sunmao.data.files.file_tree import FileTree, normalize_name
from sunmao.data.files.text_encoding import read_bytes, read_whole, split_lines
from sunmao.data.formats.reading.file_lists import PICTURES, START, is_picture
from sunmao.data.formats.reading.image_paths import get_folder, guess_split

_LISTS = (".txt", ".csv", ".tsv", ".lst")
_LOOKED_AT, _LINES = 20, 5
_DEEP = 8  # folders of a path by which it is found
_ENDINGS = "|".join(re.escape(ending) for ending in PICTURES)
_PAIR = re.compile(rf"(.+?(?:{_ENDINGS}))\s+(.+?(?:{_ENDINGS}))(?:\s|$)", re.IGNORECASE)


@dataclass
class PairLists:
    """Lists of pictures and masks. pairs: picture → mask. parts: picture → 'train', 'val', 'test' or None.

    gone: names of pictures and masks that are not there. text: of a line, which may tell the collection.
    """

    pairs: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str | None] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    text: str = ""


def read_pair_lists(tree: FileTree) -> PairLists:
    """Read the lists of a tree; empty where no list names two pictures a line."""
    found, places = PairLists(), None
    for path in _find_pair_lists(tree):
        places = places or _PathEndings(tree)
        for line in split_lines(read_whole(tree, path)):
            if not (names := _split_pair(line)):
                continue
            picture, mask = (places.find(name, path) for name in names)
            if picture and mask and picture != mask:
                found.pairs.setdefault(picture, mask)
                found.parts[picture] = found.parts.get(picture) or guess_split(path)
                found.text = found.text or line
            else:
                found.gone += [name for name, there in zip(names, (picture, mask), strict=True) if not there]
    return found


def _find_pair_lists(tree: FileTree) -> Iterator[str]:
    """The lists whose first lines name two pictures each, those of one part first: `trainval.txt` says the same again."""
    lists = sorted((path for path in tree.files if path.lower().endswith(_LISTS)), key=lambda path: path.count("/"))
    for path in sorted(lists[:_LOOKED_AT], key=lambda path: "trainval" in path.lower()):
        lines = split_lines(read_bytes(tree, path, START), whole=tree.files[path].size <= START)[:_LINES]
        if any(map(_split_pair, lines)):
            yield path


def _split_pair(line: str) -> tuple[str, str] | None:
    """The first two pictures that a line names, between commas, tabs or blanks; None where it names fewer."""
    cells = [cell.strip(" \"'") for cell in re.split(r"[,;\t|]", line)]
    names = [cell for cell in cells if is_picture(cell) and not _PAIR.match(cell)]
    if len(names) > 1:
        return names[0], names[1]
    found = next((found for cell in cells if (found := _PAIR.match(cell))), None)
    return (found[1], found[2]) if found else None


class _PathEndings:
    """The pictures of a tree by every ending of their paths: lists often begin with folders of another computer."""

    def __init__(self, tree: FileTree) -> None:
        self._tree, self._paths = tree, dict[str, str | None]()
        for path in filter(is_picture, tree.files):
            parts = normalize_name(path).split("/")[-_DEEP:]
            for place in range(len(parts)):
                ending = "/".join(parts[place:])
                self._paths[ending] = None if ending in self._paths else path  # of two it could be either

    def find(self, name: str, near: str) -> str | None:
        """The picture that a list at `near` calls `name`: from the list's own folder on, else with most of the folders
        in the name.
        """
        parts = [each for each in name.replace("\\", "/").split("/") if each not in ("", ".", "..")]
        own = "/".join(filter(None, (get_folder(near), *parts)))
        if own in self._tree.files:
            return own
        called = normalize_name("/".join(parts)).split("/")[-_DEEP:]
        endings = ("/".join(called[place:]) for place in range(len(called)))
        return next((path for ending in endings if (path := self._paths.get(ending))), None)
