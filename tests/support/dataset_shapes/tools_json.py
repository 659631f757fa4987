"""The exports of Supervisely, Datumaro, FiftyOne, V7 Darwin and the services of clouds."""

import base64
import io
import json
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

from tests.support.dataset_shapes.pictures import BOXES, HEIGHT, LABELS, WIDTH, put, write
from tests.support.dataset_shapes.shape import Reads, shape
from tests.support.dataset_shapes.tools import BOTH, put_pictures, write_json
from tests.support.dataset_shapes.tools_lists import corners_of, sides

SUPERVISELY_DOC = "developer.supervisely.com, Supervisely annotation format"
DATUMARO_DOC = "openvinotoolkit.github.io/datumaro, Datumaro format"
FIFTYONE_DOC = "docs.voxel51.com, exporting datasets"
DARWIN_DOC = "docs.v7labs.com, Darwin JSON"


def write_supervisely(
    folder: Path, objects: list[dict], datasets: tuple[str, ...] = ("ds0",), tags: tuple = ()
) -> None:
    """A project of Supervisely with four pictures in each data set."""
    classes = [{"title": label, "shape": "any", "color": "#FF0000", "id": n} for n, label in enumerate(LABELS)]
    write_json(folder / "meta.json", {"classes": classes, "tags": [], "projectType": "images"})
    for place, dataset in enumerate(datasets):
        for number in range(4):
            name = f"{dataset}_{number}.jpg"
            put(folder / dataset / "img" / name, 10 * place + number)
            said = {"description": "", "size": {"height": HEIGHT, "width": WIDTH}, "objects": objects}
            said["tags"] = [{"name": tag, "value": None} for tag in tags]
            write_json(folder / dataset / "ann" / f"{name}.json", said)


def supervisely_object(label: str, kind: str, exterior: list, interior: list = ()) -> dict:
    """An object of Supervisely by points."""
    points = {"exterior": exterior, "interior": list(interior)}
    return {"id": 1, "classId": 1, "classTitle": label, "geometryType": kind, "tags": [], "points": points}


@shape(
    "supervisely/rectangles",
    SUPERVISELY_DOC,
    Reads("detection", 8, LABELS, (4, 4, 0), 16, boxes={"train/img/train_0.jpg": BOTH}),
)
def supervisely_boxes(folder: Path) -> None:
    things = [supervisely_object(label, "rectangle", [list(box[:2]), list(box[2:])]) for label, box in BOTH]
    write_supervisely(folder, things, ("train", "val"))


def bitmap_object(label: str, box: tuple) -> dict:
    """An object of Supervisely by a packed picture and its corner."""
    x1, y1, x2, y2 = map(int, box)
    image = Image.new("1", (x2 - x1, y2 - y1), 1)
    with io.BytesIO() as file:
        image.save(file, "PNG", transparency=0, bits=1)
        packed = base64.b64encode(zlib.compress(file.getvalue())).decode()
    return {"classTitle": label, "geometryType": "bitmap", "bitmap": {"data": packed, "origin": [x1, y1]}}


def _check_hole(found) -> None:
    from sunmao.images.geometry import rle_to_mask

    apple = next(thing for thing in found.items[0].things if thing.label == "apple")
    mask = rle_to_mask(apple.rle)
    assert mask[20, 25] == 1 and mask[40, 45] == 0


@shape(
    "supervisely/bitmaps and holes",
    SUPERVISELY_DOC,
    Reads("instance", 4, LABELS, things=8, boxes={"ds0/img/ds0_0.jpg": BOTH}, check=_check_hole),
)
def supervisely_masks(folder: Path) -> None:
    hole = corners_of((35, 30, 55, 50))
    things = [supervisely_object("apple", "polygon", corners_of(BOXES[0]), [hole]), bitmap_object(*BOTH[1])]
    write_supervisely(folder, things)


@shape(
    "supervisely/in a wrapping folder, tags for parts", SUPERVISELY_DOC, Reads("detection", 4, ("apple",), (3, 1, 0), 4)
)
def supervisely_tags(folder: Path) -> None:
    thing = supervisely_object("apple", "rectangle", [[20, 15], [70, 65]])
    write_supervisely(folder / "12345_fruits", [thing], tags=("val",))
    for number in range(3):
        path = folder / f"12345_fruits/ds0/ann/ds0_{number}.jpg.json"
        path.write_text(path.read_text().replace('"val"', '"train"'))


