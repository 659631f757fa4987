"""Between which numbers a value lies on every run, as far as the blocks show it."""

from collections.abc import Callable
from math import inf
from typing import Any

from sunmao.blocks.assigned_values import Assigned, AssignedValues
from sunmao.blocks.emit_types import EmitNode

Bounds = tuple[float, float]
BoundsOf = Callable[[Any, str, float], Bounds]
UNKNOWN: Bounds = (-inf, inf)
_COUNTS = {"lists_length", "text_length", "text_count", "text_indexOf", "lists_indexOf", "data_count"}
_DEPTH = 12  # blocks that are looked at inside each other


class NumberBounds:
    """The bounds of values in a program of these assignments."""

    def __init__(self, values: AssignedValues) -> None:
        self._values = values
        self._known: dict[str, Bounds] = {}

    def of(self, node: EmitNode | None, default: float = 0, depth: int = 0) -> Bounds:
        """(least, most) of what stands in a hole; `default` stands in an empty one."""
        if node is None:
            return default, default
        if node.type == "math_number":
            return node.field("NUM"), node.field("NUM")
        if node.type in _COUNTS:
            return 0, inf
        if depth > _DEPTH:
            return UNKNOWN
        if node.type == "math_random_int":
            start, stop = self.of(node.child("FROM"), 0, depth + 1), self.of(node.child("TO"), 0, depth + 1)
            return start[0], stop[1]
        if node.type == "math_arithmetic":
            return self._calculate(node, depth + 1)
        return self._of_variable(node.field("VAR").id, depth + 1) if node.type == "variables_get" else UNKNOWN

    def _calculate(self, node: EmitNode, depth: int) -> Bounds:
        (least, most), (low, high) = self.of(node.child("A"), 0, depth), self.of(node.child("B"), 0, depth)
        operator = node.field("OP")
        if operator == "ADD":
            return least + low, most + high
        if operator == "MINUS":
            return least - high, most - low
        return (0, inf) if operator == "MULTIPLY" and least >= 0 and low >= 0 else UNKNOWN

    def _of_variable(self, id: str, depth: int) -> Bounds:
        if id not in self._known:
            self._known[id] = UNKNOWN  # of a variable that is made of itself
            found = [self._of_assigned(assigned, depth) for assigned in self._values.variables.get(id, [])]
            if found:
                self._known[id] = min(least for least, _ in found), max(most for _, most in found)
        return self._known[id]

    def _of_assigned(self, assigned: Assigned, depth: int) -> Bounds:
        node = assigned.node
        if assigned.argument:
            return self.of(child, 0, depth) if (child := node.child(assigned.argument)) else UNKNOWN
        if node.type == "variables_set":
            return self.of(node.child("VALUE"), 0, depth)
        if node.type == "controls_for":
            ends = self.of(node.child("FROM"), 0, depth), self.of(node.child("TO"), 0, depth)
            return min(least for least, _ in ends), max(most for _, most in ends)
        return UNKNOWN


def find_direction(node: EmitNode, bounds_of: BoundsOf) -> str:
    """Whether a block that counts goes UP or DOWN on every run; BOTH: that is not known.

    bounds_of: (node, input, default) → (least, most).
    """
    direction: str = node.field("DIRECTION")
    step = node.child("BY")
    written = step is None or step.type == "math_number"
    if direction != "BOTH" or not (written or bounds_of(node, "BY", 1)[0] > 0):
        return direction
    start, stop = bounds_of(node, "FROM", 0), bounds_of(node, "TO", 0)
    return "UP" if start[1] <= stop[0] else "DOWN" if start[0] >= stop[1] else "BOTH"
