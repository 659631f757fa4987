"""YOLO: a text file for each picture, a line for each thing: class number and box, or outline, in shares of the picture."""

import json
import re
from pathlib import Path

from sunmao.data.images import geometry
from sunmao.data.checks.issue import Finding
from sunmao.data.listing import Item, Listing, Thing
from sunmao.data.sources.file_tree import Tree
from sunmao.data.formats.base import Format
from sunmao.data.formats.annotation_errors import Faults
from sunmao.data.formats.file_lists import is_picture
from sunmao.data.formats.split_lists import listed_parts
from sunmao.data.formats.image_paths import Pictures, folder_of, folder_part, name_of, picture_size, share_out, stem_of
from sunmao.data.formats.text_encoding import bytes_of, lines_of, text_of
from sunmao.data.formats.object_annotations import Canvas, clean, task_of
from sunmao.data.formats.writer import Copies
from sunmao.data.formats.yaml_names import names_in

_LINE = re.compile(r"^\d+(?:\s+(?:[-+.\deE]+|[-+]?(?:nan|inf))){4,}$", re.I)
_LOOKED_AT = 50
_LISTS = ("classes.txt", "obj.names", "classes.names", "_darknet.labels", "names.txt", "labels.txt")
PARTS = {"train": "train", "val": "val", "test": "test"}


def _files(tree: Tree) -> list[str]:
    """The files of labels: texts that are called as a picture is."""
    texts = [path for path in tree.files if path.lower().endswith(".txt") and name_of(path).lower() not in _LISTS]
    stems = {stem_of(path) for path in tree.files if is_picture(path)} if texts else ()
    return [path for path in texts if stem_of(path) in stems]


def recognise(tree: Tree) -> bool:
    """Whether texts are called as pictures are and hold lines of numbers; where they all are empty, `labels` and the names of the classes decide."""
    files = _files(tree)
    for path in files[:_LOOKED_AT]:
        lines = lines_of(bytes_of(tree, path, 4096), whole=False)
        if lines:
            return bool(_LINE.match(lines[0]))
    return bool(files) and bool(_yaml(tree))


def _yaml(tree: Tree) -> list[str]:
    """What may be the file with the names of the classes, the likeliest first."""
    found = [path for path in tree.files if path.lower().endswith((".yaml", ".yml"))]
    return sorted(found, key=lambda path: (path.count("/"), name_of(path).lower() not in ("data.yaml", "dataset.yaml"), path))


def _names(tree: Tree) -> dict[int, str]:
    """Class number → label as the set says; empty where it does not."""
    for path in _yaml(tree):
        if (found := text_of(bytes_of(tree, path))) and (names := names_in(found[0])):
            return {number: clean(name) or f"class_{number}" for number, name in names.items()}
    for path in sorted(tree.files, key=lambda path: path.count("/")):
        if name_of(path).lower() in _LISTS:
            return {number: clean(line) for number, line in enumerate(lines_of(bytes_of(tree, path)))}
    return {}


def read(tree: Tree) -> Listing:
    """Its listing, `sunmao.data.formats.base.Format.read`. A picture without a text beside others that have one has nothing in it."""
    found, faults, pictures = Listing(tree.root, format="yolo"), Faults(), Pictures(tree)
    names, files, said, parts = _names(tree), {}, [], listed_parts(tree, pictures)
    for path in _files(tree):
        if picture := pictures.beside(path, folder_part(path)):
            files.setdefault(picture, path)
    _say_lonely(tree, set(files.values()), faults)
    folders = {folder_of(path) for path in files}
    labels = _Labels(names, faults)
    for picture in pictures.paths:
        if picture not in files and folder_of(picture) not in folders:
            faults.add("picture_unlisted", picture)
            continue
        canvas = Canvas(picture, None, pictures, faults)
        for canvas.at, line in _lines(tree, files.get(picture), faults):
            _line(line, canvas, labels)
        said.append(parts.get(picture) or folder_part(picture) or folder_part(files.get(picture, "")))
        found.items.append(Item(tree.place(picture), None, said[-1] or "train", things=tuple(canvas.things), size=canvas.size))
    found.classes = [labels.known[number] for number in sorted(labels.known)]
    if not names and found.classes:
        faults.add("yolo_no_names", "data.yaml")
    found.divided, found.task = any(said), task_of(found.items)
    found.findings += faults.findings
    if not any(item.things for item in found.items):
        found.findings.append(Finding("no_boxes", {"count": len(found.items)}, "reject", count=len(found.items)))
    return share_out(tree, found)