def datumaro_items(names: list[str], annotations: list[dict]) -> dict:
    """Datumaro's file of a part."""
    labels = [{"name": label, "parent": "", "attributes": []} for label in LABELS]
    rows = [
        {"id": name.rpartition(".")[0], "annotations": annotations, "image": {"path": name, "size": [HEIGHT, WIDTH]}}
        for name in names
    ]
    return {"info": {}, "categories": {"label": {"labels": labels, "attributes": []}}, "items": rows}


def datumaro_box(number: int, box: tuple) -> dict:
    """A box of Datumaro."""
    rest = {"id": number, "attributes": {"occluded": False}, "group": 0, "z_order": 0}
    return {**rest, "type": "bbox", "label_id": number, "bbox": list(sides(box).values())}


@shape(
    "datumaro/boxes", DATUMARO_DOC, Reads("detection", 8, LABELS, (6, 2, 0), 16, boxes={"images/train/t0.jpg": BOTH})
)
def datumaro_boxes(folder: Path) -> None:
    things = [datumaro_box(number, box) for number, (_, box) in enumerate(BOTH)]
    for part, count in (("train", 6), ("val", 2)):
        names = put_pictures(folder / "images" / part, count, f"{part[0]}{{}}.jpg")
        write_json(folder / f"annotations/{part}.json", datumaro_items(names, things))


@shape(
    "datumaro/masks and polygons",
    DATUMARO_DOC,
    Reads("instance", 6, LABELS, things=12, boxes={"images/default/p0.jpg": BOTH}),
)
def datumaro_masks(folder: Path) -> None:
    from pycocotools import mask as coco

    pixels = np.zeros((HEIGHT, WIDTH), np.uint8, order="F")
    x1, y1, x2, y2 = map(int, BOXES[1])
    pixels[y1:y2, x1:x2] = 1
    rle = {"counts": coco.encode(pixels)["counts"].decode(), "size": [HEIGHT, WIDTH]}
    polygon = {"type": "polygon", "label_id": 0, "points": [value for point in corners_of(BOXES[0]) for value in point]}
    names = put_pictures(folder / "images/default", 6)
    things = [
        polygon,
        {"type": "mask", "label_id": 1, "rle": rle},
    ]
    write_json(folder / "annotations/default.json", datumaro_items(names, things))


@shape("datumaro/labels", DATUMARO_DOC, Reads("classification", 12, LABELS))
def datumaro_labels(folder: Path) -> None:
    names = put_pictures(folder / "images/default", 12)
    said = datumaro_items(names, [])
    for number, row in enumerate(said["items"]):
        row["annotations"] = [{"id": 0, "type": "label", "label_id": number % 2, "attributes": {}, "group": 0}]
    write_json(folder / "annotations/default.json", said)


def relative(box: tuple) -> list[float]:
    """[left, top, width, height] in parts of the picture's sides."""
    x, y, width, height = sides(box).values()
    return [x / WIDTH, y / HEIGHT, width / WIDTH, height / HEIGHT]


def fiftyone_sample(name: str, tags: list[str], **fields) -> dict:
    """A sample of FiftyOne."""
    size = {"_cls": "ImageMetadata", "mime_type": "image/jpeg", "width": WIDTH, "height": HEIGHT, "num_channels": 3}
    return {"filepath": f"data/{name}", "tags": tags, "metadata": size, "_media_type": "image", **fields}


def fiftyone_detections(mask: dict | None = None) -> dict:
    """Both things."""
    things = [
        {
            "_id": {"$oid": "0"},
            "_cls": "Detection",
            "attributes": {},
            "tags": [],
            "label": label,
            "bounding_box": relative(box),
        }
        for label, box in BOTH
    ]
    return {"_cls": "Detections", "detections": [{**thing, "mask": mask} if mask else thing for thing in things]}


