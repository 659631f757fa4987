"""A program that collects in the studio: what its camera sees is shown with the count, and Stop keeps what is there."""

import json
import time
from urllib.parse import quote

import pytest

from benchmarks.bench import Bench
from sunmao.data.pictures import read_picture
from tests.livepage import live_page
from tests.studio import start_studio, stop_studio

COLLECTS = """from sunmao.cameras import Camera
from sunmao.data import Dataset
camera = Camera(source='simulated', width=320, height=240)
Dataset(path='data/signs').collect(label='手', n=1000, camera=camera, interval=0, countdown=1)
"""
PATIENCE = 60  # seconds


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    studio = start_studio(tmp_path_factory.mktemp("projects"))
    yield Bench(studio)
    stop_studio(studio)


def test_it_is_seen_and_stop_keeps_what_is_there(bench):
    program = bench.project(COLLECTS)
    program.start()
    program.says(b'"kind":"live"')
    events = lambda: [json.loads(line) for line in program.log.read_text("utf-8").splitlines()]  # noqa: E731
    live = next(event for event in events() if event["kind"] == "live")
    assert live["title"] == "data/signs"
    page, count, end = live_page(bench.visitor, quote(live["topic"])), 0, time.monotonic() + PATIENCE
    while count < 3:
        assert time.monotonic() < end
        header, picture = page.frame()
        label, count = header["caption"].split()[0], int(header["caption"].split()[1])
        assert label == "手" and picture[:2] == b"\xff\xd8"
    page.close()
    program.stop()
    program.over()
    kept = sorted((program.log.parents[2] / "data/signs/手").iterdir(), key=lambda each: int(each.stem))
    assert [each.name for each in kept] == [f"{n}.jpg" for n in range(1, len(kept) + 1)] and len(kept) >= 3
    assert all(read_picture(each).shape == (240, 320, 3) for each in kept)
    said = [event["en"] for event in events() if event["kind"] == "note"]
    assert said == [f"Pictures of '手' taken: {len(kept)}, kept in data/signs/手."]
