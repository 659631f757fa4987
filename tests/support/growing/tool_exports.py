"""Exports of annotation tools that grow: pictures, things of one picture, files."""

import json
from collections.abc import Callable
from functools import partial

from tests.support.growing.data_sets import grow, pictures

Files = dict[str, bytes | str]
BOX = [1, 1, 3, 4]


def names_of(n: int) -> list[str]:
    return [f"{number}.png" for number in range(n)]


def one_json(n: int, make: Callable[[list[str], int], object], things: bool) -> Files:
    """A JSON file of n pictures with a thing in each, or of one picture with n things."""
    names = names_of(1 if things else n)
    return {**pictures(names), "labels.json": json.dumps(make(names, n if things else 1))}


def one_list(n: int, make: Callable[[str, int], object], things: bool, ending: str = "jsonl") -> Files:
    """A file with an object on each line."""
    names = names_of(1 if things else n)
    lines = (json.dumps(make(name, n if things else 1)) for name in names)
    return {**pictures(names), f"labels.{ending}": "\n".join(lines)}


def make_cvat(n: int, things: bool) -> Files:
    names = names_of(1 if things else n)
    box = '<box label="c{}" xtl="1" ytl="1" xbr="4" ybr="5"><attribute name="a">1</attribute></box>'
    inside = "".join(box.format(number) for number in range(n if things else 1))
    images = "".join(f'<image id="1" name="{name}" width="8" height="8">{inside}</image>' for name in names)
    return {**pictures(names), "annotations.xml": f"<annotations><version>1.1</version>{images}</annotations>"}


def make_cvat_video(n: int) -> Files:
    names = [f"frame_{number:06d}.png" for number in range(n)]
    boxes = "".join(f'<box frame="{number}" outside="0" xtl="1" ytl="1" xbr="4" ybr="5"/>' for number in range(n))
    track = f'<track id="0" label="c">{boxes}</track>'
    return {**pictures(names), "annotations.xml": f"<annotations><version>1.1</version>{track}</annotations>"}


def label_studio(names: list[str], count: int) -> list:
    value = {"x": 1, "y": 1, "width": 40, "height": 40, "rectanglelabels": ["c"]}
    results = [{"type": "rectanglelabels", "id": f"r{number}", "value": value} for number in range(count)]
    return [{"id": n, "annotations": [{"result": results}], "data": {"image": name}} for n, name in enumerate(names)]


def make_lost_tasks(n: int) -> Files:
    """Each annotation in a file of its own, of a picture that is called otherwise."""
    tasks = {
        f"{number}.json": json.dumps(
            {"result": [], "task": {"id": number, "data": {"image": f"/data/upload/1/0a1b2c3d-x_{number}.png"}}}
        )
        for number in range(n)
    }
    return {**pictures(f"x {number}.png" for number in range(n)), **tasks}


def via(names: list[str], count: int) -> dict:
    shape = {"name": "rect", "x": 1, "y": 1, "width": 3, "height": 4}
    regions = [{"shape_attributes": shape, "region_attributes": {"class": f"c{n}"}} for n in range(count)]
    return {name: {"filename": name, "size": 1, "regions": regions, "file_attributes": {}} for name in names}


def createml(names: list[str], count: int) -> list:
    place = {"x": 3, "y": 3, "width": 3, "height": 4}
    return [{"image": name, "annotations": [{"label": "c", "coordinates": place}] * count} for name in names]


def sloth(names: list[str], count: int) -> list:
    thing = {"class": "c", "x": 1, "y": 1, "width": 3, "height": 4}
    return [{"class": "image", "filename": name, "annotations": [thing] * count} for name in names]


def datumaro(names: list[str], count: int) -> dict:
    things = [{"type": "bbox", "label_id": 0, "bbox": BOX}] * count
    rows = [{"id": name[:-4], "annotations": things, "image": {"path": name, "size": [8, 8]}} for name in names]
    return {"categories": {"label": {"labels": [{"name": f"c{n}"} for n in range(count)]}}, "items": rows}


def fiftyone(names: list[str], count: int) -> dict:
    things = [{"label": 0, "bounding_box": [0.1, 0.1, 0.5, 0.5]}] * count
    return {"classes": ["c"], "labels": {name[:-4]: things for name in names}}


