"""A text of one's own, from a file."""

from pathlib import Path

from sunmao.core.atomic_files import require_path
from sunmao.core.strict import suggest_nearest
from sunmao.data.sentences import MAX_BYTES, decode_sentences
from sunmao.errors import BadData, FileMissing

ENDING = ".txt"


def read_text(path: str | Path) -> str:
    """The text of a file in UTF-8, UTF-16 or GBK, of at most 1 MB.

    Args:
        path: such as 'data/story.txt'.

    Raises: FileMissing (with the nearest name), BadData (too large, or no text).
    """
    file = require_path("path", path)
    if not file.is_file():
        names = [each.name for each in file.parent.glob("*") if each.suffix.lower() == ENDING]
        raise FileMissing("text_missing", path=file.as_posix(), guess=suggest_nearest(file.name, names))
    with file.open("rb") as opened:
        data = opened.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        size = f"{file.stat().st_size / 2**20:.1f}"
        raise BadData("text_too_large", path=file.as_posix(), size=size, most=MAX_BYTES // 2**20)
    text = decode_sentences(data)
    if text is None or "\0" in text:
        raise BadData("text_binary", path=file.as_posix())
    return text.strip()
