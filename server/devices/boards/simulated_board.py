"""The board on the screen: one a project, with the firmware that answers as a real board's does."""

import threading

from sunmao.boards.links.firmware import Firmware
from sunmao.boards.links.link_registry import get_link
from sunmao.boards.links.simulated.simulated_stream import SimulatedStream
from sunmao.boards.registry import BOARDS
from sunmao.server.devices.boards.open_board import OpenBoard

NAME = "simulated"
PREFIX = "simulated:"  # of its port, before the project's id


class SimulatedBoard(OpenBoard):
    """The simulated board of one project."""

    def __init__(self, project: str) -> None:
        super().__init__(BOARDS[NAME], get_firmware())
        self.port = PREFIX + project
        self._stream = SimulatedStream(on_state=lambda: self.on_change())
        threading.Thread(target=self._listen, name="simulated board", daemon=True).start()

    def close(self) -> None:
        """End it."""
        self._stream.close()

    def touch(self, said: dict) -> None:
        """Apply what the page does to the board: {'pin', 'value'}, {'contact': {'one', 'two', 'closed'}}, {'distance':
        {'trigger', 'echo', 'cm'}}, {'climate': {…}}, {'measurement': {'address', 'name', 'value'}}, {'remote': {'pin',
        'command', 'pressed'}} or {'reset': True}. Nonsense is passed over.
        """
        device = self._stream.firmware
        acts = {
            "pin": lambda: device.set_input(said["pin"], said["value"]),
            "contact": lambda: device.set_contact(**said["contact"]),
            "distance": lambda: device.set_distance(**said["distance"]),
            "climate": lambda: device.set_climate(**said["climate"]),
            "remote": lambda: device.set_remote(**said["remote"]),
            "measurement": lambda: device.set_measurement(**said["measurement"]),
            "reset": device.reset,
        }
        try:
            acts[next(name for name in acts if name in said)]()
        except (StopIteration, KeyError, TypeError, ValueError):
            pass

    def plug(self, plugged: bool) -> None:
        """Pull its cable, or put it back; who uses it is the manager's business."""
        self.plugged = plugged
        self._stream.firmware.plug(plugged)

    def set_parts(self, parts: list) -> None:
        """Set the parts that the program has connected, for the page."""
        self._stream.firmware.set_parts([part for part in parts if isinstance(part, dict)])

    def release(self) -> None:
        """The owner leaves: everything goes off, and its parts go away."""
        super().release()
        self._stream.firmware.set_parts([])

    def state(self) -> dict:
        """The board as a page shows it, inputs and displays too."""
        return {**self._stream.firmware.state(), "owner": self.owner and self.owner.who}

    def _listen(self) -> None:
        while data := self._stream.read():
            self.receive(data)

    def _put(self, data: bytes) -> None:
        self._stream.write(data)

    def _drop(self) -> None:
        pass  # nothing waits


_loaded_firmware: list[Firmware] = []


def get_firmware() -> Firmware:
    """Return the firmware that the simulated board reports."""
    if not _loaded_firmware:
        stream = SimulatedStream()
        _loaded_firmware.append(get_link(BOARDS[NAME]).identify(stream))
        stream.close()
    return _loaded_firmware[0]
