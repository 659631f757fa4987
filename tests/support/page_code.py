"""Node, and a way to run the page's TypeScript in it without a page."""

import json
import shutil
import subprocess

import pytest

from tests.support.paths import ROOT

STATIC = ROOT / "static"
FORMATS = {"module": "esm", "commonjs": "cjs"}  # as esbuild calls what Node calls so


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
        # Parts of the page that are loaded later are bundled, too, but never run: the icons that a build makes stay out.
        form, more = ("commonjs", ["--external:lucide/*"]) if "/tasks/index'" in code else ("module", [])
        build = [
            node_program,
            STATIC / "node_modules" / "esbuild" / "bin" / "esbuild",
            "--bundle",
            f"--format={FORMATS[form]}",
            *more,
            "--loader=ts",
            "--log-level=error",
        ]
        bundle = subprocess.run(build, input=entry.encode(), cwd=STATIC / "src", capture_output=True, check=True)
        done = subprocess.run(
            [node_program, f"--input-type={form}"], input=bundle.stdout, capture_output=True, check=True
        )
        return json.loads(done.stdout)

    return run
