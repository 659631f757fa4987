"""Data sets of every format that grow in the ways that a reader may take badly."""

import io
import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import numpy as np

from sunmao.data.files.file_tree import FileEntry, FileTree
from sunmao.data.formats.points.point_rows import ABOUT, list_columns
from sunmao.data.sources.detect_format import read_listing
from sunmao.landmarks.targets.registry import TARGETS
from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.audio_files import encode_wav
from tests.support.acquisitions import ACCELEROMETER, encode_recording, list_labels, make_recording
from tests.support.growing.cost import Growing


def make_sentence_table(n: int, same: bool = False) -> dict[str, bytes | str]:
    rows = [f"some words {0 if same else number},{'ab'[number % 2]}" for number in range(n)]
    return {"all.csv": "\n".join(["text,label", *rows])}


def make_sentence_files(n: int) -> dict[str, bytes | str]:
    return {f"{label}.txt": "\n".join(f"{label} words {number}" for number in range(n)) for label in "ab"}


def make_sounds(n: int, seconds: float = 0.01) -> dict[str, bytes | str]:
    sound = encode_wav(AudioClip(np.full(round(seconds * 16_000), 0.1, np.float32)))
    return {f"{label}/{number}.wav": sound for label in ("a", "背景声") for number in range(n)}


def make_sound_export(n: int) -> dict[str, bytes | str]:
    sounds = make_sounds(n)
    files = [{"path": path, "category": "training", "label": path.split("/")[0]} for path in sounds]
    return {**sounds, "info.labels": json.dumps({"version": 1, "files": files})}


def make_point_tables(n: int, damaged: bool = False) -> dict[str, bytes | str]:
    columns = list_columns(TARGETS["hand"])
    row = ",".join(["hand", *[""] * (len(ABOUT) - 1), *map(str, range(63))])
    rows = [row, *[row.replace("30", "?") if damaged else row] * n]
    return {f"{label}.csv": "\n".join([",".join(columns), *rows]) for label in "ab"}


def make_motions(n: int, readings: int = 20) -> dict[str, bytes | str]:
    table = "x,y,z\n" + "0.1,0.2,1\n" * readings
    return {f"{label}/{number}.csv": table for label in "ab" for number in range(n)}


def make_motion_export(n: int, readings: int = 20) -> dict[str, bytes | str]:
    take = encode_recording(make_recording([[0.1, 0.2, 9.8]] * readings, ACCELEROMETER, 20), "cbor")
    files = {f"training/{label}.{number}.cbor": take for label in "ab" for number in range(n)}
    return {**files, "info.labels": list_labels([(path, path.split("/")[1][0]) for path in files])}


@cache
def make_picture(size: tuple[int, int] = (8, 8), mode: str = "L") -> bytes:
    from PIL import Image

    with io.BytesIO() as file:
        Image.new(mode, size).save(file, "PNG")
        return file.getvalue()


def make_tree(files: dict[str, bytes | str]) -> FileTree:
    """A tree of these files, as an archive gives it."""
    tree = FileTree(Path("set"), folder=False)
    for path, content in sorted(files.items()):
        data = content.encode() if isinstance(content, str) else content
        tree.files[path] = FileEntry(path, len(data), lambda limit, data=data: data[:limit])
        parts = path.split("/")
        tree.folders.update("/".join(parts[:depth]) for depth in range(1, len(parts)))
    return tree


def pictures(names: Iterable[str]) -> dict[str, bytes | str]:
    return {name: make_picture() for name in names}


def numbered(n: int, folder: str = "images") -> list[str]:
    return [f"{folder}/{number}.png" for number in range(n)]


def make_coco(n: int, images: int = 1, categories: int = 1, files: int = 1, folders: int = 0) -> dict[str, bytes | str]:
    """n annotations."""
    names = [f"{number}/a.png" for number in range(folders)] or [f"{number}.png" for number in range(images)]
    data = {
        "images": [{"id": id, "file_name": name, "width": 8, "height": 8} for id, name in enumerate(names)],
        "categories": [{"id": id, "name": f"class {id}"} for id in range(categories)],
        "annotations": [
            {"id": id, "image_id": id % len(names), "category_id": id % categories, "bbox": [1, 1, 1 + id / n, 4]}
            for id in range(n)
        ],
    }
    labels = {f"annotations/{number}.json": json.dumps(data) for number in range(files)}
    return {**pictures(f"images/{name}" for name in names), **labels}


def make_voc(n: int, same: bool = False) -> dict[str, bytes | str]:
    box = "<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>{}</xmax><ymax>5</ymax></bndbox>"
    things = "".join(f"<object><name>c{i}</name>{box.format(2 + 5 * i / n)}</object>" for i in range(n))
    about = "<annotation><filename>{}</filename><size><width>8</width><height>8</height></size>{}</annotation>"
    files = {f"Annotations/{name}.xml": about.format("a.png", things) for name in ("a", "b") if name == "a" or same}
    return {**pictures(["JPEGImages/a.png"]), **files}


