"""Report of what works on this computer, what does not, and how to mend it: for the page and for `sunmao doctor`."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from sunmao.server.config import get_default_projects
from sunmao.server.doctor import devices, import_cache, network, python_packages, storage
from sunmao.server.doctor.diagnosis import Diagnosis
from sunmao.server.processes.system_tools import close_tools
from sunmao.texts import language

# What is more than a package → the function that looks at it.
ENGINES: dict[str, Callable[[], Diagnosis]] = {
    "torch": lambda: python_packages.check_torch(),
    "mmdet": lambda: python_packages.check_mmdet(),
}


def diagnose(projects: Path, again: bool = False) -> list[Diagnosis]:
    """Everything about this computer, in the order in which it matters.

    What worked when it was last tried is not tried now, unless `again`.
    """
    known = {} if again else import_cache.load_working()
    names = [*python_packages.PACKAGES, *ENGINES]
    with ThreadPoolExecutor(2) as pool:
        try:
            tried = list(pool.map(lambda name: known.get(name) or diagnose_package(name), names))
        except (KeyboardInterrupt, SystemExit):  # at the command line; the pool waits for what it has begun
            close_tools()
            raise
    found = dict(zip(names, tried, strict=True))
    if any(each.ok and name not in known for name, each in found.items()):
        import_cache.save_working(found)
    rest = (
        storage.check_page(),
        storage.check_disk(projects),
        storage.check_memory(),
        devices.check_cameras(),
        devices.check_boards(),
        network.check_port(),
        network.check_network(),
    )
    return [python_packages.check_python(), *tried, *rest]


def diagnose_package(module: str) -> Diagnosis:
    """The finding about one package, tried now."""
    return ENGINES[module]() if module in ENGINES else python_packages.check_package(module)


def print_report(projects: Path | None, as_json: bool) -> int:
    """Print the findings, the worst first; projects: their folder, None for the usual one. Returns 1 when something
    does not work.
    """
    found = diagnose(projects or get_default_projects(), again=True)
    if as_json:
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1))
    for each in [] if as_json else sorted(found, key=lambda each: ("error", "warning", "ok").index(each.level)):
        print(format_line(each))
    return 1 if any(each.level == "error" for each in found) else 0


def format_line(found: Diagnosis) -> str:
    """One finding for the terminal: mark, sentence, details, and on a second line what mends it."""
    mark = {"ok": "✓", "warning": "!", "error": "✗"}[found.level]
    detail = " · ".join(str(value) for value in found.detail.values() if value)
    first = f"{mark} {found.text[language()]}" + (f"  ({detail})" if detail else "")
    return first + (f"\n    {found.repair}" if found.repair else "")