def make_files(n: int, say: Callable[[str, int], dict], things: bool) -> Files:
    """A file of labels for each picture."""
    names = names_of(1 if things else n)
    labels = {f"ann/{name}.json": json.dumps(say(name, n if things else 1)) for name in names}
    return {**pictures(f"img/{name}" for name in names), **labels}


def supervisely(name: str, count: int) -> dict:
    thing = {"classTitle": "c", "geometryType": "rectangle", "points": {"exterior": [[1, 1], [4, 5]], "interior": []}}
    return {"size": {"height": 8, "width": 8}, "tags": [], "objects": [thing] * count}


def darwin(name: str, count: int) -> dict:
    thing = {"name": "c", "bounding_box": {"x": 1, "y": 1, "w": 3, "h": 4}}
    return {"item": {"name": name, "slots": [{"width": 8, "height": 8}]}, "annotations": [thing] * count}


def hasty(names: list[str], count: int) -> dict:
    thing = {"class_name": "c", "bbox": [1, 1, 4, 5]}
    return {"label_classes": [], "images": [{"image_name": name, "labels": [thing] * count} for name in names]}


def sagemaker(name: str, count: int) -> dict:
    things = [{"class_id": 0, "left": 1, "top": 1, "width": 3, "height": 4}] * count
    return {"source-ref": f"s3://b/{name}", "b": {"annotations": things}, "b-metadata": {"class-map": {"0": "c"}}}


def vertex(name: str, count: int) -> dict:
    thing = {"displayName": "c", "xMin": 0.1, "yMin": 0.1, "xMax": 0.5, "yMax": 0.5}
    return {"imageGcsUri": f"gs://b/{name}", "boundingBoxAnnotations": [thing] * count}


def azure_ml(name: str, count: int) -> dict:
    thing = {"label": "c", "topX": 0.1, "topY": 0.1, "bottomX": 0.5, "bottomY": 0.5}
    return {"image_url": f"azureml://b/{name}", "label": [thing] * count}


def labelbox(name: str, count: int) -> dict:
    thing = {"name": "c", "bounding_box": {"left": 1, "top": 1, "width": 3, "height": 4}}
    labels = [{"annotations": {"objects": [thing] * count}}]
    return {"data_row": {"external_id": name}, "projects": {"p": {"labels": labels}}}


def easydl(name: str, count: int) -> dict:
    return {"labels": [{"name": "c", "x1": 1, "y1": 1, "x2": 4, "y2": 5}] * count}


def modelarts(name: str, count: int) -> dict:
    return {"source": f"s3://b/{name}", "usage": "TRAIN", "annotation": [{"name": "c"}] * count}


def crowdhuman(name: str, count: int) -> dict:
    return {"ID": name[:-4], "gtboxes": [{"tag": "person", "fbox": BOX}] * count}


def plain_json(names: list[str], count: int) -> list:
    return [{"file_name": name, "label": [f"c{number}" for number in range(count)]} for name in names]


def make_makesense(n: int, things: bool) -> Files:
    names = names_of(1 if things else n)
    rows = "\n".join(f"c,1,1,3,4,{names[number % len(names)]},8,8" for number in range(n))
    return {**pictures(names), "labels.csv": rows}


_JSON = {
    "label_studio": label_studio,
    "via": via,
    "createml": createml,
    "sloth": sloth,
    "datumaro": datumaro,
    "fiftyone": fiftyone,
    "hasty": hasty,
    "plain_json": plain_json,
}
_LINES = {
    "sagemaker": sagemaker,
    "vertex_ai": vertex,
    "azure_ml": azure_ml,
    "labelbox": labelbox,
    "modelarts": modelarts,
    "crowdhuman": crowdhuman,
}
_MADE: dict[str, Callable[..., Files]] = {
    "cvat": make_cvat,
    "makesense": make_makesense,
    **{name: partial(one_json, make=make) for name, make in _JSON.items()},
    **{name: partial(one_list, make=make) for name, make in _LINES.items()},
    "supervisely": partial(make_files, say=supervisely),
    "darwin": partial(make_files, say=darwin),
    "easydl": partial(make_files, say=easydl),
}
TOOL_EXPORTS = [
    *(grow(name, "pictures", partial(make, things=False), 700) for name, make in _MADE.items()),
    *(grow(name, "things of one picture", partial(make, things=True), 2000) for name, make in _MADE.items()),
    grow("cvat", "frames of a video", make_cvat_video, 700),
    grow("label_studio", "files of pictures called otherwise", make_lost_tasks, 400),
]
