"""The stacks of a workspace by what they are: the start, events, functions, and what lies about."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sunmao.codegen.nodes import Node
from sunmao.codegen.problems import Problem, make_problem
from sunmao.codegen.variable_usage import iter_inside


@dataclass
class Stacks:
    """starts: `program_start` hats; hats: events; definitions: functions by name; loose: statements under no hat;
    values:
    values in no hole. Each from top to bottom."""

    starts: list[Node] = field(default_factory=list)
    hats: list[Node] = field(default_factory=list)
    definitions: dict[str, Node] = field(default_factory=dict)
    loose: list[Node] = field(default_factory=list)
    values: list[Node] = field(default_factory=list)

    @property
    def main(self) -> list[Node]:
        """Stacks that run, from top to bottom: the starts; in a project without one, the loose stacks."""
        return self.starts or self.loose

    @property
    def ignored(self) -> list[Node]:
        """Stacks that do not run."""
        return self.values + (self.loose if self.starts else [])

    def nodes(self) -> list[Node]:
        """Every node that takes part, the main program first."""
        tops = [*self.main, *self.hats, *self.definitions.values()]
        return [node for top in tops for node in (top, *iter_inside(top))]


def sort_stacks(tops: list[Node], problems: list[Problem]) -> Stacks:
    """Sorts the stacks; adds to problems what does not run."""
    stacks = Stacks()
    for first in tops:
        top = _find_first_enabled(first) if first.disabled or first.broken else first
        if top is None:
            continue
        if top.declaration.definition:
            name = top.field("NAME")
            if stacks.definitions.setdefault(name, top) is not top:
                problems.append(make_problem(top.id, "two_functions", name=name[:40]))
        elif top.plan.hat:
            (stacks.hats if top.declaration.handler else stacks.starts).append(top)
        else:
            (stacks.loose if top.output is None else stacks.values).append(top)
    problems += [make_problem(top.id, "two_starts", "warning") for top in stacks.starts[1:]]
    problems += [make_problem(top.id, "loose", "warning") for top in stacks.ignored]
    return stacks


def is_endless(node: Node) -> bool:
    """A loop that runs until Stop and hears events."""
    return node.declaration.endless


def check_listening(stacks: Stacks, nodes: list[Node]) -> Iterator[Problem]:
    """With events: a loop that never ends and is not the end of the start, or that never waits, hears none of them."""
    if not stacks.hats:
        return
    last = [node for top in stacks.main[-1:] for node in top.stack()][-1:]
    for node in nodes:
        if (is_endless(node) and node not in last) or (_is_while_true(node) and not _waits(node)):
            yield make_problem(node.id, "never_heard", "warning")


def _find_first_enabled(top: Node) -> Node | None:
    """Find the block at which a stack goes on below disabled statements; below a disabled hat or value nothing runs."""
    if top.plan is None or top.plan.top or top.output is not None:
        return None
    return next((node for node in top.stack() if not (node.disabled or node.broken)), None)


def _is_while_true(node: Node) -> bool:
    condition = node.child("BOOL") if node.type == "controls_whileUntil" else None
    return (
        condition is not None
        and condition.type == "logic_boolean"
        and (condition.field("BOOL"), node.field("MODE"))
        in (
            ("TRUE", "WHILE"),
            ("FALSE", "UNTIL"),
        )
    )


def _waits(node: Node) -> bool:
    return any(child.declaration.waits or child.type == "controls_flow_statements" for child in iter_inside(node))
