"""The packages for language (`sunmao.language`), brought when a program first uses them."""

import sys
from pathlib import Path

from sunmao.language.packages import EXTRA, MEGABYTES, MODULES, PACKAGES
from sunmao.server.engine.engine_spec import EngineSpec
from sunmao.server.engine.engine_state import FAILED
from sunmao.server.engine.installer import EngineInstaller
from sunmao.server.texts import get_text

MEGABYTE = 2**20


def make_language_spec() -> EngineSpec:
    """What is installed for language in the environment of this process."""
    return EngineSpec(PACKAGES, MODULES, Path(sys.prefix) / f"sunmao-{EXTRA}")


def wait_for_language(installer: EngineInstaller, run) -> None:
    """Install the packages for a run that needs them, which is told how far they are. Where they cannot be brought,
    the run goes on: the library says in a sentence what is missing. run: a `Run`.
    """
    if installer.is_ready():
        return
    installer.resume()
    if not installer.is_coming():
        return
    run.notify(get_text("language_awaited", mb=MEGABYTES))
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