@shape("fiftyone/dataset", FIFTYONE_DOC, Reads("detection", 8, LABELS, (6, 2, 0), 16, boxes={"data/p0.jpg": BOTH}))
def fiftyone_dataset(folder: Path) -> None:
    names = put_pictures(folder / "data")
    samples = [
        fiftyone_sample(name, ["val" if n > 5 else "train"], ground_truth=fiftyone_detections())
        for n, name in enumerate(names)
    ]
    write_json(folder / "samples.json", {"samples": samples})
    write_json(folder / "metadata.json", {"name": "fruits", "media_type": "image", "sample_fields": {}, "info": {}})


@shape("fiftyone/masks of boxes", FIFTYONE_DOC, Reads("instance", 4, LABELS, things=8, boxes={"data/p0.jpg": BOTH}))
def fiftyone_masks(folder: Path) -> None:
    fields = fiftyone_detections()
    for thing, (_, (x1, y1, x2, y2)) in zip(fields["detections"], BOTH, strict=True):
        with io.BytesIO() as file:
            np.save(file, np.ones((int(y2 - y1), int(x2 - x1)), bool))
            packed = base64.b64encode(zlib.compress(file.getvalue())).decode()
        thing["mask"] = {"$binary": {"base64": packed, "subType": "00"}}
    samples = [fiftyone_sample(name, [], ground_truth=fields) for name in put_pictures(folder / "data", 4)]
    write_json(folder / "samples.json", {"samples": samples})


@shape("fiftyone/classification", FIFTYONE_DOC, Reads("classification", 12, LABELS))
def fiftyone_classes(folder: Path) -> None:
    names = put_pictures(folder / "data", 12)
    labels = {name.rpartition(".")[0]: LABELS[n % 2] for n, name in enumerate(names)}
    write_json(folder / "labels.json", {"classes": list(LABELS), "labels": labels})


@shape("fiftyone/image detection", FIFTYONE_DOC, Reads("detection", 8, LABELS, things=16, boxes={"data/p0.jpg": BOTH}))
def fiftyone_boxes(folder: Path) -> None:
    things = [
        {"label": number, "bounding_box": relative(box), "attributes": {}} for number, (_, box) in enumerate(BOTH)
    ]
    labels = {name.rpartition(".")[0]: things for name in put_pictures(folder / "data")}
    write_json(folder / "labels.json", {"classes": list(LABELS), "labels": labels})


@shape("darwin/1.0", DARWIN_DOC, Reads("detection", 6, LABELS, things=12, boxes={"images/p0.jpg": BOTH}))
def darwin_one(folder: Path) -> None:
    things = [{"bounding_box": sides(box, "x y w h"), "name": label} for label, box in BOTH]
    for name in put_pictures(folder / "images", 6):
        image = {"width": WIDTH, "height": HEIGHT, "filename": name, "url": "https://example.org/1"}
        write_json(
            folder / f"annotations/{name[:-4]}.json", {"dataset": "fruits", "image": image, "annotations": things}
        )


@shape("darwin/2.0", DARWIN_DOC, Reads("instance", 6, LABELS, things=12, boxes={"images/p0.jpg": BOTH}))
def darwin_two(folder: Path) -> None:
    things = [
        {
            "bounding_box": sides(box, "x y w h"),
            "name": label,
            "polygon": {"paths": [[{"x": x, "y": y} for x, y in corners_of(box)]]},
            "slot_names": ["0"],
        }
        for label, box in BOTH
    ]
    for name in put_pictures(folder / "images", 6):
        slot = {"type": "image", "slot_name": "0", "width": WIDTH, "height": HEIGHT}
        said = {"version": "2.0", "item": {"name": name, "path": "/", "slots": [slot]}, "annotations": things}
        write_json(folder / f"releases/latest/{name}.json", said)


@shape("hasty/json", "docs.hasty.ai, Hasty JSON 1.1", Reads("instance", 6, LABELS, things=12, boxes={"p0.jpg": BOTH}))
def hasty_json(folder: Path) -> None:
    things = [{"class_name": label, "bbox": list(box), "polygon": corners_of(box), "mask": None} for label, box in BOTH]
    images = [
        {"image_name": name, "width": WIDTH, "height": HEIGHT, "dataset_name": "d", "labels": things, "tags": []}
        for name in put_pictures(folder, 6)
    ]
    classes = [{"class_name": label, "color": "#ff0000"} for label in LABELS]
    write_json(
        folder / "hasty.json",
        {"project_name": "f", "export_format_version": "1.1", "label_classes": classes, "images": images},
    )


