"""The room that a named cluster has for a training, asked for the page."""

from sunmao.cluster.cluster_address import find_cluster
from sunmao.cluster.gateway_client import GatewayClient
from sunmao.cluster.job import Limits
from sunmao.errors import ClusterError, ClusterUnreachable
from sunmao.protocol.codec import from_json
from sunmao.server.answers.session import ClusterRoom
from sunmao.texts import get_both

NOTHING = Limits(0)


def look_at_cluster(name: str) -> ClusterRoom:
    """The cluster of this name, as it is now; where it does not answer, why."""
    try:
        room = GatewayClient(find_cluster(name)).ask("/room")
        nodes = [from_json(Limits, row) for row in room["nodes"]]
        best = max(nodes, key=lambda node: (node.cards, node.processors), default=NOTHING)
    except (ClusterError, ClusterUnreachable) as error:
        return {"text": get_both(error.key, **error.params), "jobs": 0, "processors": 0, "cards": 0}
    return {"text": None, "jobs": int(room["jobs"]), "processors": best.processors, "cards": best.cards}
