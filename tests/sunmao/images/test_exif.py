"""Photos lose what they tell of place, time and device, and nothing of the picture; no export of a project tells it
either.
"""

import io
import json
import struct
import zipfile
import zlib

import cv2
import numpy as np
import pytest

from sunmao.data.convert import convert_dataset
from sunmao.images.exif import strip_metadata
from sunmao.images.image_files import decode_image, kind_of
from sunmao.server.projects import export_zip

PLACE = (b"\x00\x00\x00\x1e\x00\x00\x00\x01", b"Beijing Haidian")  # 30 degrees, and a name
XMP = b"http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='39,59.5N'>Beijing Haidian</x>"
NOISE = np.random.default_rng(4).integers(0, 255, (24, 32, 3), dtype=np.uint8)


def exif(turned: int, order: str = ">") -> bytes:
    """An Exif block as a phone writes it: orientation, the camera's name, and the place in a list of its own."""
    start = (b"MM\0*" if order == ">" else b"II*\0") + struct.pack(order + "I", 8)
    place = struct.pack(order + "H", 1) + struct.pack(order + "HHII", 2, 5, 1, 80) + bytes(4)
    name = struct.pack(order + "HHII", 0x0110, 2, len(PLACE[1]), 96)
    rows = [struct.pack(order + "HHIHH", 0x0112, 3, 1, turned, 0), name, struct.pack(order + "HHII", 0x8825, 4, 1, 50)]
    first = struct.pack(order + "H", 3) + b"".join(rows) + bytes(4)
    return (start + first).ljust(50, b"\0") + place.ljust(30, b"\0") + PLACE[0].ljust(16, b"\0") + PLACE[1]


def jpeg(turned: int = 6, order: str = ">", progressive: bool = False) -> bytes:
    """A photo as phones write it: Exif, XMP, a comment, and a film behind the picture."""
    plain = cv2.imencode(
        ".jpg", NOISE, [cv2.IMWRITE_JPEG_PROGRESSIVE, int(progressive), cv2.IMWRITE_JPEG_RST_INTERVAL, 1]
    )[1].tobytes()
    parts = [
        (0xE1, b"Exif\0\0" + exif(turned, order)),
        (0xE1, XMP),
        (0xE2, b"MPF\0" + PLACE[1]),
        (0xED, PLACE[1]),
        (0xFE, PLACE[1]),
    ]
    said = b"".join(b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body for marker, body in parts)
    return plain[:2] + said + plain[2:] + b"ftypmp42 film of Beijing Haidian"


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(turned: int = 1) -> bytes:
    plain = cv2.imencode(".png", NOISE)[1].tobytes()
    return (
        plain[:33]
        + chunk(b"eXIf", exif(turned))
        + chunk(b"tEXt", b"Comment\0" + PLACE[1])
        + chunk(b"iTXt", XMP)
        + plain[33:]
    )


def webp(turned: int = 6) -> bytes:
    plain = cv2.imencode(".webp", NOISE, [cv2.IMWRITE_WEBP_QUALITY, 101])[1].tobytes()
    head = (
        b"VP8X"
        + struct.pack("<I", 10)
        + bytes([0x0C, 0, 0, 0])
        + (31).to_bytes(3, "little")
        + (23).to_bytes(3, "little")
    )
    more = b"".join(
        name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
        for name, body in ((b"EXIF", exif(turned)), (b"XMP ", XMP))
    )
    inner = b"WEBP" + head + plain[12:] + more
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


def tiff() -> bytes:
    """A TIFF whose list of tags also names the place."""
    plain = cv2.imencode(".tiff", NOISE, [cv2.IMWRITE_TIFF_COMPRESSION, 1])[1].tobytes()
    start = struct.unpack("<I", plain[4:8])[0]
    count = struct.unpack("<H", plain[start : start + 2])[0]
    rows = plain[start + 2 : start + 2 + 12 * count] + struct.pack("<HHII", 0x8825, 4, 1, len(plain))
    at = len(plain) + 64
    return (
        plain[:4]
        + struct.pack("<I", at)
        + plain[8:]
        + (PLACE[0] + PLACE[1]).ljust(64, b"\0")
        + struct.pack("<H", count + 1)
        + rows
        + bytes(4)
    )


