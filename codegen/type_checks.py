"""Does every block stand where it can, and does what is in its holes fit?"""

from collections.abc import Iterator

from sunmao.blocks.spec import Hole
from sunmao.blocks.type_hierarchy import also
from sunmao.codegen.nodes import Node
from sunmao.codegen.block_plans import BODY
from sunmao.codegen.problems import WARNING, Problem, problem
from sunmao.codegen.texts import type_words
from sunmao.codegen.variables import READERS, Variables

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
            yield problem(node.id, "too_deep" if deep else "wrong_place")
        for name, child in node.inputs.items():
            if child.takes is None:
                child.broken = True
                yield problem(child.id or node.id, "unknown_input", "warning", name=name[:40])
            elif child.plan and (child.output is None) != (child.takes is BODY):
                child.broken = True
                yield problem(child.id or node.id, "wrong_place")
        below = node.next
        if below and below.plan and (plan.ends or node.output is not None or below.output is not None):
            below.broken = True
            yield problem(below.id, "wrong_place")


def check_types(nodes: list[Node], variables: Variables) -> Iterator[Problem]:
    """Compares what stands in each hole with what the hole takes, and numbers with their range."""
    for node in nodes:
        for name, child in node.inputs.items():
            if child.output is None or child.disabled or child.broken:
                continue
            need = child.takes
            if need and child.type in READERS:
                yield from _variable_problem(child, need, variables)
            elif need and not _fits(child.output, need):
                have = child.output if isinstance(child.output, tuple) else (child.output,)
                yield problem(child.id or node.id, "wrong_type", have=type_words(have), need=type_words(need))
            if child.type == "math_number" and name in node.plan.ranges:
                yield from _range_problem(node.plan.ranges[name], node, child)


def check_options(nodes: list[Node]) -> Iterator[Problem]:
    """Compares what was chosen in a gear with the backbone that it must go with. A warning: a program that loads weights runs all the same."""
    for node in nodes:
        for option in node.gear:
            if option.goes and not _goes(option, str(node.field(option.name)), node.field("backbone")):
                yield _not_together(node, option)


def _goes(option: Hole, value: str, backbone: str) -> bool:
    return backbone in option.goes.get(value, (backbone,))


def _not_together(node: Node, option: Hole) -> Problem:
    backbone, words = node.field("backbone"), {str(value): (zh, en) for value, zh, en in option.options}
    going = [said for value, said in words.items() if _goes(option, value, backbone)]
    names = "或".join(f"“{zh}”" for zh, _ in going), " or ".join(f"“{en}”" for _, en in going)
    return problem(node.id, "not_together", WARNING, other=backbone, value=words[str(node.field(option.name))], names=names)


def _fits(have, need: tuple[str, ...]) -> bool:
    if isinstance(have, tuple):
        return any(_fits(one, need) for one in have)
    return have == "*" or not set(also(have)).isdisjoint(need)


def _variable_problem(child: Node, need: tuple[str, ...], variables: Variables) -> Iterator[Problem]:
    have = variables.type_of(child)
    if have and not _fits(have, need) and not PLAIN.issuperset((have, *need)):
        name = child.field("VAR").name[:40]
        yield problem(child.id, "wrong_variable", name=name, have=type_words((have,)), need=type_words(need))


def _range_problem(hole: Hole, node: Node, child: Node) -> Iterator[Problem]:
    value = child.field("NUM")
    if (hole.least is not None and value < hole.least) or (hole.most is not None and value > hole.most):
        bounds = {"least": "…" if hole.least is None else hole.least, "most": "…" if hole.most is None else hole.most}
        yield problem(child.id or node.id, "out_of_range", "warning", value=value, **bounds)
