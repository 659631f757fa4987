"""The exports of Label Studio."""

import json
from pathlib import Path

from PIL import Image, ImageDraw

from tests.support.dataset_shapes.pictures import BOXES, HEIGHT, LABELS, WIDTH, write
from tests.support.dataset_shapes.shape import Reads, Refused, shape
from tests.support.dataset_shapes.tools import BOTH, put_pictures, write_json

LS_DOC = "labelstud.io/guide/export, formats of exports"


def region(label: str, box: tuple, kind: str = "rectangle", **more) -> dict:
    """A result of Label Studio."""
    x1, y1, x2, y2 = box
    value = {"x": x1 / WIDTH * 100, "y": y1 / HEIGHT * 100, "width": (x2 - x1) / WIDTH * 100}
    value |= {"height": (y2 - y1) / HEIGHT * 100, "rotation": 0, f"{kind}labels": [label], **more}
    return {
        "original_width": WIDTH,
        "original_height": HEIGHT,
        "image_rotation": 0,
        "value": value,
        "id": f"r{label}",
        "from_name": "label",
        "to_name": "image",
        "type": f"{kind}labels",
        "origin": "manual",
    }


def ls_task(number: int, image: str, results: list, **more) -> dict:
    """A task of Label Studio's JSON."""
    done = {"id": number, "completed_by": 1, "result": results, "was_cancelled": False, "ground_truth": False}
    return {
        "id": number + 1,
        "annotations": [done],
        "file_upload": image.rpartition("/")[2],
        "drafts": [],
        "predictions": [],
        "data": {"image": image},
        "meta": {},
        **more,
    }


def ls_regions() -> list[dict]:
    """Both things."""
    return [region(label, box) for label, box in BOTH]


@shape("label-studio/json", LS_DOC, Reads("detection", 8, LABELS, things=16, boxes={"images/p2.jpg": BOTH}))
def ls_json(folder: Path) -> None:
    names = put_pictures(folder / "images")
    tasks = [ls_task(n, f"/data/upload/1/{n:08x}-{name}", ls_regions()) for n, name in enumerate(names)]
    write_json(folder / "project-1-at-2024-05-01-10-00-abcdef12.json", tasks)


@shape("label-studio/uploaded names with blanks and brackets", LS_DOC, Reads("detection", 6, LABELS, things=12))
def ls_odd_names(folder: Path) -> None:
    put_pictures(folder, 6, "我的 图片 ({}).jpg")
    tasks = [ls_task(n, f"/data/upload/1/0a1b2c3{n}-%E6%88%91%E7%9A%84_图片_{n}.jpg", ls_regions()) for n in range(6)]
    write_json(folder / "project.json", tasks)


@shape("label-studio/local files and addresses", LS_DOC, Reads("detection", 8, LABELS, things=16))
def ls_addresses(folder: Path) -> None:
    names = put_pictures(folder / "fruits")
    forms = (
        "/data/local-files/?d=set/fruits/{}",
        "https://example.org/a/{}?sig=x%2Fy",
        "s3://bucket/a/{}",
        "http://localhost:8080/data/{}",
    )
    write_json(
        folder / "result.json",
        [ls_task(n, forms[n % 4].format(name), ls_regions()) for n, name in enumerate(names)],
    )


@shape(
    "label-studio/cancelled and several annotators",
    LS_DOC,
    Reads("detection", 7, LABELS, things=14, said=("annotators_several", "task_unlabeled", "picture_unlisted")),
)
def ls_annotators(folder: Path) -> None:
    names = put_pictures(folder)
    tasks = [ls_task(n, f"/data/upload/3/{name}", ls_regions()) for n, name in enumerate(names)]
    tasks[0]["annotations"][0]["was_cancelled"] = True
    tasks[1]["annotations"].append({"id": 99, "completed_by": 2, "result": [], "was_cancelled": False})
    tasks[2]["annotations"].insert(0, {"id": 98, "result": [], "was_cancelled": True})
    write_json(folder / "export.json", tasks)


