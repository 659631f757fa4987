"""Targets that have points, one line each."""

from sunmao.core.validation import require_choice
from sunmao.landmarks.targets.body import BODY
from sunmao.landmarks.targets.face import FACE
from sunmao.landmarks.targets.hand import HAND
from sunmao.landmarks.targets.target import Target

TARGETS: dict[str, Target] = {each.name: each for each in (HAND, BODY, FACE)}


def find_target(name: str) -> Target:
    """Target of this name, in any case of letters. Raises BadValue with the nearest."""
    return TARGETS[require_choice("what", name, list(TARGETS))]
