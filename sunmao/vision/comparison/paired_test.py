"""Could chance alone have changed so many answers? McNemar's test of two models on the same pictures, exact. Standard
library only.

McNemar: Note on the sampling error of the difference between correlated proportions or percentages. Psychometrika 12,
1947. Only pictures whose answer changed between right and wrong speak: if neither model is better, each of them is as
likely to have been fixed as broken, like the two sides of a coin. The exact form is used, two-sided, which errs on the
side of caution; its mid-p variant, which does not always keep its level, is not.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sunmao.core.validation import require_whole

UNLIKELY, UNCERTAIN = 0.05, 0.2  # p-values below which chance is unlikely, and below which nothing can be said
MIN_CHANGED = 6  # pictures: of five, even all in one direction happen by chance too often (1 in 16)
VERDICTS = ("unlikely_chance", "uncertain", "may_be_chance", "too_few")


@dataclass(frozen=True)
class PairedTest:
    """Counts of pictures by whether each model was right, and what McNemar's exact test says of them.

    p_value: how likely a split of the changed pictures is that is at least so uneven, if neither model is better; 0 to
    1. verdict: one of `VERDICTS`. luck_low, luck_high: between these numbers, both included, `only_after` lies with a
    chance of at least 95 % if neither model is better; p_value is below 0.05 exactly outside of them.
    """

    both_right: int
    only_before: int
    only_after: int
    both_wrong: int
    p_value: float
    verdict: str
    luck_low: int
    luck_high: int

    @property
    def total(self) -> int:
        """Number of pictures that both models were asked about."""
        return self.both_right + self.changed + self.both_wrong

    @property
    def changed(self) -> int:
        """Number of pictures that one model has right and the other wrong."""
        return self.only_before + self.only_after

    @property
    def gain(self) -> int:
        """Number of pictures right after, less those before; negative where there are fewer."""
        return self.only_after - self.only_before


def run_mcnemar_test(*, both_right: int, only_before: int, only_after: int, both_wrong: int) -> PairedTest:
    """Test whether two models differ, from how many pictures both, one or none of them has right.

    Raises: BadValue for what is no count.

    Example:
        >>> test = run_mcnemar_test(both_right=80, only_before=2, only_after=11, both_wrong=7)
        >>> test.changed, test.gain, round(test.p_value, 4), test.verdict, (test.luck_low, test.luck_high)
        (13, 9, 0.0225, 'unlikely_chance', (3, 10))
    """
    counts = dict(both_right=both_right, only_before=only_before, only_after=only_after, both_wrong=both_wrong)
    counts = {name: require_whole(name, count, 0) for name, count in counts.items()}
    changed = counts["only_before"] + counts["only_after"]
    p_value = compute_sign_test(counts["only_before"], changed)
    low, high = compute_luck_band(changed)
    return PairedTest(**counts, p_value=p_value, verdict=choose_verdict(p_value, changed), luck_low=low, luck_high=high)


def compare_correctness(before: Iterable[bool], after: Iterable[bool]) -> PairedTest:
    """Test whether two models differ, from whether each was right on the same pictures in the same order.

    Args:
        before, after: (N,) bool each.

    Raises: ValueError when one is longer.

    Example:
        >>> compare_correctness([True, False, False], [True, True, False]).only_after
        1
    """
    counts = {(True, True): 0, (True, False): 0, (False, True): 0, (False, False): 0}
    for was, now in zip(before, after, strict=True):
        counts[bool(was), bool(now)] += 1
    return run_mcnemar_test(
        both_right=counts[True, True],
        only_before=counts[True, False],
        only_after=counts[False, True],
        both_wrong=counts[False, False],
    )


def compute_sign_test(count: int, tosses: int) -> float:
    """The two-sided exact p-value of `count` heads in so many tosses of a fair coin, 0 to 1; of no toss it is 1.

    Exact for any number: whole numbers are summed, and divided once at the end.

    Example:
        >>> compute_sign_test(1, 8)
        0.0703125
    """
    ways = sum_binomials(min(count, tosses - count), tosses)
    return min(1.0, 2 * ways / 2**tosses)


def compute_luck_band(tosses: int) -> tuple[int, int]:
    """The central 95 % of Binomial(tosses, 1/2): the least and the largest number of heads, both included.

    Outside, on either side, lie less than 2.5 %.

    Example:
        >>> compute_luck_band(20)
        (6, 14)
    """
    # In whole numbers: P(X <= low) >= 1 / 40.
    term = ways = 1
    low, enough = 0, 2**tosses
    while 40 * ways < enough:
        term = term * (tosses - low) // (low + 1)
        low, ways = low + 1, ways + term
    return low, tosses - low


def sum_binomials(most: int, tosses: int) -> int:
    """In how many ways so many tosses give at most `most` heads."""
    term = ways = 1
    for heads in range(most):
        term = term * (tosses - heads) // (heads + 1)
        ways += term
    return ways


def choose_verdict(p_value: float, changed: int) -> str:
    """One of `VERDICTS`. changed: how many pictures speak at all."""
    if changed < MIN_CHANGED:
        return "too_few"
    return "unlikely_chance" if p_value < UNLIKELY else "uncertain" if p_value <= UNCERTAIN else "may_be_chance"


def adjust_p_values(p_values: list[float]) -> list[float]:
    """The p-values of several tests, each so much larger that not even one of them is below a level by chance more
    often than the level says.

    Holm: A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics 6, 1979.

    Example:
        >>> adjust_p_values([0.01, 0.04, 0.03])
        [0.03, 0.06, 0.06]
    """
    adjusted, largest = [1.0] * len(p_values), 0.0
    for rank, place in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        largest = max(largest, min(1.0, p_values[place] * (len(p_values) - rank)))
        adjusted[place] = largest
    return adjusted
