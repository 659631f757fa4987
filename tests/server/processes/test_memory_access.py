"""Another process of the same account, as a pupil's program is one, cannot look into the studio's."""

import inspect
import subprocess
import sys

import pytest

from sunmao.server.processes import memory_access
from tests.support.privileges import as_nobody

pytestmark = pytest.mark.process

# Prints what a child can open of its parent, and whether the child itself can be looked into.
PROGRAM = """
import subprocess
if sys.argv[1] == "denied":
    deny_memory_access()
subprocess.run([sys.executable, "-c", '''
import os
for process in (os.getppid(), os.getpid()):
    for name in ("mem", "environ", "maps"):
        try:
            open(f"/proc/{process}/{name}", "rb").close()
            print("open")
        except OSError as error:
            print("refused")
'''], check=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows the memory of processes as files")
@pytest.mark.fault("G11")
def test_a_program_cannot_read_the_studios_memory(row):
    if not (who := as_nobody()):
        pytest.skip("root looks into every process, and this computer lets nobody else be tried")

    def try_to_look(way: str) -> list[str]:
        program = inspect.getsource(memory_access) + PROGRAM
        done = subprocess.run([sys.executable, "-c", program, way], cwd="/", capture_output=True, text=True, **who)
        assert done.returncode == 0, done.stderr
        return done.stdout.split()

    try:
        subprocess.run([sys.executable, "-c", ""], cwd="/", check=True, **who)
    except PermissionError:
        pytest.skip("this clone lies where no other user may look")
    if "open" not in try_to_look("allowed")[:3]:
        pytest.skip("this system lets no process look into another")
    assert try_to_look("denied") == ["refused"] * 3 + ["open"] * 3
    row(
        saw="",
        kept="memory, environment and open files of the studio are closed to its programs; SECURITY.md says the rest",
    )
