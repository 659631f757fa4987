"""A study on two nodes of a cluster against the same study on one of them: time, and whether both name one winner.

Both nodes are on this computer, each pinned to a core of its own, with a real Ray; the first one's core also carries the
gateway and Ray's head. Twelve trainings of LeNet on the digits that come along: six learning rates, each with two seeds.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.costs import CORES
from benchmarks.rows import MissingRow, NotHere, Row, Size
from benchmarks.small import change_folder

RATES, SEEDS, EPOCHS = [1e-5, 1e-4, 1e-3, 2e-3, 4e-3, 0.1], 2, 24


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """A row of the time, and one of the winner. Raises NotHere."""
    from tests.support.ray_cluster import find_private_address, has_ray

    nodes = find_private_address()
    if not has_ray() or nodes is None or not hasattr(os, "sched_setaffinity") or CORES < 2:
        raise NotHere("no Ray, no Linux with two cores, or no address that is private alone")
    with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
        yield from compare(size, Path(folder), nodes)


def compare(size: Size, folder: Path, nodes: str) -> Iterator[Row]:
    """The same study by one node and by two. nodes: the address of both."""
    from sunmao.data.builtin.samples import make_sample
    from sunmao.vision import Classification
    from tests.support.ray_cluster import RayCluster, end_process

    make_sample("digits", folder / "data")
    model = Classification(backbone="LeNet")
    model.load_dataset(path="data/digits", check=False)
    first, second = sorted(os.sched_getaffinity(0))[:2]
    words = ("--nodes", nodes, "--processors", "1")
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    cluster = RayCluster(folder / "cluster", *words)
    with pin_to(first):
        cluster.start()
    try:
        run(model, cluster.address, "warm", RATES[2:3], 1)  # which sends the data
        epochs, rates = size.pick(EPOCHS, 1), size.pick(RATES, RATES[2:4])
        one, alone = run(model, cluster.address, "one", rates, epochs)
        with pin_to(second):
            node = cluster.add_node(*words)
        try:
            two, together = run(model, cluster.address, "two", rates, epochs)
        finally:
            end_process(node)
    finally:
        cluster.end()
    yield Row(f"cluster_study: {len(rates) * SEEDS} trainings", together, "s", "<= 0.6", alone, "one node")
    yield Row("cluster_study: same winner", 100.0 * (one.rows == two.rows), "%", ">= 100", note=str(two.best))


def run(model, address: str, name: str, rates: list[float], epochs: int) -> tuple:
    """(the study on the cluster, the seconds it took)."""
    from sunmao.cluster.cluster_address import parse_address
    from sunmao.cluster.cluster_place import ClusterPlace
    from sunmao.cluster.gateway_client import GatewayClient
    from sunmao.inference.training_place import set_place
    from sunmao.studies import study

    set_place(lambda: ClusterPlace("nodes", GatewayClient(parse_address(address))))
    since = time.monotonic()
    try:
        found = study(model, "lr", rates, epochs=epochs, seeds=SEEDS, save_fold=f"kept/{name}")
    finally:
        set_place(None)
    return found, time.monotonic() - since


@contextmanager
def pin_to(core: int) -> Iterator[None]:
    """Meanwhile this thread, and what it starts, run on one core."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