PHOTOS = {
    "a.jpg": jpeg(),
    "b.jpg": jpeg(3, "<"),
    "c.jpg": jpeg(8, progressive=True),
    "d.jpg": jpeg(1),
    "e.png": png(),
    "f.png": png(6),
    "g.webp": webp(),
    "h.webp": webp(1),
    "i.tiff": tiff(),
}


def tells(data: bytes) -> bool:
    return any(word in data for word in (*PLACE, b"GPS", b"film", b"mp42"))


@pytest.mark.parametrize("name", PHOTOS)
def test_the_place_goes_and_the_picture_stays(name):
    photo = PHOTOS[name]
    assert tells(photo), "there is something to remove"
    data, told = strip_metadata(photo)
    assert told and not tells(data)
    assert kind_of(data) == ("png" if name == "i.tiff" else kind_of(photo)), "only a TIFF is written anew"
    assert (decode_image(data) == decode_image(photo)).all(), "every pixel, and turned alike"
    assert strip_metadata(data) == (data, False), "once is enough"


@pytest.mark.parametrize("turned", range(1, 9))
def test_every_way_to_hold_a_camera_is_kept(turned):
    data, _ = strip_metadata(jpeg(turned))
    assert (decode_image(data) == decode_image(jpeg(turned))).all()
    assert (b"Exif" in data) == (turned > 1)


@pytest.mark.parametrize("ending", [".jpg", ".png", ".webp", ".bmp", ".tiff", ".gif"])
def test_a_picture_that_tells_nothing_keeps_its_bytes(ending):
    plain = cv2.imencode(ending, NOISE)[1].tobytes()
    assert strip_metadata(plain) == (plain, False)


@pytest.mark.parametrize("name", PHOTOS)
def test_whatever_is_cut_off_ends(name):
    for tenth in range(10):
        photo = PHOTOS[name]
        data, _ = strip_metadata(photo[: len(photo) * tenth // 10])
        assert isinstance(data, bytes)


def test_the_shared_pictures_look_as_before(shared):
    for file in sorted((shared / "data/hostile/images").glob("*.*")):
        data = file.read_bytes()
        if "bomb" in file.name:
            continue
        kept = strip_metadata(data)[0]
        assert (kept == data) or (decode_image(kept) == decode_image(data)).all(), file.name


@pytest.mark.fault("E7")
def test_no_export_tells_a_place_a_token_or_a_home(tmp_path, monkeypatch, row):
    """Photos that came by the page, and one that was put into the folder by hand."""
    from sunmao.server.programs.compile_workspace import compile_and_explain
    from sunmao.server.projects.project_metadata import open_project
    from sunmao.server.projects.project_store import ProjectStore

    home = tmp_path / "home of Zhang San"
    monkeypatch.setenv("HOME", str(home))
    projects = ProjectStore(home / "Sunmao", compile_and_explain)
    folder = projects.create("Photos", {}).folder
    files = {f"set/{'here' if at % 2 else 'there'}/{name}": data for at, (name, data) in enumerate(PHOTOS.items())}
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    told = convert_dataset(tmp_path / "set", folder / "data" / "photos")
    assert told.pictures == len(PHOTOS)
    said = [finding.text for finding in told.findings if finding.key == "places_removed"]
    assert len(said) == 1 and f"{len(PHOTOS)}" in said[0]["en"] and str(len(PHOTOS)) in said[0]["zh"]
    assert not any(tells(file.read_bytes()) for file in (folder / "data").rglob("*") if file.is_file())
    (folder / "data" / "mine.jpg").write_bytes(PHOTOS["a.jpg"])
    (folder / "runs" / "1").mkdir(parents=True)
    (folder / "runs" / "1" / "events.jsonl").write_text(json.dumps({"text": str(home)}))
    packed = b"".join(export_zip.stream_project(open_project(folder)))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    assert (
        len([name for name in inside if name.startswith("data/photos/")]) >= len(PHOTOS) and "data/mine.jpg" in inside
    )
    for name, data in inside.items():
        assert not tells(data) and b"Zhang San" not in data and b"token" not in data.lower(), name
    assert tells((folder / "data" / "mine.jpg").read_bytes()), "the child's own file stays as it is"
    row(saw=said[0], kept="every pixel and how each photo is held; no place, token or home path in the zip")
