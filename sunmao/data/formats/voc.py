"""Pascal VOC: an XML file for each picture, with boxes."""

import json
import re
from pathlib import Path
from xml.sax.saxutils import escape

from sunmao.data.checks.issue import Finding
from sunmao.data.listing import Item, Listing
from sunmao.data.sources.file_tree import Tree
from sunmao.data.formats.base import Format
from sunmao.data.formats.annotation_errors import Faults
from sunmao.data.formats.split_lists import listed_parts
from sunmao.data.formats.image_paths import Pictures, folder_part, name_of, picture_size, share_out, stem_of
from sunmao.data.formats.text_encoding import bytes_of, guessed, lines_of, text_of
from sunmao.data.formats.object_annotations import Canvas, clean
from sunmao.data.formats.writer import Copies

LIMIT = 4 * 1024 * 1024  # bytes of one XML file: elements in elements take a hundred times the room
_LOOKED_AT = 20
_DECLARATION = re.compile(r"^\s*<\?xml.*?\?>", re.DOTALL)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold, not even escaped
_CORNERS = ("xmin", "ymin", "xmax", "ymax")
_SETS = {"train": "train", "val": "val", "test": "test"}


def _files(tree: Tree) -> list[str]:
    return [path for path in tree.files if path.lower().endswith(".xml")]


def recognise(tree: Tree) -> bool:
    """Whether there are XML files with annotations."""
    return any(_looks_so(tree, path) for path in _files(tree)[:_LOOKED_AT])


def _looks_so(tree: Tree, path: str) -> bool:
    return b"annotation" in bytes_of(tree, path, 4096).replace(b"\0", b"")


def read(tree: Tree) -> Listing:
    """Its listing, `sunmao.data.formats.base.Format.read`."""
    found, faults = Listing(tree.root, task="detection", format="voc"), Faults()
    pictures, said, seen = Pictures(tree, _is_mask), {}, {}
    files, parts = _files(tree), listed_parts(tree, pictures)
    for path in files:
        part = folder_part(path)
        canvas = _read_one(tree, path, part, pictures, faults)
        if canvas and canvas.is_first(seen):
            said[canvas.path] = parts.get(canvas.path) or part or folder_part(canvas.path)
    found.items = [Item(tree.place(path), None, said[path] or "train", things=tuple(canvas.things), size=canvas.size) for path, canvas in seen.items()]
    present = {thing.label for item in found.items for thing in item.things}
    listed = [label for label in _listed(tree) if label in present]
    found.classes = listed + sorted(present - set(listed))
    found.divided = any(said.values())
    found.findings += faults.findings
    # One file may be of a picture with nothing in it; a whole set of them teaches nothing.
    if len(files) > 1 and not present:
        found.findings.append(Finding("no_boxes", {"count": len(found.items)}, "reject", count=len(found.items)))
    return share_out(tree, found)


def _is_mask(path: str) -> bool:
    return any(folder.startswith("Segmentation") for folder in path.split("/")[:-1])


def _listed(tree: Tree) -> list[str]:
    """The classes in their order, where PaddleX or Sunmao wrote them beside the folders."""
    for name in ("labels.txt", "label_list.txt"):
        if name in tree.files:
            return list(dict.fromkeys(map(clean, lines_of(bytes_of(tree, name)))))
    return []


def _read_one(tree: Tree, path: str, part: str | None, pictures: Pictures, faults: Faults) -> Canvas | None:
    root = _parsed(tree, path, faults)
    inside = clean(_text(root, "filename")) if root is not None else ""
    own, other = pictures.beside(path, part), inside and pictures.named(inside, path, part)
    if inside and (own != other if own else not other):
        faults.add("labels_other_picture", path, inside=inside[:80])
    picture = own or other
    if root is None or picture is None:
        if root is not None:
            faults.add("picture_not_there", inside or path)
        return None
    canvas = Canvas(picture, _size(root), pictures, faults)
    for thing in root.iter("object"):
        _object(thing, canvas)
    return canvas


def _parsed(tree: Tree, path: str, faults: Faults):
    """The root of an XML file, or None where it cannot be used, which is said."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    data = bytes_of(tree, path, LIMIT + 1)
    found = text_of(data) if data and len(data) <= LIMIT else None
    if found is None:
        return faults.add("labels_unreadable", path)
    text, encoding = found
    try:
        root = fromstring(_DECLARATION.sub("", text), forbid_dtd=True)
    except DefusedXmlException:
        return faults.add("voc_dtd", path, level="reject")
    except (ParseError, ValueError):
        return faults.add("labels_unreadable", path)
    if root.tag != "annotation":
        return faults.add("labels_unreadable", path)
    if guessed(data, encoding):
        faults.add("labels_not_utf8", path, encoding="GBK")
    return root


def _text(element, name: str) -> str:
    child = element.find(name)
    return (child.text or "") if child is not None else ""


def _numbers(element, names: tuple[str, ...]) -> list | None:
    """The numbers in some children, which may have blanks around them and decimals; None where one is no number."""
    try:
        return [float(_text(element, name)) for name in names]
    except ValueError:
        return None


def _size(root) -> tuple[int, int] | None:
    size = root.find("size")
    sides = _numbers(size, ("width", "height")) if size is not None else None
    return (int(sides[0]), int(sides[1])) if sides and all(1 <= side < 1e6 for side in sides) else None


def _object(thing, canvas: Canvas) -> None:
    label, box = clean(_text(thing, "name")), thing.find("bndbox")
    if not label:
        canvas.fault("shape_no_label")
    elif box is None:
        canvas.fault("box_missing")
    else:
        canvas.corners(label, _numbers(box, _CORNERS))


def write(found: Listing, tree: Tree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.Format.write`: `JPEGImages`, `Annotations`, `ImageSets/Main` and `labels.txt`."""
    copies, stems = Copies(tree, folder, one_stem=True), {part: [] for part in _SETS}
    for item in found.items:
        name = name_of(copies.put(item.path, "JPEGImages"))
        stems[item.split].append(stem_of(name))
        copies.words(f"Annotations/{stem_of(name)}.xml", _xml(item, name, item.size or picture_size(tree, tree.name(item.path))))
    for part, rows in stems.items():
        if rows:
            copies.words(f"ImageSets/Main/{_SETS[part]}.txt", "".join(f"{stem}\n" for stem in rows))
    copies.words("labels.txt", "".join(f"{label}\n" for label in found.classes))


def _xml(item: Item, name: str, size: tuple[int, int] | None) -> str:
    lines = ["<annotation>", "  <folder>JPEGImages</folder>", f"  <filename>{_escaped(name)}</filename>"]
    if size:
        lines.append(f"  <size><width>{size[0]}</width><height>{size[1]}</height><depth>3</depth></size>")
    lines.append("  <segmented>0</segmented>")
    for thing in item.things:
        corners = "".join(f"<{corner}>{_number(value)}</{corner}>" for corner, value in zip(_CORNERS, thing.box, strict=True))
        lines += [
            "  <object>",
            f"    <name>{_escaped(thing.label)}</name><pose>Unspecified</pose><truncated>0</truncated><difficult>0</difficult>",
            f"    <bndbox>{corners}</bndbox>",
            "  </object>",
        ]
    return "\n".join([*lines, "</annotation>", ""])


def _number(value: float) -> str:
    """Whole numbers without a point: some readers take no other."""
    return str(int(value)) if value == int(value) else json.dumps(value)


def _escaped(text: str) -> str:
    return escape(_NO_XML.sub("_", text))


VOC = Format("voc", {"zh": "Pascal VOC", "en": "Pascal VOC"}, ("detection",), recognise, read, write)
