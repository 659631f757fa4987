"""Python from 1,000 saved blocks: ours, as the server calls it, against Blockly's own generator in Node.

Ours begins with the saved JSON each time, since that is what the page sends. Blockly's generator begins with a workspace that is
loaded already; so its time is given with loading, without it, and without it after so many rounds that V8 has optimized everything.
"""

import json
import statistics
import subprocess
import tempfile
from pathlib import Path

from sunmao.codegen import compile_workspace
from sunmao.static.build_page import find_node

from .rows import Row, milliseconds
from .workspaces import of_size

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
    """Three rows: milliseconds."""
    saved = json.dumps(of_size(BLOCKS))
    with tempfile.TemporaryDirectory() as folder, peer_process(Path(folder)) as peer:

        def ask(line: str) -> str:
            print(line, file=peer.stdin, flush=True)
            return peer.stdout.readline().strip()

        assert ask(saved) == "ready"
        assert compile_workspace(json.loads(saved)).as_dict()["ok"]
        rounds = [(milliseconds(lambda: compile_workspace(json.loads(saved))), *json.loads(ask("go"))) for _ in range(HOT + WARM)]
        peer.stdin.close()
    early = [statistics.median(column) for column in zip(*rounds[1 : 1 + WARM], strict=True)]
    late = [statistics.median(column) for column in zip(*rounds[WARM:], strict=True)]
    name = f"{BLOCKS:,} blocks to Python"
    return [
        Row(f"{name}, from the saved JSON", late[0], "ms", "<= 1", late[1], "Blockly in Node, loading and generating"),
        Row(f"{name}, warm", early[0], "ms", "<= 1", early[2], "Blockly in Node, generating alone, rounds 2 to 4"),
        Row(f"{name}, hot", late[0], "ms", "<= 1", late[2], "the same, rounds 4 to 28"),
    ]


def peer_process(folder: Path) -> subprocess.Popen:
    """Node with Blockly and its Python generator. Bundled as for a browser, since Blockly asks for jsdom in Node."""
    node = find_node()[0]
    bundle = folder / "peer.mjs"
    words = ["node_modules/esbuild/bin/esbuild", "--bundle", "--platform=neutral", "--main-fields=module,main", "--conditions=import"]
    external = ["--external:node:readline"]
    subprocess.run([node, *words, *external, f"--outfile={bundle}", "--format=esm", "--log-level=error"],
                   input=PEER, text=True, cwd=STATIC, check=True)
    return subprocess.Popen([node, str(bundle)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
