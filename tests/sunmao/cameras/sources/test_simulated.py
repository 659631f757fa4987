"""A model that learned the built-in digits knows what it sees in the simulated camera."""

import pytest

from sunmao.cameras.sources import simulated
from sunmao.vision import Classification

pytestmark = pytest.mark.training


@pytest.mark.long
def test_the_simulated_camera_is_recognized(digits_weights):
    model = Classification(weights=digits_weights)
    numbers = range(1, 3001, 30)
    right = [
        model.inference(image=simulated.draw_frame(number)).label == str(simulated.get_digit(number))
        for number in numbers
    ]
    assert sum(right) / len(right) >= 0.95
