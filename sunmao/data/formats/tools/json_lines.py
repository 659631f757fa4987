"""Files with a JSON object on each line, as services of the cloud keep labels: Amazon SageMaker's and Rekognition's
manifests, Google's Vertex AI, Azure Machine Learning, Labelbox.
"""

from typing import Any
from urllib.parse import unquote, urlsplit

from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.reading.folder_words import get_split
from sunmao.data.formats.tools.darwin import flatten_points
from sunmao.data.formats.tools.export_reader import (
    ExportedImage,
    ExportReader,
    find_json_files,
    get_dict,
    make_export_format,
)
from sunmao.images import geometry

_ENDINGS = (".jsonl", ".ndjson", ".manifest", ".json")
_BOX = ("left", "top", "width", "height")


def name_of(address: Any) -> Any:
    """The path in an address: 's3://bucket/a.jpg', 'https://…/a.jpg?x=y'."""
    try:
        return unquote(urlsplit(address).path) if isinstance(address, str) and "://" in address else address
    except ValueError:
        return address


def find_sagemaker(tree: FileTree) -> list[str]:
    """The manifests of SageMaker Ground Truth."""
    return find_json_files(tree, lambda keys: "source-ref" in keys and len(keys) > 1, _ENDINGS)


def _read_sagemaker(reader: ExportReader) -> None:
    for row in reader.iter_json_lines():
        jobs = [name for name in row if isinstance(row.get(f"{name}-metadata"), dict)]
        boxes = [name for name in jobs if isinstance(row[name], dict)]
        size = next(reader.iter_rows(row[boxes[0]].get("image_size")), {}) if boxes else {}
        image = reader.open_image(name_of(row.get("source-ref")), [size.get("width"), size.get("height")])
        if image is None:
            continue
        for name in jobs:
            _put_job(reader, image, row[name], row[f"{name}-metadata"])


def _put_job(reader: ExportReader, image: ExportedImage, said: Any, about: dict) -> None:
    """Labels of a picture by one job of labeling: boxes, or the class or classes of the whole."""
    names = get_dict(about, "class-map")
    if isinstance(said, dict) and isinstance(said.get("annotations"), list):
        for box in reader.iter_rows(said["annotations"]):
            image.add_box(names.get(str(box.get("class_id"))), [box.get(side) for side in _BOX])
    elif "class-name" in about:
        image.add_label(about["class-name"])
    elif isinstance(said, list):
        for number in said:
            image.add_label(names.get(str(number)))
    else:
        image.leave_shape(about.get("type", "?"))


SAGEMAKER = make_export_format(
    "sagemaker",
    "Amazon SageMaker",
    ("detection", "classification", "multi_label"),
    find_sagemaker,
    _read_sagemaker,
)


def find_vertex(tree: FileTree) -> list[str]:
    """The files of Vertex AI."""
    return find_json_files(tree, lambda keys: "imageGcsUri" in keys and len(keys) > 1, _ENDINGS)


def _read_vertex(reader: ExportReader) -> None:
    for row in reader.iter_json_lines():
        use = get_dict(row, "dataItemResourceLabels").get("aiplatform.googleapis.com/ml_use")
        image = reader.open_image(
            name_of(row.get("imageGcsUri")), None, get_split(use) if isinstance(use, str) else None
        )
        if image is None:
            continue
        for box in reader.iter_rows(row.get("boundingBoxAnnotations")):
            corners = [box.get(name, 0) for name in ("xMin", "yMin", "xMax", "yMax")]
            image.add_corners(box.get("displayName"), scale_to_pixels(corners, image.size))
        single = row.get("classificationAnnotation")
        for said in reader.iter_rows([single] if single else row.get("classificationAnnotations")):
            image.add_label(said.get("displayName"))


def scale_to_pixels(values: list, size: tuple[int, int] | None) -> list[float] | None:
    """x, y, x, y … in pixels, of parts of the picture's sides."""
    found = geometry.to_finite_floats(values, 4)
    return [each * size[place % 2] for place, each in enumerate(found)] if found and size else None


