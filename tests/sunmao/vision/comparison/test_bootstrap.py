"""The paired bootstrap of two detectors: COCO's numbers for the pictures as they are, and intervals that hold."""

import numpy as np
import pytest

from sunmao.tasks.object_detection.detections import Detections
from sunmao.tasks.object_detection.evaluation.coco_map import compute_metrics
from sunmao.tasks.object_detection.evaluation.matching import Matches, match_detections
from sunmao.vision.comparison import bootstrap
from sunmao.vision.comparison.bootstrap import (
    BootstrapComparison,
    MeanAveragePrecision,
    draw_resamples,
    run_paired_bootstrap,
)
from tests.support.detections import CLASSES, crowd, found, item, lined_up, masked


def metric(items, answers, classes=CLASSES, masks=False):
    return MeanAveragePrecision.from_matches(match_detections(items, answers, classes, masks), len(items), len(classes))


def map50(items, answers, counts=None, **more) -> float:
    return metric(items, answers, **more)(np.ones((1, len(items)), int) if counts is None else counts)[0]


def compare_map50(items, before, after, *, masks=False, changed=None, **more) -> BootstrapComparison:
    """Compare two detectors. changed: None: the pictures in which one of them found more."""
    if changed is None:
        changed = sum(len(was) != len(now) for was, now in zip(before, after, strict=True))
    marks = (metric(items, found, masks=masks) for found in (before, after))
    return run_paired_bootstrap(*marks, pictures=len(items), changed=changed, name="map50", **more)


def worsen(answers: list[Detections], share: float, seed: int) -> list[Detections]:
    """The same without some of what was found."""
    random = np.random.default_rng(seed)
    return [one.take(np.flatnonzero(random.random(len(one)) > share)) for one in answers]


@pytest.mark.parametrize("masks", [False, True], ids=["boxes", "masks"])
@pytest.mark.parametrize("seed", range(4))
def test_each_picture_once_gives_the_map_of_the_project(seed, masks):
    items, answers = crowd(16, seed, masks=masks)
    classes = [*CLASSES, "dog"]
    wanted = compute_metrics(items, answers, classes, masks).map50
    assert map50(items, answers, classes=classes, masks=masks) == pytest.approx(wanted, abs=1e-12)


def test_a_picture_that_is_drawn_twice_counts_twice_as_cocos():
    items, answers = crowd(8, 11)
    random = np.random.default_rng(0)
    # Each answer with a confidence of its own: of equal ones the order of the pictures decides, there as here.
    answers = [Detections(one.boxes, np.sort(random.random(len(one)))[::-1], one.labels) for one in answers]
    for counts in draw_resamples(8, 30, seed=5):
        drawn = np.repeat(np.arange(8), counts)
        wanted = compute_metrics([items[n] for n in drawn], [answers[n] for n in drawn], CLASSES).map50
        assert map50(items, answers, counts[None]) == pytest.approx(wanted, abs=1e-9)


def test_only_the_surest_hundred_answers_of_a_class_and_picture_count():
    picture, answers = lined_up(200)
    assert map50([picture], [answers]) == pytest.approx(compute_metrics([picture], [answers], CLASSES).map50, abs=1e-12)


def test_nothing_there_or_nothing_found():
    full, empty, none = item(("cell", (0, 0, 10, 10))), item(), found()
    some = found((0.9, 0, (0, 0, 10, 10)))
    assert map50([full], [none]) == 0 and map50([full, empty], [some, some]) == 1
    assert np.isnan(map50([empty], [some])) and np.isnan(map50([], []))
    for items, before, after in (([], [], []), ([empty], [none], [some])):
        compared = compare_map50(items, before, after)
        assert (compared.difference, compared.low, compared.verdict) == (None, None, "too_few")
    # In some draws the only thing is not there: these say nothing.
    compared = compare_map50([full, empty], [none] * 2, [some, none], resamples=200)
    assert (compared.low, compared.high, compared.share_above, compared.verdict) == (1, 1, 1, "too_few")


def test_work_in_portions_changes_nothing(monkeypatch):
    items, answers = crowd(12, 2)
    counts = draw_resamples(12, 40)
    whole = metric(items, answers)(counts)
    monkeypatch.setattr(bootstrap, "CELLS", 100)
    assert np.array_equal(whole, metric(items, answers)(counts), equal_nan=True)


def test_the_same_seed_gives_the_same_and_order_only_the_sign():
    items, answers = crowd(30, 1)
    worse = worsen(answers, 0.3, 0)
    forth = compare_map50(items, worse, answers, resamples=300, seed=4)
    assert forth == compare_map50(items, worse, answers, resamples=300, seed=4)
    assert forth != compare_map50(items, worse, answers, resamples=300, seed=5)
    back = compare_map50(items, answers, worse, resamples=300, seed=4)
    assert (back.difference, back.p_value) == (-forth.difference, forth.p_value)
    assert (back.low, back.high) == pytest.approx((-forth.high, -forth.low))
    assert forth.low <= forth.difference <= forth.high and forth.metric == "map50" and forth.pictures == 30


