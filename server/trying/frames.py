"""What the studio and a child say to each other: an object as one line of JSON, and perhaps the bytes of a picture behind it."""

import json

MOST_PICTURE = 8 * 1024 * 1024  # bytes
MOST_QUESTION = MOST_PICTURE + 64 * 1024
MOST_ANSWER = 4 * 1024 * 1024


def packed(said: dict, picture: bytes = b"") -> bytes:
    """One frame. NaN becomes null on the way back."""
    return json.dumps(said).encode("ascii") + b"\n" + picture


def unpacked(frame: bytes) -> tuple[dict, bytes]:
    """The object and the picture of a frame. Raises ValueError for anything else."""
    line, _, picture = frame.partition(b"\n")
    try:
        said = json.loads(line, parse_constant=lambda name: None)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(said, dict):
        raise ValueError("no object")
    return said, picture
