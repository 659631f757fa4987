"""Sound files of a project as the page gets them: by content, never by name, and never as anything but a sound."""

from pathlib import Path

from flask import Response, request
from werkzeug import Response as BaseResponse

from sunmao.server.errors import HttpProblem
from sunmao.server.storage import files

BYTES = 64 * 1024 * 1024
_KINDS = ((b"RIFF", "wav"), (b"OggS", "ogg"), (b"fLaC", "flac"), (b"ID3", "mpeg"))


def send_sound(root: Path, relative: str) -> BaseResponse:
    """The sound file `relative` below `root`. Raises HttpProblem 404 where there is none of bearable size."""
    file = files.open_below(root, relative)
    if file is None:
        raise HttpProblem(404, "no_file")
    with file:
        data = file.read(BYTES + 1)
    kind = find_sound_kind(data)
    if kind is None or len(data) > BYTES:
        raise HttpProblem(404, "not_a_sound")
    response = Response(
        data, mimetype=f"audio/{kind}", headers={"Content-Security-Policy": "sandbox; default-src 'none'"}
    )
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)


def find_sound_kind(data: bytes) -> str | None:
    """What browsers call this kind of sound file; None for none that they play."""
    for start, kind in _KINDS:
        if data.startswith(start):
            return kind
    return "mpeg" if data[:1] == b"\xff" and len(data) > 1 and data[1] & 0xE0 == 0xE0 else None  # a frame's sync word
