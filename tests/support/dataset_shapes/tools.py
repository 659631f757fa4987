"""The exports of CVAT."""

import json
from pathlib import Path

from tests.support.dataset_shapes.pictures import BOXES, HEIGHT, LABELS, WIDTH, put, write
from tests.support.dataset_shapes.shape import Reads, Refused, shape

CVAT_DOC = "docs.cvat.ai, XML annotation format"
BOTH = list(zip(LABELS, BOXES, strict=True))
APPLE = BOTH[:1]


def put_pictures(folder: Path, count: int = 8, start: str = "p{}.jpg") -> list[str]:
    """So many pictures with both things; their names."""
    names = [start.format(number) for number in range(count)]
    for number, name in enumerate(names):
        put(folder / name, number)
    return names


def write_json(path: Path, said) -> None:
    """Write JSON, as Python's tools do."""
    write(path, json.dumps(said, ensure_ascii=False))


def cvat_box(label: str, box: tuple, more: str = "", inside: str = "") -> str:
    """A `<box>` of CVAT."""
    corners = 'xtl="{:.2f}" ytl="{:.2f}" xbr="{:.2f}" ybr="{:.2f}"'.format(*box)
    return f'    <box label="{label}" source="manual" occluded="0" {corners} z_order="0" {more}>{inside}</box>\n'


def cvat_image(number: int, name: str, inside: str, more: str = "") -> str:
    """An `<image>` of CVAT."""
    return f'  <image id="{number}" name="{name}" width="{WIDTH}" height="{HEIGHT}" {more}>\n{inside}  </image>\n'


def cvat_xml(inside: str, size: int = 8, mode: str = "annotation", around: str = "task", labels: tuple = LABELS) -> str:
    """A whole file of CVAT."""
    listed = "".join(f"<label><name>{label}</name><color>#ff0000</color><attributes/></label>" for label in labels)
    meta = f"<{around}><id>1</id><name>fruits</name><size>{size}</size><mode>{mode}</mode><labels>{listed}</labels></{around}>"
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n  <version>1.1</version>\n  <meta>{meta}'
        f"<dumped>2024-05-01 10:00:00+00:00</dumped></meta>\n{inside}</annotations>\n"
    )


def both_boxes(more: str = "") -> str:
    """Both things as boxes."""
    return "".join(cvat_box(label, box, more) for label, box in BOTH)


@shape("cvat/images", CVAT_DOC, Reads("detection", 8, LABELS, things=16, boxes={"images/p3.jpg": BOTH}))
def cvat_images(folder: Path) -> None:
    names = put_pictures(folder / "images")
    images = [cvat_image(number, name, both_boxes()) for number, name in enumerate(names)]
    write(folder / "annotations.xml", cvat_xml("".join(images)))


@shape("cvat/annotations alone", CVAT_DOC, Refused("export_without_pictures", ("CVAT", "p0.jpg")))
def cvat_alone(folder: Path) -> None:
    images = [cvat_image(number, f"p{number}.jpg", both_boxes()) for number in range(8)]
    write(folder / "annotations.xml", cvat_xml("".join(images)))


@shape("cvat/pictures beside, in a wrapping folder", CVAT_DOC, Reads("detection", 8, LABELS, things=16))
def cvat_flat(folder: Path) -> None:
    names = put_pictures(folder / "task_1" / "苹果 和 梨")
    images = [cvat_image(number, f"苹果 和 梨/{name}", both_boxes()) for number, name in enumerate(names)]
    write(folder / "task_1/annotations.xml", cvat_xml("".join(images)).encode("utf-8-sig"))


@shape("cvat/project with subsets", CVAT_DOC, Reads("detection", 12, LABELS, parts=(8, 4, 0), things=24))
def cvat_subsets(folder: Path) -> None:
    inside = ""
    for part, count in (("Train", 8), ("Validation", 4)):
        names = put_pictures(folder / "images" / part, count, f"{part}{{}}.png")
        subset = f'subset="{part}" task_id="{len(part)}"'
        inside += "".join(cvat_image(n, name, both_boxes(), subset) for n, name in enumerate(names))
    write(folder / "annotations.xml", cvat_xml(inside, around="project"))


@shape(
    "cvat/polygons and masks",
    CVAT_DOC,
    Reads("instance", 6, LABELS, things=12, boxes={"images/p0.jpg": BOTH}),
)
def cvat_outlines(folder: Path) -> None:
    names = put_pictures(folder / "images", 6)
    (x1, y1, x2, y2), (left, top, right, bottom) = BOXES
    width, height = int(right - left), int(bottom - top)
    polygon = f'<polygon label="apple" points="{x1},{y1};{x2},{y1};{x2},{y2};{x1},{y2}" z_order="0"></polygon>\n'
    mask = f'<mask label="pear" rle="0, {width * height}" left="{left:.0f}" top="{top:.0f}" width="{width}" height="{height}"/>\n'
    inside = "".join(cvat_image(n, name, polygon + mask) for n, name in enumerate(names))
    write(folder / "annotations.xml", cvat_xml(inside))


