"""All boards of this computer in one place: which there are, which are open, who uses them, and where a lost one is
again.
"""

import logging
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from sunmao.boards.links.ports import SerialPort, list_serial_ports
from sunmao.boards.registry import BOARDS
from sunmao.errors import BoardBusy, BoardDisconnected, BoardMissing, SunmaoError, WrongFirmware
from sunmao.locks.lock_order import LockOrder, make_lock, make_rlock
from sunmao.server.devices.boards.board_contents import BoardContents
from sunmao.server.devices.boards.callbacks import DEVICES, Callbacks
from sunmao.server.devices.boards.last_used_ports import LastUsedPorts
from sunmao.server.devices.boards.open_board import OpenBoard
from sunmao.server.devices.boards.part_trials import PartTrials
from sunmao.server.devices.boards.port_rows import DriverlessBoards, PortOwners, make_port_row
from sunmao.server.devices.boards.port_selection import choose_port, get_board_kind
from sunmao.server.devices.boards.port_watcher import PortWatcher
from sunmao.server.devices.boards.reconnect import LostBoard
from sunmao.server.devices.boards.serial_board import SerialBoard, open_board
from sunmao.server.devices.boards.serial_monitor import SerialMonitor
from sunmao.server.devices.boards.serial_monitors import SerialMonitors
from sunmao.server.devices.boards.simulated_board import NAME, PREFIX, SimulatedBoard
from sunmao.server.devices.boards.sketch_installs import SketchInstalls

if TYPE_CHECKING:
    from sunmao.server.devices.boards.program_session import ProgramSession


log = logging.getLogger(__name__)

SCREENS = 50  # simulated boards that are kept for the next run


