"""The process that owns the boards: `python -P -m sunmao.server.devices.boards.process`.

It holds the ports, the boards on the screen and the serial monitor; programs and pages come in by ticket (see
`worker_server`).
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from sunmao.server.devices.boards import board_topics
from sunmao.server.devices.boards.board_manager import BoardManager
from sunmao.server.devices.boards.last_used_ports import LastUsedPorts
from sunmao.server.devices.boards.program_session import ProgramSession
from sunmao.server.devices.worker_server import Client, WorkerServer

FILE = "boards.json"


def main() -> int:
    """Serve until the studio has gone. Returns the exit status."""
    own = os.environ.get("SUNMAO_OWN")
    desk = BoardManager(LastUsedPorts(Path(own) / FILE if own else None))
    acts: dict[str, Callable] = {"list": desk.rows, "ask": desk.ask, "let_go": desk.let_go, "name": desk.name}

    def attend(caller: Client) -> None:
        if caller.who.get("page"):
            board_topics.serve_page(desk, caller)
        else:
            ProgramSession(desk, caller).attend()

    return WorkerServer(lambda do, params: {"found": acts[do](**params)}, attend, desk.farewell).serve()


if __name__ == "__main__":
    sys.exit(main())
