"""Sound files of a project as the page gets them: by content, never by name, and never as anything but a sound."""

from pathlib import Path

from flask import Response, request
from werkzeug import Response as BaseResponse

from sunmao.data.samples.sounds import split_sample_path
from sunmao.errors import NotASound
from sunmao.server.errors import HttpProblem
from sunmao.server.storage import files
from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.audio_files import ENDINGS, encode_wav, read_audio
from sunmao.sound.seconds import SECOND, cut_loudest, get_second
from sunmao.sound.webm_audio import MAGIC

BYTES = 64 * 1024 * 1024
_KINDS = ((b"RIFF", "wav"), (b"OggS", "ogg"), (b"fLaC", "flac"), (b"ID3", "mpeg"), (MAGIC, "webm"))


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


def is_sound_sample(relative: str) -> bool:
    """Whether a path is called as samples of sound are: a file of sound, or the number of a second behind it."""
    file, _ = split_sample_path(Path(relative))
    return file.suffix.lower() in ENDINGS


def read_sound_sample(root: Path, relative: str) -> AudioClip:
    """The second of a sample below `root`: its loudest, or that with the number behind the file. Raises HttpProblem 404
    where there is none.
    """
    file, number = split_sample_path(Path(relative))
    opened = files.open_below(root, file.as_posix())
    if opened is None:
        raise HttpProblem(404, "no_file")
    with opened:
        data = opened.read(BYTES + 1)
    try:
        samples = read_audio(data, file.name).samples
    except NotASound:
        raise HttpProblem(404, "not_a_sound") from None
    if number is not None and not 0 <= number < len(samples) / SECOND:
        raise HttpProblem(404, "no_file")
    return AudioClip(cut_loudest(samples) if number is None else get_second(samples, number))


def encode_sound_sample(root: Path, relative: str) -> bytes:
    """The wav file of such a second. Raises HttpProblem 404."""
    return encode_wav(read_sound_sample(root, relative))


def find_sound_kind(data: bytes) -> str | None:
    """Find the name that browsers have for this kind of sound file; None for a kind that they do not play."""
    for start, kind in _KINDS:
        if data.startswith(start):
            return kind
    return "mpeg" if data[:1] == b"\xff" and len(data) > 1 and data[1] & 0xE0 == 0xE0 else None  # a frame's sync word
