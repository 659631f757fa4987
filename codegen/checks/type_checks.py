"""Does every block stand where it can, and does what is in its holes fit?"""

from collections.abc import Iterator
from typing import Any

from sunmao.blocks.spec import Check, Input
from sunmao.blocks.type_hierarchy import list_supertypes
from sunmao.codegen.block_plans import BODY
from sunmao.codegen.nodes import Node
from sunmao.codegen.problems import WARNING, Problem, make_problem
from sunmao.codegen.texts import describe_types
from sunmao.codegen.variables import READERS, VariableUsage

DEEPEST_VALUE = 40  # values in values: CPython allows 200 brackets in a row
DEEPEST_BODY = 60  # statements in statements: CPython allows 100 indents
PLAIN = {"Number", "String", "Boolean", "Array", "Colour"}  # types that standard blocks turn into each other


def check_places(nodes: list[Node], tops: list[Node]) -> Iterator[Problem]:
    """Marks as broken what cannot stand where it is, so that nothing is printed of it."""
    standing = {id(top) for top in tops}
    for node in nodes:
        plan = node.plan
        if plan is None:
            continue
        deep = node.depth > DEEPEST_VALUE or node.indent > DEEPEST_BODY
        if deep or (plan.top and id(node) not in standing):
            node.broken = True
            yield make_problem(node.id, "too_deep" if deep else "wrong_place")
        for name, child in node.inputs.items():
            if child.takes is None:
                child.broken = True
                yield make_problem(child.id or node.id, "unknown_input", "warning", name=name[:40])
            elif child.plan and (child.output is None) != (child.takes is BODY):
                child.broken = True
                yield make_problem(child.id or node.id, "wrong_place")
        below = node.next
        if below and below.plan and (plan.ends or node.output is not None or below.output is not None):
            below.broken = True
            yield make_problem(below.id, "wrong_place")


def check_types(nodes: list[Node], variables: VariableUsage) -> Iterator[Problem]:
    """Compares what stands in each hole with what the hole takes, and numbers with their range."""
    for node in nodes:
        for name, child in node.inputs.items():
            if child.output is None or child.disabled or child.broken:
                continue
            need = child.takes
            if need and child.type in READERS:
                yield from _find_variable_problem(child, need, variables)
            elif need and not _fits(child.output, need):
                have = child.output if isinstance(child.output, tuple) else (child.output,)
                yield make_problem(
                    child.id or node.id, "wrong_type", have=describe_types(have), need=describe_types(need)
                )
            if child.type == "math_number" and name in node.plan.ranges:
                yield from _find_range_problem(node.plan.ranges[name], node, child)


def check_options(nodes: list[Node]) -> Iterator[Problem]:
    """Compares what was chosen in a gear with the backbone that it must go with. A warning: a program that loads
    weights runs all the same.
    """
    for node in nodes:
        for option in node.optional_inputs:
            if option.available_for and not _is_available(option, str(node.field(option.name)), node.field("backbone")):
                yield _make_mismatch(node, option)


def _is_available(option: Input, value: str, backbone: str) -> bool:
    return backbone in option.available_for.get(value, (backbone,))


def _make_mismatch(node: Node, option: Input) -> Problem:
    backbone, words = node.field("backbone"), {str(value): (zh, en) for value, zh, en in option.options}
    going = [said for value, said in words.items() if _is_available(option, value, backbone)]
    names = "或".join(f"“{zh}”" for zh, _ in going), " or ".join(f"“{en}”" for _, en in going)
    return make_problem(
        node.id, "not_together", WARNING, other=backbone, value=words[str(node.field(option.name))], names=names
    )


def _fits(have: Check, need: tuple[str, ...]) -> bool:
    if isinstance(have, tuple):
        return any(_fits(one, need) for one in have)
    return have is not None and (have == "*" or not set(list_supertypes(have)).isdisjoint(need))


def _find_variable_problem(child: Node, need: tuple[str, ...], variables: VariableUsage) -> Iterator[Problem]:
    have = variables.type_of(child)
    if have and not _fits(have, need) and not PLAIN.issuperset((have, *need)):
        name = child.field("VAR").name[:40]
        yield make_problem(
            child.id, "wrong_variable", name=name, have=describe_types((have,)), need=describe_types(need)
        )


def _find_range_problem(hole: Input, node: Node, child: Node) -> Iterator[Problem]:
    value = child.field("NUM")
    if (hole.least is not None and value < hole.least) or (hole.most is not None and value > hole.most):
        bounds: dict[str, Any] = {
            "least": "…" if hole.least is None else hole.least,
            "most": "…" if hole.most is None else hole.most,
        }
        yield make_problem(child.id or node.id, "out_of_range", "warning", value=value, **bounds)
