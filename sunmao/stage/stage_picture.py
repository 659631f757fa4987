"""The stage of this program as a picture."""

import numpy as np

from sunmao.stage.current_scene import get_scene
from sunmao.stage.render_scene import render_scene


def render_stage(scale: float = 1.0) -> np.ndarray:
    """The stage of this program as it is now.

    Args:
        scale: pixels a step.

    Returns:
        (360 × scale, 480 × scale, 3) uint8 RGB.

    Example:
        >>> render_stage().shape
        (360, 480, 3)
    """
    return render_scene(get_scene(), scale)
