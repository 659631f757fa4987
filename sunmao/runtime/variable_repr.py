"""The pupil's variables as short text. Nothing of the program is called for it: no `__repr__`, no property, no iterator
of its own.
"""

import linecache
import symtable
import sys
import types
from collections import deque
from collections.abc import Iterable
from itertools import islice
from types import FrameType
from typing import Any

LONGEST = 80  # characters of a value
MAX_VARIABLES = 200  # variables
DEEPEST = 4  # lists in lists
DIGITS = 60  # of a whole number that is shown as it is
HIDDEN = (
    types.ModuleType,
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    types.MethodWrapperType,
    type,
    types.GenericAlias,
    types.UnionType,
)
PLAIN = (list, tuple, set, dict)  # known by their brackets
BRACKETS = {list: "[]", tuple: "()", set: "{}", frozenset: "{}", deque: "[]", dict: "{}"}


class VariableWatch:
    """The variables of the program `main` (absolute path), and which of them have changed."""

    def __init__(self, main: str) -> None:
        self._main = main
        self._names: frozenset | None = None
        self._before: dict[str, str] = {}

    def look(self, frame: FrameType) -> tuple[dict[str, str], list[str]]:
        """The variables that `frame` sees, its own first: name → text; and the names whose text is new since the last
        look.
        """
        own = {} if frame.f_locals is frame.f_globals else _visible_names(frame.f_locals)
        names = self._list_assigned()
        found = {
            **own,
            **_visible_names(
                {name: value for name, value in list(frame.f_globals.items()) if name in names and name not in own}
            ),
        }
        texts = {name: repr_value(value) for name, value in islice(found.items(), MAX_VARIABLES)}
        changed = [name for name, text in texts.items() if self._before.get(name) != text]
        self._before = texts
        return texts, changed

    def _list_assigned(self) -> frozenset:
        """The module's names that the program itself sets, without what it imports or defines."""
        if self._names is None:
            table = symtable.symtable("".join(linecache.getlines(self._main)), self._main, "exec")
            self._names = frozenset(_find_assigned_names(table, at_module=True))
        return self._names


def _find_assigned_names(table: symtable.SymbolTable, at_module: bool = False) -> Iterable[str]:
    for symbol in table.get_symbols():
        if symbol.is_assigned() and not symbol.is_imported() and (at_module or symbol.is_declared_global()):
            yield symbol.get_name()
    for inner in table.get_children():
        yield from _find_assigned_names(inner)


def _visible_names(scope: dict[str, Any]) -> dict:
    return {
        name: value
        for name, value in list(scope.items())
        if type(name) is str
        and name.isidentifier()
        and not (name.startswith("__") and name.endswith("__"))
        and not _is_instance(value, *HIDDEN)
    }


def repr_value(value: object) -> str:
    """A value as text of at most LONGEST characters.

    Example:
        >>> repr_value([1, 'two', {3: None}])
        "[1, 'two', {3: None}]"
    """
    try:
        text = _repr(value, LONGEST, DEEPEST)
    except Exception:  # changed by another thread, or a class that lies about itself
        text = _class_name(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _repr(value: Any, room: int, deep: int) -> str:
    kind = type(value)
    if value is None or kind is bool:
        return repr(value)
    numpy = sys.modules.get("numpy")
    if numpy is not None and _is_instance(value, numpy.number, numpy.bool_):
        return _repr(value.item(), room, deep)
    for known, words in _WORDS.items():
        if known in kind.__mro__:
            text = words(value, room)
            return text if kind is known else f"{_class_name(value)} {text}"
    for known, brackets in BRACKETS.items():
        if known in kind.__mro__:
            text = _repr_container(value, known, brackets, room, deep)
            return text if kind in PLAIN else f"{_class_name(value)} {text}"
    return _repr_library_object(value, room)


def _repr_container(value: Any, kind: Any, brackets: str, room: int, deep: int) -> str:
    count = kind.__len__(value)
    if not count and kind is set:
        return "set()"
    if not deep:
        return f"{brackets[0]}…{brackets[1]}"
    parts: list[str] = []
    for item in islice(dict.items(value) if kind is dict else kind.__iter__(value), room):
        if room <= 0:
            break
        if kind is dict:
            part = f"{_repr(item[0], room, deep - 1)}: {_repr(item[1], room, deep - 1)}"
        else:
            part = _repr(item, room, deep - 1)
        parts.append(part)
        room -= len(part) + 2
    more = ", …" if len(parts) < count else "," if kind is tuple and count == 1 else ""
    return brackets[0] + ", ".join(parts) + more + brackets[1]


def _repr_int(value: int, room: int) -> str:
    if int.bit_length(value) < DIGITS * 3:
        return int.__repr__(value)
    return f"{'-' if int.__lt__(value, 0) else ''}2^{int.bit_length(value) - 1}…"


def _repr_text(value: Any, room: int) -> str:
    kind = next(kind for kind in (str, bytes, bytearray) if kind in type(value).__mro__)
    cut = kind.__getitem__(value, slice(max(0, room)))
    return kind.__repr__(cut) + ("…" if kind.__len__(value) > len(cut) else "")


_WORDS = {
    int: _repr_int,
    float: lambda value, room: float.__repr__(value),
    complex: lambda value, room: complex.__repr__(value),
    str: _repr_text,
    bytes: _repr_text,
    bytearray: _repr_text,
    range: lambda value, room: range.__repr__(value),
}


def _repr_library_object(value: Any, room: int) -> str:
    """Description by its library, where that is quick and safe; else the name of its class."""
    name = _class_name(value)
    numpy, torch = sys.modules.get("numpy"), sys.modules.get("torch")
    if numpy is not None and _is_instance(value, numpy.ndarray):
        return f"{name} {_format_shape(numpy.ndarray.shape.__get__(value))} {numpy.ndarray.dtype.__get__(value)}"
    if torch is not None and _is_instance(value, torch.Tensor):
        return f"{name} {_format_shape(tuple(value.shape))} {str(value.dtype).removeprefix('torch.')}"
    if type(value).__module__ == "sunmao.tasks.classification.results" and name == "Result":
        return f"{name} {_repr_text(value.label, room)} {value.confidence}"
    return name


def _format_shape(shape: tuple) -> str:
    return "×".join(map(str, shape)) or "()"


def _is_instance(value: object, *kinds: type) -> bool:
    return any(kind in type(value).__mro__ for kind in kinds)


def _class_name(value: object) -> str:
    return type.__dict__["__name__"].__get__(type(value))
