"""The exports of VIA, makesense.ai, CreateML and Sloth."""

import json
from pathlib import Path

from tests.support.dataset_shapes.pictures import HEIGHT, LABELS, WIDTH, write
from tests.support.dataset_shapes.shape import Reads, Refused, shape
from tests.support.dataset_shapes.tools import APPLE, BOTH, put_pictures, write_json

VIA_DOC = "robots.ox.ac.uk/~vgg/software/via, via_region_data.json"
VIA3_DOC = "gitlab.com/vgg/via, via-3.x.y/doc: _via_metadata.js"
CREATEML_DOC = "developer.apple.com/documentation/createml, building an object detector data source"
MAKESENSE_DOC = "github.com/SkalskiP/make-sense, RectLabelsExporter"


def sides(box: tuple, names: str = "x y width height") -> dict:
    """A box by its left upper corner, width and height."""
    x1, y1, x2, y2 = box
    return dict(zip(names.split(), (x1, y1, x2 - x1, y2 - y1), strict=True))


def corners_of(box: tuple) -> list[list[float]]:
    """The four corners of a box."""
    x1, y1, x2, y2 = box
    return [[x1, y1], [x2, y1], [x2, y2], [x1, y2]]


def via_region(label: str, box: tuple, key: str = "fruit", polygon: bool = False) -> dict:
    """A region of VIA."""
    points = corners_of(box)
    outline = {"name": "polygon", "all_points_x": [x for x, _ in points], "all_points_y": [y for _, y in points]}
    shape_of = outline if polygon else {"name": "rect", **sides(box)}
    return {"shape_attributes": shape_of, "region_attributes": {key: label} if key else {}}


def via_files(names: list[str], regions: list[dict], numbered: bool = False) -> dict:
    """`via_region_data.json`."""
    listed = {str(n): each for n, each in enumerate(regions)} if numbered else regions
    return {
        f"{name}{1000 + n}": {"filename": name, "size": 1000 + n, "regions": listed, "file_attributes": {}}
        for n, name in enumerate(names)
    }


def via_both(**more) -> list[dict]:
    """Both things."""
    return [via_region(label, box, **more) for label, box in BOTH]


@shape("via/json", VIA_DOC, Reads("detection", 8, LABELS, things=16, boxes={"p1.jpg": BOTH}))
def via_json(folder: Path) -> None:
    write_json(folder / "via_region_data.json", via_files(put_pictures(folder), via_both()))


@shape("via/balloon", "github.com/matterport/Mask_RCNN, balloon", Reads("instance", 8, ("object",), (6, 2, 0), 16))
def via_balloon(folder: Path) -> None:
    for part, count in (("train", 6), ("val", 2)):
        names = put_pictures(folder / "balloon" / part, count, f"{part}_{{}}.jpg")
        files = via_files(names, via_both(key="", polygon=True), numbered=True)
        write_json(folder / "balloon" / part / "via_region_data.json", files)


@shape("via/project", VIA_DOC, Reads("instance", 8, LABELS, things=16, boxes={"images/p1.jpg": BOTH}))
def via_project(folder: Path) -> None:
    files = via_files(put_pictures(folder / "images"), via_both(key="name", polygon=True))
    settings = {"core": {"buffer_size": 18}, "project": {"name": "fruits"}}
    about = {
        "_via_attributes": {"region": {"name": {"type": "dropdown"}}, "file": {}},
        "_via_data_format_version": "2.0.10",
    }
    write_json(folder / "via_project.json", {"_via_settings": settings, "_via_img_metadata": files, **about})


@shape("via/csv", VIA_DOC, Reads("detection", 8, LABELS, things=16, boxes={"p1.jpg": BOTH}))
def via_csv(folder: Path) -> None:
    lines = ["filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes"]
    for name in put_pictures(folder):
        for number, each in enumerate(via_both()):
            cells = [json.dumps(each[kind]).replace('"', '""') for kind in ("shape_attributes", "region_attributes")]
            lines.append(f'{name},1000,"{{}}",2,{number},"{cells[0]}","{cells[1]}"')
    write(folder / "via_region_data.csv", "\n".join([*lines, ""]))


@shape(
    "via/circles, ellipses, points",
    VIA_DOC,
    Reads("instance", 6, LABELS, things=12, said=("shape_left_out",), boxes={"p0.jpg": BOTH}),
)
def via_round(folder: Path) -> None:
    circle = {"name": "circle", "cx": 45, "cy": 40, "r": 25}
    ellipse = {"name": "ellipse", "cx": 110, "cy": 65, "rx": 35, "ry": 30, "theta": 1.5707963}
    point = {"name": "point", "cx": 5, "cy": 6}
    shapes = (("apple", circle), ("pear", ellipse), ("apple", point))
    regions = [{"shape_attributes": said, "region_attributes": {"type": label, "note": ""}} for label, said in shapes]
    write_json(folder / "via_region_data.json", via_files(put_pictures(folder, 6), regions))


@shape(
    "via/check boxes and notes",
    VIA_DOC,
    Reads("detection", 6, LABELS, things=12, boxes={"p0.jpg": BOTH}),
)
def via_ticked(folder: Path) -> None:
    files = via_files(put_pictures(folder, 6), [])
    for number, file in enumerate(files.values()):
        file["regions"] = via_both(key="")
        for place, each in enumerate(file["regions"]):
            each["region_attributes"] = {"remark": f"n{number}{place}", "kind": {LABELS[place]: True}}
    write_json(folder / "via.json", files)