@shape(
    "label-studio/predictions only",
    LS_DOC,
    Refused("export_empty", ("Label Studio", "no picture is labeled")),
)
def ls_predictions(folder: Path) -> None:
    names = put_pictures(folder)
    tasks = [
        ls_task(n, f"/data/upload/3/{name}", [], annotations=[], predictions=[{"result": ls_regions(), "score": 0.5}])
        for n, name in enumerate(names)
    ]
    write_json(folder / "export.json", tasks)


@shape(
    "label-studio/polygons and ellipses",
    LS_DOC,
    Reads("instance", 6, LABELS, things=12, boxes={"p0.jpg": BOTH}),
)
def ls_outlines(folder: Path) -> None:
    names = put_pictures(folder, 6)
    (x1, y1, x2, y2), (left, top, right, bottom) = BOXES
    points = [[x / WIDTH * 100, y / HEIGHT * 100] for x, y in ((x1, y1), (x2, y1), (x2, y2), (x1, y2))]
    polygon = {"type": "polygonlabels", "value": {"points": points, "closed": True, "polygonlabels": ["apple"]}}
    radii = {"radiusX": (right - left) / 2 / WIDTH * 100, "radiusY": (bottom - top) / 2 / HEIGHT * 100, "rotation": 0}
    center = {"x": (left + right) / 2 / WIDTH * 100, "y": (top + bottom) / 2 / HEIGHT * 100}
    ellipse = {"type": "ellipselabels", "value": {**center, **radii, "ellipselabels": ["pear"]}}
    write_json(
        folder / "e.json", [ls_task(n, f"/data/upload/1/{name}", [polygon, ellipse]) for n, name in enumerate(names)]
    )


def pack_brush(values: list[int]) -> list[int]:
    """thi.ng's rle-pack of bytes, as Label Studio's page writes a brush: runs of at most 8 bits' length each."""
    bits = f"{len(values):032b}{7:05b}" + f"{7:04b}" * 4
    place = 0
    while place < len(values):
        end = place
        while end < len(values) and end - place < 256 and values[end] == values[place]:
            end += 1
        if end - place > 1:
            bits += f"1{0:02b}{end - place - 1:08b}{values[place]:08b}"
        else:
            bits += f"0{0:02b}{0:08b}{values[place]:08b}"
        place = end
    bits += "0" * (-len(bits) % 8)
    return [int(bits[start : start + 8], 2) for start in range(0, len(bits), 8)]


@shape("label-studio/brush", LS_DOC, Reads("instance", 4, LABELS, things=8, boxes={"p0.jpg": BOTH}))
def ls_brush(folder: Path) -> None:
    names, results = put_pictures(folder, 4), []
    for label, (x1, y1, x2, y2) in BOTH:
        image = Image.new("L", (WIDTH, HEIGHT))
        ImageDraw.Draw(image).rectangle((x1, y1, x2 - 1, y2 - 1), fill=255)
        values = [value for pixel in image.tobytes() for value in (0, 0, 0, pixel)]
        value = {"format": "rle", "rle": pack_brush(values), "brushlabels": [label]}
        results.append({"type": "brushlabels", "original_width": WIDTH, "original_height": HEIGHT, "value": value})
    write_json(folder / "brush.json", [ls_task(n, f"/data/upload/1/{name}", results) for n, name in enumerate(names)])


@shape(
    "label-studio/key points beside boxes", LS_DOC, Reads("detection", 6, LABELS, things=12, said=("shape_left_out",))
)
def ls_points(folder: Path) -> None:
    names = put_pictures(folder, 6)
    point = {"type": "keypointlabels", "id": "k", "value": {"x": 10, "y": 20, "width": 1, "keypointlabels": ["stem"]}}
    write_json(
        folder / "k.json",
        [ls_task(n, f"/data/upload/1/{name}", [*ls_regions(), point]) for n, name in enumerate(names)],
    )


