"""The one time limit of the tests. It is there against hanging only: nothing passes or fails by the computer's speed.

`SUNMAO_TEST_TIMEOUT_SCALE` multiplies it: 4 for a very slow computer, 0.1 where a failing test shall say so soon.
"""

import os
import time
from collections.abc import Callable
from typing import TypeVar

HANG_TIMEOUT = 300 * float(os.environ.get("SUNMAO_TEST_TIMEOUT_SCALE", "1"))  # seconds
HANG_TIMEOUT_MS = 1000 * HANG_TIMEOUT  # as Playwright and the emulated boards count

Value = TypeVar("Value")


def poll_until(
    condition: Callable[[], Value], what: str = "it", pause: Callable[[], object] = lambda: time.sleep(0.005)
) -> Value:
    """Ask until `condition()` is true and return its value; pause: what happens between two questions. Raises
    AssertionError.
    """
    end = time.monotonic() + HANG_TIMEOUT
    while not (value := condition()):
        assert time.monotonic() < end, f"{what} did not happen"
        pause()
    return value
