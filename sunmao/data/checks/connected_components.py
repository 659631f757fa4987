"""Connected components of a graph of pairs."""

import numpy as np


def label_components(count: int, pairs: np.ndarray) -> np.ndarray:
    """The connected components of an undirected graph, by hooking and pointer jumping (Zhang, Azad, Hu 2020, "FastSV: A
    Distributed-Memory Connected Component Algorithm with Fast Convergence", arXiv:1910.05971).

    Args:
        count: of its nodes.
        pairs: (2, E) int, the nodes that are joined.

    Returns: (count,) int, for each node the smallest one of its component.
    """
    first, second = pairs
    labels = np.arange(count)
    while True:
        smaller = np.minimum(labels[first], labels[second])
        following = labels.copy()
        for nodes in (first, second, labels[first], labels[second]):
            np.minimum.at(following, nodes, smaller)
        following = following[following]
        if (following == labels).all():
            return labels
        labels = following