VERTEX = make_export_format(
    "vertex_ai", "Google Vertex AI", ("detection", "classification", "multi_label"), find_vertex, _read_vertex
)


def find_azure(tree: FileTree) -> list[str]:
    """The files of Azure Machine Learning."""
    return find_json_files(tree, {"image_url", "label"}.issubset, _ENDINGS)


def _read_azure(reader: ExportReader) -> None:
    for row in reader.iter_json_lines():
        if (image := reader.open_image(name_of(row.get("image_url")))) is None:
            continue
        said = row.get("label")
        for each in said if isinstance(said, list) else [said]:
            _put_azure(image, each)


def _put_azure(image: ExportedImage, said: Any) -> None:
    if not isinstance(said, dict):
        return image.add_label(said)
    polygons = said.get("polygon")
    if isinstance(polygons, list) and polygons:
        outlines = [scale_to_pixels(each, image.size) for each in polygons if isinstance(each, list)]
        return image.add_outlines(said.get("label"), outlines)
    corners = [said.get(name) for name in ("topX", "topY", "bottomX", "bottomY")]
    image.add_corners(said.get("label"), scale_to_pixels(corners, image.size))


AZURE_ML = make_export_format(
    "azure_ml",
    "Azure Machine Learning",
    ("detection", "instance", "classification", "multi_label"),
    find_azure,
    _read_azure,
)


def find_labelbox(tree: FileTree) -> list[str]:
    """The exports of Labelbox."""
    return find_json_files(tree, lambda keys: {"data_row", "projects"} <= keys, _ENDINGS)


def _read_labelbox(reader: ExportReader) -> None:
    for row in reader.iter_json_lines():
        about, media = get_dict(row, "data_row"), get_dict(row, "media_attributes")
        sides = [media.get("width"), media.get("height")]
        image = reader.open_image(about.get("external_id") or name_of(about.get("row_data")), sides)
        if image is None:
            continue
        for project in reader.iter_rows(row.get("projects")):
            labels = list(reader.iter_rows(project.get("labels")))
            if len(labels) > 1:
                image.fault("annotators_several")
            for label in labels[:1]:
                _put_labelbox(reader, image, get_dict(label, "annotations"))


def _put_labelbox(reader: ExportReader, image: ExportedImage, said: dict) -> None:
    for thing in reader.iter_rows(said.get("objects")):
        box = get_dict(thing, "bounding_box")
        if thing.get("polygon"):
            image.add_outlines(thing.get("name"), [flatten_points(thing["polygon"])])
        elif box:
            image.add_box(thing.get("name"), [box.get(side) for side in _BOX])
        else:
            image.leave_shape(thing.get("annotation_kind", "?"))
    for choice in reader.iter_rows(said.get("classifications")):
        several = choice.get("checklist_answers")
        for answer in reader.iter_rows(several if several else [get_dict(choice, "radio_answer")]):
            image.add_label(answer.get("name"))


def find_crowdhuman(tree: FileTree) -> list[str]:
    """The files of CrowdHuman."""
    return find_json_files(tree, {"ID", "gtboxes[].tag", "gtboxes[].fbox"}.issubset, (".odgt", *_ENDINGS))


def _read_crowdhuman(reader: ExportReader) -> None:
    for row in reader.iter_json_lines():
        image = reader.open_image(row.get("ID"))
        if image is None:
            continue
        for thing in reader.iter_rows(row.get("gtboxes")):
            if thing.get("tag") == "mask" or get_dict(thing, "extra").get("ignore") == 1:
                image.fault("coco_crowd")
            else:
                image.add_box(thing.get("tag"), thing.get("fbox"))


CROWDHUMAN = make_export_format("crowdhuman", "CrowdHuman", ("detection",), find_crowdhuman, _read_crowdhuman)


LABELBOX = make_export_format(
    "labelbox", "Labelbox", ("detection", "instance", "classification", "multi_label"), find_labelbox, _read_labelbox
)
