"""Readings that a page sends become a motion, or are refused by the name of what is wrong with them."""

import numpy as np
import pytest

from sunmao.errors import NotAMotion
from sunmao.server.datasets.motions.given_readings import FEWEST, LONGEST, MAX_READINGS, SHORTEST, take_readings
from sunmao.server.errors import HttpProblem


def make_readings(count: int = 41, seconds: float = 1.0, strength: float = 1.0) -> dict:
    """Readings of a sensor that lies still, as many a second at any time."""
    return {"times": np.linspace(5, 5 + seconds, count).tolist(), "samples": [[0, 0, strength]] * count}


@pytest.mark.parametrize("count", [41, 200])
def test_readings_become_a_motion_at_its_own_rate(count):
    said = make_readings(count)
    said["samples"] = [[place / (count - 1), 0, -1] for place in range(count)]
    motion = take_readings(said)
    assert motion.samples.shape == (51, 3) and motion.rate == 50
    assert motion.samples[25] == pytest.approx([0.5, 0, -1], abs=0.01) and np.ptp(motion.samples[:, 0]) > 0.97


@pytest.mark.parametrize("seconds", [SHORTEST, LONGEST])
def test_the_shortest_and_the_longest_are_taken(seconds):
    count = round(seconds * 50) + 1
    assert take_readings({**make_readings(count), "times": np.linspace(0, seconds, count).tolist()}) is not None


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"times": None}, "samples"),
        ({"samples": [[0, 0, "up"]] * 41}, "samples"),
        ({"samples": [[0, 0, 1]] * 40}, "samples"),
        ({"samples": [[0, 1]] * 41}, "samples"),
        (make_readings(FEWEST - 1), "samples"),
        (make_readings(MAX_READINGS + 1, 11), "samples"),
        ({"times": [0.1] * 41}, "times"),
        ({"times": np.linspace(1, 0, 41).tolist()}, "times"),
        ({"times": [float("nan")] * 41}, "times"),
        ({"samples": [[0, 0, float("inf")]] * 41}, "times"),
        (make_readings(41, SHORTEST / 2), "times"),
        (make_readings(1500, LONGEST + 1), "times"),
    ],
)
def test_what_is_wrong_is_named(wrong, name):
    with pytest.raises(HttpProblem) as refused:
        take_readings({**make_readings(), **wrong})
    assert refused.value.status == 400 and refused.value.more == {"parameter": name}


@pytest.mark.parametrize(
    ("given", "key"), [(make_readings(6, 1), "motion_slow"), (make_readings(strength=1000), "motion_too_strong")]
)
def test_what_no_hand_or_sensor_does_is_no_motion(given, key):
    with pytest.raises(NotAMotion) as refused:
        take_readings(given)
    assert refused.value.key == key
