"""A stepper motor on pins of the simulated board: it follows its coils as the magnets of a real one do."""

# Where the magnet stands, in half steps, by the coils that have current; others do not move it.
PLACES: dict[tuple[int, ...], int] = {
    (1, 0, 0, 0): 0, (1, 1, 0, 0): 1, (0, 1, 0, 0): 2, (0, 1, 1, 0): 3,
    (0, 0, 1, 0): 4, (0, 0, 1, 1): 5, (0, 0, 0, 1): 6, (1, 0, 0, 1): 7,
}  # fmt: skip
HALF_STEPS = 4096  # of a turn of a 28BYJ-48


class SimulatedStepper:
    """Counts the half steps of four coils. pins: their numbers."""

    def __init__(self, pins: tuple[int, ...]) -> None:
        self.pins = pins
        self._position = self._place = 0

    @property
    def degrees(self) -> float:
        """Angle by which it has turned."""
        return round(self._position * 360 / HALF_STEPS, 2)

    def follow(self, levels: tuple[int, ...]) -> None:
        """The coils have these levels now. A magnet that would have to turn by half a circle stays."""
        place = PLACES.get(levels)
        if place is None:
            return
        moved = (place - self._place + 4) % 8 - 4
        if abs(moved) < 4:
            self._position += moved
            self._place = place
