"""Extras: packages that a program brings when it first uses them, for language (`sunmao.language`), reading text in
pictures (`sunmao.ready.ocr`), tables (`sunmao.tables`), pages that lessons make (`sunmao.compat.web_forms`) and their
tables.

A further one is a module of its names beside what needs it, a text `<name>_awaited`, and a line in `EXTRAS`.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from sunmao.compat import frame_packages
from sunmao.compat.web_forms import packages as form_packages
from sunmao.data.tables import packages as table_packages
from sunmao.language import packages as language_packages
from sunmao.ready.ocr import packages as ocr_packages
from sunmao.server.engine.engine_spec import EngineSpec
from sunmao.server.engine.engine_state import FAILED
from sunmao.server.engine.installer import EngineInstaller
from sunmao.server.processes import program_imports
from sunmao.server.texts import get_text

MEGABYTE = 2**20


@dataclass(frozen=True)
class Extra:
    """packages: a module with `EXTRA` (the name, as in pyproject.toml), `PACKAGES`, `MODULES`, `MEGABYTES` and, where
    the installer is to be told more, `OPTIONS`; is_needed: whether a program cannot work without it, by its Python and
    its imports.
    """

    packages: ModuleType
    is_needed: Callable[[str, set[str]], bool]

    @property
    def name(self) -> str:
        """Its name in pyproject.toml."""
        return self.packages.EXTRA

    def make_spec(self) -> EngineSpec:
        """Make the specification of its packages in the environment of this process."""
        folder = Path(sys.prefix) / f"sunmao-{self.name}"
        options = getattr(self.packages, "OPTIONS", ())
        return EngineSpec(self.packages.PACKAGES, self.packages.MODULES, folder, options=options)


EXTRAS = (
    Extra(language_packages, program_imports.needs_language),
    Extra(ocr_packages, lambda python, imports: program_imports.reads_text(python)),
    Extra(table_packages, program_imports.needs_tables),
    Extra(form_packages, lambda python, imports: program_imports.needs_forms(imports)),
    Extra(frame_packages, lambda python, imports: program_imports.needs_frames(imports)),
)


class ExtraInstallers:
    """The installers of all extras, by name."""

    def __init__(self) -> None:
        self._installers = {extra.name: EngineInstaller(extra.make_spec()) for extra in EXTRAS}

    def __getitem__(self, name: str) -> EngineInstaller:
        return self._installers[name]

    def bring(self, run: Any, python: str, imports: set[str]) -> None:
        """Install what a run's program needs, see `wait_for_extra`, until the run is to stop. run: a `Run`."""
        for extra in EXTRAS:
            if extra.is_needed(python, imports) and not run.is_stopping():
                wait_for_extra(extra, self._installers[extra.name], run)

    def close(self) -> None:
        """End what is being installed."""
        for installer in self._installers.values():
            installer.close()


def wait_for_extra(extra: Extra, installer: EngineInstaller, run: Any) -> None:
    """Install an extra for a run that needs it, which is told what is fetched and how far it is. Where it cannot be
    brought, the run goes on: the library says in a sentence what is missing. run: a `Run`.
    """
    if installer.is_ready():
        return
    installer.resume()
    if not installer.is_coming():
        return
    run.notify(get_text(f"{extra.name}_awaited", mb=extra.packages.MEGABYTES))
    told = 0

    def is_given_up() -> bool:
        nonlocal told
        status = installer.status
        if (done := status.done // MEGABYTE) != told:
            told = done
            run.report_fetched(done, status.total // MEGABYTE)
        return run.is_stopping() or status.state == FAILED

    if not installer.wait_ready(is_given_up):
        installer.pause()
