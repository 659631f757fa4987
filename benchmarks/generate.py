"""Python from 1,000 blocks, against Blockly's own generator in Node.

Twice the same work on both sides: from the saved JSON (what the server does for every change: read, check, write;
Blockly loads and generates), and from blocks that are loaded already. V8 goes on optimizing while the same program is
generated again and again, which no child's program sees; the note of the last row tells where that ends.
"""

import json
import statistics
import subprocess
import tempfile
from pathlib import Path

from benchmarks.rows import Row, milliseconds
from benchmarks.workspaces import of_size
from sunmao.codegen import compile_workspace
from sunmao.codegen.program import check_workspace, write_program
from sunmao.static.build_page import find_node

STATIC = Path(__file__).resolve().parents[1] / "static"
PEER = """
import * as Blockly from 'blockly/core';
import 'blockly/blocks';
import * as messages from 'blockly/msg/en';
import { pythonGenerator } from 'blockly/python';
import { createInterface } from 'node:readline';
Blockly.setLocale(messages);
Blockly.Events.disable();
const workspace = new Blockly.Workspace();
let saved;
for await (const line of createInterface({ input: process.stdin })) {
  if (line !== 'go') { saved = line; console.log('ready'); continue; }
  const since = performance.now();
  Blockly.serialization.workspaces.load(JSON.parse(saved), workspace);
  const loaded = performance.now();
  const text = pythonGenerator.workspaceToCode(workspace);
  console.log(text.length ? JSON.stringify([performance.now() - since, performance.now() - loaded]) : 'nothing');
}
"""
BLOCKS = 1000
WARM, HOT = 3, 25  # rounds before the median counts; the last rounds of the same processes


def measure() -> list[Row]:
    """Two rows: milliseconds, warm."""
    saved = json.dumps(of_size(BLOCKS))
    with tempfile.TemporaryDirectory() as folder, peer_process(Path(folder)) as peer:

        def ask(line: str) -> str:
            print(line, file=peer.stdin, flush=True)
            return peer.stdout.readline().strip()

        assert ask(saved) == "ready"
        assert compile_workspace(json.loads(saved)).ok
        rounds = [(*ours(saved), *json.loads(ask("go"))) for _ in range(HOT + WARM)]
        peer.stdin.close()
    early = [statistics.median(column) for column in zip(*rounds[1 : 1 + WARM], strict=True)]
    late = [statistics.median(column) for column in zip(*rounds[WARM:], strict=True)]
    name, peer_name = f"{BLOCKS:,} blocks to Python", "Blockly in Node"
    return [
        Row(f"{name}, from the saved JSON", late[0], "ms", "<= 1", late[2], peer_name),
        Row(
            f"{name}, from loaded blocks",
            early[1],
            "ms",
            "<= 1",
            early[3],
            peer_name,
            note=f"rounds 4–28: {late[1]:.1f} and {late[3]:.1f} ms",
        ),
    ]


def ours(saved: str) -> tuple[float, float]:
    """Milliseconds from the saved JSON, and of writing alone."""
    whole = milliseconds(lambda: compile_workspace(json.loads(saved)))
    checked = check_workspace(json.loads(saved))
    return whole, milliseconds(lambda: write_program(checked))


def peer_process(folder: Path) -> subprocess.Popen:
    """Node with Blockly and its Python generator. Bundled as for a browser, since Blockly asks for jsdom in Node."""
    node = find_node()[0]
    bundle = folder / "peer.mjs"
    words = [
        "node_modules/esbuild/bin/esbuild",
        "--bundle",
        "--platform=neutral",
        "--main-fields=module,main",
        "--conditions=import",
    ]
    external = ["--external:node:readline"]
    subprocess.run(
        [node, *words, *external, f"--outfile={bundle}", "--format=esm", "--log-level=error"],
        input=PEER,
        text=True,
        cwd=STATIC,
        check=True,
    )
    return subprocess.Popen([node, str(bundle)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
