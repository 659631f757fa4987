"""The law by which errors fall with the amount of data: it is found again where it is known."""

import numpy as np
import pytest

from sunmao.studies.learning_curve import PowerLaw, fit_power_law, forecast

COUNTS = [50, 100, 200, 400, 800]


@pytest.mark.parametrize("law", [PowerLaw(0.0, 2.0, 0.5), PowerLaw(0.1, 5.0, 0.8), PowerLaw(0.2, 0.0, 1.0)])
def test_a_known_law_is_found(law):
    found = fit_power_law(np.array(COUNTS, float), law.predict(COUNTS))
    assert found.predict(1600) == pytest.approx(law.predict(1600), abs=2e-3)
    assert found.floor >= 0 and found.scale >= 0


@pytest.mark.slow
def test_the_interval_holds_as_often_as_it_says():
    law, random = PowerLaw(0.05, 3.0, 0.6), np.random.default_rng(1)
    held = 0
    for _ in range(60):
        measured = law.predict(COUNTS * 3) + 0.01 * random.standard_normal(15)
        found = forecast(COUNTS * 3, measured.tolist())
        assert found.low <= found.expected + 0.02 and found.count == 800 and found.more == 1600
        held += found.low <= law.predict(1600) <= found.high
    assert held >= 40  # of 60, where four of five are promised


def test_chance_of_few_answers_makes_the_interval_wide():
    errors = PowerLaw(0.0, 2.0, 0.5).predict(COUNTS).tolist()
    sure, unsure = forecast(COUNTS, errors), forecast(COUNTS, errors, tested=30)
    assert sure.helps and not unsure.helps
    assert unsure.high - unsure.low > 10 * (sure.high - sure.low)


def test_two_amounts_say_nothing():
    assert forecast([10, 10, 20], [0.5, 0.4, 0.3]) is None
