"""What the program does with its variables: which are set where, and what they hold."""

from collections.abc import Iterable, Iterator

from ..blocks.declare import VARIABLE
from .workspace import Node, Variable


READERS = ("variables_get", "variables_get_dynamic")


def inside(node: Node) -> Iterator[Node]:
    """Every node that takes part in a block: in its inputs, and below it when it is the top of a stack."""
    waiting = [*reversed([child for child in node.inputs.values()])]
    if node.next and node.surround is None:
        waiting.insert(0, node.next)
    while waiting:
        child = waiting.pop()
        if child.next:
            waiting.append(child.next)
        if not (child.disabled or child.broken):
            yield child
            waiting.extend(reversed(list(child.inputs.values())))


class Variables:
    """types: variable id → the type that all its assignments agree on."""

    def __init__(self, nodes: Iterable[Node]):
        self.nodes = list(nodes)
        self.types: dict[str, str] = {}
        given = [(variable, kind) for node in self.nodes for variable, kind in _assignments(node)]
        for _ in range(4):  # a variable may take its type from another, that from a third …
            known = self._agreed(given)
            if known == self.types:
                break
            self.types = known

    def assigned_in(self, nodes: Iterable[Node]) -> list[Variable]:
        """The variables that these nodes set, each once."""
        return list(dict.fromkeys(variable for node in nodes for variable, _ in _assignments(node)))

    def type_of(self, node: Node | None) -> str | None:
        """The type of a value block; None when it is unknown."""
        if node is None:
            return None
        if node.type in READERS:
            return self.types.get(node.field("VAR").id)
        said = output_of(node)
        return said if isinstance(said, str) and said != "*" else None

    def mentioned(self) -> set[str]:
        """The ids of all variables that the program uses."""
        found = {variable.id for node in self.nodes for variable, _ in _assignments(node)}
        return found | {variable.id for _, variable in _fields(self.nodes)}

    def unset(self) -> Iterator[tuple[Node, Variable]]:
        """The variables that are read and never set, each with the first block that reads it."""
        known = {variable.id for node in self.nodes for variable, _ in _assignments(node)}
        for node, variable in _fields(self.nodes):
            if variable.id not in known:
                known.add(variable.id)
                yield node, variable

    def begun(self) -> Iterator[tuple[Variable, object]]:
        """The variables that a block goes on from before it is sure that they were set, with the value to begin with."""
        before: dict[str, list[Node]] = {}
        for node in self.nodes:
            for variable, _ in _assignments(node):
                earlier = before.setdefault(variable.id, [])
                name = next((name for name in node.declaration.starts if node.field(name) == variable), None)
                if name and not any(_surely_before(other, node) for other in earlier) and not _is_parameter(variable, node):
                    yield variable, node.declaration.starts[name]
                    earlier.insert(0, self.nodes[0])  # now it is set at the top of the program
                earlier.append(node)

    def _agreed(self, given: list) -> dict[str, str]:
        found: dict[str, set] = {}
        for variable, kind in given:
            found.setdefault(variable.id, set()).add(self.type_of(kind) if isinstance(kind, Node) else kind)
        return {id: kinds.pop() for id, kinds in found.items() if len(kinds) == 1 and None not in kinds}


def output_of(node: Node):
    """The declared type of a block's value; None for a statement."""
    said = node.declaration.output
    return said(node) if callable(said) else said


def _fields(nodes: Iterable[Node]) -> Iterator[tuple[Node, Variable]]:
    """Every field of these nodes that names a variable."""
    for node in nodes:
        for name, kind in node.declaration.fields.items():
            if kind == VARIABLE:
                yield node, node.field(name)


def _is_parameter(variable: Variable, node: Node) -> bool:
    """Is it a parameter of the function that a node stands in?"""
    while node.surround:
        node = node.surround
    return variable in node.parameters


def _surely_before(first: Node, later: Node) -> bool:
    """Has a node run whenever one that stands further down runs: is no branch or loop around it that is not around both?"""
    if first.surround is None:
        return True
    while later and later.surround is not first.surround:
        later = later.surround
    return bool(later) and any({first, later} <= set(top.stack()) for top in first.surround.inputs.values())


def _assignments(node: Node) -> Iterator[tuple[Variable, object]]:
    """(variable, type, or the node that gives the type, or None) for each variable that a block sets."""
    for variable in node.parameters:
        yield variable, None
    for name, kind in node.declaration.sets.items():
        if node.declaration.fields.get(name) == VARIABLE:
            source = kind[1:] if isinstance(kind, str) and kind.startswith("=") else None
            yield node.field(name), node.child(source) if source else kind if isinstance(kind, str) else None
