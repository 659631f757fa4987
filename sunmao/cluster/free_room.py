"""Room that the nodes of a cluster have left for trainings that have not begun."""

from sunmao.cluster.job import Limits


class FreeRoom:
    """Free resources by node. nodes: what each has in all, by its number."""

    def __init__(self, nodes: dict[str, Limits]) -> None:
        self._free = dict(nodes)

    def take(self, node: str, limits: Limits) -> None:
        """A training has begun on a node; on one that is gone it takes nothing."""
        if free := self._free.get(node):
            left = (free.processors - limits.processors, free.cards - limits.cards, free.memory - limits.memory)
            self._free[node] = Limits(*left)

    def place(self, limits: Limits) -> bool:
        """Take what a training needs from the first node that has it free, where Ray may put it or on another one.
        Returns whether there was one.
        """
        node = next((node for node, free in self._free.items() if free.cover(limits)), None)
        if node is not None:
            self.take(node, limits)
        return node is not None