def _say_lonely(tree: Tree, used: set[str], faults: Faults) -> None:
    """Say which labels, among those of pictures, have no picture."""
    folders = {folder_of(path) for path in used}
    for path in tree.files:
        if path.lower().endswith(".txt") and path not in used and folder_of(path) in folders:
            lines = lines_of(bytes_of(tree, path, 4096), whole=False)
            if lines and _LINE.match(lines[0]):
                faults.add("picture_not_there", path)


def _lines(tree: Tree, path: str | None, faults: Faults) -> list[tuple[tuple, str]]:
    """Where each line that says something stands (`Canvas.at`), and the line."""
    data = bytes_of(tree, path) if path else b""
    found = text_of(data)
    if path and (found is None or not data and tree.files[path].size):
        faults.add("labels_unreadable", path)
    lines = enumerate(found[0].splitlines() if found else [], 1)
    return [(("at_line", path, number), line.strip()) for number, line in lines if line.strip()]


class _Labels:
    """Labels by their numbers; one that has no name gets one, which is said where the others have theirs."""

    def __init__(self, names: dict[int, str], faults: Faults):
        self.known, self._named, self._faults = dict(names), bool(names), faults

    def of(self, number: int, canvas: Canvas) -> str:
        if number not in self.known:
            self.known[number] = f"class_{number}"
        if self._named and self.known[number] == f"class_{number}":
            canvas.fault("yolo_unknown_class", number=number, label=self.known[number])
        return self.known[number]


def _line(line: str, canvas: Canvas, labels: _Labels) -> None:
    try:
        number, *shares = map(float, line.split())
    except ValueError:
        return canvas.fault("yolo_odd_line", line=line[:60])
    outlined = len(shares) > 5 and len(shares) % 2 == 0
    # Five numbers and a sixth are a box with a model's confidence.
    boxed = len(shares) in (4, 5) and geometry.numbers(shares, 4)
    if number % 1 or not 0 <= number < 1e6 or not (outlined or boxed) or canvas.size is None:
        return canvas.fault("yolo_odd_line", line=line[:60])
    width, height = canvas.size
    label = labels.of(int(number), canvas)
    if boxed:
        x, y, w, h = shares[0] * width, shares[1] * height, shares[2] * width, shares[3] * height
        return canvas.put(label, (x - w / 2, y - h / 2, x + w / 2, y + h / 2))
    if polygon := canvas.polygon([share * (height if place % 2 else width) for place, share in enumerate(shares)]):
        canvas.outlined(label, (polygon,))
    return None


def write(found: Listing, tree: Tree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.Format.write`: `images` and `labels`, each with `train|val|test`, and `data.yaml`.

    Of several outlines of one thing they are joined into one by lines of no width, as YOLO's own converter does.
    """
    copies, numbers = Copies(tree, folder, one_stem=True), {label: number for number, label in enumerate(found.classes)}
    for item in found.items:
        path, size = copies.put(item.path, f"images/{PARTS[item.split]}"), item.size or picture_size(tree, tree.name(item.path))
        if size:
            text = "".join(f"{numbers[thing.label]} {_shares(thing, size)}\n" for thing in item.things)
            copies.words(f"labels/{PARTS[item.split]}/{stem_of(path)}.txt", text)
    used = [part for part in PARTS if any(item.split == part for item in found.items)]
    lines = ["path: .", *(f"{part}: images/{PARTS[part]}" for part in used), "names:"]
    # JSON's texts are YAML's.
    lines += [f"  {number}: {json.dumps(label, ensure_ascii=False)}" for label, number in numbers.items()]
    copies.words("data.yaml", "\n".join([*lines, ""]))


def _shares(thing: Thing, size: tuple[int, int]) -> str:
    polygons = thing.polygons or (geometry.polygons_of(thing.rle) if thing.rle else ())
    if polygons:
        values = geometry.joined(polygons)
    else:
        x1, y1, x2, y2 = thing.box
        values = ((x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1)
    return " ".join(f"{value / size[place % 2]:.12g}" for place, value in enumerate(values))


YOLO = Format("yolo", {"zh": "YOLO", "en": "YOLO"}, ("detection", "instance"), recognise, read, write)
