"""Node, and a way to run the page's TypeScript in it without a page."""

import json
import re
import shutil
import subprocess

import pytest

from tests.support.paths import ROOT

STATIC = ROOT / "static"
KINDS = "import './features/tasks/index';"  # main.tsx registers the kinds of learning
# Icons are made by the build; any picture stands for them in parts that are bundled and never shown.
ICONS = {"baseUrl": ".", "paths": {"lucide/*": ["./mark.svg"]}, "jsx": "react-jsx", "jsxImportSource": "preact"}


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
        kinds = KINDS if re.search(r"'\./(features|canvas|lib/tasks)\b", code) else ""
        entry = f"{kinds}const said: unknown[] = [];\n{code}\nconsole.log(JSON.stringify(said));"
        build = [
            node_program,
            STATIC / "node_modules" / "esbuild" / "bin" / "esbuild",
            "--bundle",
            "--format=esm",
            "--loader=ts",
            "--loader:.svg=empty",
            f"--tsconfig-raw={json.dumps({'compilerOptions': ICONS})}",
            "--log-level=error",
        ]
        bundle = subprocess.run(build, input=entry.encode(), cwd=STATIC / "src", capture_output=True, check=True)
        done = subprocess.run(
            [node_program, "--input-type=module"], input=bundle.stdout, capture_output=True, check=True
        )
        return json.loads(done.stdout)

    return run
