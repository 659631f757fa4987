"""Inference of the variables that hold a list of nothing but numbers, or texts: those need no check of each item."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sunmao.blocks.assigned_values import Assigned, AssignedValues
from sunmao.blocks.emit_types import EmitContext, EmitNode

# Blocks that put items into a list, or take some away, whatever other name the program has for it.
_CHANGING = {
    "lists_arrange",
    "lists_delete",
    "lists_extend",
    "lists_remove",
    "lists_set_item",
    "variables_update",
    "variables_update_item",
    "dict_remove",
    "dict_set",
}
_MAKING = {"lists_create_with", "lists_create_empty", "lists_repeat", "lists_split"}


@dataclass(frozen=True)
class NumberLists:
    """The ids of the variables whose lists hold numbers only, of these the ones whose lists are never empty, and of
    those whose lists hold texts only.
    """

    numeric: frozenset[str] = frozenset()
    filled: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()


def find_number_lists(values: AssignedValues, type_of: Callable[[Any], str | None]) -> NumberLists:
    """Find the lists of a program whose items' types are sure, from its assignments; none where anything else is put
    into lists.
    """
    if values.texts or any(node.type in _CHANGING for node in values.nodes):
        return NumberLists()
    numeric = _find_lists_of("Number", values, type_of)
    taken = any(node.type == "lists_getIndex" and node.field("MODE") != "GET" for node in values.nodes)
    filled = set() if taken else {id for id in numeric if all(map(_is_filled, values.variables[id]))}
    return NumberLists(numeric, frozenset(filled), _find_lists_of("String", values, type_of))


def _find_lists_of(kind: str, values: AssignedValues, type_of: Callable[[Any], str | None]) -> frozenset[str]:
    """The variables whose lists hold values of one type only."""

    def is_of_kind(node: EmitNode | None) -> bool:
        return node is not None and type_of(node) == kind

    def makes_list(assigned: Assigned) -> bool:
        made = _get_made(assigned)
        if made is not None and made.type == "lists_split":
            return kind == "String" and made.field("MODE") == "SPLIT"
        return made is not None and all(map(is_of_kind, _list_items(made)))

    put = [node.child("TO") for node in values.nodes if node.type == "lists_setIndex"]
    if not all(map(is_of_kind, put)):
        return frozenset()
    return frozenset(id for id, each in values.variables.items() if all(map(makes_list, each)))


def _is_filled(assigned: Assigned) -> bool:
    made = _get_made(assigned)
    return made is not None and made.type == "lists_create_with" and bool(_list_items(made))


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
