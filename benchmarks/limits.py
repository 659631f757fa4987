"""The time limits after which a campaign reports a fault: measured, for no number of seconds fits every computer and
every load.
"""

FACTOR = 5  # times what the same takes where nothing was attacked, just before


def extend_limit(floor: float, usual: float) -> float:
    """Seconds. floor: enough on a computer that does nothing else; usual: what the start of a studio, or the thing
    itself, has just taken here.
    """
    return max(floor, FACTOR * usual)
