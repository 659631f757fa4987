"""Whether what a route answered is of the type that it names (`sunmao.server.answers`)."""

import gzip
import json
import types
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from werkzeug.exceptions import HTTPException

from sunmao.protocol.codec import get_optional_fields


def find_misfits(app, method: str, path: str, answer) -> list[str]:
    """List the places where the JSON of a successful answer is not as its route says; empty for routes that name no
    type.
    """
    if answer.status_code >= 300 or answer.mimetype != "application/json":
        return []
    try:
        endpoint, _ = app.url_map.bind("127.0.0.1").match(path.split("?")[0], method)
    except HTTPException:
        return []
    kind = getattr(app.view_functions[endpoint], "answers", None)
    data = gzip.decompress(answer.data) if answer.content_encoding == "gzip" else answer.data
    return [] if kind is None else list(compare(kind, json.loads(data), endpoint))


def compare(hint, value, where: str) -> Iterator[str]:
    """Each place where a value is not of a type. Fields that the type does not name may be there."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Annotated, typing.ClassVar, typing.NotRequired):
        yield from compare(parts[0], value, where)
    elif isinstance(hint, typing.NewType):
        yield from compare(hint.__supertype__, value, where)
    elif origin in (typing.Union, types.UnionType):
        found = [list(compare(part, value, where)) for part in parts]
        if all(found):
            yield min(found, key=len)[0]
    elif origin is typing.Literal:
        if value not in parts:
            yield f"{where}: {value!r:.60} is none of {parts}"
    elif origin in (list, tuple):
        if not isinstance(value, list) or (origin is tuple and len(value) != len(parts)):
            yield f"{where}: {value!r:.60} is not {hint}"
            return
        for number, item in enumerate(value):
            yield from compare(parts[0 if origin is list else number], item, f"{where}[{number}]")
    elif origin is dict:
        if not isinstance(value, dict):
            yield f"{where}: {value!r:.60} is not {hint}"
            return
        for key, item in value.items():
            yield from compare(parts[0], key, f"{where}.{key}")
            yield from compare(parts[1], item, f"{where}.{key}")
    elif typing.is_typeddict(origin or hint) or is_dataclass(hint):
        yield from _compare_fields(origin or hint, value, where)
    elif hint is not typing.Any and not isinstance(hint, typing.TypeVar):
        wanted = (int, float) if hint is float else hint
        if not isinstance(value, wanted) or (isinstance(value, bool) and hint in (int, float)):
            yield f"{where}: {value!r:.60} is not {hint}"


def _compare_fields(kind, value, where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where}: {value!r:.60} is not {kind.__name__}"
        return
    hints = typing.get_type_hints(kind, include_extras=True)
    if is_dataclass(kind):
        needed = {field.name for field in fields(kind)} - get_optional_fields(kind)
    else:
        needed = kind.__required_keys__
    for name, hint in hints.items():
        if name in value:
            yield from compare(hint, value[name], f"{where}.{name}")
        elif name in needed:
            yield f"{where}.{name} is missing"
