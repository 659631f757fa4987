"""`python -m benchmarks`: what is measured is kept, whatever happens next; earlier rows are shown."""

import os
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

from benchmarks import __main__ as command
from benchmarks import history
from benchmarks.costs import Cost, alternate, divide_processor, measure_cost
from benchmarks.rows import MissingRow, NotHere, Row, Size, attempt

pytestmark = pytest.mark.process

ROW = Row("work", 2.0, "ms", "<= 1", 4.0, "someone")


@pytest.fixture
def measure(monkeypatch, tmp_path):
    """Run the command with one benchmark that is given here; (status, what was kept)."""

    def run(work, *words: str) -> tuple[int, list]:
        monkeypatch.setattr(command, "BENCHMARKS", ("made_up",))
        monkeypatch.setattr(command, "describe", lambda name: "Made up.")
        monkeypatch.setattr(command, "set_threads", lambda: None)  # the other tests keep theirs
        monkeypatch.setitem(sys.modules, "benchmarks.made_up", SimpleNamespace(measure=work))
        status = command.main(["made_up", "--save", str(tmp_path / "rows.jsonl"), *words])
        return status, [result for _, result in history.load_results(tmp_path / "rows.jsonl")]

    return run


@pytest.mark.parametrize(("error", "status"), [(ValueError("broken"), 1), (KeyboardInterrupt(), 130)])
def test_rows_before_an_error_are_printed_and_kept(measure, capsys, error, status):
    def work(size):
        yield ROW
        raise error

    answer, kept = measure(work)
    assert answer == status and kept[0].name == "work" and kept[0].ours == 2
    assert "work " in capsys.readouterr().out


def test_a_row_is_printed_before_the_next_is_measured(measure, capsys):
    seen = []

    def work(size):
        yield ROW
        seen.append(capsys.readouterr().out)
        yield ROW

    measure(work)
    assert "someone" in seen[0]


def test_a_part_that_breaks_leaves_the_others(measure, capsys):
    def broken():
        raise ValueError("broken")

    def work(size):
        yield from attempt("first", broken)
        yield from attempt("second", lambda: ROW)

    status, kept = measure(work)
    assert status == 1 and kept == [MissingRow("first", "ValueError: broken"), kept[1]] and kept[1].name == "work"
    assert "FAILED: ValueError: broken" in capsys.readouterr().out


def test_what_is_not_here_is_left_out_and_fails_nothing(measure, capsys):
    def work(size):
        raise NotHere("no such board")

    status, kept = measure(work)
    assert status == 0 and not kept[0].failed
    assert "left out: no such board" in capsys.readouterr().out


def test_a_missed_goal_is_the_status_only_of_the_full_size(measure):
    def work(size):
        yield Row("slow", size.pick(2, 3), "s", "<= 1")

    status, kept = measure(work)
    assert status == 1 and kept[0].ours == 2
    status, kept = measure(work, "--smallest")
    assert status == 0 and kept[1].ours == 3


def test_history_is_a_table_with_the_newest_last(measure, capsys):
    for number in (1, 2):
        measure(lambda size, number=number: [Row(f"row {number}", number, "s", "<= 9")])
    capsys.readouterr()
    measure(None, "--history")
    head, *lines = capsys.readouterr().out.splitlines()
    assert [word for word in history.HEAD if word not in head] == []
    assert "row 1" in lines[0] and "row 2" in lines[1] and history.find_cpu_model() in lines[0]


def test_an_unknown_name_is_told_with_the_known_ones(capsys):
    assert command.main(["nothing"]) == 2
    assert "generate" in capsys.readouterr().err


def test_help_tells_what_each_measures(capsys):
    with pytest.raises(SystemExit):
        command.main(["--help"])
    text = capsys.readouterr().out
    assert all(name in text for name in command.BENCHMARKS) and str(history.FILE) in text


@pytest.mark.process
def test_a_commit_with_changes_has_a_plus(tmp_path):
    def git(*words):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@y", *words], cwd=tmp_path, check=True)

    assert history.find_commit(tmp_path / "nowhere") == "?"
    git("init", "-q")
    git("commit", "-q", "--allow-empty", "-m", "one")
    clean = history.find_commit(tmp_path)
    (tmp_path / "file").touch()
    assert len(clean) >= 10 and history.find_commit(tmp_path) == clean + "+"


def test_both_sides_take_turns_and_change_who_is_first():
    turns = []
    ours, peer = alternate(lambda: turns.append("A") or len(turns), lambda: turns.append("B") or len(turns), 3, warm=1)
    assert "".join(turns) == "ABBAABBA" and (ours, peer) == ([4, 5, 8], [3, 6, 7])


@pytest.mark.process
def test_processor_time_is_that_of_children_too():
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    with measure_cost() as cost:
        subprocess.run([sys.executable, "-c", busy], check=True)
    assert cost.processor >= 0.25 and cost.wall > 0
    with measure_cost(time.process_time) as cost:
        subprocess.run([sys.executable, "-c", ""], check=True)
    assert cost.processor < cost.wall


def test_ratio_of_processor_time_needs_a_time():
    assert divide_processor([Cost(1, 2), Cost(1, 4)], [Cost(1, 3)]) == 2
    assert divide_processor([Cost(1, 2)], [Cost(1, 0)]) is None


def test_sizes_are_picked():
    assert Size.FULL.pick(3, 1) == 3 and Size.SMALLEST.pick(3, 1) == 1


def test_the_history_is_outside_of_the_clone():
    assert not history.FILE.is_relative_to(history.ROOT) and os.path.isabs(history.FILE)
