"""Models that are trained without data: seen before the program runs."""

from collections.abc import Iterator

from sunmao.codegen.file_choices import TRAININGS
from sunmao.codegen.nodes import Node
from sunmao.codegen.problems import WARNING, Problem, make_problem
from sunmao.codegen.variable_usage import READERS, VariableUsage

NETWORKS = ("net_picture", "net_numbers")


def check_training_data(nodes: list[Node], variables: VariableUsage) -> Iterator[Problem]:
    """Warns on the first block that trains a variable's model which no block gives data to. A model that comes from
    elsewhere (a function, another variable) may have some.
    """
    made: dict[str, list[bool]] = {}
    for _, variable, source in variables.assignments:
        made.setdefault(variable.id, []).append(isinstance(source, Node) and _is_model(source))
    given = {child.field("VAR").id for child in _list_models(nodes, {"model_load_dataset"})}
    for node in nodes:
        for child in _list_models([node], TRAININGS):
            variable = child.field("VAR")
            if variable.id not in given and all(made.get(variable.id, [False])):
                given.add(variable.id)
                yield make_problem(node.id, "no_data", WARNING, name=variable.name[:40])


def _list_models(nodes: list[Node], types: set[str]) -> list[Node]:
    """The variables in the hole for a model, of blocks of these types."""
    children = [node.child("model") for node in nodes if node.type in types]
    return [child for child in children if child is not None and child.type in READERS]


def _is_model(node: Node) -> bool:
    """Whether a block makes a model that has no data yet."""
    return "backbone" in node.values or node.type in NETWORKS
