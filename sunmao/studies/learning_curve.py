"""Learning curve: the errors of a model by the amount of data, and what more data would bring.

A power law with a floor, error = floor + scale · count^(-rate): Cortes and others 1993, "Learning Curves: Asymptotic
Values and Rate of Convergence"; Hestness and others 2017, "Deep Learning Scaling is Predictable, Empirically".
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

RATES = np.linspace(0.05, 2.0, 79)
DRAWS, LEVEL = 1000, 0.8
FEWEST = 3  # amounts of data: through two anything goes


@dataclass(frozen=True)
class PowerLaw:
    """floor, scale ≥ 0 and rate > 0 of error = floor + scale · count^(-rate)."""

    floor: float
    scale: float
    rate: float

    def predict(self, count: Any) -> Any:
        """The error with so many samples."""
        return self.floor + self.scale * np.asarray(count, float) ** -self.rate


@dataclass(frozen=True)
class Forecast:
    """Forecast for more data. count: samples now; error: measured with them, on average; more: samples then;
    expected, low, high: the error then, and between what it lies in four of five cases.
    """

    count: int
    error: float
    more: int
    expected: float
    low: float
    high: float

    @property
    def helps(self) -> bool:
        """Whether more data is better even in the worse of these cases."""
        return self.high < self.error


def fit_power_law(counts: np.ndarray, errors: np.ndarray) -> PowerLaw:
    """The law with the least squares. counts: (N,) of samples; errors: (N,), 0 or more."""
    return _fit_many(counts, errors[None])[0]


def forecast(counts: list[int], errors: list[float], tested: int | None = None, times: float = 2) -> Forecast | None:
    """Forecast for `times` as many samples; None for fewer than three amounts of data.

    How sure that is comes from the bootstrap: the errors are drawn again, as far from the law as they were measured, at
    least as far as chance moves a share of so many answers.

    Args:
        counts: samples of each training. errors: of each. tested: of how many answers an error is the share, None where
            it is no share.
    """
    at, measured = np.asarray(counts, float), np.asarray(errors, float)
    if len(np.unique(at)) < FEWEST:
        return None
    law = fit_power_law(at, measured)
    expected = law.predict(at)
    spread = float(np.sqrt(((measured - expected) ** 2).sum() / max(1, len(at) - 3)))
    chance = np.sqrt(np.clip(expected * (1 - expected), 0, None) / tested) if tested else 0.0
    noise = np.maximum(spread, chance)
    draws = expected + noise * np.random.default_rng(0).standard_normal((DRAWS, len(at)))
    now, more = int(at.max()), round(times * at.max())
    then = np.array([each.predict(more) for each in _fit_many(at, np.clip(draws, 0, None))])
    low, high = np.quantile(then, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]).tolist()
    return Forecast(now, float(measured[at == at.max()].mean()), more, float(law.predict(more)), low, high)


def _fit_many(counts: np.ndarray, errors: np.ndarray) -> list[PowerLaw]:
    """The law of each row of errors, (B, N): for every rate floor and scale in closed form, then the best rate."""
    powers = counts[None, :] ** -RATES[:, None]  # (R, N)
    powers_mean, errors_mean = powers.mean(1), errors.mean(1)
    centered = powers - powers_mean[:, None]
    variance = (centered**2).sum(1)
    scale = np.clip(errors @ centered.T / np.where(variance > 0, variance, 1), 0, None)  # (B, R)
    floor = errors_mean[:, None] - scale * powers_mean
    through_zero = np.clip(errors @ powers.T / (powers**2).sum(1), 0, None)
    scale, floor = np.where(floor < 0, through_zero, scale), np.clip(floor, 0, None)
    missed = ((errors[:, None, :] - floor[..., None] - scale[..., None] * powers) ** 2).sum(2)
    best = missed.argmin(1)
    rows = np.arange(len(errors))
    return [PowerLaw(*each) for each in zip(floor[rows, best], scale[rows, best], RATES[best], strict=True)]
