"""Networks that will learn from nothing: what to expect of them, said before the program runs."""

from collections.abc import Iterator

from sunmao.blocks.categories.model import UNTRAINED
from sunmao.codegen.nodes import Node
from sunmao.codegen.problems import WARNING, Problem, make_problem
from sunmao.codegen.variable_usage import READERS, VariableUsage


def check_initial_weights(nodes: list[Node], variables: VariableUsage) -> Iterator[Problem]:
    """Warns on each large network without trained weights that the program trains."""
    trained = [node.child("model") for node in nodes if node.type == "model_train" and not _has(node, "checkpoint")]
    ids = {child.field("VAR").id for child in trained if child is not None and child.type in READERS}
    models = [source for _, variable, source in variables.assignments if variable.id in ids]
    for node in [*trained, *models]:
        if isinstance(node, Node) and node.type in UNTRAINED:
            untrained, known = UNTRAINED[node.type]
            fresh = not _has(node, "weights") or node.field("weights") == "fresh"
            if fresh and node.field("backbone") in untrained:
                yield make_problem(node.id, "from_nothing", WARNING, name=node.field("backbone"), known=known)


def _has(node: Node, option: str) -> bool:
    return any(each.name == option for each in node.optional_inputs)
