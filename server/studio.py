"""The parts of a running studio, as the routes reach them."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app

from sunmao.server.devices.worker_host import Host
from sunmao.server.datasets.dataset_store import Sets
from sunmao.server.http.tokens import Keys
from sunmao.server.models.model_files import Models
from sunmao.server.projects.project_store import Projects
from sunmao.server.runs.run_manager import Runs
from sunmao.server.settings import Settings
from sunmao.server.models.model_library import Shelf
from sunmao.server.inference.model_pool import Trying
from sunmao.server.http.page_clients import Windows

if TYPE_CHECKING:  # what it imports takes a while
    from sunmao.server.http.lan import Network


@dataclass(frozen=True)
class Start:
    """How a studio is started. projects: the folder of all projects; port: where the server listens; network: the door for others."""

    projects: Path
    port: int
    network: "Network | None" = None


@dataclass(frozen=True)
class Studio:
    """What one server holds together."""

    start: Start
    keys: Keys
    projects: Projects
    settings: Settings
    runs: Runs
    models: Models
    shelf: Shelf
    trying: Trying
    windows: Windows
    boards: Host
    cameras: Host
    datasets: Sets

    def close(self) -> None:
        """End everything that it started: programs first, so that they let go of their boards."""
        self.trying.close()
        self.datasets.jobs.close()
        self.runs.close()
        self.boards.close()
        self.cameras.close()


def studio() -> Studio:
    """The studio that answers the present request."""
    return current_app.extensions["sunmao"]