@shape(
    "label-studio/turned boxes",
    LS_DOC,
    Reads(
        "instance",
        6,
        ("apple",),
        things=6,
        said=("box_turned",),
        boxes={"p0.jpg": [("apple", (20.0, 15.0, 60.0, 65.0))]},
    ),
)
def ls_turned(folder: Path) -> None:
    names = put_pictures(folder, 6)
    # Turned by 90° around its left upper corner, a box of 50 × 40 lies to the left of that and below it.
    turned = region("apple", (60, 15, 110, 55), rotation=90)
    write_json(folder / "t.json", [ls_task(n, f"/data/upload/1/{name}", [turned]) for n, name in enumerate(names)])


def choice(labels: list[str]) -> dict:
    """A result of Label Studio's choices."""
    return {"type": "choices", "id": "c", "from_name": "choice", "to_name": "image", "value": {"choices": labels}}


@shape("label-studio/choices", LS_DOC, Reads("classification", 12, LABELS))
def ls_choices(folder: Path) -> None:
    names = put_pictures(folder / "upload", 12)
    write_json(
        folder / "c.json",
        [ls_task(n, f"/data/upload/1/{name}", [choice([LABELS[n % 2]])]) for n, name in enumerate(names)],
    )


@shape("label-studio/several choices", LS_DOC, Reads("multi_label", 12, LABELS))
def ls_multi(folder: Path) -> None:
    names = put_pictures(folder, 12)
    write_json(
        folder / "c.json",
        [ls_task(n, f"/data/upload/1/{name}", [choice(list(LABELS[: 1 + n % 2]))]) for n, name in enumerate(names)],
    )


def minimal_row(number: int, name: str, said) -> dict:
    """A row of Label Studio's JSON-MIN."""
    after = {"annotator": 1, "annotation_id": number + 1, "created_at": "2024-05-01T10:00:00Z", "lead_time": 3.5}
    return {"image": f"/data/upload/1/0000abc{number % 10}-{name}", "id": number + 1, "label": said, **after}


def minimal_regions() -> list[dict]:
    """Both things in JSON-MIN."""
    return [
        {**each["value"], "original_width": each["original_width"], "original_height": each["original_height"]}
        for each in ls_regions()
    ]


@shape("label-studio/json-min", LS_DOC, Reads("detection", 8, LABELS, things=16, boxes={"p2.jpg": BOTH}))
def ls_minimal(folder: Path) -> None:
    names = put_pictures(folder)
    write_json(folder / "min.json", [minimal_row(n, name, minimal_regions()) for n, name in enumerate(names)])


@shape("label-studio/json-min, a choice", LS_DOC, Reads("classification", 12, LABELS))
def ls_minimal_choice(folder: Path) -> None:
    names = put_pictures(folder, 12)
    write_json(folder / "min.json", [minimal_row(n, name, LABELS[n % 2]) for n, name in enumerate(names)])


def write_table(path: Path, rows: list[dict], mark: str) -> None:
    """A table as pandas writes it."""
    lines = [mark.join(rows[0])]
    for row in rows:
        cells = [json.dumps(cell) if isinstance(cell, (list, dict)) else str(cell) for cell in row.values()]
        lines.append(
            mark.join('"' + cell.replace('"', '""') + '"' if set(cell) & {'"', mark} else cell for cell in cells)
        )
    write(path, "\r\n".join([*lines, ""]))


@shape("label-studio/csv", LS_DOC, Reads("detection", 8, LABELS, things=16, boxes={"p2.jpg": BOTH}))
def ls_csv(folder: Path) -> None:
    names = put_pictures(folder)
    write_table(folder / "e.csv", [minimal_row(n, name, minimal_regions()) for n, name in enumerate(names)], ",")


@shape("label-studio/tsv of choices", LS_DOC, Reads("classification", 12, LABELS))
def ls_tsv(folder: Path) -> None:
    names = put_pictures(folder, 12)
    write_table(folder / "e.tsv", [minimal_row(n, name, LABELS[n % 2]) for n, name in enumerate(names)], "\t")


@shape("label-studio/csv of several choices", LS_DOC, Reads("multi_label", 12, LABELS))
def ls_csv_multi(folder: Path) -> None:
    names = put_pictures(folder, 12)
    rows = [minimal_row(n, name, {"choices": list(LABELS)} if n % 2 else "apple") for n, name in enumerate(names)]
    write_table(folder / "e.csv", rows, ",")
