"""With every network cut (a namespace that has only its own loopback) the page opens, and its examples run."""

import os
import subprocess
import sys

import pytest

from sunmao.server.examples.catalog import list_examples
from tests.e2e import offline
from tests.server.examples.run_examples import ENDING
from tests.support.privileges import own_namespaces

CABLED = "真的 Arduino 和舵机"  # the same blocks on a board that is not here


@pytest.mark.fault("C8")
@pytest.mark.long
def test_all_of_it_without_a_network(chromium, row):
    endless = {example.card["title"]["zh"] for name, example in list_examples().items() if name not in ENDING}
    assert endless == {*offline.ENDLESS, CABLED}, "every example is tried"
    command = [
        *own_namespaces("-rn", setup="ip link set lo up"),
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "-rs",
        offline.__file__,
    ]
    done = subprocess.run(command, env={**os.environ, "SUNMAO_CHROMIUM": chromium}, capture_output=True, text=True)
    assert done.returncode == 0 and f"{2 + len(offline.ENDLESS)} passed" in done.stdout, done.stdout[-4000:]
    row(saw="", kept="examples run; no page asked for anything outside")
