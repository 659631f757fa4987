"""The next batch is made while the one before it is learned: the same bits, bounded, and it ends at once."""

import random
import threading
import time

import numpy as np
import pytest
import torch

from sunmao.images.image_files import READERS
from sunmao.training.checkpoints.weight_files import load_own_weights
from sunmao.training.prefetch import open_readers, prefetch
from sunmao.vision import Classification
from tests.support.limits import HANG_TIMEOUT

pytestmark = [pytest.mark.training, pytest.mark.long]


def wait_until(true) -> None:
    end = time.monotonic() + HANG_TIMEOUT
    while not true():
        assert time.monotonic() < end
        time.sleep(0.001)


def test_the_next_batch_is_made_while_one_is_used_and_no_more():
    made, go_on = [], threading.Event()

    def batches():
        for number in range(4):
            made.append(number)
            yield number
            go_on.set()

    taken = prefetch(batches())
    assert next(taken) == 0
    wait_until(lambda: made == [0, 1])  # nobody asked for 1 yet
    assert go_on.wait(HANG_TIMEOUT) and made == [0, 1], "one ahead, never two"
    assert list(taken) == [1, 2, 3]


def test_it_is_another_thread_and_an_error_comes_where_the_batch_would():
    seen = []

    def batches():
        seen.append(threading.current_thread())
        yield 1
        raise OSError("the memory stick is gone")

    taken = prefetch(batches())
    assert next(taken) == 1
    with pytest.raises(OSError, match="memory stick"):
        next(taken)
    assert seen[0] is not threading.current_thread()


def test_without_memory_for_a_thread_it_goes_on_without_one(monkeypatch):
    def refuse(thread):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("threading.Thread.start", refuse)
    assert list(prefetch(iter([1, 2, 3]))) == [1, 2, 3]


def test_what_is_left_early_reads_no_further():
    """A stop while a batch of many pictures is read waits for the pictures at hand, not for all of them."""
    begun, hold, read = threading.Event(), threading.Event(), []

    def read_one(number):
        if number == READERS - 1:  # all are busy
            begun.set()
        hold.wait(HANG_TIMEOUT)
        read.append(number)

    with open_readers() as pool:
        taken = prefetch(list(pool.map(read_one, range(1000))) for _ in range(2))
        waiting = threading.Thread(target=lambda: pytest.raises(BaseException, next, taken))
        waiting.start()
        assert begun.wait(HANG_TIMEOUT)
        last = pool.submit(read_one, 1000)
        threading.Thread(target=lambda: (wait_until(last.cancelled), hold.set())).start()
    waiting.join(HANG_TIMEOUT)
    assert not waiting.is_alive() and len(read) < 1000


@pytest.mark.training
@pytest.mark.parametrize("kept", [0, 2**28], ids=["read again", "kept"])
def test_who_is_quicker_changes_no_bit(few, monkeypatch, kept):
    """Batches that come late, steps that take long, at random: the weights are those of a training without a thread."""
    monkeypatch.setattr("sunmao.training.dataloader.KEPT_BYTES", kept)
    loop = "sunmao.training.training_loop"

    def learned(name: str, prefetched) -> dict:
        with monkeypatch.context() as patch:
            patch.setattr(f"{loop}.prefetch", prefetched)
            model = Classification(backbone="ShuffleNet_v2", weights="fresh", image_size=32)
            model.load_dataset(few)
            model.train(epochs=2, batch_size=6, random_seed=3, save_fold=f"models/{name}")
        return load_own_weights(f"models/{name}/latest.pth")["state_dict"]

    def disturbed(batches):
        def late():
            for batch in batches:
                time.sleep(random.choice((0, 0.02)))
                yield batch

        for batch in prefetch(late()):
            np.random.random(3), random.random()  # another thread of the pupil's program draws numbers, too
            time.sleep(random.choice((0, 0.02)))
            yield batch

    alone = learned("alone", lambda batches: (batch for batch in batches))
    for again in range(2):
        other = learned(f"disturbed {again}", disturbed)
        assert all(torch.equal(alone[name], other[name]) for name in alone)
