"""All boards of this computer in one place: which there are, which are open, who uses them, and where a lost one is
again.
"""

import logging
import threading
from collections import defaultdict
from functools import partial

from sunmao.boards.links.ports import SerialPort, list_serial_ports
from sunmao.boards.registry import BOARDS
from sunmao.errors import BoardBusy, BoardDisconnected, BoardMissing, SunmaoError
from sunmao.server.devices.boards.callbacks import DEVICES, Callbacks
from sunmao.server.devices.boards.last_used_ports import LastUsedPorts
from sunmao.server.devices.boards.open_board import OpenBoard
from sunmao.server.devices.boards.port_rows import PortOwners, make_port_row
from sunmao.server.devices.boards.port_selection import choose_port, get_board_kind
from sunmao.server.devices.boards.port_watcher import PortWatcher
from sunmao.server.devices.boards.reconnect import LostBoard
from sunmao.server.devices.boards.serial_board import SerialBoard, open_board
from sunmao.server.devices.boards.serial_monitor import SerialMonitor
from sunmao.server.devices.boards.serial_monitors import SerialMonitors
from sunmao.server.devices.boards.simulated_board import NAME, PREFIX, SimulatedBoard

log = logging.getLogger(__name__)

SCREENS = 50  # simulated boards that are kept for the next run


