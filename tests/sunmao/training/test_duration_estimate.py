"""The estimate of the time that a training still takes: by its pace of late."""

import random

import pytest

from sunmao.training.duration_estimate import RecentPace, estimate_duration

pytestmark = pytest.mark.training

HALF_MINUTE = 30.0


def run_for(pace: RecentPace, seconds: float, step) -> None:
    """Note steps for so long. step: gives the seconds of the next one."""
    while seconds > 0:
        pace.note(took := step())
        seconds -= took


@pytest.mark.parametrize("mean", [0.02, 0.4, 2.0, 9.0])
def test_a_slow_start_is_no_part_after_half_a_minute(mean):
    """The first seconds are eight times slower; later steps differ by half, and each tenth waits for the disk."""
    dice, pace = random.Random(3), RecentPace()
    run_for(pace, 4, lambda: 8 * mean)
    run_for(pace, HALF_MINUTE, lambda: mean * dice.uniform(0.6, 1.4))
    for _ in range(50):
        pace.note(mean * dice.uniform(0.6, 1.4))
        assert mean / 1.5 < pace.seconds < mean * 1.5


def test_it_follows_the_computer_when_that_becomes_ten_times_slower_and_quick_again():
    pace = RecentPace()
    run_for(pace, 120, lambda: 0.5)
    run_for(pace, HALF_MINUTE, lambda: 5.0)
    assert 5 / 1.5 < pace.seconds < 5 * 1.5
    run_for(pace, HALF_MINUTE, lambda: 0.5)
    assert 0.5 / 1.5 < pace.seconds < 0.5 * 1.5


def test_nothing_is_said_before_the_first_time():
    assert RecentPace().seconds == 0


@pytest.mark.parametrize(
    "model, way, seconds",
    [
        ("MobileNet", "train", 7 * 2 * 3),
        ("LeNet", "train", 0.1 * 2 * 3),
        ("EfficientNet-Lite0", "quick_train", 1.5 * 2),
        ("LeNet", "quick_train", 0),
        ("forest", "train", 0),
    ],
)
def test_a_training_is_estimated_by_what_its_network_took(model, way, seconds):
    info = {"model": model, "parameters": {"epochs": 3}, "data": {"pictures": {"train": 200}}}
    assert estimate_duration(info, way) == pytest.approx(seconds)
