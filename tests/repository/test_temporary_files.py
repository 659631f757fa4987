"""Nothing lies under a name that can be known before in the temporary folder, which all accounts of a computer share:
another one could have put its own files there.
"""

import ast
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT

SHARED = ("/tmp", "/var/tmp", "/dev/shm")
NAMED = re.compile(r"/(?:var/)?tmp|/dev/shm|tempdir|mktemp")
# Sockets of the screen: only looked for.
LOOKED_AT = "/tmp/.X11-unix/"
CACHE = """
import sys
from pathlib import Path
from sunmao.core.atomic_files import cache_folder
folder = cache_folder()
assert folder == cache_folder() and not list(folder.iterdir())
(folder / "weights").mkdir()
print(folder, oct(folder.stat().st_mode & 0o777), folder.stat().st_uid)
"""


def find_shared_names(source: str) -> list[int]:
    """The lines of a module that name the temporary folder, or something in it."""
    found = []
    if not NAMED.search(source):  # spares parsing nearly all modules
        return found
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Attribute, ast.Name)):
            name = node.attr if isinstance(node, ast.Attribute) else node.id
            found += [node.lineno] if name in ("gettempdir", "gettempdirb", "tempdir", "mktemp") else []
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            shared = any(node.value == place or node.value.startswith(place + "/") for place in SHARED)
            found += [node.lineno] if shared and not node.value.startswith(LOOKED_AT) else []
    return found


def test_no_fixed_name_in_the_shared_folder():
    files = [path for room in ("sunmao", "server", "codegen", "blocks") for path in (ROOT / room).rglob("*.py")]
    found = {path: lines for path in files if (lines := find_shared_names(path.read_text("utf-8")))}
    assert len(files) > 500 and not found


@pytest.mark.parametrize(
    "line", ["Path(tempfile.gettempdir(), 'x')", "Path('/tmp/x')", "open('/var/tmp/y')", "tempfile.mktemp()"]
)
def test_a_fixed_name_is_found(line):
    assert find_shared_names(line) == [1]


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="there every account has a temporary folder of its own")
def test_the_cache_without_a_home_is_private_and_new(tmp_path):
    planted = tmp_path / "sunmao-cache" / "weights"
    planted.mkdir(parents=True)
    where = {"HOME": "/dev/null/home", "XDG_CACHE_HOME": "/dev/null/cache", "TMPDIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", CACHE], env={**os.environ, **where}, capture_output=True, text=True)
    folder, mode, owner = done.stdout.split()
    assert Path(folder).parent == tmp_path and Path(folder) != planted.parent, done.stderr
    assert int(mode, 8) == stat.S_IRWXU and int(owner) == os.getuid()
    assert os.listdir(tmp_path) == ["sunmao-cache"]