class BoardManager:
    """The boards. Safe to use from several threads.

    changes: tells DEVICES, and the name of a port whose board has a new state; texts: tells (lines) under the name of a
    port, None at the end; ports: as they were listed last; kept: those that are open, by name; opening: a lock for
    each, as opening takes seconds.
    """

    def __init__(self, remembered: LastUsedPorts):
        self.remembered = remembered
        self.changes, self.texts = Callbacks(), Callbacks()
        self._lock = threading.RLock()
        self.opening: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self.kept: dict[str, SerialBoard] = {}
        self._screens: dict[str, SimulatedBoard] = {}
        self.monitors = SerialMonitors(self)
        self.plugging = PortWatcher(self)
        self._errors: dict[str, SunmaoError] = {}
        self.ports: list[SerialPort] = []
        self.seen: list[SerialPort] = []  # by the last `look`
        self._holders = PortOwners()

    # For programs.

    def open(self, board: str, port: str, session) -> OpenBoard | list[SerialPort]:
        """Give a board to a program; or the ports of which it must choose one.

        Raises BoardMissing, BoardBusy (naming who has it), BoardDisconnected or WrongFirmware.
        """
        if board == NAME or port.startswith(PREFIX):
            screen = self.screen(session.who["project"])
            if not screen.plugged:
                raise BoardMissing("board_unplugged")
            return self._hand_to(screen, session)
        self.ports = list_serial_ports()
        found = choose_port(board, port, self.ports, self.remembered)
        if len(found) > 1:
            return found
        board = get_board_kind(board, found[0], self.remembered.names(found[0]))
        held = self._hand_to(self.open_port(found[0], board), session)
        held.become(BOARDS[board])
        self.remembered.keep(board, found[0])
        self.plugging.look_soon()
        return held

    def report_lost(self, held: OpenBoard, error: BoardDisconnected | None = None) -> None:
        """This board is gone, or takes no bytes (then error says so); its program waits for it."""
        with self._lock:
            if not held.plugged:
                return
            owner, held.plugged = held.owner, False
            if self.kept.get(held.port) is held:
                del self.kept[held.port]
        if isinstance(held, SerialBoard):
            held.close()
        held.part()
        if owner is not None:
            owner.lose(error)
            self.plugging.miss(LostBoard(owner, held, {row.port for row in self.ports}))
        self.plugging.look_soon()
        self.changes.tell(DEVICES)

    def forget(self, session) -> None:
        """This program waits for no board any more."""
        self.plugging.forget(session)

    # For pages.

    def rows(self) -> list[dict]:
        """Every port as the page shows it."""
        self.ports = list_serial_ports()
        taken: dict[str, SerialBoard | SerialMonitor] = {**self.kept, **self.monitors.all()}
        others = [row for row in self.ports if row.port not in taken and not self.opening[row.port].locked()]
        for port in self._holders.look(others):
            self._errors.pop(port, None)
        return [
            make_port_row(
                row,
                taken.get(row.port),
                self._errors.get(row.port) or self._holders.error(row.port),
                self.remembered.names(row),
            )
            for row in self.ports
        ]

    def ask(self, port: str) -> dict:
        """Find out what is at a port that no program uses; its row. Raises BoardMissing, BoardBusy."""
        row = self.find_port(port)
        self.close_idle(port)
        try:
            self.open_port(row, get_board_kind("", row, self.remembered.names(row)))
        except SunmaoError as error:
            log.info("%s: %s", port, error)  # the row tells
        self.changes.tell(DEVICES)
        return self._row(port)

    def let_go(self, port: str) -> dict:
        """Close a port that no program uses; its row. Raises BoardMissing, BoardBusy."""
        self.find_port(port)
        self.close_idle(port)
        self.monitors.stop(port)
        self.changes.tell(DEVICES)
        return self._row(port)

    def name(self, port: str, board: str) -> dict:
        """Remember that this kind of board is at this port; its row. Raises BoardMissing."""
        self.remembered.keep(board, self.find_port(port))
        self.changes.tell(DEVICES)
        return self._row(port)

    def get_open_board(self, port: str) -> OpenBoard | None:
        """The board at a port, when it is open."""
        return self.screen(port.removeprefix(PREFIX)) if port.startswith(PREFIX) else self.kept.get(port)

    def screen(self, project: str) -> SimulatedBoard:
        """The simulated board of a project."""
        with self._lock:
            if project not in self._screens:
                made = self._screens[project] = SimulatedBoard(project)
                made.changed = partial(self.changes.tell, made.port)
                self._make_room()
            return self._screens[project]

    def plug(self, screen: SimulatedBoard, plugged: bool) -> None:
        """Pull the cable of a simulated board, or put it back."""
        if plugged == screen.plugged:
            return
        if not plugged:
            self.report_lost(screen)
        screen.plug(plugged)
        if plugged:
            self.plugging.plugged_again(screen)

    def farewell(self) -> None:
        """The studio has gone: everything off, at once, and every port closed."""
        with self._lock:
            helds = [*self.kept.values(), *self._screens.values(), *self.monitors.all().values()]
        threads = [threading.Thread(target=_release_board, args=(held,), daemon=True) for held in helds]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(1.5)

    # Ports.

    def open_port(self, row: SerialPort, board: str) -> SerialBoard:
        """The board at a port, opened when it is not. Raises BoardMissing, BoardBusy, BoardDisconnected or WrongFirmware."""
        with self.opening[row.port]:
            kept = self.kept.get(row.port)
            if kept is not None and kept.plugged:
                return kept
            self.monitors.stop(row.port)
            try:
                kept = open_board(row, board, self.report_lost)
            except SunmaoError as error:
                self._errors[row.port] = error
                self.changes.tell(DEVICES)
                raise
            self._errors.pop(row.port, None)
            kept.changed = partial(self.changes.tell, row.port)
            kept.heard = lambda text: self.texts.tell(row.port, [text])
            with self._lock:
                self.kept[row.port] = kept
        self.changes.tell(DEVICES)
        return kept

    def close_idle(self, port: str) -> None:
        """Close a port, if it is open. Raises BoardBusy while a program uses it."""
        with self._lock:
            kept = self.kept.get(port)
            if kept is None:
                return
            owner = kept.owner
            if not kept.retire():
                raise BoardBusy("board_used_by", who=owner.who.get("title", "") if owner is not None else "", port=port)
            del self.kept[port]
        kept.close()

    def find_port(self, port: str) -> SerialPort:
        """The port of that name. Raises BoardMissing."""
        self.ports = list_serial_ports()
        return choose_port("", port, self.ports, self.remembered)[0]

    def look(self) -> bool:
        """List the ports anew; whether something that a page shows is another than before."""
        before, self.seen = self.seen, list_serial_ports()
        self.ports = self.seen
        here = {row.port for row in self.ports}
        for port in set(self._errors) - here:
            self._errors.pop(port, None)
        return before != self.seen or self._holders.is_due()

    def _hand_to(self, held: OpenBoard, session) -> OpenBoard:
        if not held.take(session):
            owner = held.owner
            who = (owner.who.get("title") if owner is not None else "") or ""
            raise BoardBusy("board_used_by", who=who, port=held.port)
        self.changes.tell(DEVICES)
        return held

    def _row(self, port: str) -> dict:
        return next((row for row in self.rows() if row["port"] == port), {"port": port, "state": "gone"})

    def _make_room(self) -> None:
        for project, screen in list(self._screens.items())[:-1]:
            if len(self._screens) > SCREENS and screen.owner is None and not self.changes.any(screen.port):
                self._screens.pop(project).close()


def _release_board(held: SerialBoard | SerialMonitor) -> None:
    if isinstance(held, OpenBoard):
        held.make_safe()
    held.close()
