"""A saved Blockly workspace, read into nodes. Whatever the JSON holds, reading ends, and says what it could not read."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.etree import ElementTree

from ..blocks import RENAMED
from ..blocks.declare import NUMBER
from .fields import field_value, shown
from .plans import place_in, plan_of
from .problems import Problem, problem

MOST_REPEATS = 500  # holes that one block may repeat by its extraState alone


@dataclass(frozen=True)
class Variable:
    """A variable of the workspace. id: Blockly's, or the name where an old project has none."""

    id: str
    name: str


class Node:
    """One block. See `generator.py` for what an emit function may use.

    values: field → checked value; parameters: of a function's definition; depth: how many values deep in a statement;
    indent: how many statements deep; head: the first of its stack; place: (y, x); broken: it cannot stand where it is, and is left out.
    """

    id: str | None = None
    next: "Node | None" = None
    surround: "Node | None" = None
    head: "Node"
    plan = declaration = output = raw_extra = _extra = None
    inputs: "dict[str, Node]" = MappingProxyType({})
    values: dict = MappingProxyType({})
    parameters: tuple[Variable, ...] | list[Variable] = ()
    comment = ""
    disabled = shadow = broken = False
    depth = indent = 0
    place = (0.0, 0.0)

    def __init__(self, type: str):
        self.type = type

    def field(self, name: str):
        """A field's value as its declaration has it."""
        return self.values[name]

    def child(self, name: str) -> "Node | None":
        """The node in a value or statement input that takes part, or None."""
        node = self.inputs.get(name)
        return node if node and not node.disabled and not node.broken else None

    @property
    def extra(self) -> dict:
        """extraState as a dict; an old XML text as its attributes and `children`."""
        if self._extra is None:
            self._extra = _extra(self.raw_extra) if self.raw_extra is not None else {}
        return self._extra

    def numbered(self, prefix: str, *keys: str, default: int = 0, first: int = 0) -> int:
        """How many numbered inputs (ADD0, ADD1 …; first=1: IF1, IF2 …) the block has."""
        extra = self.extra
        said = [extra[key] for key in keys if key in extra]
        filled = [place + 1 - first for name in self.inputs if (place := place_in(name, prefix)) is not None]
        return max(_whole(said[0], default) if said else default, *filled, 0)

    def stack(self) -> "Iterator[Node]":
        """This node and those below it in the stack."""
        node = self
        while node:
            yield node
            node = node.next


@dataclass
class Workspace:
    """tops: the stacks from top to bottom; nodes: every node, in reading order; variables: by id."""

    tops: list[Node] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    variables: dict[str, Variable] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def variable(self, raw, default: str) -> Variable:
        """The variable that a field's saved value means; made when the workspace's list lacks it."""
        saved = raw if isinstance(raw, dict) else {"id": raw}
        id, name = _text(saved.get("id")), _text(saved.get("name"))
        if id not in self.variables:
            same = [known for known in self.variables.values() if name and known.name == name]
            id = same[0].id if same else id or name or default
        return self.variables.setdefault(id, Variable(id, name or id))


def read(workspace: object) -> Workspace:
    """Reads what `Blockly.serialization.workspaces.save` gave. Raises nothing."""
    result = Workspace()
    if not isinstance(workspace, dict):
        result.problems.append(problem(None, "unreadable"))
        return result
    for raw in _list(workspace.get("variables")):
        if isinstance(raw, dict) and (name := _text(raw.get("name"))):
            id = _text(raw.get("id")) or name
            result.variables[id] = Variable(id, name)
    blocks = workspace.get("blocks", {})
    stacks = blocks.get("blocks", []) if isinstance(blocks, dict) else None
    if not isinstance(stacks, list):
        result.problems.append(problem(None, "unreadable"))
        stacks = []
    _Reader(result).stacks(stacks)
    return result


