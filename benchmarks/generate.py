"""Python from 1,000 blocks, against Blockly's own generator in Node.

Twice the same work on both sides: from the saved JSON (what the server does for every change: read, check, write;
Blockly loads and generates), and from blocks that are loaded already. V8 goes on optimizing while the same program is
generated again and again, which no child's program sees; the note of the last row tells where that ends.
"""

import json
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from benchmarks.costs import Cost, alternate, divide_processor, measure_cost, median_wall
from benchmarks.rows import Row, Size
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
WARM, HOT = 3, 25  # rounds before the median counts; the rounds after them


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Two rows: milliseconds, warm."""
    blocks, hot = size.pick(BLOCKS, 20), size.pick(HOT, 2)
    saved = json.dumps(of_size(blocks))
    with tempfile.TemporaryDirectory() as folder, peer_process(Path(folder)) as process:
        peer = Peer(process, saved)
        assert compile_workspace(json.loads(saved)).ok
        ours, theirs = alternate(lambda: compile_both_ways(saved), peer.generate, WARM + hot)
        process.stdin.close()
    whole, writing = (list(column) for column in zip(*ours, strict=True))
    their_whole, their_writing = (list(column) for column in zip(*theirs, strict=True))
    name, peer_name = f"{blocks:,} blocks to Python", "Blockly in Node"
    times = [1000 * median_wall(column[WARM:]) for column in (whole, their_whole, writing, their_writing)]
    early = [1000 * median_wall(column[1 : 1 + WARM]) for column in (writing, their_writing)]
    share = divide_processor(whole[WARM:], their_whole[WARM:])
    yield Row(f"{name}, from the saved JSON", times[0], "ms", "<= 1", times[1], peer_name, processor_ratio=share)
    note = f"rounds {WARM + 1}–{WARM + hot}: {times[2]:.1f} and {times[3]:.1f} ms"
    yield Row(f"{name}, from loaded blocks", early[0], "ms", "<= 0.8", early[1], peer_name, note)


def compile_both_ways(saved: str) -> tuple[Cost, Cost]:
    """Measure compiling from the saved JSON, and writing the program alone."""
    with measure_cost(time.process_time) as whole:
        compile_workspace(json.loads(saved))
    checked = check_workspace(json.loads(saved))
    with measure_cost(time.process_time) as writing:
        write_program(checked)
    return whole, writing


class Peer:
    """Blockly in Node, with the same blocks."""

    def __init__(self, process: subprocess.Popen, saved: str):
        self._process = process
        assert self._ask(saved) == "ready"

    def generate(self) -> tuple[Cost, Cost]:
        """Measure generating from the saved JSON, and writing alone, by Node's own clock."""
        with measure_cost(lambda: sum(psutil.Process(self._process.pid).cpu_times()[:2])) as cost:
            whole, writing = json.loads(self._ask("go"))
        return Cost(whole / 1000, cost.processor), Cost(writing / 1000)

    def _ask(self, line: str) -> str:
        print(line, file=self._process.stdin, flush=True)
        return self._process.stdout.readline().strip()


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