def test_verdicts():
    items, answers = crowd(60, 5)
    better = compare_map50(items, worsen(answers, 0.5, 0), answers, resamples=400)
    assert better.verdict == "unlikely_chance" and better.low > 0 and better.share_above == 1
    same = compare_map50(items, answers, answers, resamples=100)
    assert (same.difference, same.low, same.high, same.p_value, same.changed) == (0, 0, 0, 1, 0)
    assert same.verdict == "too_few"
    one_off = [worsen(answers, 0.1, seed)[n] if n < 8 else one for n, one in enumerate(answers) for seed in [1]]
    slight = compare_map50(items, one_off, answers, resamples=400)
    assert 0 < slight.changed <= 8
    assert compare_map50(items, worsen(answers, 0.5, 0), answers, changed=5).verdict == "too_few"


def test_masks_are_compared_as_masks():
    items, answers = crowd(12, 3, masks=True)
    assert compare_map50(items, answers, answers, masks=True, resamples=20).before == pytest.approx(
        compute_metrics(items, answers, CLASSES, masks=True).map50, abs=1e-12
    )
    assert masked(answers[1]).masks


def population(random, pictures: int, quality: float, things: np.ndarray) -> Matches:
    """Make the matches of an invented model of this quality in pictures with so many objects of one class."""
    picture = np.repeat(np.arange(pictures), things)
    seen = random.random(len(picture)) < quality
    false = np.repeat(np.arange(pictures), random.poisson(1.0, pictures))
    where = np.concatenate([picture[seen], false])
    scores = np.concatenate([random.beta(4, 2, seen.sum()), random.beta(2, 4, len(false))]).astype(np.float32)
    hits = np.concatenate([np.flatnonzero(seen), np.full(len(false), -1)])
    order = np.argsort(where, kind="stable")
    none = np.zeros(len(where))
    labels = np.zeros(len(where), int)
    return Matches(
        where[order],
        labels,
        scores[order],
        picture,
        np.zeros(len(picture), int),
        hits[order],
        none,
        labels,
        none,
        labels,
    )


def made_up_metrics(random, pictures: int, *qualities: float) -> list[MeanAveragePrecision]:
    things = random.integers(0, 5, pictures)
    found = [population(random, pictures, quality, things) for quality in qualities]
    return [MeanAveragePrecision.from_matches(each, pictures, 1) for each in found]


@pytest.mark.slow
@pytest.mark.parametrize("pictures", [20, 80])
@pytest.mark.parametrize("qualities", [(0.705, 0.705), (0.5, 0.755)])
@pytest.mark.long
def test_the_interval_holds_the_true_gap_nineteen_times_of_twenty(qualities, pictures):
    random, rounds = np.random.default_rng(1), 200
    large = made_up_metrics(random, 60_000, *qualities)
    true = np.subtract(*(metric(np.ones((1, 60_000), int))[0] for metric in large[::-1]))
    held = alarms = 0
    for seed in range(rounds):
        metrics = made_up_metrics(random, pictures, *qualities)
        compared = run_paired_bootstrap(
            *metrics, pictures=pictures, changed=pictures, name="map50", resamples=200, seed=seed
        )
        held += compared.low <= true <= compared.high
        alarms += compared.verdict == "unlikely_chance"
    assert 0.90 <= held / rounds <= 0.99
    assert alarms / rounds <= 0.07 if qualities[0] == qualities[1] else alarms / rounds > 0.4


def test_few_pictures_make_the_interval_wider_as_students_t_does():
    stats = pytest.importorskip("scipy.stats")
    for pictures in (5, 6, 10, 30, 500):
        wide = stats.norm.cdf(-stats.t.ppf(0.975, pictures - 1) * (pictures / (pictures - 1)) ** 0.5)
        expanded = bootstrap._expand_tail(0.025, pictures)
        assert expanded == pytest.approx(wide, abs=1e-4) and expanded < 0.025
        for share in (0.0005, 0.01, 0.3):
            back = bootstrap._contract_tail(share, pictures)
            assert bootstrap._expand_tail(back, pictures) == pytest.approx(share, rel=1e-6)
    assert bootstrap._expand_tail(0.025, 1) == 0 and bootstrap._contract_tail(0.1, 1) == 0.5
    assert bootstrap._contract_tail(0.5, 9) == bootstrap._contract_tail(1, 9) == 0.5


@pytest.mark.long
@pytest.mark.slow
def test_the_verdict_says_what_the_interval_shows():
    random = np.random.default_rng(3)
    for seed in range(60):
        metrics = made_up_metrics(random, 40, 0.6, 0.7)
        compared = run_paired_bootstrap(*metrics, pictures=40, changed=40, name="map50", seed=seed)
        if abs(compared.p_value - 0.05) > 0.005:
            assert (compared.p_value < 0.05) == (not compared.low <= 0 <= compared.high)
