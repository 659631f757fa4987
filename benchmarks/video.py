"""Video on its way to pages: how fast and how late it is shown, what it costs, and whether it stands in anybody's way."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psutil

from benchmarks import steering
from benchmarks.bench import Bench, open_browser, studio_in
from benchmarks.rows import MissingRow, Row, Size, attempt, format_spread
from benchmarks.watching import start_watchers
from tests.support.limits import poll_until
from tests.support.network.live_page import live_page
from tests.support.studio import cameras_process

SECONDS = 10  # of a page that is looked at
ROUNDS, WINDOW = 4, 4  # windows of each kind, by turns; seconds
REPORTS = 2  # of a program in each window, where it reports
FPS = 30
SHOWS = """from sunmao import show
from sunmao.cameras import Camera
for image in Camera(source='simulated'):
    show(image, title='film')
"""
HURRIES = """import time
import numpy
from sunmao import show
pictures = [numpy.random.default_rng(n).integers(0, 255, (480, 640, 3), numpy.uint8) for n in range(8)]
count, since = 0, time.time()
while True:
    show(pictures[count % 8], title='film')
    count += 1
    if time.time() - since > 0.5:
        print('rate', time.time(), count / (time.time() - since), flush=True)
        count, since = 0, time.time()
"""
# When each frame was drawn: a page acknowledges it then.
NOTE_FRAMES = """window.__frames = [];
window.WebSocket = class extends WebSocket {
  constructor(...wish) {
    super(...wish);
    this.addEventListener('message', ({ data }) => {
      if (!(data instanceof ArrayBuffer)) return;
      const frame = new Uint8Array(data);
      this.header = JSON.parse(new TextDecoder().decode(frame.subarray(0, frame.indexOf(10))));
    });
  }
  send(said) {
    super.send(said);
    if (said === '{"ack":true}' && this.header?.width && this.url.includes('shown')) window.__frames.push([this.header.t, Date.now() / 1000]);
  }
};"""
BARE = """import sys, time
import cv2
film, encoded = cv2.VideoCapture(sys.argv[1]), 0
due, before, since = time.monotonic(), time.process_time(), time.monotonic()
while time.monotonic() - since < float(sys.argv[2]):
    there, picture = film.read()
    if not there:
        film = cv2.VideoCapture(sys.argv[1])
        continue
    encoded += len(cv2.imencode('.jpg', picture, [cv2.IMWRITE_JPEG_QUALITY, 80])[1])
    due += 1 / 30
    time.sleep(max(0, due - time.monotonic()))
print((time.process_time() - before) / (time.monotonic() - since))
"""


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """Yield the rows of the video on a page, of its cost, of a stalled page beside the program, and of steering."""
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder)) as bench:
        yield from attempt("video on a page", watch_page, bench, size.pick(SECONDS, 0.5))
        yield from attempt(
            "video, processor", compare_cost, bench, Path(folder), *size.pick((ROUNDS, WINDOW), (1, 0.5))
        )
        yield from attempt("video, a page stalls", measure_stalled_page, bench, size.pick(2 * ROUNDS, 1))
        yield from steering.measure_steering(bench, size)


def watch_page(bench: Bench, seconds: float) -> Iterator[Row]:
    """Frames a second that one page in Chromium draws of a program's 30, and how old they are when they are drawn."""
    program = bench.project(SHOWS)
    with open_browser() as browser:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.add_init_script(NOTE_FRAMES)
        page.goto(bench.studio.url)
        page.goto(f"{bench.studio.base}/#/project/{quote(program.project)}")
        program.start()
        poll_until(lambda: page.evaluate("window.__frames.length") >= FPS, "video on the page")
        page.evaluate("window.__frames = []")
        since = time.monotonic()
        time.sleep(seconds)
        # On a busy computer there may be none yet; then the row says how long the first one took.
        frames = poll_until(lambda: page.evaluate("window.__frames"), "the next frame")
        seconds = time.monotonic() - since
    steering.stop_program(program)
    late = sorted(1000 * (drawn - taken) for taken, drawn in frames)
    yield Row("video, 640×480 at 30, one page in Chromium", len(frames) / seconds, "fps", ">= 25")
    worst, note = late[int(0.95 * len(late))], f"median {late[len(late) // 2]:.0f}"
    yield Row("video, delay until it is drawn, 95th percentile", worst, "ms", "<= 150", note=note)


def compare_cost(bench: Bench, folder: Path, rounds: int, window: float) -> Row:
    """The processor time of server and cameras process with one page, above that of a bare loop that reads and encodes
    the same film.
    """
    film = folder / "film.avi"
    write_film(film, window)
    ours, bare = [], []
    for _ in range(rounds):
        with start_watchers(bench.visitor, [f"camera:{quote(str(film))}"]):
            processes = [psutil.Process(bench.studio.process.pid), cameras_process(bench.studio)]
            before, since = measure_processor_time(processes), time.monotonic()
            time.sleep(window)
            ours.append(100 * (measure_processor_time(processes) - before) / (time.monotonic() - since))
        done = subprocess.run([sys.executable, "-c", BARE, str(film), str(window)], stdout=subprocess.PIPE, check=True)
        bare.append(100 * float(done.stdout))
    above = statistics.median(ours) - statistics.median(bare)
    note = f"ours {statistics.median(ours):.1f} ({format_spread(ours, 1)}), bare {statistics.median(bare):.1f} ({format_spread(bare, 1)})"
    return Row("video, processor above bare reading and JPEG", above, "% of a core", "<= 25", note=note)


def write_film(path: Path, seconds: float) -> None:
    """The simulated camera's pictures as a film, JPEG each."""
    import cv2

    from sunmao.cameras.sources.simulated import draw_frame

    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"MJPG"), FPS, (640, 480))
    for number in range(1, int(FPS * (seconds + 4))):
        writer.write(draw_frame(number))
    writer.release()


def measure_processor_time(processes: list[psutil.Process]) -> float:
    """Seconds of processor time so far."""
    return sum(sum(process.cpu_times()[:2]) for process in processes)


def measure_stalled_page(bench: Bench, rounds: int) -> Row:
    """Pictures that a program shows in a second while a page does not acknowledge, and while nobody watches, by turns."""
    program, log = steering.start_program(bench, HURRIES)
    topic = quote(log.until(kind="live")["topic"])
    rates: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(rounds):
        for watched, found in rates.items():
            page = live_page(bench.visitor, topic) if watched else None
            since = time.time()
            # A number of reports, not of seconds: on a busy computer a window of seconds may have none.
            counted = 0
            while counted < REPORTS:
                said, rate = log.said("rate")
                if said > since + 0.6:  # all of it since the page came or went
                    found.append(rate)
                    counted += 1
            if page:
                page.close()
    steering.stop_program(program)
    ours, peer = (statistics.median(rates[watched]) for watched in (True, False))
    name = "video, pictures shown while a page stalls"
    return Row(name, ours, "a second", ">= 0.9", peer, "nobody watches")
