"""Which variables hold a list of nothing but numbers: those need no helper that looks at each item."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sunmao.blocks.assigned_values import Assigned, AssignedValues
from sunmao.blocks.emit_types import EmitContext, EmitNode

_MAKING = {"lists_create_with", "lists_create_empty", "lists_repeat"}


@dataclass(frozen=True)
class NumberLists:
    """The ids of the variables whose lists hold numbers only, and of these the ones whose lists are never empty."""

    numeric: frozenset[str] = frozenset()
    filled: frozenset[str] = frozenset()


def find_number_lists(values: AssignedValues, type_of: Callable[[Any], str | None]) -> NumberLists:
    """What is sure in a program of these assignments, into whose lists nothing else is put."""

    def is_number(node: EmitNode | None) -> bool:
        return node is not None and type_of(node) == "Number"

    put = [node.child("TO") for node in values.nodes if node.type == "lists_setIndex"]
    if values.texts or not all(map(is_number, put)):
        return NumberLists()

    def is_numeric(assigned: Assigned) -> bool:
        made = _get_made(assigned)
        return made is not None and all(is_number(item) for item in _list_items(made))

    def is_filled(assigned: Assigned) -> bool:
        made = _get_made(assigned)
        return made is not None and made.type == "lists_create_with" and bool(_list_items(made))

    numeric = {id for id, each in values.variables.items() if each and all(map(is_numeric, each))}
    taken = any(node.type == "lists_getIndex" and node.field("MODE") != "GET" for node in values.nodes)
    filled = set() if taken else {id for id in numeric if all(map(is_filled, values.variables[id]))}
    return NumberLists(frozenset(numeric), frozenset(filled))


def holds_numbers(node: EmitNode, gen: EmitContext, name: str, filled: bool = False) -> bool:
    """Whether what stands in an input is surely a list of numbers; filled: and one that is never empty."""
    child = node.child(name)
    if child is None:
        return False
    if child.type == "variables_get":
        known = gen.number_lists
        return child.field("VAR").id in (known.filled if filled else known.numeric)
    items = _list_items(child)
    return (
        child.type == "lists_create_with"
        and bool(items)
        and all(item is not None and gen.type_of(child, f"ADD{place}") == "Number" for place, item in enumerate(items))
    )


def _get_made(assigned: Assigned) -> EmitNode | None:
    """The block that makes the list that is assigned."""
    if assigned.argument or assigned.node.type != "variables_set":
        return None
    made = assigned.node.child("VALUE")
    return made if made is not None and made.type in _MAKING else None


def _list_items(made: EmitNode) -> list[EmitNode | None]:
    if made.type == "lists_repeat":
        return [made.child("ITEM")]
    if made.type != "lists_create_with":
        return []
    count = made.count_numbered("ADD", "itemCount", "items", default=3)
    return [made.child(f"ADD{place}") for place in range(count)]
