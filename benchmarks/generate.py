"""Python from 1,000 blocks: ours, as the server calls it, against Blockly's own generator in Node."""

import json
import subprocess
import tempfile
from pathlib import Path

from sunmao.codegen import compile_workspace
from sunmao.static.build_page import find_node

from .rows import Row, interleaved, milliseconds
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
for await (const line of createInterface({ input: process.stdin })) {
  if (line !== 'go') { Blockly.serialization.workspaces.load(JSON.parse(line), workspace); console.log('ready'); continue; }
  const since = performance.now();
  const text = pythonGenerator.workspaceToCode(workspace);
  console.log(text.length ? performance.now() - since : 'nothing');
}
"""


def measure() -> list[Row]:
    """One row: milliseconds, both warm."""
    workspace = of_size(1000)
    with tempfile.TemporaryDirectory() as folder, peer_process(Path(folder)) as peer:

        def ask(line: str) -> str:
            print(line, file=peer.stdin, flush=True)
            return peer.stdout.readline().strip()

        assert ask(json.dumps(workspace)) == "ready"
        assert compile_workspace(workspace).as_dict()["ok"]
        for _ in range(5):
            compile_workspace(workspace), ask("go")
        ours, theirs = interleaved(lambda: milliseconds(lambda: compile_workspace(workspace)), lambda: float(ask("go")), 25)
        peer.stdin.close()
    return [Row("generate 1,000 blocks", ours, "ms", "<= 1", theirs, "Blockly in Node")]


def peer_process(folder: Path) -> subprocess.Popen:
    """Node with Blockly and its Python generator. Bundled as for a browser, since Blockly asks for jsdom in Node."""
    node = find_node()[0]
    bundle = folder / "peer.mjs"
    words = ["node_modules/esbuild/bin/esbuild", "--bundle", "--platform=neutral", "--main-fields=module,main", "--conditions=import"]
    external = ["--external:node:readline"]
    subprocess.run([node, *words, *external, f"--outfile={bundle}", "--format=esm", "--log-level=error"],
                   input=PEER, text=True, cwd=STATIC, check=True)
    return subprocess.Popen([node, str(bundle)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
