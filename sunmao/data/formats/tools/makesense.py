"""makesense.ai's table of boxes: label, left, top, width, height, picture, its width and height."""

import csv
import io

from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import decode_text, read_whole
from sunmao.data.formats.reading.attributes import parse_text
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.signatures import read_table_head
from sunmao.data.formats.tools.export_reader import ExportReader, make_export_format
from sunmao.errors import BadData

_HEADER = ["label_name", "bbox_x", "bbox_y", "bbox_width", "bbox_height", "image_name", "image_width", "image_height"]


def find_files(tree: FileTree) -> list[str]:
    """Its tables, with or without a line of names."""
    return [path for path in tree.files if path.lower().endswith(".csv") and _fits(tree, path)]


def _fits(tree: FileTree, path: str) -> bool:
    rows = read_table_head(tree, path, 2)
    return bool(rows) and (rows[0] == _HEADER or all(_is_row(row) for row in rows))


def _is_row(row: list[str]) -> bool:
    numbers = [parse_text(cell) for cell in (*row[1:5], *row[6:])]
    return len(row) == 8 and is_picture(row[5]) and not any(isinstance(number, str) for number in numbers)


def _read_file(reader: ExportReader) -> None:
    found = decode_text(read_whole(reader.tree, reader.file))
    if found is None:
        raise BadData("labels_no_text", name=reader.file)
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(found[0], newline="")) if any(row)]
    except csv.Error:
        raise BadData("table_damaged", name=reader.file) from None
    images = {}
    for row in rows[rows[:1] == [_HEADER] :]:
        if not _is_row(row):
            reader.faults.add("coco_odd_entry", reader.file)
            continue
        if row[5] not in images:
            images[row[5]] = reader.open_image(row[5], [parse_text(cell) for cell in row[6:]])
        if image := images[row[5]]:
            image.add_box(row[0], [parse_text(cell) for cell in row[1:5]])


MAKESENSE = make_export_format("makesense", "makesense.ai", ("detection",), find_files, _read_file)
