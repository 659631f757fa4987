"""A folder in which the packages stand as they are installed, for the type checker and for editors.

`server`, `codegen`, `blocks` and `static` lie beside `sunmao`, but are imported as `sunmao.server` …: a mapping that no type
checker follows.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

LINKS = Path(".venv") / "sunmao-links"
PLATFORMS = ("linux", "win32", "darwin")
BESIDE = ("blocks", "codegen", "server", "static")


def make_package_links(root: Path) -> Path:
    """Make `.venv/sunmao-links/sunmao` with a link to each package and module, anew. Returns its parent folder.

    Where the system lets nobody make links (Windows without developer mode), folders are junctions and files are hard
    links.
    """
    links = root / LINKS
    package = links / "sunmao"
    _clear(package)
    package.mkdir(parents=True)
    inside = [path for path in (root / "sunmao").iterdir() if path.name != "__pycache__"]
    for path in [*inside, *(root / name for name in BESIDE)]:
        _link(path, package / path.name)
    return links


def mypy_command(root: Path, links: Path, platform: str = "linux") -> tuple[list[str], dict[str, str]]:
    """The command that checks the types of all packages, and the environment that it needs. Run it in `root`.

    platform: the system that the packages are checked for, as `sys.platform` calls it; each keeps its own cache.
    """
    command = [sys.executable, "-m", "mypy", "--config-file", str(root / "pyproject.toml"), "-p", "sunmao"]
    if platform != "linux":
        command += ["--platform", platform, "--cache-dir", str(Path(".mypy_cache") / platform)]
    return command, {**os.environ, "MYPYPATH": str(links)}


def main() -> int:
    """Check the types, with `--platforms` for Windows and macOS as well. Returns mypy's exit status."""
    root = Path(__file__).resolve().parent.parent
    links, status = make_package_links(root), 0
    for platform in PLATFORMS if "--platforms" in sys.argv[1:] else PLATFORMS[:1]:
        command, environment = mypy_command(root, links, platform)
        status |= subprocess.run(command, cwd=root, env=environment, check=False).returncode
    return status


def _clear(package: Path) -> None:
    """Take the links away, and nothing behind them."""
    if not package.is_dir():
        return
    for path in package.iterdir():
        if path.is_dir() and not path.is_symlink():
            os.rmdir(path)  # a junction: what it leads to stays
        else:
            path.unlink()
    package.rmdir()


def _link(target: Path, place: Path) -> None:
    try:
        place.symlink_to(target, target_is_directory=target.is_dir())
    except OSError:
        if target.is_dir():
            subprocess.run(["cmd", "/c", "mklink", "/J", str(place), str(target)], check=True, capture_output=True)
        else:
            _copy_name(target, place)


def _copy_name(target: Path, place: Path) -> None:
    try:
        os.link(target, place)
    except OSError:  # another drive
        shutil.copyfile(target, place)


if __name__ == "__main__":
    sys.exit(main())