@shape("via/version 3", VIA3_DOC, Reads("detection", 6, LABELS, things=12, boxes={"p0.jpg": BOTH}))
def via_three(folder: Path) -> None:
    names = put_pictures(folder, 6)
    files = {
        str(n + 1): {"fid": str(n + 1), "fname": name, "type": 2, "loc": 1, "src": name} for n, name in enumerate(names)
    }
    rows = {
        f"{n + 1}_{label}": {"vid": str(n + 1), "flg": 0, "z": [], "xy": [2, *sides(box).values()], "av": {"1": str(k)}}
        for n in range(6)
        for k, (label, box) in enumerate(BOTH)
    }
    options = {str(k): label for k, label in enumerate(LABELS)}
    said = {
        "project": {"pid": "__VIA_PROJECT_ID__", "pname": "fruits", "vid_list": list(files)},
        "config": {"file": {"loc_prefix": {"1": ""}}},
        "attribute": {"1": {"aname": "fruit", "anchor_id": "FILE1_Z0_XY1", "type": 4, "options": options}},
        "file": files,
        "metadata": rows,
        "view": {number: {"fid_list": [number]} for number in files},
    }
    write_json(folder / "via_project_01May2024.json", said)


@shape("makesense/vgg json", MAKESENSE_DOC, Reads("instance", 6, LABELS, things=12, boxes={"p0.jpg": BOTH}))
def makesense_vgg(folder: Path) -> None:
    regions = {str(n): each for n, each in enumerate(via_both(key="label", polygon=True))}
    rest = {"fileref": "", "size": 1, "base64_img_data": "", "file_attributes": {}}
    files = {name: {**rest, "filename": name, "regions": regions} for name in put_pictures(folder, 6)}
    write_json(folder / "labels_my-project-name_2024-05-01-10-00-00.json", files)


def makesense_rows(names: list[str]) -> str:
    """makesense.ai's table."""
    rows = (
        ",".join([label, *(f"{side:.0f}" for side in sides(box).values()), name, str(WIDTH), str(HEIGHT)])
        for name in names
        for label, box in BOTH
    )
    return "\n".join(rows)


@shape("makesense/csv", MAKESENSE_DOC, Reads("detection", 8, LABELS, things=16, boxes={"p1.jpg": BOTH}))
def makesense_csv(folder: Path) -> None:
    write(folder / "labels_my-project-name.csv", makesense_rows(put_pictures(folder)))


@shape("makesense/csv with a header", MAKESENSE_DOC, Reads("detection", 8, LABELS, things=16))
def makesense_header(folder: Path) -> None:
    header = "label_name,bbox_x,bbox_y,bbox_width,bbox_height,image_name,image_width,image_height\n"
    write(folder / "labels.csv", header + makesense_rows(put_pictures(folder / "images")))


def createml_rows(names: list[str], image: str = "image", things: str = "annotations") -> list[dict]:
    """CreateML's list."""
    return [
        {image: name, things: [{"label": label, "coordinates": center(box)} for label, box in BOTH]} for name in names
    ]


def center(box: tuple) -> dict:
    """A box by its center."""
    x1, y1, x2, y2 = box
    return {"x": (x1 + x2) / 2, "y": (y1 + y2) / 2, "width": x2 - x1, "height": y2 - y1}


@shape("createml/apple", CREATEML_DOC, Reads("detection", 8, LABELS, things=16, boxes={"p1.jpg": BOTH}))
def createml_apple(folder: Path) -> None:
    write_json(folder / "annotations.json", createml_rows(put_pictures(folder), "imagefilename", "annotation"))


@shape("roboflow/createml", "docs.roboflow.com, CreateML JSON", Reads("detection", 10, LABELS, (6, 2, 2), 20))
def createml_roboflow(folder: Path) -> None:
    for part, count in (("train", 6), ("valid", 2), ("test", 2)):
        names = put_pictures(folder / part, count, f"{part}{{}}_jpg.rf.0a1b2c3d.jpg")
        write_json(folder / part / "_annotations.createml.json", createml_rows(names))
    write(folder / "README.dataset.txt", "# fruits > 2024-05-01\nhttps://universe.roboflow.com/\n")


@shape("createml/labels of pictures", CREATEML_DOC, Reads("classification", 12, LABELS))
def createml_labels(folder: Path) -> None:
    names = put_pictures(folder, 12)
    write_json(folder / "a.json", [{"image": name, "annotations": LABELS[n % 2]} for n, name in enumerate(names)])


@shape("sloth/json", "sloth.readthedocs.io, label formats", Reads("detection", 6, LABELS, things=12))
def sloth_json(folder: Path) -> None:
    things = [{"class": label, **sides(box)} for label, box in BOTH]
    write_json(
        folder / "labels.json",
        [{"annotations": things, "class": "image", "filename": f"img/{name}"} for name in put_pictures(folder, 6)],
    )


@shape("via/pictures missing", VIA_DOC, Refused("export_without_pictures", ("VIA", "8")))
def via_alone(folder: Path) -> None:
    write_json(folder / "via_region_data.json", via_files([f"p{n}.jpg" for n in range(8)], via_both()))


@shape("via/some pictures missing", VIA_DOC, Reads("detection", 6, LABELS, things=12, said=("picture_not_there",)))
def via_some_missing(folder: Path) -> None:
    put_pictures(folder, 6)
    write_json(folder / "via_region_data.json", via_files([f"p{n}.jpg" for n in range(8)], via_both()))


@shape("via/one class of several attributes", VIA_DOC, Reads("detection", 6, ("apple",), things=6))
def via_one(folder: Path) -> None:
    regions = [via_region(*APPLE[0], key="object")]
    regions[0]["region_attributes"]["color"] = "red"
    write_json(folder / "via_region_data.json", via_files(put_pictures(folder, 6), regions))
