"""Puts our own sketch on a board: found, written, read back, and seen to speak and to blink."""

import time
from typing import NamedTuple

from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.links.firmware import Firmware
from sunmao.boards.links.link_registry import get_link
from sunmao.boards.loaders.loader_registry import open_loader
from sunmao.boards.loaders.sketch_loader import Chip, OnProgress
from sunmao.boards.pin_modes import OUTPUT
from sunmao.boards.sketches.shipped_sketches import read_image

BLINKS = 3
BLINK = 0.2  # seconds that the LED is on, and off


class LoadStopped(Exception):
    """Nobody wants the sketch any more: raised by `on_progress`, after which the bootloader still takes another one."""


class InstalledSketch(NamedTuple):
    """Chip that was found on a board, the firmware that answers there now, and its port: another than before where USB
    is the chip's own.
    """

    chip: Chip
    firmware: Firmware
    port: str


def install_sketch(board: BoardSpec, port: str, on_progress: OnProgress) -> InstalledSketch:
    """Write our sketch into a board whose port is free.

    Args:
        board: an `installable` kind.
        on_progress: called with the step ('find', 'write', 'verify', 'blink'), how much of it is done, and of how much;
            may raise `LoadStopped`.

    Raises:
        BoardMissing, BoardBusy, BoardDisconnected: the port cannot be opened, or the cable came out.
        UploadFailed: no bootloader answers, the chip is another, or what was read back differs.
        WrongFirmware: it was written, but does not speak.
    """
    image = read_image(board)
    on_progress("find", 0, 1)
    with open_loader(board, port) as loader:
        chip = loader.inspect()
        on_progress("find", 1, 1)
        loader.load(image, on_progress)
    port = loader.find_sketch()
    return InstalledSketch(chip, _blink(board, port, on_progress), port)


def _blink(board: BoardSpec, port: str, on_progress: OnProgress) -> Firmware:
    """Let the board say who it is, and its LED blink."""
    link = get_link(board)
    stream = link.open(board, port)
    try:
        firmware = link.identify(stream)
        client = link.connect(stream, firmware)
        led = board.pin(board.led) if board.led is not None else None
        if led is not None:
            client.set_mode(led.number, OUTPUT)
        for count in range(BLINKS):
            for level in (1, 0):
                if led is not None:
                    client.write_digital(led.number, level)
                    time.sleep(BLINK)
            on_progress("blink", count + 1, BLINKS)
        client.close()
        return firmware
    finally:
        stream.close()
