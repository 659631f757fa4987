"""The simulated board: an Uno that lives on the page, with a firmware that also hears echoes, DHT sensors and
remote controls, plays tones and lights strips.
"""

from dataclasses import replace

from sunmao.boards import arduino_uno
from sunmao.boards.board_spec import EXTRA, BoardSpec

BOARD = BoardSpec(
    name="simulated",
    color="#0f5d63",
    zh="屏幕上的板子",
    en="board on the screen",
    size=arduino_uno.BOARD.size,
    firmware="Sunmao",
    link="simulated",
    servo_silences=arduino_uno.BOARD.servo_silences,
    power=arduino_uno.POWER_HOLES,
    pins=tuple(replace(pin, can=pin.can.union(EXTRA)) for pin in arduino_uno.BOARD.pins),
)