def make_voc_files(n: int, folders: bool = False) -> dict[str, bytes | str]:
    names = [f"{number}/a" if folders else str(number) for number in range(n)]
    about = "<annotation><object><name>c</name></object></annotation>"
    labels = {f"Annotations/{name}.xml": about for name in names}
    lists = {"ImageSets/Main/train.txt": "".join(f"{name}\n" for name in names)}
    return {**pictures(f"JPEGImages/{name}.png" for name in names), **labels, **lists}


def make_labelme(n: int, groups: bool = False) -> dict[str, bytes | str]:
    shapes = [
        {
            "label": f"c{number}",
            "shape_type": "polygon",
            "points": [[1, 1], [5 + number / n, 1], [3, 5]],
            "group_id": 1 if groups else None,
        }
        for number in range(n)
    ]
    data = {"shapes": shapes, "imagePath": "a.png", "imageWidth": 8, "imageHeight": 8}
    return {**pictures(["a.png"]), "a.json": json.dumps(data), "b.json": json.dumps(data)}


def make_yolo(n: int, lines: bool = False) -> dict[str, bytes | str]:
    names = "names:\n" + "".join(f"  {number}: c{number}\n" for number in range(n))
    row = "{} 0.5 0.5 0.2 0.2"
    if lines:
        text = "\n".join(row.format(number) for number in range(n))
        return {**pictures(["images/a.png"]), "labels/a.txt": text, "data.yaml": names}
    labels = {f"labels/{number}/a.txt": row.format(0) for number in range(n)}
    return {**pictures(f"images/{number}/a.png" for number in range(n)), **labels, "data.yaml": "names: [a]"}


def make_yaml(n: int, inside: str) -> dict[str, bytes | str]:
    return {**pictures(["images/a.png"]), "labels/a.txt": "0 0.5 0.5 0.2 0.2", "data.yaml": inside.format(n=" " * n)}


def make_table(n: int, columns: bool = False, same: bool = False) -> dict[str, bytes | str]:
    if columns:  # each twice, of few pictures
        head = ",".join(f"c{number // 2}" for number in range(n))
        rows = [f"{number}.png,{','.join('01'[(place + number) % 2] for place in range(n))}" for number in range(3)]
        return {**pictures(f"{number}.png" for number in range(3)), "train.csv": "\n".join([f"filename,{head}", *rows])}
    names = [f"{number}/a.png" if same else f"{number}.png" for number in range(n)]
    rows = [f"{name},c{number}" for number, name in enumerate(names)]
    return {**pictures(f"images/{name}" for name in names), "train.csv": "\n".join(["filename,label", *rows])}


def make_cells(n: int) -> dict[str, bytes | str]:
    rows = [f"{number}.png,c{number} c{number // 2} c0" for number in range(n)]
    return {**pictures(numbered(n)), "train.csv": "\n".join(["filename,tags", *rows, f"{n - 1}.png,c0"])}


def make_words(n: int) -> list[str]:
    letters = "bcdfghjklm"
    return ["".join(letters[int(digit)] for digit in str(number)) + "x" for number in range(n)]


def make_unread(n: int) -> dict[str, bytes | str]:
    """Classes, and beside each picture a file that may hold its labels."""
    texts = {f"c{number % 7}/{number}.json": '{"note": "x"}' for number in range(n)}
    return {**pictures(f"c{number % 7}/{number}.png" for number in range(n)), **texts}


def make_texts(n: int) -> dict[str, bytes | str]:
    return {**pictures(numbered(n)), **{f"images/{number}.txt": f"c{number % 7}\n" for number in range(n)}}


def make_paddle(n: int, several: bool = False) -> dict[str, bytes | str]:
    if several:
        rows = [
            f"images/{number}.png\t{','.join('01'[(place + number) % 2] for place in range(n))}" for number in range(3)
        ]
        names = "".join(f"c{number}\n" for number in range(n))
        return {**pictures(numbered(3)), "train_list.txt": "\n".join(rows), "labels.txt": names}
    rows = [f"images/{number}.png {number}" for number in range(n)]
    names = "".join(f"c{number}\n" for number in range(n))
    return {**pictures(numbered(n)), "train_list.txt": "\n".join(rows), "labels.txt": names}


