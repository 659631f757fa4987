"""The connected components of a graph, against SciPy."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sunmao.data.checks.connected_components import label_components


@given(st.integers(1, 40).flatmap(lambda n: st.tuples(st.just(n), st.lists(st.tuples(*[st.integers(0, n - 1)] * 2)))))
def test_components_are_those_of_scipy(drawn):
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    count, pairs = drawn
    edges = np.array(pairs, int).reshape(-1, 2).T
    found = label_components(count, edges)
    _, theirs = connected_components(coo_array((np.ones(edges.shape[1]), edges), (count, count)), directed=False)
    assert [int(np.flatnonzero(theirs == group)[0]) for group in theirs] == found.tolist()


def test_a_long_chain_is_one_component():
    order = np.random.default_rng(0).permutation(50_000)
    assert not label_components(50_000, np.stack([order[:-1], order[1:]])).any()
