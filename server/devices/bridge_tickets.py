"""How a program comes to the boards and cameras: its `Reach` is answered with a ticket for it alone, which ends with its run."""

from collections.abc import Callable
from dataclasses import replace

from sunmao.errors import BoardGone, CameraGone, packed
from sunmao.protocol.messages import Reach, Reached
from sunmao.server.http.errors import Problem
from sunmao.server.devices.worker_host import Host

GONE = {"boards": BoardGone, "cameras": CameraGone}


class Reaching:
    """The helper processes by the names that programs call them. title: what people call a project of that id."""

    def __init__(self, hosts: dict[str, Host], title: Callable[[str], str] = str):
        self._hosts, self._title = hosts, title

    def reach(self, project: str, run: str, wish: Reach) -> Reached:
        """What the program is answered."""
        answer = Reached(wish.id)
        try:
            address, key = self._hosts[wish.bridge].ticket({"project": project, "title": self._named(project), "run": run})
        except (Problem, KeyError):  # it has ended, or there is no such helper
            return replace(answer, error=packed(GONE.get(wish.bridge, BoardGone)("bridge_gone")))
        return replace(answer, address=address, key=key)

    def revoke(self, project: str, run: str) -> None:
        """This run is over: what it used is free again when this returns."""
        for host in self._hosts.values():
            host.revoke(project, run)

    def _named(self, project: str) -> str:
        try:
            return self._title(project)
        except (Problem, OSError):  # a program may have deleted its own project
            return project