@shape(
    "cvat/points, lines and cuboids",
    CVAT_DOC,
    Reads("detection", 6, ("apple",), things=6, said=("shape_left_out", "empty_classes")),
)
def cvat_points(folder: Path) -> None:
    names = put_pictures(folder / "images", 6)
    others = (
        '<points label="pear" points="90,40;100,50"/><polyline label="pear" points="1,2;3,4;5,9"/>'
        '<cuboid label="pear" xtl1="1" ytl1="1" xbl1="1" ybl1="9"/>'
        '<skeleton label="pear"><points label="1" outside="0" points="5,6"/></skeleton>'
    )
    inside = "".join(cvat_image(n, name, cvat_box(*BOTH[0]) + others) for n, name in enumerate(names))
    write(folder / "annotations.xml", cvat_xml(inside))


def _check_turned(found) -> None:
    things = found.items[0].things
    assert all(len(thing.polygons) == 1 for thing in things), things


@shape(
    "cvat/turned boxes and ellipses",
    CVAT_DOC,
    Reads(
        "instance",
        6,
        LABELS,
        things=12,
        said=("box_turned",),
        boxes={"images/p0.jpg": [("apple", (15.0, 20.0, 75.0, 60.0)), BOTH[1]]},
        check=_check_turned,
    ),
)
def cvat_turned(folder: Path) -> None:
    names = put_pictures(folder / "images", 6)
    box = cvat_box("apple", (25, 10, 65, 70), 'rotation="90.00"')
    ellipse = '<ellipse label="pear" cx="110" cy="65" rx="30" ry="35" rotation="0"/>\n'
    write(
        folder / "annotations.xml",
        cvat_xml("".join(cvat_image(n, name, box + ellipse) for n, name in enumerate(names))),
    )


@shape("cvat/tags", CVAT_DOC, Reads("classification", 12, LABELS))
def cvat_tags(folder: Path) -> None:
    inside = ""
    for number, name in enumerate(put_pictures(folder / "images", 12)):
        inside += cvat_image(number, name, f'<tag label="{LABELS[number % 2]}" source="manual"></tag>\n')
    write(folder / "annotations.xml", cvat_xml(inside))


def _check_attributes(found) -> None:
    assert found.items[0].things[0].attributes == {"color": "red", "ripe": "true"}


@shape("cvat/attributes", CVAT_DOC, Reads("detection", 6, ("apple",), things=6, check=_check_attributes))
def cvat_attributes(folder: Path) -> None:
    names = put_pictures(folder / "images", 6)
    said = '<attribute name="color">red</attribute><attribute name="ripe">true</attribute>'
    inside = "".join(cvat_image(n, name, cvat_box(*BOTH[0], inside=said)) for n, name in enumerate(names))
    write(folder / "annotations.xml", cvat_xml(inside, labels=("apple",)))


@shape("cvat/some pictures unlabeled", CVAT_DOC, Reads("detection", 8, LABELS, things=8))
def cvat_empty_pictures(folder: Path) -> None:
    names = put_pictures(folder / "images")
    inside = "".join(cvat_image(n, name, both_boxes() if n % 2 else "") for n, name in enumerate(names))
    write(folder / "annotations.xml", cvat_xml(inside))


def cvat_tracks(frames: int, keep: int = 6) -> str:
    """Two tracks: the first thing is gone after `keep` frames."""
    inside = ""
    for number, (label, box) in enumerate(BOTH):
        last = keep if number == 0 else frames
        rows = ""
        for frame in range(min(last + 1, frames)):
            gone = 'outside="1"' if frame == last else 'outside="0"'
            rows += cvat_box("", box, f'frame="{frame}" {gone} keyframe="1"').replace('label="" ', "")
        inside += f'  <track id="{number}" label="{label}" source="manual">\n{rows}  </track>\n'
    return inside


@shape(
    "cvat/video with frames",
    CVAT_DOC,
    Reads(
        "detection",
        8,
        LABELS,
        things=14,
        boxes={"images/frame_000000.PNG": BOTH, "images/frame_000007.PNG": BOTH[1:]},
    ),
)
def cvat_video(folder: Path) -> None:
    put_pictures(folder / "images", 8, "frame_00000{}.PNG")
    write(folder / "annotations.xml", cvat_xml(cvat_tracks(8), mode="interpolation"))


@shape("cvat/video without frames", CVAT_DOC, Refused("cvat_video_frames", ("CVAT", "8")))
def cvat_video_alone(folder: Path) -> None:
    write(folder / "annotations.xml", cvat_xml(cvat_tracks(8), mode="interpolation"))
    write(folder / "cats.mp4", b"\0\0\0\x18ftypmp42")


@shape(
    "cvat/video, frames numbered from 1",
    "ffmpeg -i cats.mp4 %d.jpg beside CVAT's XML",
    Reads("detection", 8, LABELS, things=14, said=("frames_in_order",), boxes={"8.jpg": BOTH[1:], "1.jpg": BOTH}),
)
def cvat_video_from_one(folder: Path) -> None:
    for number in range(8):
        put(folder / f"{number + 1}.jpg", number)
    write(folder / "annotations.xml", cvat_xml(cvat_tracks(8), mode="interpolation"))


@shape("cvat/images of a video without endings", CVAT_DOC, Reads("detection", 8, LABELS, things=16))
def cvat_no_endings(folder: Path) -> None:
    put_pictures(folder / "images", 8, "frame_00000{}.png")
    inside = "".join(cvat_image(n, f"frame_{n:06d}", both_boxes()) for n in range(8))
    write(folder / "annotations.xml", cvat_xml(inside))
