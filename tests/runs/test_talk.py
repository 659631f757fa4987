"""What programs say arrives complete, in order, and survives strange characters."""

import json
import sys

import psutil
import pytest

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="fork")


def test_streams_and_events_keep_their_order(studio):
    told = studio.run("mixes_streams").ends()
    pieces = [f"score {event['correct']}\n" if event["kind"] == "marks" else event.get("text") for event in told.events]
    said = "".join(piece for piece in pieces if isinstance(piece, str)).splitlines()
    assert said == [f"{word} {number}" for number in range(200) for word in ("out", "score", "err")]


def test_a_million_lines_are_complete_and_memory_stays_bounded(studio):
    before = psutil.Process().memory_info().rss
    told = studio.run("floods")
    told.events = Counted()
    told.ends()
    grown = psutil.Process().memory_info().rss - before
    text = "".join(event["text"] for event in told.log() if event["kind"] == "output")
    assert text == "".join(f"{number}\n" for number in range(1_000_000))
    assert grown < 100 * 2**20 and told.events.count < 5000


class Counted(list):
    """Forgets the events of a flood, as the page's socket does; keeps their number."""

    count = 0

    def __iadd__(self, events):
        self.count += len(events)
        return self


def test_one_line_of_ten_megabytes(studio):
    told = studio.run("print('x' * 10_000_000)").ends()
    assert told.text() == "x" * 10_000_000 + "\n"


def test_strange_characters(studio):
    told = studio.run("prints_strange_characters").ends()
    assert told.text() == "\\ud800 \\udcff \x00 \u202e \x1b[2J\n"
    json.dumps(told.log()).encode("ascii")


@POSIX
def test_native_text_is_not_cut_within_a_character(studio):
    told = studio.run("half_a_character").ends()
    native = told.text("native")
    assert "你好" in native and "\\xc4\\xe3 end" in native
    assert told.text("stdout") == "no newline at the end"


@POSIX
def test_forked_processes_do_not_disturb(studio):
    told = studio.run("forks_and_prints").ends()
    assert told.text("stdout") == "first\n" + "".join(f"parent {number}\n" for number in range(10_000))
    assert told.text("native") == "".join(f"child {number}\n" for number in range(10_000))


def test_nan_becomes_null(studio):
    told = studio.run("sends_nan").ends()
    first, second = told.kind("metric")
    assert first["values"] == {"loss": None, "accuracy": 0.5}
    assert (second["values"], second["step"], second["panel"]) == ({"mine": 2.0}, 2, "plot")


@POSIX
def test_closed_descriptors(studio):
    told = studio.run("closes_everything").ends()
    assert told.text("stdout") == "one\n" and told.kind("error")[0]["line"] == 9


def test_the_line_that_runs(studio):
    told = studio.run("import time\nprint('begun')\ntime.sleep(30)\n").says("begun")
    told.until(lambda told: [event["line"] for event in told.kind("line")][-1:] == [3], "line 3")
    told.stop()
    told.ends()


def test_events_of_the_library_run(studio):
    told = studio.run("waits_with_events").ends()
    assert told.summary["state"] == "finished"
    assert told.text().splitlines()[-2:] == ["beat 5", "enough"]


def test_pictures_are_files_of_the_run(studio):
    told = studio.run("import numpy\nfrom sunmao import show\nshow(numpy.zeros((20, 30, 3), 'uint8'), title='black')\n").ends()
    (image,) = told.kind("image")
    assert (image["data"], image["file"], image["title"], image["width"], image["height"]) == ("", "1.png", "black", 30, 20)
    path = studio.runs.picture(told.project, told.folder, told.id, "1.png")
    assert path.read_bytes().startswith(b"\x89PNG")
    assert studio.runs.picture(told.project, told.folder, told.id, "../summary.json") is None


def test_a_damaged_picture_is_said(studio):
    told = studio.run("from sunmao import link\nfrom sunmao.events import Image\nlink.emit(Image(data='AAAA'))\n").ends()
    assert told.kind("note")[0]["level"] == "warn" and not told.kind("image")
