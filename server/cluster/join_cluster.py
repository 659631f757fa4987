"""`sunmao cluster join`: this computer as one more node of a cluster."""

import tempfile
from pathlib import Path

from sunmao.cluster.cluster_address import parse_address
from sunmao.cluster.gateway_client import GatewayClient
from sunmao.cluster.job import compare_versions, list_versions
from sunmao.cluster.ray_jobs import require_ray
from sunmao.errors import ClusterError
from sunmao.server.cluster.node_addresses import require_private
from sunmao.server.cluster.ray_node import RayNode
from sunmao.server.http.lan import find_outward_address
from sunmao.server.texts import get_local_text


def join_cluster(text: str, nodes: str | None, processors: int | None) -> int:
    """Join the cluster of an address until Ctrl+C, or until its head ends. Returns the exit status.

    nodes: the private address of this computer; None: the one with which it goes outside. Raises ClusterError,
    ClusterUnreachable, OSError.
    """
    require_ray()
    told = GatewayClient(parse_address(text)).ask("/join")
    if difference := compare_versions(list_versions(), told["versions"]):
        raise ClusterError("cluster_other_versions", difference=difference)
    own = require_private(nodes or find_outward_address() or "")
    with tempfile.TemporaryDirectory(prefix="sunmao-node-") as folder:
        node = RayNode(Path(folder), told["ray_token"], own, processors, told["head"])
        node.start()
        try:
            print(get_local_text("cluster_joined"), flush=True)
            return node.wait()
        finally:
            node.end()
