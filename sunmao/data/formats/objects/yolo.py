"""YOLO: a text file for each picture, a line for each thing: class number and box, or outline, in shares of the
picture.
"""

import json
import re
from pathlib import Path

from sunmao.data.checks.issue import Issue
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.annotation_errors import AnnotationErrors
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.image_paths import (
    ImageIndex,
    assign_missing_splits,
    get_folder,
    get_name,
    get_stem,
    guess_split_of_folder,
    read_image_size,
)
from sunmao.data.formats.reading.object_annotations import ImageAnnotations, clean_label, infer_task
from sunmao.data.formats.reading.split_lists import read_split_lists
from sunmao.data.formats.reading.text_encoding import decode_text, read_bytes, read_whole, split_lines
from sunmao.data.formats.reading.yaml_names import read_names
from sunmao.data.formats.writer import FolderWriter
from sunmao.data.images import geometry
from sunmao.data.listing import DatasetListing, ObjectAnnotation, Sample
from sunmao.data.sources.file_tree import FileTree

_LINE = re.compile(r"^\d+(?:\s+(?:[-+.\deE]+|[-+]?(?:nan|inf))){4,}$", re.I)
_LOOKED_AT = 50
_LISTS = ("classes.txt", "obj.names", "classes.names", "_darknet.labels", "names.txt", "labels.txt")
PARTS = {"train": "train", "val": "val", "test": "test"}


def _find_label_files(tree: FileTree) -> list[str]:
    """The files of labels: texts that are called as a picture is."""
    texts = [path for path in tree.files if path.lower().endswith(".txt") and get_name(path).lower() not in _LISTS]
    stems = {get_stem(path) for path in tree.files if is_picture(path)} if texts else ()
    return [path for path in texts if get_stem(path) in stems]


def recognize(tree: FileTree) -> bool:
    """Whether texts are called as pictures are and hold lines of numbers; where they all are empty, `labels` and the
    names of the classes decide.
    """
    files = _find_label_files(tree)
    for path in files[:_LOOKED_AT]:
        lines = split_lines(read_bytes(tree, path, 4096), whole=False)
        if lines:
            return bool(_LINE.match(lines[0]))
    return bool(files) and bool(_find_yaml(tree))


def _find_yaml(tree: FileTree) -> list[str]:
    """What may be the file with the names of the classes, the likeliest first."""
    found = [path for path in tree.files if path.lower().endswith((".yaml", ".yml"))]
    return sorted(
        found, key=lambda path: (path.count("/"), get_name(path).lower() not in ("data.yaml", "dataset.yaml"), path)
    )


