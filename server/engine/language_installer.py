"""The packages for language (`sunmao.language`), for reading text in pictures (`sunmao.ready.ocr`), for tables
(`sunmao.tables`), for pages that lessons make (`sunmao.compat.web_forms`) and for their tables, brought when a program
first uses them.
"""

import sys
from pathlib import Path
from typing import Any

from sunmao.compat import frame_packages as frames
from sunmao.compat.web_forms import packages as forms
from sunmao.data.tables import packages as tables
from sunmao.language import packages as language
from sunmao.ready.ocr import packages as ocr
from sunmao.server.engine.engine_spec import EngineSpec
from sunmao.server.engine.engine_state import FAILED
from sunmao.server.engine.installer import EngineInstaller
from sunmao.server.texts import get_text

MEGABYTE = 2**20


def make_language_spec() -> EngineSpec:
    """Make the specification of the packages for language in the environment of this process."""
    return EngineSpec(language.PACKAGES, language.MODULES, Path(sys.prefix) / f"sunmao-{language.EXTRA}")


def make_ocr_spec() -> EngineSpec:
    """Make the specification of the packages for reading text in pictures, likewise: models, without what their package
    asks for.
    """
    return EngineSpec(ocr.PACKAGES, ocr.MODULES, Path(sys.prefix) / f"sunmao-{ocr.EXTRA}", options=ocr.OPTIONS)


def make_tables_spec() -> EngineSpec:
    """Make the specification of the packages for tables, likewise."""
    return EngineSpec(tables.PACKAGES, tables.MODULES, Path(sys.prefix) / f"sunmao-{tables.EXTRA}")


def make_forms_spec() -> EngineSpec:
    """Make the specification of the packages for pages that lessons make, likewise."""
    return EngineSpec(forms.PACKAGES, forms.MODULES, Path(sys.prefix) / f"sunmao-{forms.EXTRA}")


def make_frames_spec() -> EngineSpec:
    """Make the specification of the packages for tables that lessons read, likewise."""
    return EngineSpec(frames.PACKAGES, frames.MODULES, Path(sys.prefix) / f"sunmao-{frames.EXTRA}")


def wait_for_language(installer: EngineInstaller, run: Any) -> None:
    """Install the packages for language for a run that needs them; see `wait_for_packages`."""
    wait_for_packages(installer, run, get_text("language_awaited", mb=language.MEGABYTES))


def wait_for_ocr(installer: EngineInstaller, run: Any) -> None:
    """Install the models for reading for a run that needs them; see `wait_for_packages`."""
    wait_for_packages(installer, run, get_text("ocr_awaited", mb=ocr.MEGABYTES))


def wait_for_tables(installer: EngineInstaller, run: Any) -> None:
    """Install the packages for tables for a run that needs them; see `wait_for_packages`."""
    wait_for_packages(installer, run, get_text("tables_awaited", mb=tables.MEGABYTES))


def wait_for_forms(installer: EngineInstaller, run: Any) -> None:
    """Install the package for pages for a run that needs it; see `wait_for_packages`."""
    wait_for_packages(installer, run, get_text("forms_awaited", mb=forms.MEGABYTES))


def wait_for_frames(installer: EngineInstaller, run: Any) -> None:
    """Install pandas for a run that needs it; see `wait_for_packages`."""
    wait_for_packages(installer, run, get_text("frames_awaited", mb=frames.MEGABYTES))


def wait_for_packages(installer: EngineInstaller, run: Any, said: dict[str, str]) -> None:
    """Install packages for a run that needs them, which is told what is fetched and how far it is. Where they cannot be
    brought, the run goes on: the library says in a sentence what is missing. run: a `Run`.
    """
    if installer.is_ready():
        return
    installer.resume()
    if not installer.is_coming():
        return
    run.notify(said)
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
