"""What works on this computer, what does not, and how to mend it: for the page and for `sunmao doctor`.

Packages are imported in a child process each: one that crashes or hangs is a finding, and nothing stays in memory.
"""

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from ..texts import language
from .texts import text

PACKAGES = {
    "numpy": "numpy",
    "cv2": "opencv-python",
    "onnxruntime": "onnxruntime",
    "sklearn": "scikit-learn",
    "flask_socketio": "flask-socketio",
    "serial": "pyserial",
}
PATIENCE = 90  # seconds for one import; a cold disk and a virus scanner take their time
DISK = (200 * 1024**2, 2 * 1024**3)  # bytes: below the first nothing can be saved, below the second training may stop
MEMORY = 1024**3
TORCH = """
import torch
devices = ["cpu"] + [f"cuda:{n} " + torch.cuda.get_device_name(n) for n in range(torch.cuda.device_count())]
devices += ["mps"] if torch.backends.mps.is_available() else []
print(torch.__version__, "·", ", ".join(devices))
"""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. level: 'ok', 'warning' or 'error'; repair: a command or None; detail: names and numbers."""

    id: str
    ok: bool
    level: str
    text: dict
    detail: dict
    repair: str | None = None


_works: dict[str, Finding] = {}  # what could be imported once: the page asks often, and imports take all of a small computer


def findings(projects: Path) -> list[Finding]:
    """Everything about this computer, in the order in which it matters. What worked is not tried again by this process."""
    with ThreadPoolExecutor(2) as pool:
        found = [python(), *pool.map(engine, [*PACKAGES, "torch"])]
    return [*found, page(), disk(projects), memory()]


def engine(module: str) -> Finding:
    """The finding about one package, tried unless it is known to work."""
    if module not in _works:
        found = torch() if module == "torch" else package(module)
        if not found.ok:
            return found
        _works[module] = found
    return _works[module]


def report(as_json: bool) -> int:
    """Print the findings, the worst first. Returns 1 when something does not work."""
    from .serve import default_projects

    found = findings(default_projects())
    if as_json:
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1))
    for each in [] if as_json else sorted(found, key=lambda each: ("error", "warning", "ok").index(each.level)):
        print(line(each))
    return 1 if any(each.level == "error" for each in found) else 0


def line(found: Finding) -> str:
    """One finding for the terminal: mark, sentence, details, and on a second line what mends it."""
    mark = {"ok": "✓", "warning": "!", "error": "✗"}[found.level]
    detail = " · ".join(str(value) for value in found.detail.values() if value)
    first = f"{mark} {found.text[language()]}" + (f"  ({detail})" if detail else "")
    return first + (f"\n    {found.repair}" if found.repair else "")


def fine(identity: str, key: str, detail: dict | None = None, **words) -> Finding:
    return Finding(identity, True, "ok", text(key, **words), detail or {})


def wrong(identity: str, key: str, detail: dict, *, level: str = "error", repair: str | None = None, **words) -> Finding:
    return Finding(identity, False, level, text(key, **words), detail, repair)


def python() -> Finding:
    """This Python: new enough, or not."""
    version = ".".join(map(str, sys.version_info[:3]))
    detail = {"version": version, "program": sys.executable}
    return fine("python", "doctor_python", detail) if sys.version_info >= (3, 11) else wrong("python", "doctor_python_old", detail)


def package(module: str) -> Finding:
    """Whether a package of the base install can be imported."""
    done, said = attempt(f"import {module}, importlib.metadata as m; print(m.version('{PACKAGES[module]}'))")
    if done:
        return fine(module, "doctor_package", {"version": said}, name=PACKAGES[module])
    return wrong(module, "doctor_package_broken", {"reason": said}, repair=pip(PACKAGES[module]), name=PACKAGES[module])


def torch() -> Finding:
    """The training engine and the devices that it finds; without it the studio still opens, so that is a warning."""
    done, said = attempt(TORCH)
    if done:
        return fine("torch", "doctor_training", {"version": said})
    return wrong("torch", "doctor_no_training", {"reason": said}, level="warning", repair=pip("sunmao[train]"))


def attempt(code: str) -> tuple[bool, str]:
    """Run code in a child process: whether it ended well, and its last line."""
    try:
        # -P: a file of the current folder must not stand in for a package.
        command = [sys.executable, "-P", "-c", code]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=PATIENCE, stdin=subprocess.DEVNULL)
    except (subprocess.TimeoutExpired, OSError) as error:
        return False, str(error)
    lines = (done.stdout if done.returncode == 0 else done.stderr).strip().splitlines()
    return done.returncode == 0, lines[-1] if lines else str(done.returncode)


def pip(requirement: str) -> str:
    """The command that installs something for this very Python."""
    quoted = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    return f'{quoted} -m pip install "{requirement}"'


def page() -> Finding:
    """Whether the page was built (a wheel always contains it)."""
    from .routes.page import DIST

    if (DIST / "index.html").is_file():
        return fine("page", "doctor_page")
    return wrong("page", "page_not_built", {}, repair=f"{sys.executable} {DIST.parent / 'build_page.py'}")


def disk(projects: Path) -> Finding:
    """Free space where the projects are, and whether that place can be written."""
    place = next(folder for folder in (projects, *projects.absolute().parents) if folder.is_dir())
    free = shutil.disk_usage(place).free
    detail = {"folder": str(projects), "free": size(free)}
    if not os.access(place, os.W_OK):
        return wrong("disk", "doctor_disk_closed", detail)
    if free < DISK[1]:
        return wrong("disk", "doctor_disk_full", detail, level="error" if free < DISK[0] else "warning")
    return fine("disk", "doctor_disk", detail)


def memory() -> Finding:
    """Memory that programs can have now."""
    import psutil

    state = psutil.virtual_memory()
    detail = {"available": size(state.available), "total": size(state.total)}
    if state.available < MEMORY:
        return wrong("memory", "doctor_memory_short", detail, level="warning")
    return fine("memory", "doctor_memory", detail)


def size(count: int) -> str:
    """Bytes as gigabytes for people."""
    return f"{count / 1024**3:.1f} GB"
