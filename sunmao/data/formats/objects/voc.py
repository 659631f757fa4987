"""Pascal VOC: an XML file for each picture, with boxes."""

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from sunmao.data.files.file_tree import FileTree, normalize_name
from sunmao.data.files.text_encoding import decode_text, is_guess, read_bytes, read_whole, split_names
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.annotation_errors import AnnotationErrors
from sunmao.data.formats.reading.attributes import format_value, parse_text, pick_attributes
from sunmao.data.formats.reading.image_paths import (
    ImageIndex,
    assign_missing_splits,
    get_name,
    get_stem,
    guess_split_of_folder,
    read_image_size,
)
from sunmao.data.formats.reading.object_annotations import ImageAnnotations, clean_label, infer_task, scale_shares
from sunmao.data.formats.reading.signatures import list_xml_elements
from sunmao.data.formats.reading.split_lists import leave_unlisted, read_split_lists
from sunmao.data.formats.writer import FolderWriter
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample
from sunmao.images import geometry

if TYPE_CHECKING:
    from xml.etree import ElementTree


LIMIT = 4 * 1024 * 1024  # bytes of one XML file: elements in elements take a hundred times the room
_ELEMENTS = {f"annotation/{name}" for name in ("object", "filename", "folder", "size", "segmented")}
_DECLARATION = re.compile(r"^\s*<\?xml.*?\?>", re.DOTALL)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold, not even escaped
_PLACES = ("bndbox", "robndbox", "polygon")
_CORNERS = ("xmin", "ymin", "xmax", "ymax")
_PLAIN = {"pose": "Unspecified", "truncated": 0, "difficult": 0}  # elements that every object has, saying nothing
_OWN_ELEMENTS = re.compile(r"pose|truncated|difficult|occluded")  # written as elements of their own
_SETS = {"train": "train", "val": "val", "test": "test"}


def _find_annotation_files(tree: FileTree) -> list[str]:
    return tree.list_ending(".xml")


def recognize(tree: FileTree) -> bool:
    """Whether an XML file has the structure of Pascal VOC's."""
    return any(_is_voc(tree, path) for path in _find_annotation_files(tree))