def make_classes(n: int, parts: bool = False) -> dict[str, bytes | str]:
    """n classes of one picture, each named twice in the list."""
    names = [f"c{number}" for number in range(n)]
    files = pictures(f"{'training_set/' if parts else ''}{name}/1.png" for name in names)
    lists = {"classes.txt": "".join(f"{name}\n{name}\n" for name in names)}
    if parts:
        files |= pictures(f"test_set/{name}/1.png" for name in [*names, *(f"other {name}" for name in names)])
        lists["test.txt"] = "".join(f"{name}/1.png {number}\n" for number, name in enumerate(names))
    return {**files, **lists}


def make_mask_list(n: int, name: str, row: str) -> dict[str, bytes | str]:
    """A list of classes in a form of its own. row: of a number, and of its three bytes as a color."""
    rows = (row.format(i, i % 200, i // 200 % 200, 7) for i in range(n))
    return {**pictures(["images/a.png"]), "masks/a.png": make_picture(), name: "\n".join(rows)}


def make_masks(n: int, kind: str = "masks", listed: bool = True) -> dict[str, bytes | str]:
    if not listed:  # masks of one name in many folders
        files = {f"{kind}/{number}/a.png": make_picture() for number in range(n)}
        return {**files, **pictures(f"images/{number}/a.png" for number in range(n))}
    names = "".join(f"class {number}\n" for number in range(n))
    return {**pictures(["images/a.png"]), f"{kind}/a.png": make_picture(), "classes.txt": names}


def make_mask_pairs(n: int, image: str, mask: str, listed: bool = False) -> dict[str, bytes | str]:
    """n pictures and masks under names with a number. listed: in a list with a line for each pair."""
    names = [(image.format(number), mask.format(number)) for number in range(n)]
    lists = {"train.txt": "".join(f"/data/set/{one} /data/set/{other}\n" for one, other in names)} if listed else {}
    images = {one: make_noise() for one, _ in names}
    return {**images, **pictures(other for _, other in names), **lists}


@cache
def make_noise() -> bytes:
    """A picture that is surely no mask."""
    from PIL import Image

    with io.BytesIO() as file:
        Image.frombytes("L", (8, 8), bytes(number * 37 % 256 for number in range(64))).save(file, "PNG")
        return file.getvalue()


def make_object_masks(n: int) -> dict[str, bytes | str]:
    masks = {f"a/masks/{number}.png": make_picture() for number in range(n)}
    return {**pictures(["a/images/a.png"]), **masks}


def make_edge_impulse(n: int) -> dict[str, bytes | str]:
    names = [f"training/c{number}.{number}.png" for number in range(n)]
    files = [
        {"path": name, "category": "training", "label": {"type": "label", "label": f"c{number}"}}
        for number, name in enumerate(names)
    ]
    return {**pictures(names), "info.labels": json.dumps({"version": 1, "files": files})}


def make_lists_of_parts(n: int) -> dict[str, bytes | str]:
    """Pictures for a validation that a list names, and as many classes, called by WordNet's numbers."""
    names = [f"n{number:08}" for number in range(n)]
    files = pictures(f"train/{name}/images/{name}_0.png" for name in names)
    lines = "".join(f"val_{number}.png\t{name}\t0\t0\t7\t7\n" for number, name in enumerate(names))
    words = "".join(f"{name}\tword {name}\n" for name in names)
    validation = pictures(f"val/images/val_{number}.png" for number in range(n))
    return {**files, **validation, "val/val_annotations.txt": lines, "words.txt": words}


def make_teachable(n: int) -> dict[str, bytes | str]:
    return {**pictures(f"c{number}-!-0.png" for number in range(n)), "manifest.json": '{"type":"image"}'}


def grow(format: str, name: str, make: Callable[[int], dict[str, bytes | str]], size: int) -> Growing:
    """A row for a format: its tree is made, then recognized and read as an archive's is."""
    return Growing(format, name, lambda n: make_tree(make(n)), lambda tree: _require_format(tree, format), size)


def _require_format(tree: FileTree, format: str) -> None:
    found = read_listing(tree)
    assert found.format == format, (found.format, format)


DATA_SETS = [
    grow("teachable", "classes", make_teachable, 2000),
    grow("edge_impulse", "files", make_edge_impulse, 1000),
    grow("coco", "things of one picture", make_coco, 4000),
    grow("coco", "pictures", lambda n: make_coco(n, images=n), 1500),
    grow("coco", "classes", lambda n: make_coco(n, categories=n, files=2), 1500),
    grow("coco", "things that two files tell", lambda n: make_coco(n, files=2), 1000),
    grow("coco", "pictures of one name", lambda n: make_coco(n, folders=n), 800),
    grow("voc", "things of one picture", make_voc, 2000),
    grow("voc", "things that two files tell", lambda n: make_voc(n, same=True), 1000),
    grow("voc", "files", make_voc_files, 700),
    grow("voc", "files of one name", lambda n: make_voc_files(n, folders=True), 700),
    grow("labelme", "things that two files tell", make_labelme, 1000),
    grow("labelme", "outlines of one thing", lambda n: make_labelme(n, groups=True), 2000),
    grow("yolo", "things and classes of one picture", lambda n: make_yolo(n, lines=True), 4000),
    grow("yolo", "files of one name", make_yolo, 700),
    grow("yolo", "blanks before a name", lambda n: make_yaml(n, "names: [a{n}# x"), 3000),
    grow("yolo", "blanks between names", lambda n: make_yaml(n, "names: [a,{n}b, 'c'{n}# x\n]"), 3000),
    grow("yolo", "open brackets", lambda n: make_yaml(n, f"names: {'[' * n}"), 20_000),
    grow("yolo", "quotes", lambda n: make_yaml(n, "names: [" + "'\"" * n), 20_000),
    grow("object_masks", "masks of one picture", make_object_masks, 500),
    grow("instance_masks", "classes", lambda n: make_masks(n, "masks_instance"), 6000),
    grow("instance_masks", "masks of one name", lambda n: make_masks(n, "masks_instance", listed=False), 300),
    grow("masks", "classes", make_masks, 6000),
    grow("masks", "colors of CVAT", lambda n: make_mask_list(n, "labelmap.txt", "c{0}:{1},{2},{3}::"), 4000),
    grow("masks", "colors in a table", lambda n: make_mask_list(n, "class_dict.csv", "c{0},{1},{2},{3}"), 4000),
    grow("masks", "numbers in a table", lambda n: make_mask_list(n, "_classes.csv", "{0},c{0}"), 4000),
    grow("masks", "masks of one name", lambda n: make_masks(n, listed=False), 300),
    grow("masks", "pairs in a list", lambda n: make_mask_pairs(n, "a/{}.png", "b/{}.png", listed=True), 400),
    grow(
        "masks", "pairs of one name in a list", lambda n: make_mask_pairs(n, "{}/i.png", "{}/m.png", listed=True), 400
    ),
    grow("masks", "masks beside pictures", lambda n: make_mask_pairs(n, "{}/x.png", "{}/x_mask.png"), 400),
    grow("masks", "folders with any names", lambda n: make_mask_pairs(n, "a/{}.png", "b/{}.png"), 400),
    grow("masks", "masks of one picture", lambda n: make_mask_pairs(n, "x.png", "x_mask_{}.png"), 99),
    grow("paddle", "pictures and classes", make_paddle, 3000),
    grow("paddle", "labels of each picture", lambda n: make_paddle(n, several=True), 6000),
    grow("csv_labels", "pictures and classes", make_table, 3000),
    grow("csv_labels", "labels in a cell", make_cells, 1500),
    grow("csv_labels", "columns that are there twice", lambda n: make_table(n, columns=True), 250),
    grow("csv_labels", "pictures of one name", lambda n: make_table(n, same=True), 700),
    grow("imagenet", "classes", lambda n: make_classes(n, parts=True), 1500),
    grow("imagenet", "pictures in a list", make_lists_of_parts, 800),
    grow("class_folders", "classes", make_classes, 2000),
    grow("class_folders", "files beside them", make_unread, 800),
    grow("file_names", "classes", lambda n: pictures(f"{w}_{i}.png" for w in make_words(n) for i in range(3)), 1000),
    grow("text_beside", "pictures and classes", make_texts, 1500),
    grow("sentence_table", "sentences", make_sentence_table, 4000),
    grow("sentence_table", "the same sentence", lambda n: make_sentence_table(n, same=True), 4000),
    grow("point_tables", "rows", make_point_tables, 400),
    grow("point_tables", "damaged rows", lambda n: make_point_tables(n, damaged=True), 400),
    grow("sound_folders", "files", make_sounds, 300),
    grow("edge_impulse_sounds", "files", make_sound_export, 300),
    grow("teachable_sounds", "files", lambda n: {**make_sounds(n), "manifest.json": '{"type": "audio"}'}, 300),
    grow("sound_folders", "seconds of a file", lambda n: make_sounds(1, n / 100), 3000),
    grow("motion_folders", "files", make_motions, 300),
    grow("motion_folders", "readings of a file", lambda n: make_motions(1, n), 10_000),
    grow("edge_impulse_motions", "files", make_motion_export, 300),
    grow("edge_impulse_motions", "readings of a file", lambda n: make_motion_export(1, n), 10_000),
    grow("sentence_files", "sentences", make_sentence_files, 4000),
    grow("sentence_files", "classes", lambda n: {f"{w}.txt": "some words" for w in make_words(n)}, 1000),
    grow("bare", "pictures", lambda n: pictures(f"{number}.png" for number in range(n)), 5000),
]
