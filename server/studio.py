"""The parts of a running studio, as the routes reach them."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app

from sunmao.server.datasets.dataset_store import DatasetStore
from sunmao.server.datasets.imports.pending_imports import PendingImports
from sunmao.server.datasets.labeling.labeling_worker import LabelingWorker
from sunmao.server.datasets.tables.table_store import TableStore
from sunmao.server.devices.worker_host import WorkerHost
from sunmao.server.engine.backend_installers import BackendInstallers
from sunmao.server.engine.extras import ExtraInstallers
from sunmao.server.engine.installer import EngineInstaller
from sunmao.server.http.page_clients import PageClients
from sunmao.server.inference.model_pool import InferencePool
from sunmao.server.models.model_files import ModelFiles
from sunmao.server.models.model_library import ModelLibrary
from sunmao.server.projects.import_progress import ImportRegistry
from sunmao.server.projects.project_store import ProjectStore
from sunmao.server.runs.run_manager import RunManager
from sunmao.server.settings import Settings

if TYPE_CHECKING:  # what it imports takes a while
    from sunmao.server.http.lan_switch import LanSwitch


@dataclass(frozen=True)
class StudioConfig:
    """Configuration with which a studio is started. projects: the folder of all projects; port: where the server
    listens; network: the door for others, shut at first.
    """

    projects: Path
    port: int
    network: "LanSwitch | None" = None


@dataclass(frozen=True, kw_only=True)
class Studio:
    """Stores, helper processes and settings that one server holds together."""

    config: StudioConfig
    projects: ProjectStore
    settings: Settings
    runs: RunManager
    models: ModelFiles
    model_library: ModelLibrary
    inference: InferencePool
    page_clients: PageClients
    boards: WorkerHost
    cameras: WorkerHost
    microphones: WorkerHost
    datasets: DatasetStore
    pending_imports: PendingImports
    table_files: TableStore
    imports: ImportRegistry
    engine: EngineInstaller
    extras: ExtraInstallers
    backends: BackendInstallers
    labeling: LabelingWorker

    def close(self) -> None:
        """End everything that it started: programs first, so that they let go of their boards."""
        self.inference.close()
        self.labeling.close()
        self.datasets.jobs.close()
        self.runs.close()
        self.engine.close()  # runs may wait for it, and for the next
        self.extras.close()
        self.backends.close()
        self.boards.close()
        self.cameras.close()
        self.microphones.close()


def get_studio() -> Studio:
    """The studio that answers the present request."""
    return current_app.extensions["sunmao"]
