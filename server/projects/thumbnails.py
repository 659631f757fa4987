"""Pictures of a project as the page gets them: by content, never by name, and never as anything but a picture."""

import csv
import io
from itertools import islice
from pathlib import Path

from flask import Response, request
from werkzeug import Response as BaseResponse

from sunmao.server.errors import HttpProblem
from sunmao.server.projects.project_sounds import is_sound_sample, read_sound_sample
from sunmao.server.storage import files

BYTES = 64 * 1024 * 1024
SIZES = (32, 512)
TABLE = ".csv"
TILE = 320  # pixels of the side of a spectrogram
SHOWN = ("png", "jpeg", "webp", "gif", "bmp")  # what browsers show


def send_picture(root: Path, relative: str) -> BaseResponse:
    """The picture `relative` below `root`; with `?size=64` a JPEG that fits a square of that many pixels. Of a row of a
    table of points, `relative` is the table's path and the row's number: they are drawn. Of a sound its spectrogram is.
    """
    from sunmao.images.image_files import kind_of

    table, _, number = relative.rpartition("/")
    if table.lower().endswith(TABLE) and number.isascii() and number.isdigit():
        data = draw_point_row(read_bytes(root, table), int(number))
    elif is_sound_sample(relative):
        data = draw_sound(root, relative)
    else:
        data = read_bytes(root, relative)
    kind, size = kind_of(data), request.args.get("size", "")
    if size.isascii() and size.isdigit() and len(size) < 5:
        data, kind = make_thumbnail(data, min(max(int(size), SIZES[0]), SIZES[1])), "jpeg"
    if kind not in SHOWN:
        raise HttpProblem(404, "not_a_picture")
    response = Response(
        data, mimetype=f"image/{kind}", headers={"Content-Security-Policy": "sandbox; default-src 'none'"}
    )
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)


def read_bytes(root: Path, relative: str) -> bytes:
    """The bytes of a regular file of bearable size. Raises HttpProblem 404."""
    file = files.open_below(root, relative)
    if file is None:
        raise HttpProblem(404, "no_file")
    with file:
        data = file.read(BYTES + 1)
    if len(data) > BYTES:
        raise HttpProblem(404, "not_a_picture")
    return data


def draw_point_row(data: bytes, number: int) -> bytes:
    """The points of a row of a table in ink on paper, as a PNG. number: as a spreadsheet counts, from 1 for the names.
    Raises HttpProblem 404 where there are no points.
    """
    from sunmao.data.formats.points.point_rows import find_table_target, read_cells
    from sunmao.images.image_files import encode_png
    from sunmao.landmarks.drawing import draw_points_tile

    rows = csv.reader(io.StringIO(data.decode("utf-8-sig", "replace"), newline=""))
    try:
        columns = [cell.strip() for cell in next(rows, [])]
        cells = next(islice(rows, number - 2, None), []) if number > 1 else []
    except csv.Error:
        columns, cells = [], []
    target = find_table_target(columns)
    row = target and read_cells(dict(zip(columns, cells, strict=False)), target)
    if not row:
        raise HttpProblem(404, "not_a_picture")
    return encode_png(draw_points_tile(row.landmarks.points[:, :2], row.landmarks.target, SIZES[1]))


def draw_sound(root: Path, relative: str) -> bytes:
    """The spectrogram of a second of sound, as a PNG. Raises HttpProblem 404 where there is none."""
    from sunmao.images.image_files import encode_png
    from sunmao.sound.spectrogram import draw_spectrogram

    return encode_png(draw_spectrogram(read_sound_sample(root, relative).samples, TILE, TILE))


def make_thumbnail(data: bytes, size: int) -> bytes:
    """The picture as a JPEG within size × size pixels, upright. Raises HttpProblem 404 when it cannot be decoded."""
    import cv2

    from sunmao.errors import NotAPicture
    from sunmao.images.image_files import decode_image

    try:
        image = decode_image(data)
    except NotAPicture:
        raise HttpProblem(404, "not_a_picture") from None
    height, width = image.shape[:2]
    scale = min(1.0, size / max(height, width))
    small = cv2.resize(
        image, (max(1, round(width * scale)), max(1, round(height * scale))), interpolation=cv2.INTER_AREA
    )
    return cv2.imencode(".jpg", cv2.cvtColor(small, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 85])[1].tobytes()
