"""One file of labels, or one mask, with the pictures that lie around it."""

from pathlib import Path

from sunmao.errors import BadData
from sunmao.data.formats.coco import COCO
from sunmao.data.formats.annotation_errors import Faults
from sunmao.data.formats.file_lists import is_picture
from sunmao.data.formats.labelme import LABELME
from sunmao.data.formats.labelme import recognise as is_labelme
from sunmao.data.formats.mask_paths import mask_folder
from sunmao.data.formats.masks import Reader, compare
from sunmao.data.formats.image_paths import picture_size
from sunmao.data.formats.voc import VOC
from sunmao.data.listing import Item, Listing
from sunmao.data.sources.file_tree import Tree, folder_tree

_PICTURES = ("images", "JPEGImages", "JPEGimages", "Images")
_COMPARED = 200  # masks


def read_single(file: Path) -> tuple[Tree, Listing] | None:
    """The data set that one file is or describes; None for a file that is neither labels (.json, .xml) nor in a folder for masks.

    Raises: BadData, as a format's `read`. The listing may be empty; then its findings say why.
    """
    file = Path(file).absolute()  # its pictures may lie beside its folder
    ending = file.suffix.lower()
    if ending in (".json", ".xml"):
        tree = _around(file)
        return tree, (VOC if ending == ".xml" else LABELME if is_labelme(tree) else COCO).read(_whole(tree, file))
    if is_picture(file.name) and mask_folder(f"{file.parent.name}/{file.name}"):
        return _mask(file)
    return None


def _whole(tree: Tree, file: Path) -> Tree:
    if not any(path.endswith(file.name) for path in tree.files):
        raise BadData("labels_no_text", name=file.name)
    return tree


def _around(file: Path) -> Tree:
    """The file and the pictures beside it, in `images` there, or in `images` of a folder beside its own."""
    here = _taken(file.parent, [file.parent, *(file.parent / name for name in _PICTURES)])
    above = file.parent.parent
    if not here.files and above != file.parent:
        beside = [each for each in _folders(above) if each != file.parent]
        here = _taken(above, [*(above / name for name in _PICTURES), *(each / name for each in beside for name in _PICTURES)])
    own = Tree(here.root, folder=True)
    own.files = dict(sorted({**here.files, **_alone(file, here.root)}.items()))
    own.folders = here.folders
    return own


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(each for each in folder.iterdir() if each.is_dir() and not each.is_symlink())
    except OSError:
        return []


def _taken(root: Path, folders: list[Path]) -> Tree:
    """The pictures of some folders below a root: of the root itself only those that lie in it, of the others all."""
    tree = Tree(root)
    for folder in folders:
        if not folder.is_dir() or folder.is_symlink():
            continue
        start = "" if folder == root else folder.relative_to(root).as_posix() + "/"
        for path, entry in (_flat(folder) if folder == root else folder_tree(folder)).files.items():
            if is_picture(path):
                tree.files[start + path] = entry
    return tree


def _flat(folder: Path) -> Tree:
    return folder_tree(folder, deep=False)


def _alone(file: Path, root: Path) -> dict:
    entry = _flat(file.parent).files.get(file.name)
    return {file.relative_to(root).as_posix(): entry} if entry else {}


def _mask(file: Path) -> tuple[Tree, Listing]:
    """A mask is its own picture here; its size is compared with those of the masks beside it."""
    beside, faults = _flat(file.parent), Faults()
    tree = Tree(file.parent, {file.name: beside.files[file.name]} if file.name in beside.files else {})
    reader, found = Reader(tree, faults), Listing(tree.root, task="semantic", format="masks", divided=False)
    pixels = reader.look(file.name) if tree.files else None
    if pixels is not None:
        table, size = reader.table, pixels.shape[1::-1]
        others = {picture_size(beside, path) for path in [path for path in beside.files if path != file.name and is_picture(path)][:_COMPARED]} - {None}
        if len(others) == 1:
            compare(others.pop(), size, file.name, faults)
        place = tree.place(file.name)
        found.items.append(Item(place, None, "train", tags=reader.labels(file.name, table), mask=place, size=size))
        found.classes = table.classes
    found.findings += faults.findings
    return tree, found
