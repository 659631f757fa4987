"""The bytes of a request, made of its parts and its marks."""

import io

from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from benchmarks.fuzzing.marks import fill_json, fill_value
from benchmarks.fuzzing.materials import Materials
from benchmarks.fuzzing.requests import FORM, FuzzedRequest

BOUNDARY = "fuzzed"


def encode_body(request: FuzzedRequest, materials: Materials, known: dict) -> tuple[bytes, str]:
    """The body with its flaws, and its type."""
    body = request.body
    if body is None:
        return b"", request.type or ""
    kind = request.type
    if body["kind"] == "file":
        data = materials.read_file(body["value"])
    elif body["kind"] == "form":
        data = encode_form(body, materials, known)
        kind = f"{FORM}; boundary={BOUNDARY}" if kind == FORM else kind
    else:
        data = fill_json(body["value"], known)
    return damage(data, request.flaws), kind or ""


def encode_form(body: dict, materials: Materials, known: dict) -> bytes:
    """A form with fields and files."""
    rows: MultiDict = MultiDict()
    for name, value in body["value"].items():
        filled = fill_value(value, known)
        text = filled if isinstance(filled, str) else fill_json(value, known).decode()
        rows.add(drop_halves(name), drop_halves(text))
    for name, filename, mark in body["files"]:
        rows.add(name, FileStorage(io.BytesIO(materials.read_file(mark)), filename=drop_halves(filename)))
    return encode_multipart(rows, boundary=BOUNDARY)[1]


def damage(data: bytes, flaws: dict) -> bytes:
    """Bytes cut and changed."""
    made = bytearray(data[: flaws["cut"]] if "cut" in flaws else data)
    for place, value in flaws.get("flip", ()):
        if made:
            made[place % len(made)] = value
    return bytes(made)


def drop_halves(text: str) -> str:
    """Text that a form can hold: without halves of a character pair."""
    return text.encode("utf-8", "replace").decode()
