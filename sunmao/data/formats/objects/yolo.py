"""YOLO: a text file for each picture, a line for each thing: class number and box, or outline, in shares of the
picture.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from sunmao.data.files.file_tree import FileTree, normalize_name
from sunmao.data.files.text_encoding import decode_text, read_bytes, read_whole, split_lines
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.objects.yolo_lines import (
    LineLayout,
    is_finite,
    is_in_shares,
    is_pixels,
    make_keypoints,
    parse_numbers,
    share_to_box,
)
from sunmao.data.formats.objects.yolo_names import ClassNames, YoloSettings, is_class_list
from sunmao.data.formats.reading.annotation_errors import AnnotationErrors
from sunmao.data.formats.reading.attributes import pick_attributes
from sunmao.data.formats.reading.file_lists import START, is_picture
from sunmao.data.formats.reading.folder_words import list_roles
from sunmao.data.formats.reading.image_paths import (
    ImageIndex,
    SameName,
    assign_missing_splits,
    get_folder,
    get_name,
    get_stem,
    guess_split_of_folder,
    read_image_size,
)
from sunmao.data.formats.reading.object_annotations import ImageAnnotations, infer_task
from sunmao.data.formats.reading.split_lists import leave_unlisted, read_split_lists
from sunmao.data.formats.writer import FolderWriter
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, ObjectAnnotation, Sample
from sunmao.errors import BadData
from sunmao.images import geometry

_SURVEYED, _FIRST = 400, 50  # files of labels, and lines of each, by which it is told what the numbers mean
PARTS = {"train": "train", "val": "val", "test": "test"}


def _find_label_files(tree: FileTree) -> list[str]:
    """Files that may be labels: texts that are called as a picture is, or lie in a folder for labels."""
    texts = [path for path in tree.files if path.lower().endswith(".txt") and not is_class_list(path)]
    pictures = [path for path in tree.files if is_picture(path)] if texts else ()
    stems = {normalize_name(name) for path in pictures for name in (get_stem(path), get_name(path))}
    return [path for path in texts if normalize_name(get_stem(path)) in stems or _is_for_labels(path)]


def _is_for_labels(path: str) -> bool:
    return any("labels" in (list_roles(name) or ()) for name in path.split("/")[:-1])


def _survey(tree: FileTree, files: list[str]) -> list[list[str]]:
    """The first lines of files that are spread evenly over all; those with nothing in them left out."""
    step = -(-len(files) // _SURVEYED) or 1
    found = (split_lines(read_bytes(tree, path, START), whole=False)[:_FIRST] for path in files[::step])
    return [lines for lines in found if lines]


def recognize(tree: FileTree) -> bool:
    """Whether most texts that may be labels hold lines of shares, or of pixels where a file names the classes; where
    they all are empty, that file decides.
    """
    files = _find_label_files(tree)
    if not files:
        return False
    surveyed, settings = _survey(tree, files), YoloSettings(tree)
    rows = [list(filter(None, map(parse_numbers, lines))) for lines in surveyed]
    fitting = sum(any(map(is_in_shares, found)) for found in rows)
    if not surveyed or 2 * fitting < len(surveyed) <= 2 * sum(map(bool, rows)):
        return bool(settings.yaml_names or surveyed and settings.list_names)
    return 2 * fitting >= len(surveyed)


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`. A picture without a text beside others that have one
    has nothing in it.
    """
    found, faults, pictures = DatasetListing(tree.root, format="yolo"), AnnotationErrors(), ImageIndex(tree)
    settings, said = YoloSettings(tree), []
    files = _pair(tree, pictures, faults)
    layout = _infer_layout(tree, list(files.values()), settings)
    names = ClassNames(settings, list(files.values()), faults, lambda: _list_class_numbers(tree, files.values()))
    settings.say_counts(faults)
    folders_said, lists = settings.parts
    parts = read_split_lists(tree, pictures, faults, named=lists)
    folders = {get_folder(path) for path in files}
    for picture in pictures.paths:
        if picture not in files and get_folder(picture) not in folders:
            continue
        canvas, path = ImageAnnotations(picture, None, pictures, faults), files.get(picture)
        if path is None:
            faults.add("yolo_background", picture)
        for canvas.at, line in _iter_lines(tree, path, faults):
            _parse_line(line, canvas, layout, names)
        said.append(parts.get(picture) or _get_part(picture, path or "", folders_said))
        found.items.append(
            Sample(tree.place(picture), None, said[-1] or "train", things=tuple(canvas.things), size=canvas.size)
        )
    found.items = leave_unlisted(found.items, tree, parts, faults)
    found.classes = names.classes
    if not names.named and found.classes:
        faults.add("yolo_no_names", "data.yaml")
    pictures.say_unlisted({tree.name(item.path) for item in found.items} | {*files, *parts}, faults)
    found.divided, found.task = any(said), infer_task(found.items)
    found.findings += faults.findings
    if not any(item.things for item in found.items):
        found.findings.append(Issue("no_boxes", {"count": len(found.items)}, "reject", count=len(found.items)))
    return assign_missing_splits(tree, found)


