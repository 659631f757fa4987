"""The sensitivity of layers to pruning, and the sharing of a budget among them."""

import pytest

from sunmao.errors import BadValue
from sunmao.vision.pruning.budget import choose_shares
from sunmao.vision.pruning.sensitivity import LayerSensitivity

pytestmark = pytest.mark.training

SHARES = (0.0, 0.25, 0.5, 0.75, 0.9)
TOUGH = LayerSensitivity("tough", SHARES, (1, 1, 1, 1, 1), (1.0, 1.0, 1.0, 1.0, 1.1))
TENDER = LayerSensitivity("tender", SHARES, (1, 0.5, 0.2, 0.1, 0.1), (1.0, 2.0, 3.0, 2.5, 6.0))


def test_between_two_shares_the_loss_is_taken_to_rise_evenly():
    assert TENDER.find_share(0.5) == pytest.approx(0.125)
    assert TENDER.find_share(1.5) == pytest.approx(0.375)
    assert TENDER.find_share(10) == 0.9
    assert TOUGH.find_share(0) == 0.75  # nothing is lost so far


def test_what_falls_again_is_no_better():
    """After 3.0 comes 2.5: by chance, so three quarters cost as much as half."""
    assert TENDER.find_share(1.9) < 0.5
    assert TENDER.find_share(2.0) == pytest.approx(0.75)


@pytest.mark.parametrize("budget", [0.3, 0.5, 0.7])
def test_more_goes_of_what_matters_less(budget):
    shares = choose_shares([TOUGH, TENDER], budget, lambda shares: sum(shares.values()) / 2)
    assert budget <= sum(shares.values()) / 2 <= max(0.03 + budget, 0.41)
    assert shares["tough"] > shares["tender"]


def test_what_is_too_much_is_told():
    with pytest.raises(BadValue, match=r"0\.9"):
        choose_shares([TOUGH, TENDER], 0.95, lambda shares: sum(shares.values()) / 2)
