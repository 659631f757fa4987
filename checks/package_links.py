"""A folder in which the packages lie as they are imported: editors, the type checker and import contracts look there.

`blocks/`, `codegen/`, `server/` and `static/` lie at the top and are imported as `sunmao.blocks` and so on.
"""

import os
import sys
from pathlib import Path

MAPPED = ("blocks", "codegen", "server", "static")


def make_package_links(root: Path) -> Path:
    """Make `.venv/links/sunmao`, a link for each part of the package. Returns `.venv/links`, for PYTHONPATH."""
    links = root / ".venv" / "links"
    package = links / "sunmao"
    package.mkdir(parents=True, exist_ok=True)
    wanted = {path.name: path for path in (root / "sunmao").iterdir() if path.name != "__pycache__"}
    wanted |= {name: root / name for name in MAPPED}
    for old in package.iterdir():
        if old.name not in wanted:
            old.unlink()
    for name, target in wanted.items():
        if not (package / name).exists():
            os.symlink(target, package / name, target_is_directory=target.is_dir())
    return links


def make_mypy_command(root: Path) -> list[str]:
    return [sys.executable, "-m", "mypy", "-p", "sunmao"]
