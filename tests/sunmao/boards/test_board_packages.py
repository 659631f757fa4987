"""Boards of other packages, installed into a folder of their own: found, listed, opened; and what broken ones do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.limits import HANG_TIMEOUT
from tests.support.paths import ROOT

pytestmark = pytest.mark.process

KITE = """from dataclasses import replace
from sunmao.boards.arduino_uno import BOARD as UNO
BOARD = replace(UNO, name="kite", zh="风筝板", en="Kite", usb=((0x1234, 0x5678),), clones=())
"""
BROKEN = {
    "half": "def half(",
    "leaves": "raise SystemExit(3)",
    "nothing": "BOARD = 'a board'",
    "twice": KITE.replace('"kite"', '"arduino-uno"'),
    "unloaded": KITE.replace("clones=()", "loader='catapult'"),
    "unspoken": KITE.replace("clones=()", "link='semaphore'"),
}
# An emulated board is slow to start where the computer is busy.
USES = f"""import sys
from functools import partialmethod
from sunmao.boards import LED, use_board
from sunmao.boards.links.firmata.firmata_link import FirmataLink
FirmataLink.identify = partialmethod(FirmataLink.identify, within={HANG_TIMEOUT})
use_board("kite", sys.argv[1])
led = LED(13)
led.on()
print("on", flush=True)
sys.stdin.read()
"""
LISTS = """from sunmao.blocks.registry import find_block
from sunmao.boards.registry import BOARDS
from sunmao.server.routes.devices import dump_boards
print(list(BOARDS)[-1], [board["name"] for board in dump_boards()][-1], "Kite" in str(find_block("board_use")))
"""


def install(folder: Path, modules: dict[str, str]) -> dict[str, str]:
    """Lay a package with these modules into a folder, as an installer does. Returns the environment that finds it."""
    package, info = folder / "kites", folder / "school_kites-1.0.dist-info"
    for made in (package, info):
        made.mkdir()
    for name, text in modules.items():
        (package / f"{name}.py").write_text(text, encoding="utf-8")
    (package / "__init__.py").touch()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: school-kites\nVersion: 1.0\n")
    (info / "RECORD").touch()
    entries = "".join(f"{name} = kites.{name}:BOARD\n" for name in modules)
    (info / "entry_points.txt").write_text(f"[sunmao.boards]\n{entries}")
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT))), "SUNMAO_LANG": "en"}


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess:
    """A Python process to its end."""
    return subprocess.run([sys.executable, *words], env=environment, cwd=ROOT, capture_output=True, text=True)


def test_a_board_of_another_package_is_found_and_listed(tmp_path):
    done = run(install(tmp_path, {"kite": KITE}), "-c", LISTS)
    assert done.stdout.split() == ["kite", "kite", "True"], done.stderr


@pytest.mark.long
def test_a_board_of_another_package_is_opened(tmp_path, uno):
    environment = install(tmp_path, {"kite": KITE})
    with subprocess.Popen(
        [sys.executable, "-c", USES, str(uno.port)],
        env=environment,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout.readline() == "on\n"
        assert uno.wait(13, level=1)["met"]
    assert program.returncode == 0 and uno.wait(13, level=0)["met"]


@pytest.mark.long
def test_a_broken_package_is_a_sentence(tmp_path):
    environment = install(tmp_path, {"kite": KITE, **BROKEN})
    told = run(environment, "-c", "from sunmao.server.cli.main import main\nraise SystemExit(main(['boards']))")
    for name in BROKEN:
        assert f"The board {name}, which the package school-kites brings, cannot be used: " in told.stdout
    assert told.returncode == 1 and "Traceback" not in told.stdout + told.stderr
    used = run(environment, "-c", "from sunmao.boards import use_board\nuse_board('half')")
    assert used.returncode == 1 and "The board half" in used.stderr and "Traceback" not in used.stderr
    assert run(environment, "-c", LISTS).stdout.split()[0] == "kite"  # the good one is there
