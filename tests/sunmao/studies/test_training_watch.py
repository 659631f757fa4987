"""Watching: each epoch is told once, and the training pauses where its part ends, also one that goes on."""

from types import SimpleNamespace

from sunmao.inference.training_place import StudyPart
from sunmao.studies.training_watch import TrainingWatch


def make_training(*marks: float) -> SimpleNamespace:
    """A training of 8 epochs that has come so far."""
    history = [{"epoch": epoch, "loss": 9.0, "accuracy": mark} for epoch, mark in enumerate(marks, 1)]
    return SimpleNamespace(history=history, config=SimpleNamespace(epochs=8), paused=False)


def make_watch(until: int, known: int = 0) -> tuple[TrainingWatch, list]:
    told: list = []
    return TrainingWatch("accuracy", StudyPart(1.0, 1, until), lambda *each: told.append(each), known), told


def test_it_pauses_after_its_part_and_not_at_the_end():
    watch, told = make_watch(2)
    for marks, paused in (((0.1,), False), ((0.1, 0.2), True)):
        watch.after_epoch(training := make_training(*marks))
        assert training.paused is paused
    assert told == [(1, 0.1), (2, 0.2)] and watch.values == [0.1, 0.2]
    watch, _ = make_watch(8)
    watch.after_epoch(training := make_training(*[0.5] * 8))
    assert not training.paused


def test_one_that_goes_on_where_it_shall_pause_learns_no_further_epoch():
    watch, told = make_watch(2, known=1)
    watch.before_train(training := make_training(0.1, 0.2))
    assert training.paused and told == [(2, 0.2)] and watch.values == [0.1, 0.2]
    fresh, told = make_watch(2)
    fresh.before_train(training := make_training())
    assert not training.paused and told == []


def test_what_a_second_attempt_tells_again_counts_once():
    watch, told = make_watch(4)
    for epoch in (1, 2, 1, 2, 3):
        watch.take(epoch, epoch / 10)
    assert told == [(1, 0.1), (2, 0.2), (3, 0.3)] and watch.values == [0.1, 0.2, 0.3]
