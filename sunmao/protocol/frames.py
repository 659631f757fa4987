"""Frames between processes of the studio and its pages: an object as one line of JSON, and
perhaps bytes behind it.
"""

import json
from typing import Any

MAX_PICTURE = 8 * 1024 * 1024  # bytes
MAX_PUSHED = 2 * 1024 * 1024  # of a camera's picture that a page sends
MAX_QUESTION = MAX_PICTURE + 64 * 1024
MAX_ANSWER = 4 * 1024 * 1024


def encode_frame(said: dict[str, Any], data: bytes = b"") -> bytes:
    """One frame. NaN becomes null on the way back."""
    return json.dumps(said).encode("ascii") + b"\n" + data


def decode_frame(frame: bytes) -> tuple[dict[str, Any], bytes]:
    """The object and the bytes of a frame. Raises ValueError for anything else."""
    line, _, data = frame.partition(b"\n")
    try:
        said = json.loads(line, parse_constant=lambda name: None)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(said, dict):
        raise ValueError("no object")
    return said, data
