"""Tree into which a workspace is read: one node for each block, and the variables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree

from sunmao.blocks.spec import Check, Declaration
from sunmao.codegen.block_plans import BlockPlan, parse_input_index

MAX_REPEATS = 500  # holes that one block may repeat by its extraState alone


@dataclass(frozen=True)
class Variable:
    """A variable of the workspace. id: Blockly's, or the name where an old project has none."""

    id: str
    name: str


class Node:
    """One block. See `generator.py` for what an emit function may use.

    raw: its JSON; values: field → checked value; parameters: of a function's definition; takes: what the input that it
    stands in takes (see `BlockPlan.takes`); depth: how many values deep in a statement; indent: how many statements
    deep;
    head: the first of its stack; place: (y, x); broken: it cannot stand where it is, and is left out.
    """

    next: "Node | None" = None
    surround: "Node | None" = None
    head: "Node"
    # A block that nobody knows has neither declaration nor plan; it is broken, and takes no part in what follows.
    declaration: Declaration = None  # type: ignore[assignment]
    output: Check = None
    takes: tuple[str, ...] | None = None
    _extra: dict[str, Any] | None = None
    inputs: "Mapping[str, Node]" = MappingProxyType({})
    values: Mapping[str, Any] = MappingProxyType({})
    parameters: tuple[Variable, ...] | list[Variable] = ()
    comment = ""
    disabled = shadow = broken = False
    depth = indent = 0
    place = (0.0, 0.0)

    def __init__(self, type: str, id: str | None, plan: BlockPlan | None, raw: dict[str, Any]) -> None:
        self.type = type
        self.id = id
        self.plan: BlockPlan = plan  # type: ignore[assignment]  # as of `declaration`
        self.raw = raw

    def field(self, name: str) -> Any:
        """A field's value as its declaration has it."""
        return self.values[name]

    def child(self, name: str) -> "Node | None":
        """The node in a value or statement input that takes part, or None."""
        node = self.inputs.get(name)
        return node if node and not node.disabled and not node.broken else None

    @property
    def extra(self) -> dict[str, Any]:
        """extraState as a dict; an old XML text as its attributes and `children`."""
        if self._extra is None:
            self._extra = _parse_extra(self.raw.get("extraState"))
        return self._extra

    @property
    def optional_inputs(self) -> list[Any]:
        """The gear options that were added, as they are declared."""
        added = self.extra.get("more")
        return [
            option for option in self.declaration.optional_inputs if isinstance(added, list) and option.name in added
        ]

    @property
    def top(self) -> "Node":
        """The first block of the stack in which it stands, however deep."""
        node = self
        while node.surround:
            node = node.surround
        return node.head

    def count_numbered(self, prefix: str, *keys: str, default: int = 0, first: int = 0) -> int:
        """Count the numbered inputs (ADD0, ADD1 …; first=1: IF1, IF2 …) of the block."""
        extra = self.extra
        said = [extra[key] for key in keys if key in extra]
        count = _parse_whole(said[0], default) if said else default
        for name in self.inputs:
            if name.startswith(prefix) and (place := parse_input_index(name, prefix)) is not None:
                count = max(count, place + 1 - first)
        return count

    def stack(self) -> "Iterator[Node]":
        """This node and those below it in the stack."""
        node: Node | None = self
        while node:
            yield node
            node = node.next


def _parse_extra(raw: object) -> dict[str, Any]:
    if isinstance(raw, dict):
        return raw
    if not isinstance(raw, str) or "<!" in raw or len(raw) > 100_000:
        return {}
    try:
        return _parse_element(ElementTree.fromstring(raw))
    except (ElementTree.ParseError, ValueError, RecursionError):
        return {}


def _parse_element(element: ElementTree.Element) -> dict[str, Any]:
    children = [
        _parse_element(child) | {"tag": child.tag.rpartition("}")[2], "text": child.text or ""} for child in element
    ]
    return {**element.attrib, "children": children}


def _parse_whole(value: Any, default: int) -> int:
    try:
        return max(0, min(int(value), MAX_REPEATS))
    except (TypeError, ValueError, OverflowError):
        return default
