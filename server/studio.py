"""The parts of a running studio, as the routes reach them."""

from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from .keys import Keys
from .models import Models
from .projects import Projects
from .runs import Runs
from .settings import Settings
from .shelf import Shelf
from .trying.host import Trying


@dataclass(frozen=True)
class Start:
    """How a studio is started. projects: the folder of all projects; port: where the server listens."""

    projects: Path
    port: int


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


def studio() -> Studio:
    """The studio that answers the present request."""
    return current_app.extensions["sunmao"]