class _Reader:
    """Reads blocks without recursion, so that no depth can end it."""

    def __init__(self, result: Workspace):
        self.result = result
        self.seen: set[int] = set()

    def stacks(self, raws: list) -> None:
        pairs = [(node, raw) for raw in raws if (node := self.node(raw))]
        for node, raw in pairs:
            node.head = node
            node.place = (_coordinate(raw.get("y")), _coordinate(raw.get("x")))
        pairs.sort(key=lambda pair: pair[0].place)
        self.result.tops = [node for node, _ in pairs]
        waiting = pairs[::-1]
        while waiting:
            node, raw = waiting.pop()
            self.result.nodes.append(node)
            waiting.extend(self.children(node, raw)[::-1])

    def node(self, raw) -> Node | None:
        """The node of one block, without what is in it; None (and a problem) when there is no block."""
        type = raw.get("type") if isinstance(raw, dict) else None
        if not isinstance(type, str):
            self.result.problems.append(problem(_id(raw), "unreadable"))
            return None
        if id(raw) in self.seen:
            self.result.problems.append(problem(_id(raw), "repeated"))
            return None
        self.seen.add(id(raw))
        plan = plan_of(type) or plan_of(RENAMED.get(type, ""))
        node = Node(plan.declaration.type if plan else type)
        node.id = _id(raw)
        node.raw_extra = raw.get("extraState")
        node.comment = _comment(raw["icons"]) if "icons" in raw else ""
        node.disabled = raw.get("enabled") is False or bool(raw.get("disabled")) or bool(raw.get("disabledReasons"))
        node.plan = plan
        if plan is None:
            node.broken = True
            level = "warning" if node.disabled else "error"
            self.result.problems.append(problem(node.id, "unknown_block", level, type=node.type[:60]))
        else:
            node.declaration = plan.declaration
            self.fields(node, raw)
        return node

    def children(self, node: Node, raw: dict) -> list:
        """Hangs the blocks inside and below into the node; gives them with their JSON, to be read next."""
        pairs = []
        inputs = raw.get("inputs")
        if isinstance(inputs, dict) and inputs:
            node.inputs = {}
            for name, slot in inputs.items():
                inside, shadow = _slot(slot)
                child = self.node(inside) if inside is not None else None
                if child and isinstance(name, str):
                    body = node.plan is not None and node.plan.is_body(name)
                    child.surround, child.head, child.shadow = node, child, shadow
                    child.depth, child.indent = 0 if body else node.depth + 1, node.indent + body
                    node.inputs[name] = child
                    pairs.append((child, inside))
        below = _slot(raw["next"])[0] if "next" in raw else None
        follower = self.node(below) if below is not None else None
        if follower:
            follower.surround, follower.head = node.surround, node.head
            follower.depth, follower.indent = node.depth, node.indent
            node.next = follower
            pairs.append((follower, below))
        return pairs

    def fields(self, node: Node, raw: dict) -> None:
        """Checks the fields of a known block."""
        plan, saved = node.plan, raw.get("fields")
        if not isinstance(saved, dict):
            saved = {}
        if plan.fields or plan.variables:
            node.values = {}
        for name, default in plan.variables:
            node.values[name] = self.result.variable(saved.get(name), default)
        for name, kind, default in plan.fields:
            node.values[name] = self.field(node, kind, saved[name], default) if saved.get(name) is not None else default
        if plan.declaration.definition:
            node.parameters = [self.result.variable({"id": id, "name": name}, name) for name, id in _parameters(node.extra)]
        node.output = plan.output(node) if callable(plan.output) else plan.output

    def field(self, node: Node, kind, raw, default):
        """The value of one field that is no variable."""
        try:
            return field_value(raw, kind)
        except ValueError as error:
            code = "wrong_number" if kind == NUMBER else "wrong_choice"
            self.result.problems.append(problem(node.id, code, value=shown(raw), cause=str(error)))
            return default


def _slot(slot) -> tuple[object, bool]:
    """The JSON in an input or below a block, and whether it is a shadow."""
    if not isinstance(slot, dict):
        return None, False
    if slot.get("block") is not None:
        return slot["block"], False
    return slot.get("shadow"), True


def _extra(raw) -> dict:
    if isinstance(raw, dict):
        return raw
    if not isinstance(raw, str) or "<!" in raw or len(raw) > 100_000:
        return {}
    try:
        return _element(ElementTree.fromstring(raw))
    except (ElementTree.ParseError, ValueError, RecursionError):
        return {}


def _element(element) -> dict:
    children = [_element(child) | {"tag": child.tag.rpartition("}")[2], "text": child.text or ""} for child in element]
    return {**element.attrib, "children": children}


def _parameters(extra: dict) -> list[tuple[str, str | None]]:
    """(name, id) of a function's parameters, from either form of extraState."""
    raws = next((extra[key] for key in ("params", "children") if isinstance(extra.get(key), list)), [])
    rows = [raw if isinstance(raw, dict) else {"name": raw} for raw in raws]
    return [(row["name"], row.get("id") or row.get("varid")) for row in rows if isinstance(row.get("name"), str)]


def _comment(icons) -> str:
    comment = icons.get("comment") if isinstance(icons, dict) else None
    return _text(comment.get("text")) if isinstance(comment, dict) else ""


def _whole(value, default: int) -> int:
    try:
        return max(0, min(int(value), MOST_REPEATS))
    except (TypeError, ValueError, OverflowError):
        return default


def _coordinate(value) -> float:
    usable = isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e9
    return float(value) if usable and math.isfinite(value) else 0.0


def _id(raw) -> str | None:
    said = raw.get("id") if isinstance(raw, dict) else None
    return said if isinstance(said, str) and said else None


def _text(value) -> str:
    return value if isinstance(value, str) else ""


def _list(value) -> list:
    return value if isinstance(value, list) else []
