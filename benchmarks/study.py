"""A study whose hopeless trainings are stopped early against the same study in full: time, and whether both name one winner.

Twelve trainings of LeNet on the digits that come along: six learning rates with two optimizers. Both trainings of a variant
have the same random numbers, and one that goes on is the same as an unbroken one.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.costs import measure_cost
from benchmarks.rows import MissingRow, Row, Size, attempt
from benchmarks.small import change_folder

RATES, OPTIMIZERS, EPOCHS = [1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1.0], ["AdamW", "SGD"], 8
SEEDS = (1, 2)  # of the study, each a study of its own


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """For each seed a row of the time and one of the winner."""
    with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
        for seed in size.pick(SEEDS, SEEDS[:1]):
            yield from attempt(f"study: seed {seed}", compare, size, seed)


def compare(size: Size, seed: int) -> Iterator[Row]:
    """The same study twice."""
    from sunmao.vision import Classification

    model = Classification(backbone="LeNet")
    model.load_dataset(path="data/digits", check=False)
    model.train(epochs=1, save_fold="warm")  # which loads the training engine
    (ours, cost), (full, whole) = (run(model, size, seed, stop_early) for stop_early in (True, False))
    yield Row(
        f"study: {len(full.outcomes)} trainings, seed {seed}",
        cost.wall,
        "s",
        "<= 0.6",
        whole.wall,
        "all in full",
        note=f"epochs {sum(each.epochs for each in ours.outcomes)} of {sum(each.epochs for each in full.outcomes)}",
        processor_ratio=cost.processor / whole.processor,
    )
    marks = {each.name: each.mean for each in full.outcomes}
    names = [next(each.name for each in found.outcomes if each.state == "best") for found in (ours, full)]
    note = f"{names[0]}; in full {names[1]}, {100 * (marks[names[1]] - marks[names[0]]):.2f} points better"
    yield Row(f"study: same winner, seed {seed}", 100.0 * (names[0] == names[1]), "%", ">= 100", note=note)


def run(model, size: Size, seed: int, stop_early: bool) -> tuple:
    """(a study, what it cost)."""
    from sunmao.studies import study

    with measure_cost() as cost:
        found = study(
            model=model,
            argument="lr",
            values=size.pick(RATES, RATES[2:4]),
            epochs=size.pick(EPOCHS, 1),
            argument_2="optimizer",
            values_2=size.pick(OPTIMIZERS, OPTIMIZERS[:1]),
            stop_early=stop_early,
            random_seed=seed,
            save_fold=f"kept/{seed}_{stop_early}",
        )
    return found, cost