def _is_voc(tree: FileTree, path: str) -> bool:
    return not _ELEMENTS.isdisjoint(list_xml_elements(tree, path))


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`."""
    found, faults = DatasetListing(tree.root, task="detection", format="voc"), AnnotationErrors()
    pictures, said, seen = ImageIndex(tree, _is_mask), {}, {}
    files, parts = _find_annotation_files(tree), read_split_lists(tree, pictures, faults, "Main")
    for path in files:
        part = guess_split_of_folder(path)
        canvas = _read_one(tree, path, part, pictures, faults)
        if canvas and canvas.is_first(seen):
            said[canvas.path] = parts.get(canvas.path) or part or guess_split_of_folder(canvas.path)
    found.items = [
        Sample(tree.place(path), None, said[path] or "train", things=tuple(canvas.things), size=canvas.size)
        for path, canvas in seen.items()
    ]
    found.items = leave_unlisted(scale_shares(found.items, tree, faults), tree, parts, faults)
    present = {thing.label for item in found.items for thing in item.things}
    listed = [label for label in _read_class_list(tree, present) if label in present]
    found.classes = listed + sorted(present - set(listed))
    found.divided, found.task = any(said.values()), infer_task(found.items)
    pictures.say_unlisted(seen, faults)
    found.findings += faults.findings
    # One file may be of a picture with nothing in it; a whole set of them teaches nothing.
    if len(files) > 1 and not present:
        found.findings.append(Issue("no_boxes", {"count": len(found.items)}, "reject", count=len(found.items)))
    return assign_missing_splits(tree, found)


def _is_mask(path: str) -> bool:
    return any(folder.startswith("Segmentation") for folder in path.split("/")[:-1])


def _read_class_list(tree: FileTree, present: set[str]) -> list[str]:
    """The classes in their order, where PaddleX or Sunmao wrote them beside the folders."""
    for name in ("labels.txt", "label_list.txt"):
        if name in tree.files:
            lines = split_names(read_whole(tree, name), lambda line: clean_label(line) in present)
            return list(dict.fromkeys(map(clean_label, lines)))
    return []


def _read_one(
    tree: FileTree, path: str, part: str | None, pictures: ImageIndex, faults: AnnotationErrors
) -> ImageAnnotations | None:
    root = _parse_xml(tree, path, faults)
    inside = clean_label(_get_text(root, "filename")) if root is not None else ""
    own, other = pictures.beside(path, part), inside and pictures.find_named(inside, path, part)
    other = other or (pictures.beside(path, part, stem=get_name(inside)) if inside else None)  # without its ending
    if own and inside and own != other and normalize_name(get_stem(inside)) != normalize_name(get_stem(own)):
        faults.add("labels_other_picture", path, inside=inside[:80])
    picture = own or other
    if root is None or picture is None:
        if root is not None:
            faults.add("picture_not_there", inside or path)
        return None
    canvas = ImageAnnotations(picture, _get_size(root), pictures, faults)
    for place, thing in enumerate(root.iter("object"), 1):
        canvas.at = "at_shape", path, place
        _read_object(thing, canvas)
    return canvas


def _parse_xml(tree: FileTree, path: str, faults: AnnotationErrors) -> Any:
    """The root of an XML file, or None where it cannot be used, which is said."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    data = read_bytes(tree, path, LIMIT + 1)
    found = decode_text(data) if data and len(data) <= LIMIT else None
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
        return faults.add("voc_other_xml", path)
    if is_guess(data, encoding):
        faults.add("labels_not_utf8", path, encoding="GBK")
    return root


def _get_text(element: "ElementTree.Element", name: str) -> str:
    child = element.find(name)
    return (child.text or "") if child is not None else ""


def _get_numbers(element: "ElementTree.Element", names: tuple[str, ...]) -> list | None:
    """The numbers in some children, which may have blanks around them and decimals; None where one is no number."""
    try:
        return [float(_get_text(element, name)) for name in names]
    except ValueError:
        return None


def _get_size(root: "ElementTree.Element") -> tuple[int, int] | None:
    size = root.find("size")
    sides = _get_numbers(size, ("width", "height")) if size is not None else None
    return (int(sides[0]), int(sides[1])) if sides and all(1 <= side < 1e6 for side in sides) else None


def _read_object(thing: Any, canvas: ImageAnnotations) -> None:
    label = clean_label(_get_text(thing, "name"))
    if _get_text(thing, "deleted").strip() == "1":  # by the LabelMe of the web
        return canvas.fault("voc_deleted")
    if not label:
        return canvas.fault("shape_no_label")
    if parts := [clean_label(_get_text(part, "name")) for part in thing.iterfind("part")]:
        canvas.fault("voc_parts_left_out", part=parts[0][:40])
    canvas.attributes = pick_attributes(_iter_attributes(thing), ("name", "deleted", *_PLACES))
    box, turned, outline = map(thing.find, _PLACES)
    if outline is not None and (polygon := canvas.polygon(_read_polygon(outline))):
        return canvas.put_polygons(label, (polygon,))
    if box is not None:
        return canvas.corners(label, _get_numbers(box, _CORNERS))
    if turned is None:
        return canvas.fault("box_missing")
    sides = geometry.to_finite_floats(_get_numbers(turned, ("cx", "cy", "w", "h", "angle")), 5)
    if sides is None:
        return canvas.fault("box_no_numbers")
    if polygon := canvas.polygon(_turn_box(*sides)):
        canvas.fault("box_rotated")
        canvas.put_polygons(label, (polygon,))
    return None


def _read_polygon(outline: Any) -> list | None:
    """The corners of an outline: `<pt><x/><y/></pt>` of the web's LabelMe, or Roboflow's `<x1/><y1/><x2/>…`."""
    points = [_get_numbers(point, ("x", "y")) for point in outline.iterfind("pt")]
    if points:
        return [value for point in points for value in point or [math.nan]]
    count = sum(re.fullmatch(r"x\d+", child.tag) is not None for child in outline)
    return _get_numbers(outline, tuple(f"{axis}{number}" for number in range(1, count + 1) for axis in "xy"))


def _turn_box(x: float, y: float, w: float, h: float, angle: float) -> list[float]:
    """The corners of a box of roLabelImg, turned by an angle in radians."""
    cos, sin = math.cos(angle), math.sin(angle)
    corners = ((-w / 2, -h / 2), (w / 2, -h / 2), (w / 2, h / 2), (-w / 2, h / 2))
    return [value for a, b in corners for value in (x + a * cos - b * sin, y + a * sin + b * cos)]


def _iter_attributes(thing: Any) -> Iterator[tuple[str, int | float | str]]:
    """Attributes in an object's element besides its box: elements with a text, and CVAT's `attributes`."""
    for child in thing:
        if len(child) == 0:
            value = parse_text((child.text or "").strip())
            if value != _PLAIN.get(child.tag):
                yield child.tag, value
    for each in thing.iterfind("attributes/attribute"):
        yield _get_text(each, "name"), parse_text(_get_text(each, "value"))


def write(found: DatasetListing, tree: FileTree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.DatasetFormat.write`: `JPEGImages`, `Annotations`, `ImageSets/Main` and
    `labels.txt`.
    """
    copies, stems = FolderWriter(tree, folder, one_stem=True), {part: [] for part in _SETS}
    for item in found.items:
        name = get_name(copies.put(item.path, "JPEGImages"))
        stems[item.split].append(get_stem(name))
        copies.words(
            f"Annotations/{get_stem(name)}.xml",
            _format_xml(item, name, item.size or read_image_size(tree, tree.name(item.path))),
        )
    for part, rows in stems.items():
        if rows:
            copies.words(f"ImageSets/Main/{_SETS[part]}.txt", "".join(f"{stem}\n" for stem in rows))
    copies.words("labels.txt", "".join(f"{label}\n" for label in found.classes))


def _format_xml(item: Sample, name: str, size: tuple[int, int] | None) -> str:
    lines = ["<annotation>", "  <folder>JPEGImages</folder>", f"  <filename>{_escape(name)}</filename>"]
    if size:
        lines.append(f"  <size><width>{size[0]}</width><height>{size[1]}</height><depth>3</depth></size>")
    lines.append("  <segmented>0</segmented>")
    for thing in item.things:
        corners = "".join(
            f"<{corner}>{_format_number(value)}</{corner}>" for corner, value in zip(_CORNERS, thing.box, strict=True)
        )
        lines += [
            "  <object>",
            f"    <name>{_escape(thing.label)}</name>{_format_attributes(thing.attributes or {})}",
            f"    <bndbox>{corners}</bndbox>",
            "  </object>",
        ]
    return "\n".join([*lines, "</annotation>", ""])


def _format_attributes(said: dict) -> str:
    """The elements of an object besides its box."""
    own = {name: value for name, value in said.items() if _OWN_ELEMENTS.fullmatch(name)}
    elements = "".join(f"<{name}>{_escape(format_value(value))}</{name}>" for name, value in {**_PLAIN, **own}.items())
    others = "".join(
        f"<attribute><name>{_escape(name)}</name><value>{_escape(format_value(value))}</value></attribute>"
        for name, value in said.items()
        if name not in own
    )
    return elements + (f"<attributes>{others}</attributes>" if others else "")


def _format_number(value: float) -> str:
    """Whole numbers without a point: some readers take no other."""
    return str(int(value)) if value == int(value) else json.dumps(value)


def _escape(text: str) -> str:
    return escape(_NO_XML.sub("_", text))


VOC = DatasetFormat("voc", {"zh": "Pascal VOC", "en": "Pascal VOC"}, ("detection",), recognize, read, write)
