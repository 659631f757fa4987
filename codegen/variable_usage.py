"""Analysis of a program's variables: which are set where, and what they hold."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from sunmao.blocks.assigned_values import CALLS, CHILDS_PYTHON, NAMING, AssignedValues, get_childs_python
from sunmao.blocks.number_bounds import Bounds, NumberBounds
from sunmao.codegen.block_plans import BODY
from sunmao.codegen.nodes import Node, Variable

Place = tuple[int, int]  # the block around a node, and the first of its stack
EVERYWHERE: Place = (0, 0)
READERS = ("variables_get", "variables_get_dynamic")
RECOGNIZERS = ("result_inference", "result_inference_all")
MODEL_FILE = "deploy_workflow"
LOCAL = "local"


def iter_inside(node: Node) -> Iterator[Node]:
    """Every node that takes part in a block: in its inputs, and below it when it is the top of a stack."""
    waiting = [*node.inputs.values()][::-1]
    if node.next and node.surround is None:
        waiting.insert(0, node.next)
    while waiting:
        child = waiting.pop()
        if child.next:
            waiting.append(child.next)
        if not (child.disabled or child.broken):
            yield child
            if child.inputs:
                waiting += [*child.inputs.values()][::-1]


class VariableUsage:
    """Use of a program's variables.

    nodes: all that take part; values: where those of the variables come from; types: variable id → the type that all
    its assignments agree on; assignments: (node, variable, type, or the node that gives the type, or None) in the
    program's order; fields: (node, variable) for each field that names one.
    """

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self._parameters: dict[int, frozenset[Variable]] = {}  # of functions, by their nodes
        self.assignments = [
            (node, *given) for node in nodes if node.plan.sets or node.parameters for given in _iter_assignments(node)
        ]
        self.values = AssignedValues(nodes)
        self.fields = [(node, node.values[name]) for node in nodes for name, _ in node.plan.variables]
        self.types: dict[str, str] = {}
        for _ in range(4):  # a variable may take its type from another, that from a third …
            known = self._find_agreed_types()
            if known == self.types:
                break
            self.types = known

    def list_assigned(self, nodes: Iterable[Node]) -> list[Variable]:
        """The variables that these nodes set, each once."""
        return list(dict.fromkeys(variable for node in nodes for variable, _ in _iter_assignments(node)))

    def type_of(self, node: Node | None) -> str | None:
        """The type of a value block; None when it is unknown."""
        if node is None:
            return None
        if node.type in READERS:
            return self.types.get(node.field("VAR").id)
        return node.output if isinstance(node.output, str) and node.output != "*" else None

    def bounds_of(self, node: Node, name: str, default: float) -> Bounds:
        """(least, most) of the number in an input on every run, as far as the blocks show it."""
        return self._bounds.of(node.child(name), default)

    @cached_property
    def _bounds(self) -> NumberBounds:
        return NumberBounds(self.values)

    def list_used(self) -> set[str]:
        """The ids of all variables that the program uses."""
        return {variable.id for _, variable, _ in self.assignments} | {variable.id for _, variable in self.fields}

    def list_unset(self) -> Iterator[tuple[Node, Variable]]:
        """The variables that are read and never set, each with the first block that reads it."""
        known = {variable.id for _, variable, _ in self.assignments}
        for node, variable in self.fields:
            if variable.id not in known:
                known.add(variable.id)
                yield node, variable

    def list_unread_models(self) -> Iterator[tuple[Node, Variable]]:
        """The model files that are opened above a block that recognizes with another model, and that nothing reads."""
        read = {variable.id for node, variable in self.fields if node.type in READERS}
        last = max((place for place, node in enumerate(self.nodes) if node.type in RECOGNIZERS), default=0)
        for node in self.nodes[:last]:
            opened = node.inputs.get("VALUE") if node.type == "variables_set" else None
            if opened is not None and opened.type == MODEL_FILE and node.field("VAR").id not in read:
                yield node, node.field("VAR")

    def list_maybe_unset(self) -> Iterator[tuple[Variable, object]]:
        """The variables that a block goes on from before it is sure that they were set, with the value to begin with."""
        before: dict[str, set[Place]] = {}
        done = set()
        for node, variable, _ in self.assignments:
            earlier = before.setdefault(variable.id, set())
            starts = node.declaration.starts
            name = next((name for name in starts if node.field(name) == variable), None) if starts else None
            if name and variable not in done and not self._is_parameter(variable, node):
                if not _always_runs_before(earlier, node):
                    done.add(variable)
                    yield variable, node.declaration.starts[name]
            earlier.add(_get_place(node))

    def list_local(self, top: Node) -> set[Variable]:
        """The variables that only one function or event uses, and that are set there before each use: its own.

        top: the block that becomes a function. One that calls itself has none: each of its calls would have another
        value, where blocks have one.
        """
        told = {variable for variable in self.list_assigned(iter_inside(top)) if variable.name in _list_told(top)}
        if self._calls_itself(top):
            return told
        candidates = {
            variable
            for variable in self.list_assigned([top, *iter_inside(top)])
            if self._users[variable] == {id(top)} and variable not in self._maybe_unset
        }
        walk = _FirstUses(candidates)
        walk.visit_stack(top.inputs.get("STACK") if top.declaration.definition else top.next)
        walk.visit_values(top, final=True)
        return walk.sure | told

    @cached_property
    def _users(self) -> dict[Variable, set[int]]:
        """The functions, events and programs that use each variable, by the ids of their first blocks; 0: a text of the
        child's own that names it.
        """
        found: dict[Variable, set[int]] = defaultdict(set)
        for node, variable in self.fields:
            found[variable].add(id(node.top))
        for node in self.nodes:
            for variable in node.parameters:
                found[variable].add(id(node))
        told = "\n".join(get_childs_python(node) for node in self.nodes if node.type in CHILDS_PYTHON)
        called = " ".join(get_childs_python(node) for node in self.nodes if node.type in NAMING)
        words = set(re.findall(r"\w+", called))
        for variable, users in found.items():
            if variable.name in told or variable.name in words:
                users.add(0)
        return found

    @cached_property
    def _maybe_unset(self) -> set[Variable]:
        return {variable for variable, _ in self.list_maybe_unset()}

    @cached_property
    def _calls(self) -> dict[str, set[str]]:
        """The names of the functions that each function calls."""
        found: dict[str, set[str]] = {}
        for top in self.nodes:
            if top.declaration.definition:
                names = (node.extra.get("name") for node in iter_inside(top) if node.type in CALLS)
                found[top.field("NAME")] = {name for name in names if isinstance(name, str)}
        return found

    def _calls_itself(self, top: Node) -> bool:
        """Whether a function may run again before it has ended: by a call in it, or in what it calls."""
        if not top.declaration.definition:
            return False
        called, waiting = set[str](), [top.field("NAME")]
        while waiting:
            new = self._calls.get(waiting.pop(), set()) - called
            called |= new
            waiting += new
        return top.field("NAME") in called

    def _is_parameter(self, variable: Variable, node: Node) -> bool:
        """Is it a parameter of the function that a node stands in?"""
        while node.surround:
            node = node.surround
        if id(node) not in self._parameters:
            self._parameters[id(node)] = frozenset(node.parameters)
        return variable in self._parameters[id(node)]

    def _find_agreed_types(self) -> dict[str, str]:
        found: dict[str, set[Any]] = {}
        for node, variable, kind in self.assignments:
            kinds = found.setdefault(variable.id, set())
            if node.declaration.definition:
                kinds.update(self._list_given_types(variable))
            else:
                kinds.add(self.type_of(kind) if isinstance(kind, Node) else kind)
        return {id: kinds.pop() for id, kinds in found.items() if len(kinds) == 1 and None not in kinds}

    def _list_given_types(self, parameter: Variable) -> list[str | None]:
        """The types of what calls give a parameter; None among them where one is not known."""
        given = [assigned for assigned in self.values.variables.get(parameter.id, []) if assigned.argument]
        nodes: list[Any] = [assigned.node.child(assigned.argument) for assigned in given]
        return [self.type_of(node) for node in nodes] or [None]


class _FirstUses:
    """Walks through a function as it runs, and keeps the variables that are surely set before each use.

    sure: of the candidates, those of which no use was found that may come first.
    """

    def __init__(self, candidates: set[Variable]) -> None:
        self.sure = set(candidates)
        self._set_at: dict[Variable, set[Place]] = {}

    def visit_stack(self, first: Node | None) -> None:
        """The statements of a stack, one after the other."""
        node = first
        while node is not None:
            if not (node.disabled or node.broken):
                self._visit_statement(node)
            node = node.next

    def visit_values(self, node: Node, final: bool = False) -> None:
        """Check the variables that a block's value inputs use. final: it is the result of a function, after all its
        statements.
        """
        for child in node.inputs.values():
            if child.takes is BODY or child.disabled or child.broken:
                continue
            self.visit_values(child, final)
            for name, _ in child.plan.variables:
                self._use(child.values[name], child, final)

    def _visit_statement(self, node: Node) -> None:
        self.visit_values(node)
        assigned = [variable for variable, _ in _iter_assignments(node)]
        for name, _ in node.plan.variables:
            if node.values[name] not in assigned or name in node.declaration.starts:
                self._use(node.values[name], node)
        bodies = [child for child in node.inputs.values() if child.takes is BODY]
        places = [(id(node), id(child)) for child in bodies] if node.declaration.bodies else [_get_place(node)]
        for variable in assigned:  # what a loop sets is sure inside only: it may never go round
            self._set_at.setdefault(variable, set()).update(places)
        for child in bodies:
            self.visit_stack(child)
        if "ELSE" in node.inputs:
            self._join_branches(node, bodies)

    def _join_branches(self, node: Node, bodies: list[Node]) -> None:
        """Mark as set, below an `if`, what each of its branches sets; a branch that leaves the function never gets
        there.
        """
        arms = 1 + node.count_numbered("IF", "elseIfCount", "elseif", first=1)
        passing = [child for child in bodies if [*child.stack()][-1].type != "functions_return"]
        if len(bodies) == arms + 1:
            for places in self._set_at.values():
                if all((id(node), id(child)) in places for child in passing):
                    places.add(_get_place(node))

    def _use(self, variable: Variable, node: Node, final: bool = False) -> None:
        places = self._set_at.get(variable, set())
        around = id(node.top) if final else 0
        if not (any(place[0] == around for place in places) if final else _always_runs_before(places, node)):
            self.sure.discard(variable)


def _list_told(top: Node) -> list[str]:
    """The names that a function keeps for itself, as its text said: `local i, total` in the data of its block."""
    data = top.raw.get("data")
    word, _, names = data.partition(" ") if isinstance(data, str) else ("", "", "")
    return names.split(", ") if word == LOCAL else []


def _get_place(node: Node) -> Place:
    """The body in which a node stands; EVERYWHERE for one that has run before all that stands further down."""
    top = node.head
    if node.surround is None and top.plan and not top.declaration.definition:
        if not (top.plan.hat and top.declaration.handler):
            return EVERYWHERE
    return id(node.surround), id(top)


def _always_runs_before(places: set[Place], later: Node) -> bool:
    """Has a node at one of these places run whenever one that stands further down runs: is no branch, loop or event
    around it that is not around both?
    """
    if EVERYWHERE in places:
        return True
    around: Node | None = later
    while around:
        if (id(around.surround), id(around.head)) in places:
            return True
        around = around.surround
    return False


def _iter_assignments(node: Node) -> Iterator[tuple[Variable, object]]:
    """(variable, type, or the node that gives the type, or None) for each variable that a block sets."""
    for variable in node.parameters:
        yield variable, None
    for name, kind, source in node.plan.sets:
        yield node.values[name], node.child(source) if source else kind
