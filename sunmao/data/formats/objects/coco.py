"""COCO: JSON files with images, annotations and categories; boxes, polygons and run-length masks."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sunmao.core.name_formatting import format_names
from sunmao.data.files.file_tree import TEXT_BYTES, FileTree
from sunmao.data.files.text_encoding import parse_json, read_bytes, read_whole
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.masks.label_masks import BACKGROUND
from sunmao.data.formats.reading.annotation_errors import AnnotationErrors
from sunmao.data.formats.reading.attributes import pick_attributes
from sunmao.data.formats.reading.box_kinds import to_corners
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.image_paths import (
    ImageIndex,
    assign_missing_splits,
    get_name,
    guess_split,
    guess_split_of_folder,
    leads_out,
    read_image_size,
    require_inside,
)
from sunmao.data.formats.reading.object_annotations import ImageAnnotations, clean_label, infer_task
from sunmao.data.formats.reading.signatures import HEAD, list_json_keys
from sunmao.data.formats.reading.table_columns import is_number
from sunmao.data.formats.writer import FolderWriter
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, ObjectAnnotation, Sample
from sunmao.errors import BadData
from sunmao.images import geometry

_READ_OTHERWISE = {"corners": "coco_corners", "shares": "coco_shares"}
_SHARE = 1.001  # numbers of boxes up to this are shares of the picture
_OTHER_LABELS = ("person_keypoints", "stuff")  # the same things anew, beside COCO's own `instances_….json`
# What a file holds, by the first keys that its head has all of; what it says of its pictures comes last.
_KINDS = {
    "panoptic": ({"annotations[].segments_info"},),
    "captions": ({"annotations[].caption", "annotations[].image_id"},),
    "results": (
        {"[].image_id", "[].category_id", "[].bbox"},
        {"[].image_id", "[].category_id", "[].segmentation"},
        {"[].image_id", "[].caption"},
    ),
    "objects": (
        {"annotations[].image_id", "annotations[].category_id"},
        {"annotations[].image_id", "annotations[].bbox"},
        {"annotations[].image_id", "annotations[].segmentation"},
        {"images", "annotations", "categories"},
        {"images[].id", "images[].file_name"},
        {"images[].id", "images[].coco_url"},
    ),
}
_REFUSED = {"panoptic": "coco_panoptic", "captions": "coco_captions", "results": "coco_results"}
OWN = {"id", "image_id", "category_id", "bbox", "area", "iscrowd", "segmentation"}  # fields of an annotation
PARTS = {"train": "train", "val": "valid", "test": "test"}  # as the textbook calls its files


def find_annotation_files(tree: FileTree) -> list[str]:
    """The files of a tree with COCO's boxes or outlines."""
    return _choose_files(tree)[0]


def _choose_files(tree: FileTree) -> tuple[list[str], dict[str, str]]:
    """The files to read, and those left out → the key of what they are."""
    kinds = {path: kind for path in tree.files if path.lower().endswith(".json") and (kind := _get_kind(tree, path))}
    left = {path: _REFUSED[kind] for path, kind in kinds.items() if kind in _REFUSED}
    found = [path for path in kinds if path not in left]
    bare = [path for path in found if _has_only_images(tree, path)]
    anew = [path for path in found if get_name(path).startswith(_OTHER_LABELS)]
    if any(get_name(path).startswith("instances") for path in found):
        left |= dict.fromkeys(anew, "coco_same_things")
    if len(bare) < len(found):
        left |= dict.fromkeys(bare, "coco_pictures_only")
    return [path for path in found if path not in left], left


def _get_kind(tree: FileTree, path: str) -> str | None:
    """Kind of contents of a JSON file: one of _KINDS; None for what has no structure of COCO's."""
    keys, long = list_json_keys(tree, path), tree.files[path].size > HEAD
    kind = next((kind for kind, ways in _KINDS.items() if any(structure <= keys for structure in ways)), None)
    if kind == "objects" and not long and not keys & {"annotations", "categories", "licenses"}:
        return kind if _is_cut_off(tree, path) else None  # any catalog of pictures may list them so
    # A long table of classes comes first.
    return "objects" if kind is None and long and {"categories[].id", "categories[].name"} <= keys else kind


