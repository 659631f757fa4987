"""The stage with 30 sprites and a camera, in real Chromium: what a frame costs the page, how soon a command is seen, how
many steps the program makes meanwhile, and how soon it stops.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from benchmarks.bench import Bench, open_browser, studio_in
from benchmarks.rows import MissingRow, Row, Size, attempt, format_spread
from benchmarks.steering import Log
from tests.support.limits import poll_until

SECONDS = 8
THROTTLE = 4
STOPS = 5
CROWD = """import time
from sunmao.cameras import Camera
from sunmao.stage import Sprite, backdrop
names = ['robot', 'cat', 'dog', 'bird', 'fish', 'star', 'car', 'rocket', 'ball', 'apple']
sprites = [Sprite(name) for name in names * 3]
for number, sprite in enumerate(sprites):
    sprite.move_to(x=-200 + number % 6 * 80, y=-140 + number // 6 * 70)
    sprite.size = 60
count, since = 0, time.time()
for image in Camera(source='simulated'):
    backdrop(image)
    for sprite in sprites:
        sprite.move(3)
        sprite.turn(5)
    count += 1
    if time.time() - since > 1:
        print('steps', count / (time.time() - since), flush=True)
        count, since = 0, time.time()
"""
SPEAKS = """import time
from sunmao import running, wait
from sunmao.stage import Sprite
robot = Sprite('robot')
while running():
    robot.say(time.time())
    wait(0.2)
"""
HURRIES = """import time
from sunmao.stage import Sprite
robot = Sprite('robot')
since = time.time()
for number in range(100_000):
    robot.move_to(x=number % 200, y=0)
print('commands', 100_000 / (time.time() - since), flush=True)
"""
# When each scene was drawn: a page acknowledges it then.
NOTE_SCENES = """window.__scenes = [];
window.WebSocket = class extends WebSocket {
  constructor(...wish) {
    super(...wish);
    this.addEventListener('message', ({ data }) => {
      if (!(data instanceof ArrayBuffer) || !this.url.includes('stage')) return;
      const frame = new Uint8Array(data);
      this.header = JSON.parse(new TextDecoder().decode(frame.subarray(0, frame.indexOf(10))));
    });
  }
  send(said) {
    super.send(said);
    if (said === '{"ack":true}' && this.header?.scene) window.__scenes.push([this.header.scene.sprites.map(one => one.said), Date.now() / 1000]);
  }
};"""


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """Frames, delay, commands and Stop."""
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder)) as bench, open_browser() as browser:
        yield from attempt("stage, a crowd", watch_crowd, bench, browser, size.pick(SECONDS, 1))
        yield from attempt("stage, delay", measure_delay, bench, browser, size.pick(20, 2))
        yield from attempt("stage, commands", measure_commands, bench)
        yield from attempt("stage, Stop", measure_stop, bench, size.pick(STOPS, 1))


def open_page(bench: Bench, browser, project: str):
    """The project's page, its scenes noted."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.add_init_script(NOTE_SCENES)
    page.goto(bench.studio.url)
    page.goto(f"{bench.studio.base}/#/project/{quote(project)}")
    page.locator("#tab-stage").wait_for()
    return page


def watch_crowd(bench: Bench, browser, seconds: float) -> Iterator[Row]:
    """30 sprites that move and turn before a camera's picture: the main thread's processor time a frame, times what a
    page that is throttled so takes (the clock of one says more of what else runs here), the frames, and the program's
    steps meanwhile.
    """
    program = bench.project(CROWD)
    page = open_page(bench, browser, program.project)
    program.start()
    poll_until(lambda: page.evaluate("window.__scenes.length") >= 5, "scenes on the page")
    wire = page.context.new_cdp_session(page)
    wire.send("Performance.enable", {"timeDomain": "threadTicks"})
    time.sleep(min(1, seconds))
    before, page_work = page.evaluate("window.__scenes.length"), read_work(wire)
    since = time.monotonic()
    time.sleep(seconds)
    frames = max(1, page.evaluate("window.__scenes.length") - before)
    work, passed = [after - earlier for after, earlier in zip(read_work(wire), page_work)], time.monotonic() - since
    script, every = (1000 * THROTTLE * each / frames for each in work)
    log = Log(program)
    steps = [log.said("steps")[0] for _ in range(max(1, int(seconds) - 1))]
    program.stop()
    page.close()
    yield Row("stage, 30 sprites and a camera, script × 4", script, "ms a frame", "<= 8")
    yield Row("stage, the same with painting by the processor × 4", every, "ms a frame", "<= 8")
    yield Row("stage, frames drawn meanwhile", frames / passed, "a second", ">= 30")
    yield Row("stage, steps of the program meanwhile", statistics.median(steps), "a second", ">= 30")


def read_work(wire) -> tuple[float, float]:
    """Seconds of processor time that scripts of the page have taken, and all that its main thread has done."""
    found = {row["name"]: row["value"] for row in wire.send("Performance.getMetrics")["metrics"]}
    return found["ScriptDuration"], found["TaskDuration"]


def measure_delay(bench: Bench, browser, times: int) -> Row:
    """From a command of the program until its picture is drawn."""
    program = bench.project(SPEAKS)
    page = open_page(bench, browser, program.project)
    program.start()
    poll_until(lambda: page.evaluate("window.__scenes.length") >= times + 1, "scenes on the page")
    scenes = page.evaluate("window.__scenes")
    program.stop()
    page.close()
    late = [1000 * (drawn - float(said[0])) for said, drawn in scenes[1:] if said and said[0]]
    return Row(
        "stage, from a command to its picture", statistics.median(late), "ms", "<= 30", note=format_spread(late, 0)
    )


def measure_commands(bench: Bench) -> Row:
    """Commands that a program gives in a second when it does nothing else."""
    program = bench.project(HURRIES)
    program.start()
    given = Log(program).said("commands")[0]
    program.over()
    return Row("stage, commands of a program in a hurry", given, "a second", ">= 10000")


def measure_stop(bench: Bench, times: int) -> Row:
    """From Stop until the program is over."""
    took = []
    for _ in range(times):
        program = bench.project(CROWD)
        program.start()
        Log(program).said("steps")
        since = time.monotonic()
        program.stop()
        program.over()
        took.append(time.monotonic() - since)
    return Row("stage, Stop", statistics.median(took), "s", "<= 0.3", note=format_spread(took, 2))
