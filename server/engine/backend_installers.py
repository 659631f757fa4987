"""The optional backends of this environment (OpenVINO, ncnn, LiteRT), each installed when somebody asks for it."""

import sys
from pathlib import Path

from sunmao.deploy.backends.backend import Backend
from sunmao.deploy.backends.registry import BACKENDS
from sunmao.server.engine.engine_spec import EngineSpec
from sunmao.server.engine.installer import EngineInstaller


def make_backend_spec(backend: Backend) -> EngineSpec:
    """Make the specification of the packages to install for a backend."""
    modules = tuple(dict.fromkeys(name for name in backend.modules + backend.makers if name != "onnx"))
    return EngineSpec(backend.packages, modules, Path(sys.prefix) / f"sunmao-{backend.extra}")


class BackendInstallers:
    """An installer for each backend, by its name."""

    def __init__(self) -> None:
        self._installers = {name: EngineInstaller(make_backend_spec(backend)) for name, backend in BACKENDS.items()}

    def list_rows(self) -> list[dict]:
        """{'name', 'ending', 'status': see `EngineStatus`} of each."""
        return [
            {"name": name, "ending": BACKENDS[name].ending, "status": installer.status.as_dict()}
            for name, installer in self._installers.items()
        ]

    def find(self, name: str) -> EngineInstaller | None:
        """The installer of a backend."""
        return self._installers.get(name)

    def close(self) -> None:
        """End what runs."""
        for installer in self._installers.values():
            installer.close()
