"""The trainings of a studio's program, on the cluster that its project names."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from math import nan
from pathlib import Path

from sunmao.cluster.cluster_address import TRAIN_ON, find_cluster
from sunmao.cluster.follow_job import (
    JobFollower,
    SentTraining,
    ignore_interrupts_in_studio,
    raise_outcome,
    read_record,
    send_training,
    train_elsewhere,
)
from sunmao.cluster.gateway_client import GatewayClient
from sunmao.cluster.job import EPOCH_MARK, Limits
from sunmao.cluster.pack_training import HANDED_IN
from sunmao.errors import ClusterError, ClusterUnreachable, SunmaoError
from sunmao.protocol.codec import from_json
from sunmao.protocol.learning_messages import TrainingPlace
from sunmao.protocol.messages import Metric
from sunmao.runtime import session
from sunmao.runtime.notices import mute_notices, show_notice
from sunmao.training.checkpoints.checkpointing import CheckpointConfig
from sunmao.training.duration_estimate import LONG, estimate_duration
from sunmao.vision.run_config import RunConfig


def find_cluster_place() -> "ClusterPlace":
    """The cluster that the environment names. Raises ClusterError for a name that there is not."""
    where = os.environ[TRAIN_ON]
    return ClusterPlace(where, GatewayClient(find_cluster(where)))


class ClusterPlace:
    """A cluster that trains for a program. where: what it is called."""

    def __init__(self, where: str, client: GatewayClient) -> None:
        self._where, self._client = where, client
        self._given: dict[str, tuple[SentTraining, Path]] = {}  # with the folders of their weights, by id
        self._says_here = True

    def train(self, checkpoint_config: CheckpointConfig, info: dict) -> Path | None:
        """As `training_place.Place`. Raises as `train_elsewhere`; ClusterUnreachable where nobody takes it."""
        if (config := self._require_config(checkpoint_config, info)) is None:
            return None
        with self._tell_silence():
            limits = self._choose_limits(checkpoint_config, info)
            weights = train_elsewhere(config, self._client, limits, self._where)
        return Path(weights) if weights else None

    def hand_in(self, checkpoint_config: CheckpointConfig, info: dict) -> bool:
        """As `training_place.Place`. Raises ClusterError; ClusterUnreachable where nobody takes it."""
        if (config := self._require_config(checkpoint_config, info)) is None:
            return False
        if not self._given:
            session.emit(TrainingPlace(self._where, "sending"))
        with self._tell_silence():
            [watch] = checkpoint_config.watchers
            limits = self._choose_limits(checkpoint_config, info)
            training = send_training(config, self._client, limits, self._where, watch.part)
            self._given[training.hand_in(self._client, self._where)] = training, checkpoint_config.folder
        return True

    def follow(self, tell: Callable[[Path, int, float], None]) -> Iterator[tuple[Path, BaseException | None]]:
        """As `training_place.Place`. Raises KeyboardInterrupt where they were left to go on, ClusterError."""
        given, self._given = self._given, {}

        def take_metric(id: str, metric: Metric) -> None:
            value = metric.values.get(EPOCH_MARK)
            tell(given[id][1], int(metric.step), nan if value is None else value)

        show_notice("cluster_study_given", where=self._where, count=len(given))
        follower = JobFollower(self._client, given, self._where, take_metric)
        with ignore_interrupts_in_studio():
            for job in follower.follow():
                training, folder = given[job.id]
                training.land(self._client, job)
                try:
                    raise_outcome(job)
                except (SunmaoError, KeyboardInterrupt) as error:
                    yield folder, error
                else:
                    yield folder, None
            follower.tell_last()

    def abandon(self, folder: Path) -> None:
        """As `training_place.Place`. Raises ClusterUnreachable where nobody answers."""
        id, cluster = read_record(folder / HANDED_IN)
        if cluster == self._client.address.fingerprint:
            with self._tell_silence(), suppress(ClusterError):  # which has forgotten it
                self._client.ask(f"/jobs/{id}/stop", {})

    def _require_config(self, checkpoint_config: CheckpointConfig, info: dict) -> RunConfig | None:
        """The training as a configuration; None where there is none, which is said once."""
        if (config := make_config(checkpoint_config, info)) is None and self._says_here:
            self._says_here = False
            with mute_notices(False):
                show_notice("cluster_trains_here", where=self._where)
        return config

    @contextmanager
    def _tell_silence(self) -> Iterator[None]:
        """Say what silence of the cluster means for a program: its training did not begin."""
        try:
            yield
        except ClusterUnreachable as silent:
            session.emit(TrainingPlace(self._where, "ended"))
            reason = silent.params.get("reason", "–")
            raise ClusterUnreachable("cluster_not_there", where=self._where, reason=reason) from None

    def _choose_limits(self, checkpoint_config: CheckpointConfig, info: dict) -> Limits:
        """As many cores as here, and for what takes long without one a graphics card where the cluster has one: what is
        short would wait longer for a card than it learns on cores.
        """
        way = checkpoint_config.call.way if checkpoint_config.call else "train"
        long = estimate_duration(info, way) > LONG
        return Limits(os.cpu_count() or 1, int(long and self._has_cards))

    @cached_property
    def _has_cards(self) -> bool:
        return any(from_json(Limits, row).cards for row in self._client.ask("/room")["nodes"])


def make_config(checkpoint_config: CheckpointConfig, info: dict) -> RunConfig | None:
    """The training as its `config.yaml` says it, with paths as seen from the working folder; None where it has none, or
    reads what is no file.
    """
    call = checkpoint_config.call
    if call is None:
        return None
    sections = call.make_sections(info, checkpoint_config.folder, Path.cwd())
    del sections["format"]
    if checkpoint_config.watchers:
        del sections["dataset"]["content_hash"]  # of the part of the data that a study has chosen
    if call.way == "train" and (resume := wants_resume(checkpoint_config)) is not None:
        sections["train"]["resume"] = resume
    config = RunConfig(call.kind, sections)
    return config if all(Path(path).exists() for path in config.list_inputs()) else None


def wants_resume(checkpoint_config: CheckpointConfig) -> bool | None:
    """Whether a stopped training shall go on, as `find_resume_state` decides it here; None: only after a kill."""
    asked = checkpoint_config.resume
    return True if asked is None and os.environ.get("SUNMAO_RESUME") == "1" else asked
