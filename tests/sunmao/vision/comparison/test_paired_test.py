"""McNemar's exact test: published numbers, scipy's numbers, and how often it is wrong when nothing has changed."""

from itertools import product
from math import comb

import numpy as np
import pytest

from sunmao.errors import BadValue
from sunmao.vision.comparison.paired_test import (
    VERDICTS,
    adjust_p_values,
    choose_verdict,
    compare_correctness,
    compute_luck_band,
    compute_sign_test,
    run_mcnemar_test,
)


def mcnemar(only_before: int, only_after: int, both_right: int = 20, both_wrong: int = 5):
    return run_mcnemar_test(
        both_right=both_right, only_before=only_before, only_after=only_after, both_wrong=both_wrong
    )


# Fagerland, Lydersen and Laake: The McNemar test for binary matched-pairs data. BMC Medical Research Methodology 13:91,
# 2013: the airways of 21 children (Bentur and others), and complete response before and after therapy (Cavo and others).
@pytest.mark.parametrize(("counts", "p_value"), [((1, 1, 7, 12), 0.0703), ((59, 6, 16, 80), 0.0525)])
def test_published_examples(counts, p_value):
    names = ("both_right", "only_before", "only_after", "both_wrong")
    test = run_mcnemar_test(**dict(zip(names, counts, strict=True)))
    assert round(test.p_value, 4) == p_value and test.verdict == "uncertain"
    assert (test.total, test.changed, test.gain) == (sum(counts), counts[1] + counts[2], counts[2] - counts[1])


def test_every_split_agrees_with_counting_all_outcomes():
    for tosses in range(13):
        outcomes = [sum(coins) for coins in product((0, 1), repeat=tosses)]
        for count in range(tosses + 1):
            least = abs(count - tosses / 2)
            share = sum(abs(heads - tosses / 2) >= least for heads in outcomes) / len(outcomes)
            assert compute_sign_test(count, tosses) == pytest.approx(share, abs=1e-15)


def test_scipy_says_the_same():
    stats = pytest.importorskip("scipy.stats")
    for tosses in (1, 5, 6, 7, 20, 99, 100, 1001, 5000):
        for count in {0, tosses // 3, tosses // 2, tosses - 1, round(tosses / 2 + tosses**0.5), tosses}:
            count = min(count, tosses)
            assert compute_sign_test(count, tosses) == pytest.approx(stats.binomtest(count, tosses).pvalue, rel=1e-9)
        low, high = compute_luck_band(tosses)
        assert (low, high) == (stats.binom.ppf(0.025, tosses, 0.5), tosses - low)


def test_before_and_after_may_change_places():
    for one, other in ((0, 0), (0, 6), (3, 11), (40, 40), (7, 90)):
        forth, back = mcnemar(one, other), mcnemar(other, one)
        assert (forth.p_value, forth.verdict) == (back.p_value, back.verdict) and forth.gain == -back.gain
        assert (forth.luck_low, forth.luck_high) == (back.luck_low, back.luck_high)


def test_verdicts_at_their_borders():
    assert [mcnemar(0, changed).verdict for changed in (0, 1, 5)] == ["too_few"] * 3
    assert mcnemar(2, 3).verdict == "too_few" and mcnemar(0, 6).verdict == "unlikely_chance"
    # Of 20: 5 and 15 are 0.041, 6 and 14 are 0.115, 7 and 13 are 0.263.
    assert [mcnemar(few, 20 - few).verdict for few in (5, 6, 7)] == list(VERDICTS[:3])
    wanted = {0.0499: "unlikely_chance", 0.05: "uncertain", 0.2: "uncertain", 0.2001: "may_be_chance"}
    assert {p: choose_verdict(p, 6) for p in wanted} == wanted
    assert choose_verdict(0.0001, 5) == "too_few"


def test_the_band_of_luck_is_where_chance_is_not_unlikely():
    for tosses in range(6, 200):
        low, high = compute_luck_band(tosses)
        assert low + high == tosses
        inside = [count for count in range(tosses + 1) if compute_sign_test(count, tosses) >= 0.05]
        assert (inside[0], inside[-1]) == (low, high)
        assert sum(comb(tosses, count) for count in inside) / 2**tosses >= 0.95
    assert compute_luck_band(0) == (0, 0)


def test_many_thousands_do_not_overflow():
    assert mcnemar(10_000, 10_000).p_value == 1
    assert mcnemar(9_800, 10_200).p_value == pytest.approx(0.00479, abs=2e-5)
    assert mcnemar(0, 20_000).p_value == 0 and mcnemar(0, 1000).p_value == 2**-999


def test_what_is_no_count_is_refused():
    for bad in (-1, 0.5, "many", None, True):
        with pytest.raises(BadValue, match="only_before cannot be"):
            mcnemar(bad, 3)


def test_two_rows_of_right_and_wrong():
    before, after = [1, 1, 1, 0, 0, 0, 0], np.array([True, True, False, True, True, True, False])
    test = compare_correctness(before, after)
    assert (test.both_right, test.only_before, test.only_after, test.both_wrong) == (2, 1, 3, 1)
    assert compare_correctness([], []).p_value == 1 and compare_correctness([], []).verdict == "too_few"
    with pytest.raises(ValueError):
        compare_correctness([True], [])


@pytest.mark.slow
@pytest.mark.parametrize("pictures", [20, 60, 200, 1000])
def test_false_alarms_when_neither_model_is_better(pictures):
    random, rounds = np.random.default_rng(pictures), 4000
    hardness = random.beta(4, 2, pictures)  # pictures differ: both models are right about the easy ones
    before, after = (random.random((rounds, pictures)) < hardness for _ in range(2))
    fixed, broken = (after & ~before).sum(1).tolist(), (before & ~after).sum(1).tolist()
    verdicts = [mcnemar(b, f).verdict for f, b in zip(fixed, broken, strict=True)]
    # 5 % and not more: the exact test errs on the other side.
    assert 0 < verdicts.count("unlikely_chance") / rounds <= 0.05


def test_a_true_gain_is_seen():
    random = np.random.default_rng(0)
    seen = sum(
        compare_correctness(random.random(200) < 0.7, random.random(200) < 0.9).verdict == "unlikely_chance"
        for _ in range(100)
    )
    assert seen > 90


def test_holms_correction():
    assert adjust_p_values([]) == []
    assert adjust_p_values([0.01, 0.02, 0.03, 0.5]) == pytest.approx([0.04, 0.06, 0.06, 0.5])
    assert adjust_p_values([0.9, 0.8, 0.001]) == pytest.approx([1, 1, 0.003])
