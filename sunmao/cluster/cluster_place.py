"""The trainings of a studio's program, on the cluster that its project names."""

import os
from pathlib import Path

from sunmao.cluster.cluster_address import TRAIN_ON, find_cluster
from sunmao.cluster.follow_job import train_elsewhere
from sunmao.cluster.gateway_client import GatewayClient
from sunmao.cluster.job import Limits
from sunmao.errors import ClusterUnreachable
from sunmao.protocol.codec import from_json
from sunmao.protocol.learning_messages import TrainingPlace
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice
from sunmao.training.checkpoints.checkpointing import CheckpointConfig
from sunmao.vision.run_config import RunConfig


def find_cluster_place() -> "ClusterPlace":
    """The cluster that the environment names. Raises ClusterError for a name that there is not."""
    where = os.environ[TRAIN_ON]
    return ClusterPlace(where, GatewayClient(find_cluster(where)))


class ClusterPlace:
    """A cluster that trains for a program. where: what it is called."""

    def __init__(self, where: str, client: GatewayClient) -> None:
        self._where, self._client = where, client

    def train(self, checkpoint_config: CheckpointConfig, info: dict) -> Path | None:
        """As `training_place.Place`. Raises as `train_elsewhere`; ClusterUnreachable where nobody takes it."""
        if (config := make_config(checkpoint_config, info)) is None:
            show_notice("cluster_trains_here", where=self._where)
            return None
        try:
            weights = train_elsewhere(config, self._client, self._find_limits(), self._where)
        except ClusterUnreachable as silent:
            session.emit(TrainingPlace(self._where, "ended"))
            reason = silent.params.get("reason", "–")
            raise ClusterUnreachable("cluster_not_there", where=self._where, reason=reason) from None
        return Path(weights) if weights else None

    def _find_limits(self) -> Limits:
        """As many cores as here, and a graphics card where the cluster has one."""
        nodes = [from_json(Limits, row) for row in self._client.ask("/room")["nodes"]]
        return Limits(os.cpu_count() or 1, int(any(node.cards for node in nodes)))


def make_config(checkpoint_config: CheckpointConfig, info: dict) -> RunConfig | None:
    """The training as its `config.yaml` says it, with paths as seen from the working folder; None where it has none, or
    reads what is no file.
    """
    call = checkpoint_config.call
    if call is None or checkpoint_config.watchers:
        return None
    sections = call.make_sections(info, checkpoint_config.folder, Path.cwd())
    del sections["format"]
    if call.way == "train" and (resume := wants_resume(checkpoint_config)) is not None:
        sections["train"]["resume"] = resume
    config = RunConfig(call.kind, sections)
    return config if all(Path(path).exists() for path in config.list_inputs()) else None


def wants_resume(checkpoint_config: CheckpointConfig) -> bool | None:
    """Whether a stopped training shall go on, as `find_resume_state` decides it here; None: only after a kill."""
    asked = checkpoint_config.resume
    return True if asked is None and os.environ.get("SUNMAO_RESUME") == "1" else asked
