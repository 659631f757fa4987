"""A batch in pieces when memory is short."""

from dataclasses import replace

import pytest

from sunmao.errors import OutOfMemory
from sunmao.models import MODELS
from sunmao.training import gradient_accumulation as module
from sunmao.training.gradient_accumulation import (
    MIN_BATCH,
    MIN_SIDE,
    MicroBatches,
    catch_out_of_memory,
    fit_batch_to_memory,
    fit_side_to_memory,
    split_range,
)

pytestmark = pytest.mark.training


@pytest.fixture
def notices(monkeypatch):
    said = []
    monkeypatch.setattr(module, "show_notice", lambda key, **params: said.append((key, params.get("size"))))
    return said


@pytest.fixture
def free(monkeypatch):
    """Sets how many MB are free."""

    def set_free(megabytes: float) -> None:
        monkeypatch.setattr(module.psutil, "virtual_memory", lambda: type("M", (), {"available": megabytes * 2**20}))

    return set_free


@pytest.mark.parametrize(
    ("count", "size", "parts"),
    [
        (8, 4, [4, 4]),
        (9, 4, [4, 5]),
        (10, 4, [4, 4, 2]),
        (3, 4, [3]),
        (5, 4, [5]),
        (3, 1, [1, 1, 1]),
        (1, 1, [1]),
        (1, 4, [1]),
    ],
)
def test_slices_leave_none_alone(count, size, parts):
    found = split_range(count, size)
    assert [each.stop - each.start for each in found] == parts
    assert [number for each in found for number in range(count)[each]] == [*range(count)]


def test_pieces_become_smaller_until_they_fit(notices):
    begun, batches = [], MicroBatches(16)

    def learn(part: slice) -> int:
        if part.stop - part.start > 4:
            raise MemoryError
        return part.stop - part.start

    assert batches.work(learn, 16, lambda: begun.append(1)) == [4, 4, 4, 4]
    assert batches.size == 4 and len(begun) == 3 and notices == [("memory_short", 4)]
    assert batches.work(learn, 8) == [4, 4] and len(notices) == 1


def test_the_smallest_piece_is_too_much(notices):
    tried = []

    def learn(part: slice):
        tried.append(part.stop - part.start)
        raise RuntimeError("CUDA out of memory")

    with pytest.raises(OutOfMemory) as caught:
        MicroBatches(8).work(learn, 8)
    assert tried == [8, 4, MIN_BATCH] and caught.value.text("zh") != caught.value.text("en")


def test_another_error_is_raised_as_it_is(notices):
    def learn(part: slice):
        raise RuntimeError("shapes")

    with pytest.raises(RuntimeError, match="shapes"):
        MicroBatches(8).work(learn, 8)


def test_as_many_pictures_as_fit(free, notices):
    entry = next(entry for entry in MODELS.values() if entry.memory)
    base = 16 * entry.parameters / 2**20
    each = (entry.memory - base) / entry.recipe.batch_size
    free(base + each * 100)
    assert fit_batch_to_memory(64, entry, entry.image_size) == 64 and notices == []
    free(base + each * 20)
    assert fit_batch_to_memory(64, entry, entry.image_size) == 16 and notices.pop() == ("memory_short", 16)
    assert fit_batch_to_memory(64, entry, entry.image_size * 2) == 4 and notices.pop() == ("memory_short", 4)
    free(base)
    assert fit_batch_to_memory(64, entry, entry.image_size) == MIN_BATCH and notices == [
        ("memory_may_end", entry.image_size)
    ]
    assert fit_batch_to_memory(64, replace(entry, memory=0), entry.image_size) == 64


def test_smaller_pictures_of_a_detector(free, notices):
    entry = next(entry for entry in MODELS.values() if entry.memory and hasattr(entry, "divisor"))
    free(10**9)
    assert fit_side_to_memory(entry) == entry.image_size and notices == []
    free(1)
    side = fit_side_to_memory(entry)
    assert MIN_SIDE - entry.divisor < side <= MIN_SIDE and notices == [("memory_smaller_pictures", side)]


def test_memory_that_ends_elsewhere(monkeypatch):
    monkeypatch.setattr(module, "is_memory_short", lambda: False)
    with pytest.raises(OutOfMemory) as caught, catch_out_of_memory():
        raise MemoryError
    assert isinstance(caught.value.__cause__, MemoryError)
    own = OutOfMemory("too_little_memory")
    with pytest.raises(OutOfMemory) as caught, catch_out_of_memory():
        raise own
    assert caught.value is own
    with pytest.raises(KeyError), catch_out_of_memory():
        raise KeyError
    monkeypatch.setattr(module, "is_memory_short", lambda: True)
    with pytest.raises(OutOfMemory), catch_out_of_memory():
        raise AssertionError("nothing begins")