class BoardManager:
    """The boards. Safe to use from several threads.

    Args:
        remembered: which board was used where.
        on_open_ports: called with what `reopen_ports` takes whenever a port was opened or closed.

    changes: tells DEVICES, and the name of a port whose board has a new state; texts: tells (lines) under the name of a
    port, None at the end; ports: as they were listed last; open_boards: those that are open, by name; open_locks: a
    lock for each, as opening takes seconds.
    """

    def __init__(
        self, remembered: LastUsedPorts, on_open_ports: Callable[[list[dict]], None] = lambda ports: None
    ) -> None:
        self.remembered, self._on_open_ports = remembered, on_open_ports
        self.changes, self.texts = Callbacks(), Callbacks()
        self._lock = make_rlock(LockOrder.BOARDS)
        self.open_locks: dict[str, threading.Lock] = defaultdict(partial(make_lock, LockOrder.PORT))
        self.open_boards: dict[str, SerialBoard] = {}
        self._simulated: dict[str, SimulatedBoard] = {}
        self.monitors = SerialMonitors(self)
        self.port_watcher, self.installs = PortWatcher(self), SketchInstalls(self)
        self.contents, self.trials = BoardContents(self), PartTrials(self)
        self._errors: dict[str, SunmaoError] = {}
        self.ports: list[SerialPort] = []
        self.seen: list[SerialPort] = []  # by the last `refresh_ports`
        self._holders = PortOwners()
        self._driverless = DriverlessBoards()
        self._kept_rows: dict[str, SerialPort] = {}

    # For programs.

    def open(self, board: str, port: str, session: "ProgramSession") -> OpenBoard | list[SerialPort]:
        """Give a board to a program; or the ports of which it must choose one.

        Raises BoardMissing, BoardBusy (naming who has it), BoardDisconnected or WrongFirmware.
        """
        if board == NAME or port.startswith(PREFIX):
            screen = self.get_simulated_board(session.who["project"])
            if not screen.plugged:
                raise BoardMissing("board_unplugged")
            return self._assign(screen, session)
        self.ports = self._list_ports()
        found = choose_port(board, port, self.ports, self.remembered)
        if len(found) > 1:
            return found
        board = get_board_kind(board, found[0], self.remembered.names(found[0]))
        held = self._assign(self.open_port(found[0], board), session)
        held.set_kind(BOARDS[board])
        self.remembered.keep(board, found[0])
        self.port_watcher.check_soon()
        return held

    def report_lost(self, held: OpenBoard, error: BoardDisconnected | None = None) -> None:
        """This board is gone, or takes no bytes (then error says so); its program waits for it."""
        with self._lock:
            if not held.plugged:
                return
            owner, held.plugged = held.owner, False
            if self.open_boards.get(held.port) is held:
                del self.open_boards[held.port]
        self._report_open_ports()
        if isinstance(held, SerialBoard):
            held.close()
        held.detach()
        if owner is not None:
            owner.detach_board(error)
            self.port_watcher.add_lost(LostBoard(owner, held, {row.port for row in self.ports}))
        self.port_watcher.check_soon()
        self.changes.notify(DEVICES)

    def rest_outputs(self, project: str, run: str) -> None:
        """This run is being stopped: what it has switched on rests from now on, whatever it still says."""
        for held in [*self.open_boards.values(), *self._simulated.values()]:
            owner = held.owner
            if owner is not None and (owner.who.get("project"), owner.who.get("run")) == (project, run):
                owner.at_rest = True
                held.make_safe()

    def forget(self, session: "ProgramSession") -> None:
        """This program waits for no board any more."""
        self.port_watcher.remove(session)

    # For pages.

    def list_rows(self) -> list[dict]:
        """Every port as the page shows it."""
        self.ports = self._list_ports()
        taken: dict[str, SerialBoard | SerialMonitor] = {**self.open_boards, **self.monitors.all()}
        others = [row for row in self.ports if row.port not in taken and not self.open_locks[row.port].locked()]
        for port in self._holders.look(others):
            self._errors.pop(port, None)
        rows = [
            make_port_row(
                row,
                taken.get(row.port),
                self._errors.get(row.port) or self._holders.error(row.port),
                self.remembered.names(row),
                self.installs.describe(row.port),
                self.contents.get(row.port),
            )
            for row in self.ports
        ]
        return rows + self._driverless.list_rows(self.ports)

    def identify_port(self, port: str) -> dict:
        """Find out what is at a port that no program uses; its row. Raises BoardMissing, BoardBusy."""
        row = self.find_port(port)
        self.close_idle(port)
        kind = get_board_kind("", row, self.remembered.names(row))
        try:
            self.open_port(row, kind)
        except SunmaoError as error:
            log.info("%s: %s", port, error)  # the row tells
            if isinstance(error, WrongFirmware):
                self.contents.look(port, BOARDS[kind])
        self.changes.notify(DEVICES)
        return self._row(port)

    def release_port(self, port: str) -> dict:
        """Close a port that no program uses; its row. Raises BoardMissing, BoardBusy."""
        self.find_port(port)
        self.close_idle(port)
        self.monitors.stop(port)
        self.changes.notify(DEVICES)
        return self._row(port)

    def install_sketch(self, port: str, board: str) -> dict:
        """Begin to put our sketch on a board of this kind, at a port that no program uses; its row, which tells how
        far it is. Raises BoardMissing, BoardBusy.
        """
        self.installs.start(port, BOARDS[board])
        self.changes.notify(DEVICES)
        return self._row(port)

    def stop_install(self, port: str) -> dict:
        """End that; the row of the port."""
        self.installs.stop(port)
        return self._row(port)

    def set_board_kind(self, port: str, board: str) -> dict:
        """Remember that this kind of board is at this port; its row. Raises BoardMissing."""
        self.remembered.keep(board, self.find_port(port))
        self.changes.notify(DEVICES)
        return self._row(port)

    def get_open_board(self, port: str) -> OpenBoard | None:
        """The board at a port, when it is open."""
        return (
            self.get_simulated_board(port.removeprefix(PREFIX))
            if port.startswith(PREFIX)
            else self.open_boards.get(port)
        )

    def get_simulated_board(self, project: str) -> SimulatedBoard:
        """The simulated board of a project."""
        with self._lock:
            if project not in self._simulated:
                made = self._simulated[project] = SimulatedBoard(project)
                made.on_change = partial(self.changes.notify, made.port)
                self._evict_simulated()
            return self._simulated[project]

    def plug(self, screen: SimulatedBoard, plugged: bool) -> None:
        """Pull the cable of a simulated board, or put it back."""
        if plugged == screen.plugged:
            return
        if not plugged:
            self.report_lost(screen)
        screen.plug(plugged)
        if plugged:
            self.port_watcher.handle_plugged_again(screen)

    def shut_down(self) -> None:
        """The studio has gone: everything off, at once, and every port closed."""
        with self._lock:
            helds = [*self.open_boards.values(), *self._simulated.values(), *self.monitors.all().values()]
        threads = [threading.Thread(target=_release_board, args=(held,), daemon=True) for held in helds]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(1.5)

    # Ports.

    def reopen_ports(self, ports: list[dict]) -> None:
        """Open the ports that a process had which was killed: what it left on is switched off. What is there no more,
        or does not answer, is passed over.

        Args:
            ports: [{'port', 'board': its kind, 'baud': bits a second, 'rest': `OpenBoard.rest` as hexadecimal digits}].
        """
        rows = {row.port: row for row in self._list_ports()}
        threads = [
            threading.Thread(
                target=self._reopen,
                args=(rows[each["port"]], each["board"], each["baud"], bytes.fromhex(each["rest"])),
                daemon=True,
            )
            for each in ports
            if each["port"] in rows
        ]
        for thread in threads:  # a board that is slow lets no other one wait
            thread.start()
        for thread in threads:
            thread.join()

    def open_port(self, row: SerialPort, board: str, baud: int | None = None, rest: bytes = b"") -> SerialBoard:
        """The board at a port, opened when it is not; baud, rest: see `open_board`. Raises BoardMissing, BoardBusy,
        BoardDisconnected or WrongFirmware.
        """
        with self.open_locks[row.port]:
            kept = self.open_boards.get(row.port)
            if kept is not None and kept.plugged:
                return kept
            self.monitors.stop(row.port)
            try:
                kept = open_board(row, board, self.report_lost, baud, rest)
            except SunmaoError as error:
                self._errors[row.port] = error
                self.changes.notify(DEVICES)
                raise
            self._errors.pop(row.port, None)
            self.contents.forget(row.port)
            kept.on_change = partial(self.changes.notify, row.port)
            kept.on_text = lambda text: self.texts.notify(row.port, [text])
            kept.on_rest = self._report_open_ports
            with self._lock:
                self.open_boards[row.port] = kept
            self._report_open_ports()
        self.changes.notify(DEVICES)
        return kept

    def close_idle(self, port: str) -> None:
        """Close a port, if it is open. Raises BoardBusy while a program uses it."""
        with self._lock:
            kept = self.open_boards.get(port)
            if kept is None:
                return
            owner = kept.owner
            if not kept.retire():
                raise BoardBusy("board_used_by", who=owner.who.get("title", "") if owner is not None else "", port=port)
            del self.open_boards[port]
        self._report_open_ports()
        kept.close()

    def find_port(self, port: str) -> SerialPort:
        """The port of that name. Raises BoardMissing."""
        self.ports = self._list_ports()
        return choose_port("", port, self.ports, self.remembered)[0]

    def refresh_ports(self) -> bool:
        """List the ports anew; whether something that a page shows is another than before."""
        before, self.seen = self.seen, self._list_ports()
        self.ports = self.seen
        here = {row.port for row in self.ports}
        for port in set(self._errors) - here:
            self._errors.pop(port, None)
            self.contents.forget(port)
        return before != self.seen or self._holders.is_due()

    @contextmanager
    def keep_row(self, row: SerialPort) -> Iterator[None]:
        """Meanwhile this port is listed, though it goes and comes back under another name as its board restarts."""
        self._kept_rows[row.port] = row
        try:
            yield
        finally:
            self._kept_rows.pop(row.port, None)

    def _list_ports(self) -> list[SerialPort]:
        kept = dict(self._kept_rows)
        places = {row.location: port for port, row in kept.items() if row.location}
        found = [row for row in list_serial_ports() if row.port not in kept and row.location not in places]
        return [*kept.values(), *found]

    def _assign(self, held: OpenBoard, session: "ProgramSession") -> OpenBoard:
        if not held.acquire(session):
            owner = held.owner
            who = (owner.who.get("title") if owner is not None else "") or ""
            raise BoardBusy("board_used_by", who=who, port=held.port)
        self.changes.notify(DEVICES)
        return held

    def _reopen(self, row: SerialPort, board: str, baud: int, rest: bytes) -> None:
        try:
            self.open_port(row, board, baud, rest)
        except SunmaoError as error:
            log.warning("%s could not be brought to rest: %s", row.port, error)

    def _report_open_ports(self) -> None:
        with self._lock:
            kept = list(self.open_boards.values())
        self._on_open_ports(
            [{"port": each.port, "board": each.board.name, "baud": each.baud, "rest": each.rest.hex()} for each in kept]
        )

    def _row(self, port: str) -> dict:
        return next((row for row in self.list_rows() if row["port"] == port), {"port": port, "state": "gone"})

    def _evict_simulated(self) -> None:
        for project, screen in list(self._simulated.items())[:-1]:
            if len(self._simulated) > SCREENS and screen.owner is None and not self.changes.has_listeners(screen.port):
                self._simulated.pop(project).close()


def _release_board(held: SerialBoard | SerialMonitor) -> None:
    if isinstance(held, OpenBoard):
        held.make_safe()
    held.close()
