"""Parts that no board has yet that Sunmao can use: making one says what works in its place."""

from sunmao.boards.part import Part


class NeoPixel(Part):
    """A strip of lights, each of its own color. No board that works with Sunmao now can have one: making it raises
    PinUnsupported.
    """

    required_abilities = {"pin": "pixels"}

    def __init__(self, pin, n: int = 8):
        super().__init__(pin=pin)
