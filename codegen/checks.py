"""Does every block stand where it can, and does what is in its holes fit?"""

from collections.abc import Iterator

from .problems import Problem, problem
from .stacks import is_hat
from .texts import type_words
from .variables import READERS, Variables, output_of
from .workspace import Node, is_numbered

DEEPEST_VALUE = 40  # values in values: CPython allows 200 brackets in a row
DEEPEST_BODY = 60  # statements in statements: CPython allows 100 indents
PLAIN = {"Number", "String", "Boolean", "Array", "Colour"}  # types that standard blocks turn into each other


def check_places(nodes: list[Node], tops: set[int]) -> Iterator[Problem]:
    """Marks as broken what cannot stand where it is, so that nothing is printed of it. tops: `id` of the tops of stacks."""
    for node in nodes:
        if node.declaration is None:
            continue
        reason = _misplaced(node, id(node) in tops)
        if reason:
            node.broken = True
            yield problem(node.id, reason)
        for name, child in node.inputs.items():
            if not _known_input(node, name):
                child.broken = True
                yield problem(child.id or node.id, "unknown_input", "warning", name=name[:40])
            elif child.declaration and (output_of(child) is None) != _takes_statements(node, name):
                child.broken = True
                yield problem(child.id or node.id, "wrong_place")
        below = node.next
        if below and below.declaration and (_ends_stack(node) or output_of(below) is not None):
            below.broken = True
            yield problem(below.id, "wrong_place")


def check_types(nodes: list[Node], variables: Variables) -> Iterator[Problem]:
    """Compares what stands in each hole with what the hole takes, and numbers with their range."""
    for node in nodes:
        for name, child in node.inputs.items():
            if child.disabled or child.broken or _takes_statements(node, name):
                continue
            need = check_of(node, name)
            if child.type in READERS:
                yield from _variable_problem(child, need, variables)
            elif not _fits(output_of(child), need):
                have = output_of(child)
                have = have if isinstance(have, tuple) else (have,)
                yield problem(child.id or node.id, "wrong_type", have=type_words(have), need=type_words(need))
            yield from _range_problem(node, name, child)


def check_of(node: Node, name: str) -> tuple[str, ...]:
    """The types that an input takes; empty means anything."""
    inputs = node.declaration.inputs
    check = inputs[name] if name in inputs else inputs.get(name.rstrip("0123456789") + "*")
    return (check,) if isinstance(check, str) else check or ()


def _misplaced(node: Node, top: bool) -> str | None:
    if node.depth > DEEPEST_VALUE or node.indent > DEEPEST_BODY:
        return "too_deep"
    return "wrong_place" if _is_top(node) and not top else None


def _is_top(node: Node) -> bool:
    """Can only stand at the top of a stack: a hat, a function's definition."""
    return is_hat(node) or node.declaration.definition


def _ends_stack(node: Node) -> bool:
    """Nothing can stand below it."""
    return node.declaration.cap or node.declaration.definition or output_of(node) is not None


def _known_input(node: Node, name: str) -> bool:
    inputs, bodies = node.declaration.inputs, node.declaration.bodies
    return name in inputs or name in bodies or any(
        key[-1] == "*" and is_numbered(name, key[:-1]) for key in (*inputs, *bodies)
    )


def _takes_statements(node: Node, name: str) -> bool:
    bodies = node.declaration.bodies
    return name in bodies or any(key[-1] == "*" and is_numbered(name, key[:-1]) for key in bodies)


def _fits(have, need: tuple[str, ...]) -> bool:
    return not need or not have or have == "*" or not set((have,) if isinstance(have, str) else have).isdisjoint(need)


def _variable_problem(child: Node, need: tuple[str, ...], variables: Variables) -> Iterator[Problem]:
    have = variables.type_of(child)
    if have and need and have not in need and not PLAIN.issuperset((have, *need)):
        name = child.field("VAR").name[:40]
        yield problem(child.id, "wrong_variable", name=name, have=type_words((have,)), need=type_words(need))


def _range_problem(node: Node, name: str, child: Node) -> Iterator[Problem]:
    hole = node.declaration.hole(name)
    if hole is None or child.type != "math_number" or (hole.least is None and hole.most is None):
        return
    value = child.field("NUM")
    if (hole.least is not None and value < hole.least) or (hole.most is not None and value > hole.most):
        bounds = {"least": "…" if hole.least is None else hole.least, "most": "…" if hole.most is None else hole.most}
        yield problem(child.id or node.id, "out_of_range", "warning", value=value, **bounds)
