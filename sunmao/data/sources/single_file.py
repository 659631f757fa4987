"""One file of labels, or one mask, with the pictures that lie around it."""

from pathlib import Path

from sunmao.data.files.file_tree import TEXT_BYTES, FileEntry, FileTree, open_folder_tree
from sunmao.data.files.text_encoding import parse_json, read_whole
from sunmao.data.formats.masks.class_masks import compare_size
from sunmao.data.formats.masks.mask_names import get_mask_kind
from sunmao.data.formats.masks.mask_reader import MaskReader
from sunmao.data.formats.reading.annotation_errors import AnnotationErrors
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.image_paths import read_image_size
from sunmao.data.formats.reading.signatures import list_json_keys, list_xml_elements
from sunmao.data.formats.refused_formats import name_foreign_format
from sunmao.data.formats.registry import FORMATS
from sunmao.data.listing import DatasetListing, Sample
from sunmao.errors import BadData

LABELS = (".json", ".xml", ".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".manifest")  # endings of files of labels
_COCO = {"images", "annotations", "categories"}
_PICTURES = ("images", "JPEGImages", "JPEGimages", "Images")
_COMPARED = 200  # masks


def read_single(file: Path) -> tuple[FileTree, DatasetListing] | None:
    """The data set that one file is or describes; None for a file that is neither labels (`LABELS`, in a known format)
    nor in a folder for masks.

    Raises: BadData, as a format's `read`, and for labels in no known format. The listing may be empty; then its
    findings say why.
    """
    file = Path(file).absolute()  # its pictures may lie beside its folder
    ending = file.suffix.lower()
    if ending in LABELS:
        tree = _find_images_around(file)
        path = _find_annotation_file(tree, file)
        name = _recognize_file(tree, path)
        if name is None and (foreign := name_foreign_format(tree)):
            raise foreign
        if name or ending in (".json", ".xml"):
            found = FORMATS[name or _guess_format(tree, path)].read(tree)
            if not found.items and ending == ".json":
                parse_json(read_whole(tree, path, TEXT_BYTES), path)  # where a damaged file is cut off
            if len(found.items) < 2:  # the pictures around it have files of their own
                found.findings = [each for each in found.findings if each.key != "picture_unlisted"]
            return tree, found
    if is_picture(file.name) and get_mask_kind(f"{file.parent.name}/{file.name}"):
        return _read_mask_file(file)
    return None


def _recognize_file(tree: FileTree, path: str) -> str | None:
    """The format of one file by itself."""
    alone = FileTree(tree.root, {path: tree.files[path]}, folder=tree.folder)
    return next((name for name, each in FORMATS.items() if name != "bare" and each.recognize(alone)), None)


def _guess_format(tree: FileTree, path: str) -> str:
    """The format whose reader says what is wrong with a damaged file. Raises BadData for a sound one of another kind."""
    if path.lower().endswith(".xml"):
        root = next(iter(sorted(list_xml_elements(tree, path), key=len)), "annotation")
        if root == "annotation":
            return "voc"
        raise BadData("labels_of_no_known_format", name=path)
    parse_json(read_whole(tree, path, TEXT_BYTES), path)
    if _COCO.isdisjoint(list_json_keys(tree, path)):
        raise BadData("labels_of_no_known_format", name=path)
    return "coco"


def _find_annotation_file(tree: FileTree, file: Path) -> str:
    """The file's path in the tree. Raises BadData where it cannot be opened."""
    path = file.relative_to(tree.root).as_posix()
    if path not in tree.files:
        raise BadData("labels_no_text", name=file.name)
    return path


def _find_images_around(file: Path) -> FileTree:
    """The file and the pictures beside it, in `images` there, or in `images` of a folder beside its own."""
    here = _collect_images(file.parent, [file.parent, *(file.parent / name for name in _PICTURES)])
    above = file.parent.parent
    if not here.files and above != file.parent:
        beside = [each for each in _list_image_folders(above) if each != file.parent]
        here = _collect_images(
            above, [*(above / name for name in _PICTURES), *(each / name for each in beside for name in _PICTURES)]
        )
    own = FileTree(here.root, folder=True)
    own.files = dict(sorted({**here.files, **list_single_file(file, here.root)}.items()))
    own.folders = here.folders
    return own


def _list_image_folders(folder: Path) -> list[Path]:
    try:
        return sorted(each for each in folder.iterdir() if each.is_dir() and not each.is_symlink())
    except OSError:
        return []


def _collect_images(root: Path, folders: list[Path]) -> FileTree:
    """The pictures of some folders below a root: of the root itself only those that lie in it, of the others all."""
    tree = FileTree(root)
    for folder in folders:
        if not folder.is_dir() or folder.is_symlink():
            continue
        start = "" if folder == root else folder.relative_to(root).as_posix() + "/"
        for path, entry in (_list_flat(folder) if folder == root else open_folder_tree(folder)).files.items():
            if is_picture(path):
                tree.files[start + path] = entry
    return tree


def _list_flat(folder: Path) -> FileTree:
    return open_folder_tree(folder, deep=False)


def list_single_file(file: Path, root: Path) -> dict[str, FileEntry]:
    """The entry of a file by its path below a root; none where it cannot be listed."""
    entry = _list_flat(file.parent).files.get(file.name)
    return {file.relative_to(root).as_posix(): entry} if entry else {}


def _read_mask_file(file: Path) -> tuple[FileTree, DatasetListing]:
    """A mask is its own picture here; its size is compared with those of the masks beside it."""
    beside, faults = _list_flat(file.parent), AnnotationErrors()
    tree = FileTree(file.parent, {file.name: beside.files[file.name]} if file.name in beside.files else {})
    reader, found = MaskReader(tree, faults), DatasetListing(tree.root, task="semantic", format="masks", divided=False)
    size = reader.look(file.name) if tree.files else None
    if size is not None:
        table = reader.table
        others = {
            read_image_size(beside, path)
            for path in [path for path in beside.files if path != file.name and is_picture(path)][:_COMPARED]
        } - {None}
        if len(others) == 1:
            compare_size(others.pop(), size, file.name, faults)
        place = tree.place(file.name)
        found.items.append(Sample(place, None, "train", tags=reader.labels(file.name, table), mask=place, size=size))
        found.classes, found.label_map = table.classes, table
    found.findings += faults.findings
    return tree, found
