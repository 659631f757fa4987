"""Shares of each layer to cut out, so that the whole network keeps to a budget and loses least."""

from collections.abc import Callable, Sequence

import numpy as np

from sunmao.errors import BadValue
from sunmao.vision.pruning.sensitivity import LayerSensitivity

STEPS, CLOSER = 8, 3  # of the search for the loss that is allowed, and between the last two that were tried
MIN_LOSS = 1e-4  # loss below which layers are not told apart


def choose_shares(
    sensitivities: Sequence[LayerSensitivity], budget: float, measure: Callable[[dict[str, float]], float]
) -> dict[str, float]:
    """Shares of each layer to cut out: of all as much as costs the same loss, the least that keeps to the budget.

    Args:
        budget: the share of the network that shall go, 0 to 1.
        measure: how much of the network goes with some shares, 0 to 1.

    Raises: BadValue, when not so much can go.
    """
    most = max(max(each.losses) - each.losses[0] for each in sensitivities)
    low, high = MIN_LOSS, max(2 * MIN_LOSS, most)
    best = _share_out(sensitivities, high)
    if (reached := measure(best)) < budget:
        raise BadValue("budget_not_reached", budget=budget, most=f"{int(100 * reached) / 100:g}")
    few: dict[str, float] = dict.fromkeys(best, 0.0)
    for _ in range(STEPS):
        middle = float(np.sqrt(low * high))
        shares = _share_out(sensitivities, middle)
        if measure(shares) < budget:
            low, few = middle, shares
        else:
            high, best = middle, shares
    return _bisect_shares(few, best, budget, measure)


def _bisect_shares(few: dict, many: dict, budget: float, measure: Callable) -> dict[str, float]:
    """Shares between some that are too few and some that are enough, which are just enough: where the loss of a layer
    does not rise, a little more of it allows much more to be cut out.
    """
    for _ in range(CLOSER):
        middle = {layer: (few[layer] + many[layer]) / 2 for layer in many}
        if measure(middle) < budget:
            few = middle
        else:
            many = middle
    return many


def _share_out(sensitivities: Sequence[LayerSensitivity], loss: float) -> dict[str, float]:
    return {each.layer: each.find_share(loss) for each in sensitivities}
