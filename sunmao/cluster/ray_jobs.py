"""Ray's Jobs API: handing a command in, and asking how far it is.

https://docs.ray.io/en/latest/cluster/running-applications/job-submission/sdk.html
"""

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Literal

from sunmao.cluster.job import Limits
from sunmao.errors import ClusterError, ClusterUnreachable


@dataclass(frozen=True)
class CommandProgress:
    """Progress of a command. state: 'unknown' where this Ray has never heard of it; node: its number in Ray, '' before
    the command runs.
    """

    state: Literal["pending", "running", "ended", "unknown"]
    node: str = ""


def require_ray() -> None:
    """Raises ClusterError, which says what to install, where Ray is not there."""
    if find_spec("ray") is None or find_spec("aiohttp") is None:
        raise ClusterError("cluster_no_ray")


class RayJobs:
    """Jobs of the Ray whose dashboard is at `address`. Every call raises ClusterUnreachable where that is silent."""

    def __init__(self, address: str) -> None:
        require_ray()
        self._address = address
        self._connected: Any = None

    def _client(self) -> Any:
        if self._connected is None:
            from ray.job_submission import JobSubmissionClient

            try:
                self._connected = JobSubmissionClient(self._address)
            except (ConnectionError, RuntimeError) as error:
                raise ClusterUnreachable("cluster_ray_silent", reason=_shorten(error)) from None
        return self._connected

    def submit(self, name: str, command: str, limits: Limits, environment: dict[str, str]) -> None:
        """Hand a command in. name: by which it is asked for; one that Ray knows already is not begun again."""
        client = self._client()
        try:
            client.submit_job(
                entrypoint=command,
                submission_id=name,
                runtime_env={"env_vars": environment},
                entrypoint_num_cpus=limits.processors,
                entrypoint_num_gpus=limits.cards or None,
                entrypoint_memory=limits.memory or None,
            )
        except (OSError, RuntimeError) as error:
            if self.get_progress(name).state == "unknown":
                raise self._make_silent(error) from None

    def get_progress(self, name: str) -> CommandProgress:
        """Return the progress of a command."""
        client = self._client()
        from ray.job_submission import JobStatus

        try:
            job = client.get_job_info(name)
        except (OSError, RuntimeError) as error:
            if "404" in str(error) or "does not exist" in str(error):
                return CommandProgress("unknown")
            raise self._make_silent(error) from None
        if job.status.is_terminal():
            return CommandProgress("ended")
        return CommandProgress("pending" if job.status == JobStatus.PENDING else "running", job.driver_node_id or "")

    def stop(self, name: str) -> None:
        """End a command, where it has not ended."""
        client = self._client()
        try:
            client.stop_job(name)
        except (OSError, RuntimeError) as error:
            raise self._make_silent(error) from None

    def _make_silent(self, error: Exception) -> ClusterUnreachable:
        """Next time it is looked for anew."""
        self._connected = None
        return ClusterUnreachable("cluster_ray_silent", reason=_shorten(error))

    def list_nodes(self) -> dict[str, Limits]:
        """Return the total resources of each node that is alive, by the node's number in Ray."""
        from ray.util.state import list_nodes

        try:
            rows = list_nodes(address=self._address)
        except Exception as error:  # of several libraries, according to what is down
            raise ClusterUnreachable("cluster_ray_silent", reason=_shorten(error)) from None
        totals = {row.node_id: row.resources_total or {} for row in rows if row.state == "ALIVE"}
        return {
            node: Limits(int(has.get("CPU", 0)), int(has.get("GPU", 0)), int(has.get("memory", 0)))
            for node, has in totals.items()
        }


def _shorten(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return (lines[-1] if lines else type(error).__name__)[:200]
