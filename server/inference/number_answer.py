"""A number that a model says of a picture, as the page gets it."""

import math


def format_number(result) -> dict:
    """{'value', 'unit', 'low', 'high'} of a NumberResult; low, high: the smallest and the largest number that the model
    has learned. Raises ValueError for what no page can show.
    """
    if not math.isfinite(result.value):
        raise ValueError("the model computes no numbers")
    return {"value": result.value, "unit": result.unit, "low": result.low, "high": result.high}
