"""Events of programs arrive complete, in order, and survive strange characters."""

import json
import subprocess
import sys

import psutil
import pytest

from tests.support.paths import ROOT

pytestmark = pytest.mark.process

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="fork")


def test_streams_and_events_keep_their_order(studio):
    told = studio.run("mixes_streams").ends()
    pieces = [f"score {event['correct']}\n" if event["kind"] == "marks" else event.get("text") for event in told.events]
    said = "".join(piece for piece in pieces if isinstance(piece, str)).splitlines()
    assert said == [f"{word} {number}" for number in range(200) for word in ("out", "score", "err")]


@pytest.mark.long
@pytest.mark.fault("A10")
def test_a_million_lines_are_complete_and_memory_stays_bounded(studio, row):
    before = psutil.Process().memory_info().rss
    told = studio.run("floods")
    told.events = Counted()
    told.ends()
    grown = psutil.Process().memory_info().rss - before
    text = "".join(event["text"] for event in told.log() if event["kind"] == "output")
    assert text == "".join(f"{number}\n" for number in range(1_000_000))
    assert grown < 100 * 2**20 and told.events.count < 5000
    row(saw="", kept="1,000,000 lines are in the log; the studio's memory stays flat; few events for the page")


class Counted(list):
    """Forgets the events of a flood, as the page's socket does; keeps their number."""

    count = 0

    def __iadd__(self, events):
        self.count += len(events)
        return self


@pytest.mark.fault("A10")
def test_one_line_of_ten_megabytes(studio, row):
    told = studio.run("print('x' * 10_000_000)").ends()
    assert told.text() == "x" * 10_000_000 + "\n"
    row(saw="", kept="the line is whole in the log")


@pytest.mark.fault("A10")
def test_a_line_that_is_written_over_and_over(studio, row):
    told = studio.run("for n in range(200_000):\n    print(f'{n} %', end='\\r')\nprint('end')").ends()
    assert told.log() == told.events and len(told.events) < 2000
    assert told.text() == "".join(f"{n} %\r" for n in range(200_000)) + "end\n"
    row(saw="", kept="200,000 carriage returns are in the log, in few events")


@pytest.mark.fault("A11")
def test_strange_characters(studio, row):
    told = studio.run("prints_strange_characters").ends()
    assert told.text() == "\\ud800 \\udcff \x00 \u202e \x1b[2J\n" and told.summary["state"] == "finished"
    assert told.log() == told.events
    json.dumps(told.log()).encode("ascii")
    row(saw=ascii(told.text()), kept="the connection lives, the log is JSON of ASCII, and reads the same again")


@pytest.mark.fault("A13")
def test_what_would_move_a_terminal_stays_out_of_files_and_of_the_studios_terminal(tmp_path, row):
    """ESC as a program prints it is escaped in the log, so that `cat events.jsonl` is harmless; the studio itself
    prints none of it.
    """
    alone = "import sys; from pathlib import Path; from tests.support.observed_run import Studio; studio = Studio(Path(sys.argv[1])); told = studio.run('moves_the_cursor').ends(); studio.runs.close(); print(ascii(told.text()))"
    done = subprocess.run([sys.executable, "-c", alone, tmp_path], cwd=ROOT, capture_output=True, text=True)
    assert (
        done.stderr == ""
        and "\x1b" not in done.stdout
        and "\\x1b[2J\\x1b]0;x\\x07" in done.stdout
        and "\\x1b[31m" in done.stdout
    )
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name == "events.jsonl" for path in files) and not any(
        b"\x1b" in path.read_bytes() for path in files
    )
    row(saw=done.stdout, kept="no ESC in the log, none on the studio's terminal")


@POSIX
@pytest.mark.fault("A12")
def test_native_text_is_not_cut_within_a_character(studio, row):
    told = studio.run("half_a_character").ends()
    native = told.text("native")
    assert native.count("你好") == 2 and "你 end" in native and "\\xff\\xfe" in native
    assert native.count("左") == native.count("右") == 500 and native.count("\\x") == 2
    assert told.text("stdout") == "no newline at the end" and told.log() == told.events
    row(
        saw=native.split("\n")[0],
        kept="halves of a character, GBK, two descriptors at once; what is neither is escaped byte by byte",
    )


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
    told = studio.run("import time\nprint('begun')\ntime.sleep(3600)\n").says("begun")
    told.until(lambda told: [event["line"] for event in told.kind("line")][-1:] == [3], "line 3")
    told.stop()
    told.ends()


def test_events_of_the_library_run(studio):
    told = studio.run("waits_with_events").ends()
    assert told.summary["state"] == "finished"
    assert told.text().splitlines()[-2:] == ["beat 5", "enough"]


def test_pictures_are_files_of_the_run(studio):
    told = studio.run(
        "import numpy\nfrom sunmao import show\nshow(numpy.zeros((20, 30, 3), 'uint8'), title='black')\n"
    ).ends()
    (image,) = told.kind("image")
    assert (image["data"], image["file"], image["title"], image["width"], image["height"]) == (
        "",
        "1.png",
        "black",
        30,
        20,
    )
    path = studio.runs.find_picture(told.project, told.folder, told.id, "1.png")
    assert path.read_bytes().startswith(b"\x89PNG")
    assert studio.runs.find_picture(told.project, told.folder, told.id, "../summary.json") is None


def test_a_damaged_picture_is_said(studio):
    told = studio.run(
        "from sunmao.runtime import session\nfrom sunmao.protocol.messages import Image\nsession.emit(Image(data='AAAA'))\n"
    ).ends()
    assert told.kind("note")[0]["level"] == "warn" and not told.kind("image")
