"""The package as it is installed: its list of folders, its light import, no registry in it."""

import shutil
import subprocess
import sys
import tomllib

import pytest

from tests.support.paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
HEAVY = ("torch", "torchvision", "cv2", "onnxruntime", "sklearn", "flask", "numpy")


def test_every_folder_is_packaged():
    mapping = PROJECT["tool"]["setuptools"]["package-dir"]
    folders = {}
    for name, folder in mapping.items():
        for init in (ROOT / folder).rglob("__init__.py"):
            inside = init.parent.relative_to(ROOT / folder)
            if not {"node_modules", "dist"} & set(inside.parts):
                folders[".".join([name, *inside.parts])] = init.parent
    assert sorted(PROJECT["tool"]["setuptools"]["packages"]) == sorted(folders)


@pytest.mark.process
def test_import_is_light():
    code = f"import sys, sunmao, sunmao.vision, sunmao.data, sunmao.deploy; print([n for n in {HEAVY!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nothing_names_a_registry():
    git = shutil.which("git")
    listed = git and subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if not listed or listed.returncode:
        pytest.skip("no git, or not a git checkout")
    registries = tuple(
        "//" + host for host in ("registry.npmjs" + ".org", "pypi" + ".org/simple", "files.pythonhosted" + ".org")
    )
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file() and path.suffix in {".json", ".toml", ".txt", ".lock", ".py", ".md", ""}:
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not any(host in text for host in registries), name