def write_lines(path: Path, rows: list[dict]) -> None:
    """An object on each line."""
    write(path, "\n".join(map(json.dumps, rows)) + "\n")


@shape(
    "sagemaker/boxes",
    "docs.aws.amazon.com/sagemaker, output data",
    Reads("detection", 6, LABELS, things=12, boxes={"p0.jpg": BOTH}),
)
def sagemaker_boxes(folder: Path) -> None:
    things = [{"class_id": n, **sides(box, "left top width height")} for n, (_, box) in enumerate(BOTH)]
    said = {"image_size": [{"width": WIDTH, "height": HEIGHT, "depth": 3}], "annotations": things}
    about = {"class-map": {"0": "apple", "1": "pear"}, "type": "groundtruth/object-detection", "human-annotated": "yes"}
    names = put_pictures(folder, 6)
    rows = [{"source-ref": f"s3://b/f/{name}", "bounding-box": said, "bounding-box-metadata": about} for name in names]
    write_lines(folder / "manifests/output/output.manifest", rows)


@shape("sagemaker/classes", "docs.aws.amazon.com/sagemaker, output data", Reads("classification", 12, LABELS))
def sagemaker_classes(folder: Path) -> None:
    rows = [
        {
            "source-ref": f"s3://b/{name}",
            "fruit": n % 2,
            "fruit-metadata": {"class-name": LABELS[n % 2], "type": "groundtruth/image-classification"},
        }
        for n, name in enumerate(put_pictures(folder, 12))
    ]
    write_lines(folder / "output.manifest", rows)


@shape("vertex/boxes", "cloud.google.com/vertex-ai, prepare image data", Reads("detection", 8, LABELS, (6, 1, 1), 16))
def vertex_boxes(folder: Path) -> None:
    things = []
    for label, (x1, y1, x2, y2) in BOTH:
        corners = {"xMin": x1 / WIDTH, "yMin": y1 / HEIGHT, "xMax": x2 / WIDTH, "yMax": y2 / HEIGHT}
        things.append({"displayName": label, **corners})
    use = ["training"] * 6 + ["validation", "test"]
    rows = [
        {
            "imageGcsUri": f"gs://b/{name}",
            "boundingBoxAnnotations": things,
            "dataItemResourceLabels": {"aiplatform.googleapis.com/ml_use": part},
        }
        for name, part in zip(put_pictures(folder), use, strict=True)
    ]
    write_lines(folder / "data.jsonl", rows)


@shape(
    "azure-ml/boxes",
    "learn.microsoft.com/azure/machine-learning, JSONL",
    Reads("detection", 6, LABELS, things=12, boxes={"p0.jpg": BOTH}),
)
def azure_boxes(folder: Path) -> None:
    things = [
        {"label": label, "topX": x1 / WIDTH, "topY": y1 / HEIGHT, "bottomX": x2 / WIDTH, "bottomY": y2 / HEIGHT}
        for label, (x1, y1, x2, y2) in BOTH
    ]
    details = {"format": "jpg", "width": WIDTH, "height": HEIGHT}
    rows = [
        {"image_url": f"azureml://a/b/{name}", "image_details": details, "label": things}
        for name in put_pictures(folder, 6)
    ]
    write_lines(folder / "train_annotations.jsonl", rows)


@shape(
    "labelbox/ndjson",
    "docs.labelbox.com, export image annotations",
    Reads("detection", 6, LABELS, things=12, boxes={"p0.jpg": BOTH}),
)
def labelbox_boxes(folder: Path) -> None:
    things = [{"name": label, "bounding_box": sides(box, "left top width height")} for label, box in BOTH]
    labels = [{"annotations": {"objects": things, "classifications": []}}]
    rows = [
        {
            "data_row": {"id": "c", "external_id": name, "row_data": f"https://example.org/{name}"},
            "media_attributes": {"width": WIDTH, "height": HEIGHT},
            "projects": {"p": {"name": "f", "labels": labels}},
        }
        for name in put_pictures(folder, 6)
    ]
    write_lines(folder / "export.ndjson", rows)
