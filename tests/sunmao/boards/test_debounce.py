"""The changes of a bouncing contact that count."""

import time

import pytest

from sunmao.boards.debounce import DebouncedInput


def _follow(*changes: tuple[int, float], begin: int | None = 0) -> tuple[DebouncedInput, list]:
    edges: list = []
    contact = DebouncedInput(0.05, lambda level, at: edges.append((level, at)))
    contact.begin(begin)
    for level, at in changes:
        contact.record_change(level, at)
    return contact, edges


@pytest.mark.parametrize(
    ("changes", "edges"),
    [
        ([(1, 1.0)], [(1, 1.0)]),
        ([(1, 1.0), (0, 1.01), (1, 1.02)], [(1, 1.0)]),
        ([(1, 1.0), (0, 1.2)], [(1, 1.0), (0, 1.2)]),
        ([(1, 1.0), (0, 1.05)], [(1, 1.0), (0, 1.05)]),
        ([(1, 1.0), (0, 1.04), (1, 1.2)], [(1, 1.0), (0, 1.04), (1, 1.2)]),
        ([(1, 1.0), (1, 1.2)], [(1, 1.0)]),
        ([(0, 1.0)], []),
    ],
)
def test_what_counts(changes, edges):
    assert _follow(*changes)[1] == edges


def test_a_change_that_nobody_saw_begin():
    assert _follow((1, 1.0), begin=None)[1] == [(1, 1.0)]
    assert _follow((0, 1.0), begin=None)[1] == [(0, 1.0)]


def test_what_lasts_counts_in_the_end():
    now = time.monotonic()
    contact, edges = _follow((1, now - 0.06), (0, now - 0.05))
    assert contact.level() == 0 and edges == [(1, now - 0.06), (0, now - 0.05)]
    assert contact.since() == now - 0.05


def test_what_waits_is_due_later():
    contact, _ = _follow()
    assert contact.seconds_until_due() == float("inf") and contact.since() is None and contact.level() == 0
    now = time.monotonic()
    contact, edges = _follow((1, now + 100), (0, now + 100.01))
    assert 99 < contact.seconds_until_due() <= 100.06 and contact.level() == 1 and len(edges) == 1
    contact, _ = _follow((1, now - 100), (0, now - 99.99))
    assert contact.seconds_until_due() == 0


def test_beginning_again_forgets_what_waits():
    contact, edges = _follow((1, 1.0), (0, 1.01))
    contact.begin(1)
    assert contact.level() == 1 and contact.since() is None and edges == [(1, 1.0)]
