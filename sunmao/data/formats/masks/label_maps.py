"""Files that say what the pixels of masks mean: lists of classes, tables of numbers or colors."""

import json
import re

from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import decode_text, parse_whole_number, read_whole
from sunmao.data.formats.masks.label_masks import BACKGROUND, BLACK, LabelMap, number_classes

LIST_BYTES = 1024 * 1024
LISTS = (
    "classes.txt",
    "labels.txt",
    "class_names.txt",
    "_classes.csv",
    "labelmap.txt",
    "class_dict.csv",
    "label_colors.txt",
    "codes.txt",
    "objectinfo150.txt",
    "dataset.json",
)
_LOOKED_AT = 10  # tables
_NOT_COUNTED = {"__ignore__", "_ignore_", "ignore"}  # LabelMe's, before the background
_WITH_COLOR = re.compile(r"(\d{1,3})\s+(\S.*?)(?:\s+\d{1,3}){3}")  # EISeg's: number, name, red, green, blue
_STUFF = (182, "wood")  # the last class of COCO-Stuff: in its pictures every number is one less than in its list


def read_label_map(tree: FileTree) -> LabelMap | None:
    """The table that a file of the data set gives; None without one."""
    paths = sorted(tree.files, key=lambda path: path.count("/"))
    for name in LISTS:
        for path in (path for path in paths if path.lower().rpartition("/")[2] == name):
            if table := _parse_label_map(name, _read_lines(tree, path)):
                return table
    tables = [path for path in paths if path.lower().endswith(".csv") and tree.files[path].size <= LIST_BYTES]
    return next((table for path in tables[:_LOOKED_AT] if (table := _parse_color_table(_read_lines(tree, path)))), None)


def _read_lines(tree: FileTree, path: str) -> list[str]:
    found = decode_text(read_whole(tree, path, LIST_BYTES))
    return [line.strip() for line in found[0].splitlines() if line.strip()] if found else []


def _parse_color_table(lines: list[str]) -> LabelMap | None:
    """A table with the columns name, r, g and b, however it is called."""
    head = [cell.strip(' "').lower() for cell in lines[0].split(",")] if lines else []
    name = next((column for column in ("name", "class", "label", "class_name") if column in head), None)
    if name is None or not {"r", "g", "b"} <= set(head):
        return None
    places = [head.index(column) for column in (name, "r", "g", "b")]
    rows = [[cell.strip(' "') for cell in line.split(",")] for line in lines[1:]]
    cells = [[row[place] for place in places] for row in rows if len(row) == len(head)]
    return _colors_to_map([(label, color) for label, *color in cells])


def _parse_label_map(name: str, lines: list[str]) -> LabelMap | None:
    """labelmap.txt: `name:r,g,b::` (CVAT); class_dict.csv: `name,r,g,b`; label_colors.txt: `r g b name`; _classes.csv:
    `number, name`; codes.txt: from number 0 on (fast.ai); objectInfo150.txt: ADE20K's; dataset.json: nnU-Net's; else
    one class a line.
    """
    if name == "labelmap.txt":
        rows = [line.split(":") for line in lines if line.count(":") > 1 and not line.startswith("#")]
        return _colors_to_map([(row[0], row[1].split(",")) for row in rows])
    if name == "class_dict.csv":
        return _colors_to_map([(line.split(",")[0], line.split(",")[1:4]) for line in lines])
    if name == "label_colors.txt":
        rows = [line.split(maxsplit=3) for line in lines]
        return _colors_to_map([(row[3], row[:3]) for row in rows if len(row) == 4])
    if name == "_classes.csv":
        return _parse_numbered([line.partition(",")[::2] for line in lines])
    if name == "objectinfo150.txt":
        return _parse_numbered(
            [(row[0], row[-1].partition(",")[0]) for line in lines if len(row := line.split("\t")) > 2]
        )
    if name == "dataset.json":
        return _parse_nnunet("\n".join(lines))
    if name == "codes.txt":
        return numbers_to_map(dict(enumerate(lines)))
    colored = [_WITH_COLOR.fullmatch(line) for line in lines]
    if colored and all(colored):
        return _parse_numbered([(said[1], said[2]) for said in colored if said])
    if numbered := _parse_numbered([line.partition(":")[::2] for line in lines]):
        return numbered
    return _parse_list(lines)


def _parse_list(lines: list[str]) -> LabelMap | None:
    """One class a line, with the background, or from number 1 on."""
    names = [line for line in lines if line.lower() not in _NOT_COUNTED]
    if names and names[0].lower() in BACKGROUND:
        return numbers_to_map(dict(enumerate(names)))
    table = numbers_to_map(dict(enumerate(names, 1)))
    if table:
        table.listed = tuple(names)
    return table


def _parse_numbered(rows: list[tuple[str, str]]) -> LabelMap | None:
    """Rows of a number and a name."""
    numbers = [(parse_whole_number(number.strip()), label.strip()) for number, label in rows]
    labels = {number: label for number, label in numbers if number is not None and label}
    if _STUFF in labels.items():
        labels = {number - 1: label for number, label in labels.items() if number}
    return numbers_to_map(labels)


def _parse_nnunet(text: str) -> LabelMap | None:
    """`"labels": {"background": 0, "road": 1}`, or number and name the other way round in version 1."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    labels = said.get("labels") if isinstance(said, dict) else None
    if not isinstance(labels, dict):
        return None
    rows = [(str(one), str(other)) for one, other in labels.items()]
    return _parse_numbered(rows if all(one.isdecimal() for one, _ in rows) else [row[::-1] for row in rows])


def numbers_to_map(labels: dict[int, str]) -> LabelMap | None:
    """A table of number → class; 0 is none where it is called as the background is."""
    rows = [
        (value, label)
        for value, label in sorted(labels.items())
        if not (value == BLACK and label.lower() in BACKGROUND)
    ]
    places = number_classes(label for _, label in rows)
    return LabelMap(list(places), {value: places[label] for value, label in rows}) if places else None


def _colors_to_map(rows: list[tuple[str, list[str]]]) -> LabelMap | None:
    labels = {}
    for label, color in rows:
        try:
            red, green, blue = (int(part) for part in color)
        except ValueError:
            continue
        if all(0 <= part < 256 for part in (red, green, blue)):
            labels[red * 65536 + green * 256 + blue] = label.strip()
    named = {value: label for value, label in labels.items() if value != BLACK and label.lower() not in BACKGROUND}
    places = number_classes(named.values())
    numbers = {value: places[label] for value, label in named.items()}
    background = frozenset(labels) - frozenset(numbers)
    return LabelMap(list(places), numbers, colors=True, background=background) if places else None
