"""Room that the nodes of a cluster have left for trainings that have not begun."""

from sunmao.cluster.job import Limits


class FreeRoom:
    """Free resources by node. nodes: what each has in all, by its number."""

    def __init__(self, nodes: dict[str, Limits]) -> None:
        self._free = {node: [each.processors, each.cards, each.memory] for node, each in nodes.items()}

    def take(self, node: str, limits: Limits) -> None:
        """A training has begun on a node; on one that is gone it takes nothing."""
        wanted = (limits.processors, limits.cards, limits.memory)
        if node in self._free:
            self._free[node] = [free - taken for free, taken in zip(self._free[node], wanted, strict=True)]

    def place(self, limits: Limits) -> bool:
        """Take what a training needs from the first node that has it free, where Ray may put it or on another one.
        Returns whether there was one.
        """
        wanted = (limits.processors, limits.cards, limits.memory)
        for node, free in self._free.items():
            if all(left >= needed for left, needed in zip(free, wanted, strict=True)):
                self.take(node, limits)
                return True
        return False
