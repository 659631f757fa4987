"""Names of files and models open files and models of this computer: no address, no code inside weights."""

import ast
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.support.paths import ROOT

OPENS = """
import sys
asked = []
sys.addaudithook(lambda event, args: asked.append(args[1]) if event == 'socket.connect' else None)
from sunmao.data.dataset import open_dataset
from sunmao.images.image_files import read_image_file
from sunmao.deploy import Workflow
from sunmao.vision import Classification
WAYS = [read_image_file, lambda a: len(open_dataset(a)), Workflow, Classification, lambda a: Classification().load_dataset(a)]
for address in ADDRESSES:
    for way in WAYS:
        try:
            print('OPENED', address, way(address))
        except Exception as error:
            print(type(error).__name__, error)
print('connections:', asked)
"""


class Inside(BaseHTTPRequestHandler):
    """A service of this computer that a program of the child must not be led to."""

    asked: list[str] = []

    def do_GET(self):
        """Redirect to a file, and remember that somebody came."""
        self.asked.append(self.path)
        self.send_response(302)
        self.send_header("Location", "file:///etc/passwd")
        self.end_headers()


@pytest.fixture
def inside():
    server = HTTPServer(("127.0.0.1", 0), Inside)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.mark.fault("D17")
def test_an_address_is_no_file(target, inside, row):
    """Cameras by address come later; what takes a name today opens none of these."""
    near = target.near
    ways = [
        "file:///etc/passwd",
        "http://169.254.169.254/latest/meta-data/a.png",
        f"http://127.0.0.1:{inside}/a.png",
        f"http://127.0.0.1:{inside}/a.onnx",
        f"http://127.0.0.1:{near.port}/api/session",
        "\\\\\\\\127.0.0.1\\\\c$\\\\a.png",
    ]
    project = near.make()
    said = near.run(project, OPENS.replace("ADDRESSES", repr(ways)))
    assert "OPENED" not in said and "connections: []" in said and "root:" not in said, said
    for way in ways:
        for path in (f"files/{quote(way, '')}", f"models/{quote(way, '')}", f"models/models/{quote(way, '')}"):
            assert near.ask("GET", f"/api/projects/{project}/{path}", near.own)[0] in (400, 404)
        tried = near.ask(
            "POST",
            f"/api/projects/{project}/try?model={quote(way, '')}",
            {**near.change, "Content-Type": "image/png"},
            b"\x89PNG",
        )
        assert tried[0] in (400, 404)
    assert Inside.asked == []
    row(
        saw=next(line for line in said.splitlines() if "169.254" in line),
        kept=f"{len(ways)} addresses × 9 ways: nothing connected, nothing of /etc/passwd shown",
    )


SOURCES = [path for folder in ("sunmao", "server", "blocks", "codegen") for path in (ROOT / folder).rglob("*.py")]
UNSAFE = {
    "torch.hub.load",
    "pickle.load",
    "pickle.loads",
    "joblib.load",
    "yaml.load",
    "marshal.loads",
    "shelve.open",
    "numpy.load",
    "np.load",
}


def calls(path: Path) -> list[tuple[str, ast.Call]]:
    """Every call of a source file by its dotted name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [(ast.unparse(node.func), node) for node in ast.walk(tree) if isinstance(node, ast.Call)]


# Not weights: the work of a process of ours, which its parent wrote into a folder that nobody else may enter.
OWN_JOB = "sunmao/training/distributed_worker.py"


def test_weights_are_loaded_as_weights_only():
    loads = [
        (path, node)
        for path in SOURCES
        for name, node in calls(path)
        if re.search(r"(^|\.)torch\.load$|^load$", name) and "torch" in name
    ]
    assert len(loads) >= 3
    for path, node in loads:
        options = {option.arg: ast.unparse(option.value) for option in node.keywords}
        wanted = "False" if path == ROOT / OWN_JOB else "True"
        assert options.get("weights_only") == wanted, f"{path}:{node.lineno}"


def test_nothing_reads_what_may_hold_code():
    assert len(SOURCES) > 100
    for path in SOURCES:
        for name, node in calls(path):
            assert name not in UNSAFE or any(
                option.arg == "allow_pickle" and ast.unparse(option.value) == "False" for option in node.keywords
            ), f"{path}:{node.lineno}"
            assert not any(
                option.arg == "allow_pickle" and ast.unparse(option.value) != "False" for option in node.keywords
            ), f"{path}:{node.lineno}"
            assert not any(option.arg == "trust_remote_code" for option in node.keywords), f"{path}:{node.lineno}"
