"""A saved Blockly workspace, read into nodes. Whatever the JSON holds, reading ends, and says what it could not read."""

import math
from dataclasses import dataclass, field
from typing import Any

from sunmao.blocks import RENAMED
from sunmao.blocks.spec import NUMBER
from sunmao.codegen.block_plans import BODY, BlockPlan, get_plan
from sunmao.codegen.field_values import format_value
from sunmao.codegen.nodes import Node, Variable
from sunmao.codegen.problems import Problem, make_problem

_RARE = {"icons", "enabled", "disabled", "disabledReasons"}


@dataclass
class Workspace:
    """tops: the stacks from top to bottom; nodes: every node, in reading order; variables: by id; kept_text: the
    program as somebody wrote it, '' where nobody did.
    """

    tops: list[Node] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    variables: dict[str, Variable] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    kept_text: str = ""
    _first_of_name: dict[str, str] = field(default_factory=dict)  # the id of the first variable that is called so

    def variable(self, raw: object, default: str) -> Variable:
        """The variable that a field's saved value means; made when the workspace's list lacks it."""
        saved = raw if isinstance(raw, dict) else {"id": raw}
        id = _read_text(saved.get("id"))
        if id in self.variables:
            return self.variables[id]
        name = _read_text(saved.get("name"))
        id = self._first_of_name.get(name) or id or name or default
        if id not in self.variables:
            self.add_variable(Variable(id, name or id))
        return self.variables[id]

    def add_variable(self, variable: Variable) -> None:
        """One more of the list. Of two of one id the later one counts."""
        self.variables[variable.id] = variable
        if variable.name:
            self._first_of_name.setdefault(variable.name, variable.id)


def read_workspace(workspace: object) -> Workspace:
    """Reads what `Blockly.serialization.workspaces.save` gave. Raises nothing."""
    result = Workspace()
    if not isinstance(workspace, dict):
        result.problems.append(make_problem(None, "unreadable"))
        return result
    result.kept_text = _read_text(workspace.get("python"))
    for raw in _read_list(workspace.get("variables")):
        if isinstance(raw, dict) and (name := _read_text(raw.get("name"))):
            result.add_variable(Variable(_read_text(raw.get("id")) or name, name))
    blocks = workspace.get("blocks", {})
    stacks = blocks.get("blocks", []) if isinstance(blocks, dict) else None
    if not isinstance(stacks, list):
        result.problems.append(make_problem(None, "unreadable"))
        stacks = []
    _Reader(result).stacks(stacks)
    return result


