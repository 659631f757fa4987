"""Locks are taken in one order; whoever takes them in another is found, and the run of tests fails."""

import gc
import os
import re
import subprocess
import sys
import threading
import weakref
from functools import partial

import pytest

from sunmao.locks import lock_order
from sunmao.locks.lock_order import KeyedLocks, LockOrder, make_condition, make_lock, make_rlock
from tests.support.limits import HANG_TIMEOUT
from tests.support.paths import ROOT

MAKES = re.compile(r"(?<!asyncio\.)\b(R?Lock|Condition)\(|[=(]threading\.(R?Lock|Condition)\b")
TEST = """
from sunmao.locks.lock_order import LockOrder, make_lock
def test_both():
    outer, inner = make_lock(LockOrder.PROJECT), make_lock()
    with {first}, {second}:
        pass
"""


@pytest.fixture
def reports(tmp_path, monkeypatch):
    """Return a function that reads the lines reported while a test runs."""
    file = tmp_path / "reports"
    file.touch()
    monkeypatch.setenv(lock_order.WATCH, str(file))
    return lambda: [re.sub(r" \(of [^)]*\)|:.*", "", line) for line in file.read_text().splitlines()]


def test_the_order_may_be_kept(reports):
    outer, inner, condition = make_lock(LockOrder.PROJECT), make_rlock(LockOrder.RUN), make_condition()
    with outer, inner, inner, condition:
        condition.wait(0.001)
        assert outer.acquire(blocking=False) is False
    with inner:
        pass
    with outer:
        pass
    assert reports() == []


def test_several_of_a_place_may_be_held_by_who_holds_the_other(reports):
    project, one, other = make_lock(LockOrder.PROJECT), *(make_lock(LockOrder.DATASET) for _ in range(2))
    with project, one, other:
        assert reports() == []
    with one, other:
        assert reports() == ["DATASET is taken while DATASET is held"]


def test_another_order_is_reported(reports):
    outer, inner, other = make_lock(LockOrder.PROJECT), make_rlock(LockOrder.RUN), make_lock(LockOrder.RUN)
    with inner, outer:
        assert reports() == ["PROJECT is taken while RUN is held"]
    with inner, other:
        assert reports()[1:] == ["RUN is taken while RUN is held"]


def test_what_a_condition_gives_back_while_it_waits_is_not_held(reports):
    condition, outer, over = make_condition(), make_lock(LockOrder.PROJECT), []
    with condition:
        thread = threading.Thread(target=lambda: take(outer, condition, over))
        thread.start()
        assert condition.wait_for(lambda: over, HANG_TIMEOUT)
        with outer:
            pass
    thread.join()
    assert reports() == ["PROJECT is taken while LEAF is held"]


def test_what_the_garbage_collector_closes_may_be_locked(reports):
    class Source:
        def __init__(self):
            self.itself = self
            weakref.finalize(self, close)

    def close():
        with lock:
            closed.append(True)

    closed, lock = [], make_lock()
    Source()
    with make_lock():
        gc.collect()
        assert closed == [True] and reports() == []
        close()
        assert reports() == ["LEAF is taken while LEAF is held"]


def take(outer, condition, over):
    with outer, condition:
        over.append(True)
        condition.notify_all()


@pytest.mark.parametrize("make", [make_lock, make_rlock])
def test_an_interrupt_leaves_no_lock_taken(reports, monkeypatch, make):
    lock = make()

    def interrupt(held):
        raise KeyboardInterrupt

    monkeypatch.setattr(lock, "_keep", interrupt)
    with pytest.raises(KeyboardInterrupt), lock:
        pass
    assert not lock.locked()
    monkeypatch.undo()
    with lock:
        assert lock.locked()
    assert reports() == []


def test_a_lock_that_its_own_thread_waits_for_is_reported(reports):
    lock = make_lock()
    with lock:
        assert not lock.acquire(timeout=0.01)
    assert reports() == ["LEAF is taken while LEAF is held"]


def test_without_the_switch_a_lock_is_one_of_threading(monkeypatch):
    monkeypatch.setattr(lock_order, "WATCHED", False)
    assert type(make_lock()) is type(threading.Lock()) and type(make_rlock()) is type(threading.RLock())
    assert type(make_condition()) is threading.Condition


def test_a_lock_of_a_key_is_forgotten_when_nobody_has_it():
    locks = KeyedLocks(partial(make_lock, LockOrder.DATASET))
    with locks.find("one") as taken:
        assert taken and locks.find("one").locked() and not locks.find("other").locked()
        assert len(locks) == 1
    assert len(locks) == 0


@pytest.mark.long
@pytest.mark.process
@pytest.mark.parametrize(("first", "second", "status"), [("outer", "inner", 0), ("inner", "outer", 1)])
def test_a_run_of_tests_with_another_order_fails(tmp_path, first, second, status):
    test = tmp_path / "test_two.py"
    test.write_text(TEST.format(first=first, second=second))
    environment = {name: value for name, value in os.environ.items() if name != lock_order.WATCH}
    command = [sys.executable, "-m", "pytest", "-p", "tests.support.lock_orders", "-p", "no:cacheprovider", test]
    over = subprocess.run(
        [*command, f"--rootdir={tmp_path}", "-c", os.devnull],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=HANG_TIMEOUT,
    )  # fmt: skip
    assert over.returncode == status, over.stdout + over.stderr
    assert ("locks taken in another order" in over.stdout) == bool(status)


@pytest.mark.slow
def test_no_lock_is_made_elsewhere():
    ours = [ROOT / "sunmao/locks/lock_order.py"]
    files = [path for package in ("sunmao", "server", "codegen", "blocks") for path in (ROOT / package).rglob("*.py")]
    lines = ((path, line) for path in files if path not in ours for line in path.read_text("utf-8").splitlines())
    assert [f"{path}: {line}" for path, line in lines if MAKES.search(line)] == []