def _read_names(tree: FileTree) -> dict[int, str]:
    """Class number → label as the set says; empty where it does not."""
    for path in _find_yaml(tree):
        if (found := decode_text(read_whole(tree, path))) and (names := read_names(found[0])):
            return {number: clean_label(name) or f"class_{number}" for number, name in names.items()}
    for path in sorted(tree.files, key=lambda path: path.count("/")):
        if get_name(path).lower() in _LISTS:
            return {number: clean_label(line) for number, line in enumerate(split_lines(read_whole(tree, path)))}
    return {}


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`. A picture without a text beside others that have one
    has nothing in it.
    """
    found, faults, pictures = DatasetListing(tree.root, format="yolo"), AnnotationErrors(), ImageIndex(tree)
    names, files, said, parts = _read_names(tree), {}, [], read_split_lists(tree, pictures)
    for path in _find_label_files(tree):
        if picture := pictures.beside(path, guess_split_of_folder(path)):
            files.setdefault(picture, path)
    _report_unpaired(tree, set(files.values()), faults)
    folders = {get_folder(path) for path in files}
    labels = _LabelNames(names, faults)
    for picture in pictures.paths:
        if picture not in files and get_folder(picture) not in folders:
            faults.add("picture_unlisted", picture)
            continue
        canvas = ImageAnnotations(picture, None, pictures, faults)
        for canvas.at, line in _iter_lines(tree, files.get(picture), faults):
            _parse_line(line, canvas, labels)
        said.append(
            parts.get(picture) or guess_split_of_folder(picture) or guess_split_of_folder(files.get(picture, ""))
        )
        found.items.append(
            Sample(tree.place(picture), None, said[-1] or "train", things=tuple(canvas.things), size=canvas.size)
        )
    found.classes = [labels.known[number] for number in sorted(labels.known)]
    if not names and found.classes:
        faults.add("yolo_no_names", "data.yaml")
    found.divided, found.task = any(said), infer_task(found.items)
    found.findings += faults.findings
    if not any(item.things for item in found.items):
        found.findings.append(Issue("no_boxes", {"count": len(found.items)}, "reject", count=len(found.items)))
    return assign_missing_splits(tree, found)


def _report_unpaired(tree: FileTree, used: set[str], faults: AnnotationErrors) -> None:
    """Say which labels, among those of pictures, have no picture."""
    folders = {get_folder(path) for path in used}
    for path in tree.files:
        if path.lower().endswith(".txt") and path not in used and get_folder(path) in folders:
            lines = split_lines(read_bytes(tree, path, 4096), whole=False)
            if lines and _LINE.match(lines[0]):
                faults.add("picture_not_there", path)


def _iter_lines(tree: FileTree, path: str | None, faults: AnnotationErrors) -> list[tuple[tuple, str]]:
    """Where each line that says something stands (`ImageAnnotations.at`), and the line."""
    data = read_whole(tree, path) if path else b""
    found = decode_text(data)
    if path and (found is None or not data and tree.files[path].size):
        faults.add("labels_unreadable", path)
    lines = enumerate(found[0].splitlines() if found else [], 1)
    return [(("at_line", path, number), line.strip()) for number, line in lines if line.strip()]


class _LabelNames:
    """Labels by their numbers; one that has no name gets one, which is said where the others have theirs."""

    def __init__(self, names: dict[int, str], faults: AnnotationErrors):
        self.known, self._named, self._faults = dict(names), bool(names), faults

    def of(self, number: int, canvas: ImageAnnotations) -> str:
        if number not in self.known:
            self.known[number] = f"class_{number}"
        if self._named and self.known[number] == f"class_{number}":
            canvas.fault("yolo_unknown_class", number=number, label=self.known[number])
        return self.known[number]


def _parse_line(line: str, canvas: ImageAnnotations, labels: _LabelNames) -> None:
    try:
        number, *shares = map(float, line.split())
    except ValueError:
        return canvas.fault("yolo_odd_line", line=line[:60])
    outlined = len(shares) > 5 and len(shares) % 2 == 0
    # Five numbers and a sixth are a box with a model's confidence.
    boxed = len(shares) in (4, 5) and geometry.to_finite_floats(shares, 4)
    if number % 1 or not 0 <= number < 1e6 or not (outlined or boxed) or canvas.size is None:
        return canvas.fault("yolo_odd_line", line=line[:60])
    width, height = canvas.size
    label = labels.of(int(number), canvas)
    if boxed:
        canvas.attributes = {"confidence": shares[4]} if len(shares) == 5 else None
        x, y, w, h = shares[0] * width, shares[1] * height, shares[2] * width, shares[3] * height
        return canvas.put(label, (x - w / 2, y - h / 2, x + w / 2, y + h / 2))
    if polygon := canvas.polygon([share * (height if place % 2 else width) for place, share in enumerate(shares)]):
        canvas.put_polygons(label, (polygon,))
    return None


def write(found: DatasetListing, tree: FileTree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.DatasetFormat.write`: `images` and `labels`, each with `train|val|test`,
    and `data.yaml`.

    Of several outlines of one thing they are joined into one by lines of no width, as YOLO's own converter does.
    """
    copies, numbers = (
        FolderWriter(tree, folder, one_stem=True),
        {label: number for number, label in enumerate(found.classes)},
    )
    for item in found.items:
        path, size = (
            copies.put(item.path, f"images/{PARTS[item.split]}"),
            item.size or read_image_size(tree, tree.name(item.path)),
        )
        if size:
            text = "".join(f"{numbers[thing.label]} {_format_object(thing, size)}\n" for thing in item.things)
            copies.words(f"labels/{PARTS[item.split]}/{get_stem(path)}.txt", text)
    used = [part for part in PARTS if any(item.split == part for item in found.items)]
    lines = ["path: .", *(f"{part}: images/{PARTS[part]}" for part in used), "names:"]
    # JSON's texts are YAML's.
    lines += [f"  {number}: {json.dumps(label, ensure_ascii=False)}" for label, number in numbers.items()]
    copies.words("data.yaml", "\n".join([*lines, ""]))


def _format_object(thing: ObjectAnnotation, size: tuple[int, int]) -> str:
    polygons = thing.polygons or (geometry.rle_to_polygons(thing.rle) if thing.rle else ())
    if polygons:
        values = geometry.join_polygons(polygons)
    else:
        x1, y1, x2, y2 = thing.box
        values = ((x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1)
    line = " ".join(f"{value / size[place % 2]:.12g}" for place, value in enumerate(values))
    sure = (thing.attributes or {}).get("confidence")
    return f"{line} {sure:.12g}" if isinstance(sure, float) and not polygons else line


YOLO = DatasetFormat("yolo", {"zh": "YOLO", "en": "YOLO"}, ("detection", "instance"), recognize, read, write)
