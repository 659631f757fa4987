"""The output of a program stands below the cell of a notebook: by a real IPython shell."""

import re
import subprocess
import sys

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from sunmao.display import notebook
from sunmao.protocol.messages import Notice, Progress
from sunmao.runtime import event_loop, session


@pytest.fixture
def shell(monkeypatch):
    made = InteractiveShell.instance()
    monkeypatch.setattr(session, "_session", session._Session())
    monkeypatch.setattr(event_loop, "_event_loop", event_loop._EventLoop())
    notebook.connect(made)
    yield made
    session.set_viewer(None)
    InteractiveShell.clear_instance()


def run(shell: InteractiveShell, cell: str) -> tuple[list[str], str, str]:
    """The HTML below a cell, and what it printed."""
    with capture_output() as found:
        shell.run_cell(cell)
    return (
        [output.data["text/html"] for output in found.outputs if "text/html" in output.data],
        found.stdout,
        found.stderr,
    )


def test_a_picture_stands_below_its_cell(shell):
    [shown], *_ = run(
        shell,
        "import numpy as np\nfrom sunmao import show\nshow(np.full((4, 6, 3), 200, np.uint8), title='<b>')",
    )
    assert re.search('<div>&lt;b&gt;</div><img src="data:image/png;base64,iVBOR', shown)


def test_a_table_is_one(shell):
    [shown], *_ = run(
        shell,
        "from sunmao.tabular.table import Table\nfrom sunmao import show\nshow(Table(['a', '<'], [[1, None], ['<i>', 2]]))",
    )
    assert "<th>&lt;</th>" in shown and "<td>1</td><td></td>" in shown and "&lt;i&gt;" in shown


def test_a_curve_is_drawn_in_one_place_with_all_its_points(shell):
    shown, *_ = run(shell, "from sunmao import plot\nfor n in range(500):\n    plot('light', n)")
    assert len(shown) == 2 and shown[0] != shown[1]  # one that began, one at the end of the cell
    again, *_ = run(shell, "plot('light', 3)\nplot('light', 4)")
    assert len(again) == 1


def test_progress_is_a_bar_that_moves(shell):
    shown, *_ = run(
        shell,
        "from sunmao.protocol.messages import Progress\nfrom sunmao.runtime import session\n"
        "for n in range(1, 11):\n    session.emit(Progress(done=n, total=10, seconds_left=10.0 - n))",
    )
    assert '<progress value="1" max="10">' in shown[0] and "9 s" in shown[0]
    assert '<progress value="10" max="10">' in shown[-1] and len(shown) == 2


def test_pictures_that_come_quickly_are_one_that_moves(shell):
    shown, *_ = run(
        shell,
        "import numpy as np\nfrom sunmao import show\n"
        "for n in range(60):\n    show(np.full((4, 6, 3), n, np.uint8), title='camera')",
    )
    assert 1 < len(shown) < 30


def test_an_error_of_ours_is_a_sentence_without_a_traceback(shell):
    _, said, errors = run(shell, "from sunmao.cameras import Camera\nCamera(source='nowhere.mp4')")
    assert "Traceback" not in said + errors and "nowhere.mp4" in said + errors


def test_a_cell_that_is_stopped_ends_without_a_word_and_the_next_one_runs(shell):
    stopping = "from sunmao import every, listen, stop, wait\nevery(0.02)(stop)\nlisten()\nprint('never')"
    assert run(shell, stopping) == ([], "", "")
    interrupted = "from sunmao.runtime import session\nsession.request_stop()\nwait(1)\nprint('never')"
    assert run(shell, interrupted) == ([], "", "")
    _, said, errors = run(shell, "wait(0)\nprint('after')")
    assert (said, errors) == ("after\n", "")


def test_notices_are_printed(shell):
    with capture_output() as found:
        session.emit(Notice(zh="你好", en="hello"))
    assert found.stdout.strip() in ("你好", "hello")


@pytest.mark.process
def test_events_go_nowhere_without_a_notebook():
    session.emit(Progress(done=1, total=2))
    command = "import IPython, sunmao; from sunmao.runtime import session; print(session.get_viewer())"
    assert subprocess.run([sys.executable, "-c", command], capture_output=True, text=True).stdout.strip() == "None"


def test_a_cell_that_runs_again_replaces_its_handlers(shell):
    cell = """from sunmao import every, when, wait
@every({seconds})
def tick():
    print("tick")
@when(lambda: True)
def once():
    print("once")
every(0.03)(lambda: print("nameless"))
wait(0.1)"""
    run(shell, cell.format(seconds=0.02))
    _, said, _ = run(shell, cell.format(seconds=60))
    assert "tick" not in said and said.count("once") == 1
    run(shell, "every(60)(tick)\nevery(70)(tick)")
    assert [one.seconds for one in event_loop._event_loop.beats if one.name == "tick"] == [60, 70]
