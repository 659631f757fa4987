"""Dataclasses as JSON objects and back, by their annotations. Standard library only.

A field of a nested dataclass whose default is None is left out where it is None: many rows have little to say.
"""

import types
from collections.abc import Callable
from dataclasses import Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Cell = str | int | float | bool | None
SCALARS = (str, int, float, bool, types.NoneType)


def to_json(value: Any) -> Any:
    """Plain lists and dictionaries of a value that may hold dataclasses. Raises TypeError where JSON cannot hold it."""
    if isinstance(value, SCALARS):
        return value
    if isinstance(value, (list, tuple)):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    if is_dataclass(value):
        optional = get_optional_fields(value.__class__)
        return {
            name: item if isinstance(item, SCALARS) else to_json(item)
            for name, item in vars(value).items()
            if item is not None or name not in optional
        }
    raise TypeError(f"{type(value).__name__} is nothing that JSON can hold")


@cache
def get_optional_fields(kind: type) -> frozenset[str]:
    """The fields of a nested dataclass that are left out where they are None."""
    return frozenset(field.name for field in fields(kind) if field.default is None)


def from_json(kind: type, data: dict[str, Any]) -> Any:
    """The dataclass of a JSON object; keys that it has no field for are dropped.

    What a field holds is checked down to the fields of nested dataclasses; items of plain lists and dictionaries are
    not, nor which word a text is. Raises ValueError where a field is missing or of another type.
    """
    try:
        return kind(**{name: read(data[name]) for name, read in _get_readers(kind).items() if name in data})
    except (TypeError, ValueError) as error:
        raise ValueError(f"{kind.__name__}: {error}") from None


@cache
def _get_readers(kind: type) -> dict[str, Callable[[Any], Any]]:
    hints = get_type_hints(kind)
    return {field.name: _make_reader(field, hints[field.name]) for field in fields(kind)}


def _make_reader(field: Field[Any], hint: Any) -> Callable[[Any], Any]:
    plain, nested = _get_plain_classes(hint), _find_nested(hint)

    def read(value: Any) -> Any:
        if nested and isinstance(value, (dict, list)):
            return nested(value)
        if not isinstance(value, plain):
            raise ValueError(f"{field.name} is {str(value)[:80]}")
        return value

    return read


def _get_plain_classes(hint: Any) -> tuple[type, ...]:
    """The classes of values of a type that are kept as JSON has them."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return tuple(kind for part in parts for kind in _get_plain_classes(part))
    if origin is Literal:
        return tuple({type(word) for word in parts})
    if is_dataclass(hint) or _find_nested(hint):
        return ()
    if origin is not None:
        return (origin,)
    return {float: (int, float), Any: (object,)}.get(hint, (hint,))


def _find_nested(hint: Any) -> Callable[[Any], Any] | None:
    """The reader of values of a type that JSON does not have: dataclasses and tuples; None for any other type."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return next(filter(None, map(_find_nested, parts)), None)
    if isinstance(hint, type) and is_dataclass(hint):
        return lambda value: from_json(hint, _require(dict, value))
    if origin is tuple:
        return lambda value: tuple(_require(list, value, len(parts)))
    read = _find_nested(parts[-1]) if origin in (list, dict) else None
    if read is None:
        return None
    if origin is list:
        return lambda value: [read(item) for item in _require(list, value)]
    return lambda value: {key: read(item) for key, item in _require(dict, value).items()}


def _require(kind: type[list[Any] | dict[str, Any]], value: Any, size: int | None = None) -> Any:
    if not isinstance(value, kind) or size not in (None, len(value)):
        raise ValueError(str(value)[:80])
    return value
