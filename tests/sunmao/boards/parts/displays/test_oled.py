"""The bytes of an OLED's driver at the display itself."""

import base64

import numpy as np

from sunmao.boards.links.simulated.displays import SimulatedOled
from sunmao.boards.parts.displays.oled import OledDriver


class Wires:
    """The I2C bus that the driver writes to."""

    i2c_most = 14

    def __init__(self):
        self.display, self.sizes = SimulatedOled(), []

    def i2c_write(self, address: int, data: bytes) -> None:
        self.sizes.append(len(data))
        self.display.write(data)


def test_a_picture_goes_in_messages_that_the_board_can_take_and_once():
    wires, driver = Wires(), OledDriver(0x3C)
    driver.draw(np.full((64, 128), 255, np.uint8))
    driver.send(wires)
    assert set(base64.b64decode(wires.display.state()["bitmap"])) == {255}
    assert max(wires.sizes) == Wires.i2c_most
    wires.sizes.clear()
    driver.send(wires)
    assert wires.sizes == [], "nothing has changed"
