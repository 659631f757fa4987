"""Successive halving: all begin with a small share of the epochs, and the better half goes on.

Jamieson and Talwalkar 2016, "Non-stochastic Best Arm Identification and Hyperparameter Optimization"; Li and others
2018, "Hyperband: A Novel Bandit-Based Approach to Hyperparameter Optimization". A training that goes on is the same as
an unbroken one: it follows the schedule of all its epochs from the beginning.
"""

from math import ceil, inf

FIRST = 4  # of the epochs a quarter: earlier a learning rate that rises at first has shown nothing yet


def list_rungs(epochs: int) -> list[int]:
    """After how many epochs the better half is chosen, rising; the last is the end, where nobody is sent away.

    Example:
        >>> list_rungs(12), list_rungs(2), list_rungs(1)
        ([3, 6, 12], [1, 2], [1])
    """
    return sorted({ceil(epochs / FIRST), ceil(2 * epochs / FIRST), epochs})


def count_epochs(rungs: list[int], variants: int) -> int:
    """Number of epochs of all trainings together, where each variant has one.

    Example:
        >>> count_epochs([3, 6, 12], 12), 12 * 12
        (72, 144)
    """
    total = before = 0
    for until in rungs:
        total, before, variants = total + variants * (until - before), until, ceil(variants / 2)
    return total


def choose_survivors(marks: dict[int, float | None]) -> list[int]:
    """The better half of those that are left, in their order; of equal ones the earlier.

    Args:
        marks: by their number, more is better; None: nothing was learned.

    Example:
        >>> choose_survivors({0: 0.5, 1: 0.9, 2: None, 3: 0.7, 4: 0.7})
        [1, 3, 4]
        >>> choose_survivors({0: 0.7, 1: 0.7})
        [0]
    """
    known = {number: -inf if mark is None else mark for number, mark in marks.items()}
    ranked = sorted(known, key=lambda number: known[number], reverse=True)
    return sorted(ranked[: ceil(len(ranked) / 2)])