def _pair(tree: FileTree, pictures: ImageIndex, faults: AnnotationErrors) -> dict[str, str]:
    """Picture → its file of labels, the nearest of several."""
    found = defaultdict(SameName)
    for path in _find_label_files(tree):
        if picture := pictures.beside(path, guess_split_of_folder(path)):
            found[picture].paths.append(path)
        elif any(map(parse_numbers, split_lines(read_bytes(tree, path, START), whole=False))):
            faults.add("picture_not_there", path)
    files = {picture: paths.find_nearest(picture, guess_split_of_folder(picture)) for picture, paths in found.items()}
    for picture, paths in found.items():
        for path in paths.paths:
            if path != files[picture]:
                faults.add("yolo_label_again", path)
    return files


def _infer_layout(tree: FileTree, files: list[str], settings: YoloSettings) -> LineLayout:
    """Meaning of the numbers of a line. Raises BadData where most are pixels."""
    rows = [row for lines in _survey(tree, files) for line in lines if (row := parse_numbers(line))]
    layout = LineLayout(rows, settings.keypoint_shape)
    if 2 * layout.count_pixels(rows) > len(rows):
        example = next(row for row in rows if is_finite(row) and is_pixels(row, layout.get(row)[0]))
        raise BadData("yolo_pixels", name=files[0], line=" ".join(f"{number:g}" for number in example)[:60])
    return layout


def _list_class_numbers(tree: FileTree, files: Iterable[str]) -> set[int]:
    """The numbers of classes in all lines."""
    lines = (line for path in files for line in split_lines(read_whole(tree, path)))
    return {int(numbers[0]) for line in lines if (numbers := parse_numbers(line))}


def _get_part(picture: str, path: str, folders: dict[str, str]) -> str | None:
    """The part of a picture by what `data.yaml` says of its folders, else by the names of its own or its labels'."""
    folder = get_folder(picture)
    while folder and folder not in folders:
        folder = get_folder(folder)
    return folders.get(folder) or guess_split_of_folder(picture) or guess_split_of_folder(path)


def _iter_lines(tree: FileTree, path: str | None, faults: AnnotationErrors) -> list[tuple[tuple, str]]:
    """Place of each line that is not empty (`ImageAnnotations.at`), and the line."""
    data = read_whole(tree, path) if path else b""
    found = decode_text(data)
    if path and (found is None or not data and tree.files[path].size):
        faults.add("labels_unreadable", path)
    lines = enumerate(found[0].splitlines() if found else [], 1)
    return [(("at_line", path, number), line.strip()) for number, line in lines if line.strip()]


def _parse_line(line: str, canvas: ImageAnnotations, layout: LineLayout, names: ClassNames) -> None:
    numbers = parse_numbers(line) or []
    kind, dims = layout.get(numbers) if numbers else ("odd", 0)
    odd = kind == "odd" or kind != "outline" and not is_finite(numbers)
    if odd or canvas.size is None or is_pixels(numbers, kind):
        return canvas.fault("yolo_odd_line", line=line[:60])
    assert canvas.at is not None  # of each line it is said where it stands
    _, path, _ = canvas.at
    label, (width, height) = names.get(int(numbers[0]), path, canvas), canvas.size
    if kind == "outline":
        shares = enumerate(numbers[1:])
        if polygon := canvas.polygon([share * (height if place % 2 else width) for place, share in shares]):
            canvas.put_polygons(label, (polygon,))
        return None
    start = 2 if kind == "identity" else 1
    if kind == "points":
        canvas.fault("yolo_points_left_out")
        canvas.attributes = pick_attributes(make_keypoints(numbers, dims, canvas.size).items(), ())
    elif kind == "corners":
        canvas.fault("yolo_corners")
        x1, y1, x2, y2 = numbers[1:]
        return canvas.put(label, (x1 * width, y1 * height, x2 * width, y2 * height))
    elif kind != "box":
        canvas.attributes = _ATTRIBUTES[kind](numbers)
    return canvas.put(label, share_to_box(numbers[start : start + 4], canvas.size))


_ATTRIBUTES: dict[str, Callable[[list[float]], dict]] = {
    "confidence": lambda numbers: {"confidence": numbers[5]},
    "track": lambda numbers: {"track_id": int(numbers[5])},
    "tracked": lambda numbers: {"confidence": numbers[5], "track_id": int(numbers[6])},
    "identity": lambda numbers: {"track_id": int(numbers[1])},
}


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
