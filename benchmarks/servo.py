"""Camera → model → servo, pictures a second: our program in the studio against a bare loop of OpenCV, onnxruntime and
pyserial.

Both read one network camera (a process that streams the simulated camera as MJPEG) and each drives an emulated Uno of
its own.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.bench import Bench, studio_in
from benchmarks.costs import SET_THREADS, THREADS, alternate
from benchmarks.rows import MissingRow, NotHere, Row, Size, attempt, format_spread
from benchmarks.small import small_set, train_and_convert

# Backbone, pictures a second of the camera, pictures of a round: once the camera is what limits, once the model.
CASES = (("LeNet", 30, 150), ("MobileNet", 60, 150))
ROUNDS, WARM, PIN = 4, 30, 9
SMALLEST = (("LeNet", 30, 5),)
NEVER_RESETS = ("--no-reset-on-open",)
OURS = (
    SET_THREADS
    + """import time
from sunmao.boards import Servo, use_board
from sunmao.cameras import Camera
from sunmao.deploy import Workflow
use_board('arduino-uno', port={port!r})
servo = Servo({pin})
camera = Camera(source={address!r})
model = Workflow(checkpoint={file!r}, threads={threads})
for number, image in enumerate(camera):
    result = model.inference(image=image)
    servo.angle = number % 180 if result.has(label=result.label) else 0
    if number == {warm}:
        since = time.perf_counter()
    elif number == {warm} + {count}:
        break
print('told', {count} / (time.perf_counter() - since))
"""
)


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """One row a case; the two loops in turn, in one studio's time. Raises NotHere."""
    from sunmao.boards.links.ports import ELSEWHERE
    from tests.support.devices.emulated_uno import NoEmulator, emulated, prepared

    try:
        prepared()
    except NoEmulator as reason:
        raise NotHere(str(reason)) from None
    rounds, warm = size.pick((ROUNDS, 1), (1, 0))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = small_set(folder / "data")
        with (
            emulated(folder / "ttyOURS", extra=NEVER_RESETS) as ours,
            emulated(folder / "ttyBARE", extra=NEVER_RESETS) as bare,
        ):
            os.environ[ELSEWHERE] = ours.port
            try:
                with studio_in(folder / "studio", own=True) as bench:
                    for case in size.pick(CASES, SMALLEST):
                        file = train_and_convert(case[0], data, folder / "models").resolve()
                        words = bench, case, str(file), ours.port, bare.port, rounds, warm
                        yield from attempt(f"camera → {case[0]} → servo", compare, *words)
            finally:
                os.environ.pop(ELSEWHERE)


def compare(bench: Bench, case: tuple, file: str, port: str, other: str, rounds: int, warm: int) -> Row:
    """The case's row. warm: how many rounds do not count (none: few pictures of a round do not, either)."""
    backbone, fps, count = case
    first = WARM if warm else 2
    with serve_film(fps) as address:
        words = {"address": address, "file": file, "count": count, "warm": first}
        source = OURS.format(port=port, pin=PIN, threads=THREADS, **words)
        peer = [sys.executable, "-m", __name__, address, file, other, str(count), str(first)]
        mine, theirs = alternate(
            lambda: studio_rate(bench, source),
            lambda: float(subprocess.run(peer, check=True, stdout=subprocess.PIPE, text=True).stdout),
            rounds,
            warm,
        )
    name, rates = f"camera {fps} /s → {backbone} → servo", (statistics.median(mine), statistics.median(theirs))
    return Row(name, rates[0], "/s", ">= 0.9", rates[1], "bare loop", f"{format_spread(mine, 1)}, {THREADS} threads")


def studio_rate(bench: Bench, source: str) -> float:
    """Pictures a second of our program."""
    program = bench.project(source)
    program.prepare()
    program.start()
    program.says(b"told ")
    program.over()
    said = "".join(
        event["text"]
        for event in map(json.loads, program.log.read_text("utf-8").splitlines())
        if event["kind"] == "output"
    )
    return float(said.split()[-1])


@contextmanager
def serve_film(fps: int):
    """A network camera in a process of its own: its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.filming", str(fps)], stdout=subprocess.PIPE, text=True
    )
    try:
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()


def bare(address: str, file: Path, port: str, count: int, warm: int) -> float:
    """Pictures a second of the loop that anyone would write."""
    import time

    import cv2
    import serial

    from benchmarks.inference import peer

    cv2.setNumThreads(THREADS)
    board = serial.Serial(port, 57600)
    board.write(bytes([0xF4, PIN, 4]))  # Firmata: this pin is a servo's
    answer, camera = peer(file), cv2.VideoCapture(address)
    for number in range(warm + count + 1):
        there, picture = camera.read()
        assert there
        label, _ = answer(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))
        angle = number % 180 if label else 0
        board.write(bytes([0xE0 | PIN, angle & 0x7F, angle >> 7]))
        if number == warm:
            since = time.perf_counter()
    return count / (time.perf_counter() - since)


if __name__ == "__main__":
    place, model, uno, *counts = sys.argv[1:]
    print(bare(place, Path(model), uno, *map(int, counts)))