def _is_cut_off(tree: FileTree, path: str) -> bool:
    try:
        parse_json(read_whole(tree, path), path)
    except BadData:
        return True
    return False


def _has_only_images(tree: FileTree, path: str) -> bool:
    """Whether a whole file lists pictures and says nothing of them, as COCO's `image_info_test2017.json`."""
    keys = list_json_keys(tree, path)
    if "annotations" in keys or "images" not in keys:
        return False
    return b'"annotations"' not in read_bytes(tree, path, TEXT_BYTES).replace(b"\0", b"")


def recognize(tree: FileTree) -> bool:
    """Whether a JSON file has COCO's structure. A model's results count where no folders of pictures could be classes."""
    found, left = _choose_files(tree)
    if found or set(left.values()) - {"coco_results"}:
        return True
    folders = {path.rpartition("/")[0] for path in tree.files if is_picture(path)} if left else set()
    return bool(left) and len(folders) < 2


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`."""
    found, faults = DatasetListing(tree.root, task="detection", format="coco"), AnnotationErrors()
    pictures, said, seen = ImageIndex(tree), [], {}
    labels: dict[str, None] = {}
    files, left = _choose_files(tree)
    if left and not files:
        raise BadData(next(iter(left.values())), count=len(left), names=format_names(left))
    for path, key in left.items():
        faults.add(key, path)
    for path in files or tree.list_ending(".json"):
        part = guess_split(path)
        classes, canvases = _CocoFile(tree, path, part, pictures, faults).read()
        labels.update(dict.fromkeys(classes))
        for canvas in canvases:
            if canvas.is_first(seen):
                said.append(part or guess_split_of_folder(canvas.path))
    found.classes = list(labels)
    rows = zip(seen.values(), said, strict=True)
    found.items = [
        Sample(tree.place(each.path), None, part or "train", things=tuple(each.things), size=each.size)
        for each, part in rows
    ]
    found.divided, found.task = any(said), infer_task(found.items)
    pictures.say_unlisted(seen, faults)
    found.findings += faults.findings
    if not any(item.things for item in found.items):
        found.findings.append(Issue("no_boxes", {"count": len(found.items)}, "reject", count=len(found.items)))
    return assign_missing_splits(tree, found)


class _CocoFile:
    """One JSON file while it is read."""

    def __init__(
        self, tree: FileTree, path: str, part: str | None, pictures: ImageIndex, faults: AnnotationErrors
    ) -> None:
        self.path, self.part, self.pictures, self.faults = path, part, pictures, faults
        self.data, encoding = parse_json(read_whole(tree, path, TEXT_BYTES), path)
        if not isinstance(self.data, dict):
            raise BadData("coco_no_object", name=path)
        for key in ("images", "annotations", "categories"):
            if not isinstance(self.data.get(key), list):
                raise BadData("coco_missing", name=path, list=key)
        if encoding != "utf-8":
            faults.add("labels_not_utf8", path, encoding="UTF-16" if encoding == "utf-16" else "GBK")

    def read(self) -> tuple[list[str], Iterable[ImageAnnotations]]:
        """Its classes in the order of their numbers, and its pictures with what is in them."""
        labels, canvases = self._categories(), self._images()
        self.box_kind = self._infer_boxes(canvases)
        if key := _READ_OTHERWISE.get(self.box_kind):
            self.faults.add(key, self.path)
        for about in self.data["annotations"]:
            if not isinstance(about, dict):
                self.faults.add("coco_odd_entry", self.path)
            elif (canvas := self._canvas(about, canvases)) is not None:
                self._annotation(about, canvas, labels)
        return list(dict.fromkeys(labels.values())), [each for each in canvases.values() if each]

    def _categories(self) -> dict:
        """Category id → label, in the order of the ids."""
        rows = [row for row in self.data["categories"] if isinstance(row, dict) and type(row.get("id")) in (int, str)]
        rows.sort(key=lambda row: (isinstance(row["id"], str), row["id"]))
        groups = {row.get("supercategory") for row in rows if isinstance(row.get("supercategory"), str)}
        used = {
            each.get("category_id")
            for each in self.data["annotations"]
            if isinstance(each, dict) and type(each.get("category_id")) in (int, str)
        }
        labels, known, twice = {}, set(), set()
        for row in rows:
            label = clean_label(row.get("name"))
            # Some tools list the group of all classes as a class of its own.
            group = label in groups and label != row.get("supercategory")
            if (group or label.lower() in BACKGROUND) and row["id"] not in used:
                continue
            if not label:
                label = f"class_{row['id']}"
                self.faults.add("category_no_name", self.path, label=label)
            elif label in known and label not in twice:
                twice.add(label)
                self.faults.add("category_twice", self.path, label=label)
            known.add(label)
            if labels.setdefault(row["id"], label) != label:
                raise BadData("coco_category_number", name=self.path, id=str(row["id"])[:80])
        return labels

    def _images(self) -> dict:
        """Image id → the picture, or None where the tree does not have it."""
        canvases = {}
        for row in self.data["images"]:
            called = _get_file_name(row) if isinstance(row, dict) else None
            if called is None or type(row.get("id")) not in (int, str):
                self.faults.add("coco_odd_entry", self.path)
                continue
            if row["id"] in canvases:
                raise BadData("coco_image_twice", name=self.path, id=str(row["id"])[:80])
            path = self.pictures.find_named(called, self.path, self.part)
            if path is None and not is_picture(called):
                path = self.pictures.beside(self.path, self.part, get_name(called.replace("\\", "/")) or None)
            if path is None:
                self.faults.add("picture_not_there", require_inside(called, self.path))
            elif leads_out(called):
                self.faults.add("pictures_elsewhere", path)
            canvases[row["id"]] = path and ImageAnnotations(path, _get_size(row), self.pictures, self.faults)
        return canvases

    def _infer_boxes(self, canvases: dict) -> str:
        """Meaning of all numbers of the boxes: 'size' (left, top, width and height in pixels), as they should be,
        'corners' where most would reach out of their pictures otherwise, or 'shares' of the picture.
        """
        rows = [about for about in self.data["annotations"] if isinstance(about, dict)]
        sized = [
            (sides, canvas.size)
            for about in rows
            if (sides := _parse_sides(about.get("bbox")))
            and type(about.get("image_id")) in (int, str)
            and (canvas := canvases.get(about["image_id"]))
            and canvas.size
        ]
        if sized and all(max(sides) <= _SHARE and min(sides[2:]) > 0 for sides, _ in sized):
            return "shares"
        fits = all(
            geometry.clip_box(sides, size) == sides and sides[0] < sides[2] and sides[1] < sides[3]
            for sides, size in sized
        )
        out = sum(geometry.exceeds_image(to_corners(sides, "size", None), size) for sides, size in sized)
        return "corners" if fits and len(sized) > 1 and 2 * out >= len(sized) else "size"

    def _canvas(self, about: dict, canvases: dict) -> ImageAnnotations | None:
        number = about.get("image_id")
        if type(number) not in (int, str) or number not in canvases:
            self.faults.add("coco_unknown_image", self.path, id=str(number)[:80])
            return None
        return canvases[number]

    def _annotation(self, about: dict, canvas: ImageAnnotations, labels: dict) -> None:
        number = about.get("category_id")
        label = labels.get(number) if type(number) in (int, str) else None
        if label is None:
            return canvas.fault("coco_unknown_category", id=str(number)[:80])
        if about.get("iscrowd") == 1:
            return canvas.fault("coco_crowd")
        canvas.at = "at_annotation", self.path, about.get("id")
        canvas.attributes = pick_attributes(about.items(), OWN)
        if about.get("keypoints"):
            canvas.fault("keypoints_not_learned")
        polygons, rle = _read_outline(about.get("segmentation"), canvas)
        if (said := about.get("bbox")) is None and (polygons or rle):
            box = geometry.rle_to_box(rle) if rle and not polygons else geometry.bounding_box(polygons)
        elif sides := _parse_sides(said):
            shares = canvas.size if self.box_kind == "shares" else None
            box = to_corners(sides, "corners" if self.box_kind == "corners" else "size", shares)
        else:
            return canvas.fault("box_missing" if said is None else "box_no_numbers")
        return canvas.put(label, box, polygons, rle) if box else canvas.fault("box_empty")


def _parse_sides(said: Any) -> geometry.Box | None:
    """The four numbers of a box, which some programs write as texts; None for anything else."""
    if isinstance(said, list) and all(isinstance(each, str) and is_number(each) for each in said):
        said = [float(each) for each in said]
    sides = geometry.to_finite_floats(said, 4)
    return (sides[0], sides[1], sides[2], sides[3]) if sides and len(sides) == 4 else None


def _get_file_name(row: dict) -> str | None:
    """Name of a picture; LVIS says it by COCO's address alone (…/train2017/000000000009.jpg)."""
    if isinstance(row.get("file_name"), str):
        return row["file_name"]
    address = row.get("coco_url")
    return "/".join(address.split("/")[-2:]) if isinstance(address, str) else None


def _get_size(row: dict) -> tuple[int, int] | None:
    sides = geometry.to_finite_floats([row.get("width"), row.get("height")], 2)
    return (int(sides[0]), int(sides[1])) if sides and min(sides) >= 1 else None


def _read_outline(said: Any, canvas: ImageAnnotations) -> tuple[tuple, geometry.Rle | None]:
    """The polygons, or the mask, of an annotation; nothing where they make no sense."""
    if not said:
        return (), None
    if isinstance(said, dict):
        rle = geometry.validate_rle(said.get("counts"), said.get("size"))
        if rle is None:
            canvas.bad_outline()
        return (), rle
    if not isinstance(said, list):
        canvas.bad_outline()
        return (), None
    polygons = [canvas.polygon(each) for each in said]
    return tuple(filter(None, polygons)), None


def write(found: DatasetListing, tree: FileTree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.DatasetFormat.write`: `images/train|valid|test` and
    `annotations/train|valid|test.json`.
    """
    copies, numbers = FolderWriter(tree, folder), {label: number for number, label in enumerate(found.classes, 1)}
    categories = [{"id": number, "name": label, "supercategory": "none"} for label, number in numbers.items()]
    for part, name in PARTS.items():
        images, annotations = [], []
        for item in (item for item in found.items if item.split == part):
            size = item.size or read_image_size(tree, tree.name(item.path)) or (0, 0)
            path = copies.put(item.path, f"images/{name}")
            images.append({"id": len(images) + 1, "file_name": get_name(path), "width": size[0], "height": size[1]})
            for thing in item.things:
                annotations.append(
                    {
                        **(thing.attributes or {}),
                        "id": len(annotations) + 1,
                        "image_id": len(images),
                        "category_id": numbers[thing.label],
                        **_format_annotation(thing),
                    }
                )
        if images:
            data = {
                "info": {"description": "Sunmao"},
                "images": images,
                "categories": categories,
                "annotations": annotations,
            }
            copies.words(f"annotations/{name}.json", json.dumps(data, ensure_ascii=False))


def _format_annotation(thing: ObjectAnnotation) -> dict:
    x1, y1, x2, y2 = thing.box
    outline: dict | list
    area: float
    if thing.rle:
        outline = {"size": list(thing.rle[1]), "counts": thing.rle[0]}
        area = sum((geometry.decode_run_lengths(thing.rle[0]) or [])[1::2])
    else:
        outline = [list(polygon) for polygon in thing.polygons]
        area = sum(map(geometry.polygon_area, thing.polygons)) or (x2 - x1) * (y2 - y1)
    return {"bbox": [x1, y1, x2 - x1, y2 - y1], "area": area, "iscrowd": 0, "segmentation": outline}


COCO = DatasetFormat("coco", {"zh": "COCO", "en": "COCO"}, ("detection", "instance"), recognize, read, write)
