"""Node, and a way to run the page's TypeScript in it without a page."""

import json
import shutil
import subprocess

import pytest

from tests.support.paths import ROOT

STATIC = ROOT / "static"


@pytest.fixture(scope="session")
def node_program():
    program = shutil.which("node")
    if not program or not (STATIC / "node_modules" / "esbuild").is_dir():
        pytest.skip("the page's packages are not installed (python static/build_page.py installs them)")
    return program


@pytest.fixture(scope="session")
def node(node_program):
    """Runs lines of TypeScript that may import from static/src; returns what they put into `said`."""

    def run(code: str):
        entry = f"const said: unknown[] = [];\n{code}\nconsole.log(JSON.stringify(said));"
        build = [
            node_program,
            STATIC / "node_modules" / "esbuild" / "bin" / "esbuild",
            "--bundle",
            "--format=cjs",
            "--external:lucide/*",  # made by the build; parts that are loaded later are bundled, but never run
            "--loader=ts",
            "--log-level=error",
        ]
        bundle = subprocess.run(build, input=entry.encode(), cwd=STATIC / "src", capture_output=True, check=True)
        done = subprocess.run(
            [node_program, "--input-type=commonjs"], input=bundle.stdout, capture_output=True, check=True
        )
        return json.loads(done.stdout)

    return run
