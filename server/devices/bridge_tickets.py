"""Access of programs to the boards, cameras and microphones: a `BridgeRequest` is answered with a ticket for that
program alone, which ends with its run.
"""

from collections.abc import Callable
from dataclasses import replace

from sunmao.errors import (
    BoardDisconnected,
    CameraDisconnected,
    MicrophoneDisconnected,
    ProtocolMismatch,
    SunmaoError,
    error_to_dict,
)
from sunmao.protocol.messages import BridgeReply, BridgeRequest
from sunmao.server.devices.worker_host import WorkerHost
from sunmao.server.errors import HttpProblem

GONE: dict[str, type[SunmaoError]] = {
    "boards": BoardDisconnected,
    "cameras": CameraDisconnected,
    "microphones": MicrophoneDisconnected,
}


class BridgeTickets:
    """The helper processes by the names that programs call them. title: what people call a project of that id."""

    def __init__(self, hosts: dict[str, WorkerHost], title: Callable[[str], str] = str) -> None:
        self._hosts, self._title = hosts, title

    def issue_ticket(self, project: str, run: str, bridge_request: BridgeRequest) -> BridgeReply:
        """Issue a ticket for a program, as the answer to its request."""
        answer = BridgeReply(bridge_request.id)
        try:
            address, key = self._hosts[bridge_request.bridge].ticket(
                {"project": project, "title": self._get_title(project), "run": run}
            )
        except ProtocolMismatch as mismatch:
            return replace(answer, error=error_to_dict(mismatch))
        except (HttpProblem, KeyError):  # it has ended, or there is no such helper
            return replace(
                answer, error=error_to_dict(GONE.get(bridge_request.bridge, BoardDisconnected)("bridge_gone"))
            )
        return replace(answer, address=address, key=key)

    def revoke(self, project: str, run: str) -> None:
        """This run is over: what it used is free again when this returns."""
        for host in self._hosts.values():
            host.revoke(project, run)

    def rest_outputs(self, project: str, run: str) -> None:
        """This run is being stopped: what it has switched on is off when this returns, and stays so."""
        if (boards := self._hosts.get("boards")) is not None:
            boards.rest_outputs(project, run)

    def _get_title(self, project: str) -> str:
        try:
            return self._title(project)
        except (HttpProblem, OSError):  # a program may have deleted its own project
            return project
