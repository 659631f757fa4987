"""Specification of the training engine's packages, and whether this environment has them."""

import os
import re
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from sunmao.core.training_engine import PARTS

EXTRA = "train"
# A source distribution of the engine asks for an old setuptools; pyproject.toml says so to uv in the clone alone.
BUILD_CONSTRAINTS = ("setuptools<81",)
_EXTRA = re.compile(r"""\s*(?:and\s+)?extra\s*==\s*['"]([^'"]+)['"]\s*""")
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")


@dataclass(frozen=True)
class EngineSpec:
    """The engine of one environment.

    requirements: what is installed; modules: what must be there afterwards; folder: where the installation keeps its
    state; destination: uv's words for the environment; places: where it puts packages; options: more words for uv.
    """

    requirements: tuple[str, ...]
    modules: tuple[str, ...] = PARTS
    folder: Path = field(default_factory=lambda: Path(sys.prefix) / "sunmao-engine")
    destination: tuple[str, ...] = ("--python", sys.executable)
    places: tuple[str, ...] = tuple({sysconfig.get_path("purelib"): 1, sysconfig.get_path("platlib"): 1})
    options: tuple[str, ...] = ()

    def has_modules(self) -> bool:
        """Whether everything can be found, whatever of it works."""
        return all(find_spec(name) is not None for name in self.modules)


def make_engine_spec() -> EngineSpec:
    """The engine of the environment that this process runs in."""
    return EngineSpec(tuple(select_extra(list_requirements("sunmao"), EXTRA)))


def list_requirements(name: str) -> list[str]:
    """List the requirements of an installed distribution, extras included; empty where it is not installed."""
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:  # the sources alone
        return []


def select_extra(requirements: Iterable[str], extra: str) -> list[str]:
    """The requirements of one extra, without the words that say so: ['torch>=2.14']."""
    found = []
    for line in requirements:
        requirement, _, marker = line.partition(";")
        if (asked := _EXTRA.search(marker)) and asked[1] == extra:
            rest = _EXTRA.sub("", marker).strip()
            found.append(f"{requirement.strip()} ; {rest}" if rest else requirement.strip())
    return found


def list_base_versions() -> list[str]:
    """List the installed packages that Sunmao runs on without the engine, with their versions: ['numpy==2.4.6'].
    Programs have it loaded: it must not be exchanged.
    """
    versions: dict[str, str] = {}
    waiting = ["sunmao"]
    while waiting:
        for line in list_requirements(waiting.pop()):
            if "extra" in line.partition(";")[2] or not (named := _NAME.match(line)):
                continue
            name = normalize_name(named[0])
            try:
                version = metadata.version(name)
            except metadata.PackageNotFoundError:  # of another system
                continue
            if name not in versions:
                versions[name] = version
                waiting.append(name)
    return [f"{name}=={version}" for name, version in sorted(versions.items())]


def list_incomplete(places: Iterable[str]) -> list[str]:
    """The distributions in these folders, beside those of the base, of which a file is missing or has another size:
    their installation was cut off.
    """
    base = {line.partition("==")[0] for line in list_base_versions()} | {"sunmao"}
    names = {
        normalize_name(found.metadata["Name"])
        for found in metadata.distributions(path=list(places))
        if not _is_complete(found)
    }
    return sorted(names - base)


def _is_complete(found: metadata.Distribution) -> bool:
    files = found.files
    if not files:
        return False
    for file in files:
        if file.parts[0] == ".." or file.suffix == ".pyc":  # what others write
            continue
        try:
            size = os.stat(found.locate_file(file)).st_size  # type: ignore[arg-type]  # a path on every disk
        except OSError:
            return False
        if file.size not in (None, size):
            return False
    return True


def normalize_name(name: str) -> str:
    """A distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()
