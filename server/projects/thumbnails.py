"""Pictures of a project as the page gets them: by content, never by name, and never as anything but a picture."""

from pathlib import Path

from flask import Response, request
from werkzeug import Response as BaseResponse

from sunmao.server.errors import HttpProblem
from sunmao.server.storage import files

BYTES = 64 * 1024 * 1024
SIZES = (32, 512)
SHOWN = ("png", "jpeg", "webp", "gif", "bmp")  # what browsers show


def send_picture(root: Path, relative: str) -> BaseResponse:
    """The picture `relative` below `root`; with `?size=64` a JPEG that fits a square of that many pixels."""
    from sunmao.images.image_files import kind_of

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
