"""Does every block stand where it can, and does what is in its holes fit?"""

from collections.abc import Iterator
from typing import Any

from sunmao.blocks.spec import Check, Input
from sunmao.blocks.type_hierarchy import list_supertypes
from sunmao.codegen.block_plans import BODY
from sunmao.codegen.nodes import Node
from sunmao.codegen.problems import WARNING, Problem, make_problem
from sunmao.codegen.texts import describe_types
from sunmao.codegen.variable_usage import READERS, VariableUsage

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
    """Compares what stands in each hole with what the hole takes, and what was written with its range."""
    for node in nodes:
        for name, child in node.inputs.items():
            if child.output is None or child.disabled or child.broken:
                continue
            need = child.takes
            if need and child.type in READERS:
                yield from _find_variable_problem(child, need, variables)
            elif need and not fits(child.output, need):
                have = child.output if isinstance(child.output, tuple) else (child.output,)
                yield make_problem(
                    child.id or node.id, "wrong_type", have=describe_types(have), need=describe_types(need)
                )
            if child.type == "math_number" and name in node.plan.ranges:
                yield from _find_range_problem(node.plan.ranges[name], node, child)
            elif _is_empty(child, name in node.plan.ranges):
                yield make_problem(child.id or node.id, "empty_text", WARNING)


def _is_empty(child: Node, needed: bool) -> bool:
    """Whether nothing was written where something must be: any label, and a text that is needed."""
    if child.type == "pick_label":
        return not child.field("value").strip()
    return needed and child.type == "text" and not child.field("TEXT").strip()


def check_options(nodes: list[Node], variables: VariableUsage) -> Iterator[Problem]:
    """Compares what was chosen in a gear with the model that it must go with. A warning: a program that loads weights
    runs all the same.
    """
    for node in nodes:
        for option in node.optional_inputs:
            if not (option.available_for or option.goes_with):
                continue
            model = _find_model(node, variables)
            if model is None:
                continue
            if option.goes_with and not _names_of(model).intersection(option.goes_with):
                yield _make_stray(node, model, option)
            elif option.available_for and not _is_available(option, str(node.field(option.name)), model):
                yield _make_mismatch(node, model, option)


def _find_model(node: Node, variables: VariableUsage) -> Node | None:
    """The block that makes the model that a block is about; None where the program does not say which one it is."""
    if node.values.get("backbone"):
        return node
    child = node.child("model")
    if child is None or child.type not in READERS:
        return child if child and child.values.get("backbone") else None
    id = child.field("VAR").id
    sources = [source for _, variable, source in variables.assignments if variable.id == id]
    only = sources[0] if len(sources) == 1 else None
    return only if isinstance(only, Node) and only.values.get("backbone") else None


def _names_of(model: Node) -> set[str]:
    """Return the names by which an option may mean a model: its backbone and its type."""
    return {str(model.field("backbone")), str(model.output)}


def _is_available(option: Input, value: str, model: Node) -> bool:
    names = option.available_for.get(value)
    return names is None or not _names_of(model).isdisjoint(names)


def _make_stray(node: Node, model: Node, option: Input) -> Problem:
    zh, en = option.label or (option.name, option.name)
    return make_problem(node.id, "option_of_others", WARNING, other=model.field("backbone"), option=(zh, en))


def _make_mismatch(node: Node, model: Node, option: Input) -> Problem:
    words = {str(value): (zh, en) for value, zh, en in option.options}
    going = [said for value, said in words.items() if _is_available(option, value, model)]
    names = "或".join(f"“{zh}”" for zh, _ in going), " or ".join(f"“{en}”" for _, en in going)
    chosen = words[str(node.field(option.name))]
    return make_problem(node.id, "not_together", WARNING, other=model.field("backbone"), value=chosen, names=names)


def fits(have: Check, need: tuple[str, ...]) -> bool:
    """Whether a value of a type (or of one of several) may stand in a hole that takes these."""
    if isinstance(have, tuple):
        return any(fits(one, need) for one in have)
    return have is not None and (have == "*" or not set(list_supertypes(have)).isdisjoint(need))


def may_hold(have: str, need: tuple[str, ...]) -> bool:
    """Whether a variable that holds this type may stand in a hole that takes these: plain types become each other."""
    return fits(have, need) or PLAIN.issuperset((have, *need))


def _find_variable_problem(child: Node, need: tuple[str, ...], variables: VariableUsage) -> Iterator[Problem]:
    have = variables.type_of(child)
    if have and not may_hold(have, need):
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
