"""FiftyOne: `samples.json` (a whole data set) or `labels.json` (boxes or labels by the pictures' names), with the
pictures in `data`.
"""

from typing import Any

from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.reading.attributes import pick_attributes
from sunmao.data.formats.reading.folder_words import get_split
from sunmao.data.formats.tools.export_reader import (
    ExportedImage,
    ExportReader,
    find_json_files,
    get_dict,
    make_export_format,
)
from sunmao.data.formats.tools.packed_masks import decode_packed_array
from sunmao.errors import BadData
from sunmao.images import geometry

_OWN = {"_id", "_cls", "label", "bounding_box", "mask", "points", "tags", "attributes", "index", "confidence"}


def _fits(keys: frozenset[str]) -> bool:
    whole = "samples" in keys and "samples[].filepath" in keys
    return whole or {"classes", "labels"} <= keys and not {"images", "annotations", "labels[]"} & keys


def find_files(tree: FileTree) -> list[str]:
    """Its files of labels."""
    return [path for path in find_json_files(tree, _fits) if path.lower().endswith(("samples.json", "labels.json"))]


def _read_file(reader: ExportReader) -> None:
    said = reader.load_json()
    if not isinstance(said, dict):
        raise BadData("export_list_missing", name=reader.file, tool=reader.tool, list="samples")
    if isinstance(said.get("samples"), list):
        for sample in reader.iter_rows(said["samples"]):
            _read_sample(reader, sample)
        return
    listed = said.get("classes")
    classes = listed if isinstance(listed, list) else []
    for label in classes:
        reader.list_class(label)
    for name, labels in get_dict(said, "labels").items():
        if image := reader.open_image(name):
            _read_labels(reader, image, labels, classes)


def _read_labels(reader: ExportReader, image: ExportedImage, labels: Any, classes: list) -> None:
    """Labels of a picture in `labels.json`: a class, classes, or boxes; classes by name or number."""
    for said in labels if isinstance(labels, list) else [labels]:
        if isinstance(said, dict) and "bounding_box" in said:
            image.attributes = pick_attributes(get_dict(said, "attributes").items(), ())
            image.add_box(_name_class(said.get("label"), classes), _to_pixels(said["bounding_box"], image.size))
        elif isinstance(said, dict) and ("points" in said or "filled" in said):
            _put_polyline(image, said, _name_class(said.get("label"), classes))
        else:
            image.add_label(_name_class(said.get("label") if isinstance(said, dict) else said, classes))


def _name_class(said: Any, classes: list) -> Any:
    return classes[said] if type(said) is int and 0 <= said < len(classes) else said


def _read_sample(reader: ExportReader, sample: dict) -> None:
    tags = sample.get("tags")
    words = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    split = next((found for tag in words if (found := get_split(tag))), None)
    size = get_dict(sample, "metadata")
    image = reader.open_image(sample.get("filepath"), [size.get("width"), size.get("height")], split)
    if image is None:
        return
    fields = [value for value in sample.values() if isinstance(value, dict) and "_cls" in value]
    for field in fields:
        kind = field["_cls"]
        if kind == "Classification":
            image.add_label(field.get("label"))
        for said in reader.iter_rows(field.get("classifications")):
            image.add_label(said.get("label"))
        for said in reader.iter_rows(field.get("detections")):
            _put_detection(image, said)
        for said in reader.iter_rows(field.get("polylines")):
            _put_polyline(image, said, said.get("label"))
        for said in reader.iter_rows(field.get("keypoints")):
            image.leave_shape(said.get("_cls"))
        if kind in ("Segmentation", "Heatmap"):
            image.leave_shape(kind)


def _put_detection(image: ExportedImage, said: dict) -> None:
    sides, packed = _to_pixels(said.get("bounding_box"), image.size), said.get("mask")
    image.attributes = pick_attributes(said.items(), _OWN)
    if not isinstance(packed, dict):
        return image.add_box(said.get("label"), sides)
    text = get_dict(packed, "$binary").get("base64") or packed.get("$binary")
    mask = decode_packed_array(text, image.size) if image.size and sides else None
    if mask is None or abs(mask.shape[1] - sides[2]) > 1 or abs(mask.shape[0] - sides[3]) > 1:
        image.fault("mask_of_box_left")
        return image.add_box(said.get("label"), sides)
    image.add_patch(said.get("label"), mask, (round(sides[0]), round(sides[1])))


def _put_polyline(image: ExportedImage, said: dict, label: Any) -> None:
    if not (said.get("closed") or said.get("filled")):
        return image.leave_shape("polyline")
    outlines = said.get("points")
    found = [_scale_points(outline, image.size) for outline in outlines] if isinstance(outlines, list) else []
    image.add_outlines(label, found)


def _to_pixels(sides: Any, size: tuple[int, int] | None) -> Any:
    """[left, top, width, height] in pixels of parts of the picture's sides."""
    found = geometry.to_finite_floats(sides, 4) if size else None
    return [side * size[place % 2] for place, side in enumerate(found)] if found and size else None


def _scale_points(points: Any, size: tuple[int, int] | None) -> Any:
    flat = [value for point in points if isinstance(point, list) for value in point] if isinstance(points, list) else []
    return _to_pixels(flat, size)


FIFTYONE = make_export_format(
    "fiftyone",
    "FiftyOne",
    ("detection", "instance", "classification", "multi_label"),
    find_files,
    _read_file,
)