class _Reader:
    """Reads blocks without recursion, so that no depth can end it."""

    def __init__(self, result: Workspace) -> None:
        self.result = result
        self.seen: set[int] = set()
        self.plans = _PlanCache()

    def stacks(self, raws: list[Any]) -> None:
        tops = [node for raw in raws if (node := self.node(raw))]
        for node in tops:
            node.head = node
            node.place = (_read_coordinate(node.raw.get("y")), _read_coordinate(node.raw.get("x")))
        self.result.tops = sorted(tops, key=lambda node: node.place)
        waiting = self.result.tops[::-1]
        while waiting:
            node = waiting.pop()
            self.result.nodes.append(node)
            if "inputs" in node.raw or "next" in node.raw:
                waiting += self.children(node)[::-1]

    def node(self, raw: Any) -> Node | None:
        """The node of one block, without what is in it; None (and a problem) when there is no block."""
        type = raw.get("type") if isinstance(raw, dict) else None
        if not isinstance(type, str) or (place := id(raw)) in self.seen:
            self.result.problems.append(
                make_problem(_read_id(raw), "repeated" if isinstance(type, str) else "unreadable")
            )
            return None
        self.seen.add(place)
        plan = self.plans[type]
        node = Node(plan.declaration.type if plan else type, _read_id(raw), plan, raw)
        if not _RARE.isdisjoint(raw):
            node.comment = _read_comment(raw.get("icons"))
            node.disabled = raw.get("enabled") is False or bool(raw.get("disabled")) or bool(raw.get("disabledReasons"))
        if plan is None:
            node.broken = True
            level = "warning" if node.disabled else "error"
            self.result.problems.append(make_problem(node.id, "unknown_block", level, type=node.type[:60]))
        else:
            node.declaration = plan.declaration
            self.fields(node, plan, raw.get("fields"))
        return node

    def children(self, node: Node) -> list[Node]:
        """Hangs the blocks inside and below into the node; gives them, to be read next."""
        found = []
        inputs = node.raw.get("inputs")
        if isinstance(inputs, dict) and inputs:
            node.inputs = filled = {}
            for name, slot in inputs.items():
                inside, shadow = _read_slot(slot)
                child = self.node(inside) if inside is not None else None
                if child and isinstance(name, str):
                    child.takes = node.plan.takes(name) if node.plan else None
                    body = child.takes is BODY
                    child.surround, child.head, child.shadow = node, child, shadow
                    child.depth, child.indent = 0 if body else node.depth + 1, node.indent + body
                    filled[name] = child
                    found.append(child)
        below = _read_slot(node.raw["next"])[0] if "next" in node.raw else None
        follower = self.node(below) if below is not None else None
        if follower:
            follower.surround, follower.head = node.surround, node.head
            follower.depth, follower.indent = node.depth, node.indent
            node.next = follower
            found.append(follower)
        return found

    def fields(self, node: Node, plan: BlockPlan, saved: object) -> None:
        """Checks the fields of a known block."""
        if not isinstance(saved, dict):
            saved = {}
        values: dict[str, Any] = {}
        if plan.fields or plan.variables:
            node.values = values
        for name, default in plan.variables:
            values[name] = self.result.variable(saved.get(name), default)
        for name, read, default in plan.fields:
            raw = saved.get(name)
            try:
                values[name] = default if raw is None else read(raw)
            except ValueError as error:
                values[name] = default
                self.wrong_field(node, name, raw, error)
        if plan.declaration.definition:
            node.parameters = [
                self.result.variable({"id": id, "name": name}, name) for name, id in _read_parameters(node.extra)
            ]
        node.output = plan.output(node) if callable(plan.output) else plan.output

    def wrong_field(self, node: Node, name: str, raw: object, error: ValueError) -> None:
        """Reports a field that holds what it cannot hold."""
        code = "wrong_number" if node.declaration.fields[name] == NUMBER else "wrong_choice"
        self.result.problems.append(make_problem(node.id, code, value=format_value(raw), cause=str(error)))


class _PlanCache(dict[str, Any]):
    """Block type → plan, each looked up once a reading."""

    def __missing__(self, type: str) -> BlockPlan | None:
        plan = self[type] = get_plan(type) or get_plan(RENAMED.get(type, ""))
        return plan


def _read_slot(slot: object) -> tuple[object, bool]:
    """The JSON in an input or below a block, and whether it is a shadow."""
    if not isinstance(slot, dict):
        return None, False
    if slot.get("block") is not None:
        return slot["block"], False
    return slot.get("shadow"), True


def _read_parameters(extra: dict[str, Any]) -> list[tuple[str, str | None]]:
    """(name, id) of a function's parameters, from either form of extraState."""
    raws: list[Any] = next((extra[key] for key in ("params", "children") if isinstance(extra.get(key), list)), [])
    rows = [raw if isinstance(raw, dict) else {"name": raw} for raw in raws]
    return [(row["name"], row.get("id") or row.get("varid")) for row in rows if isinstance(row.get("name"), str)]


def _read_comment(icons: object) -> str:
    comment = icons.get("comment") if isinstance(icons, dict) else None
    return _read_text(comment.get("text")) if isinstance(comment, dict) else ""


def _read_coordinate(value: Any) -> float:
    usable = isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e9
    return float(value) if usable and math.isfinite(value) else 0.0


def _read_id(raw: object) -> str | None:
    said = raw.get("id") if isinstance(raw, dict) else None
    return said if isinstance(said, str) and said else None


def _read_text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _read_list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
