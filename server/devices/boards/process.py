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
    manager = BoardManager(
        LastUsedPorts(Path(own) / FILE if own else None),
        lambda ports: server.notify({"resume": {"ports": ports} if ports else {}}),
    )
    acts: dict[str, Callable] = {
        "list": manager.list_rows,
        "ask": manager.identify_port,
        "install": manager.install_sketch,
        "stop_install": manager.stop_install,
        "try_part": manager.trials.run,
        "let_go": manager.release_port,
        "name": manager.set_board_kind,
        "resume": manager.reopen_ports,
        "rest": manager.rest_outputs,
    }

    def handle_client(client: Client) -> None:
        if client.who.get("page"):
            board_topics.serve_page(manager, client)
        else:
            ProgramSession(manager, client).serve()

    server = WorkerServer(lambda do, params: {"found": acts[do](**params)}, handle_client, manager.shut_down)
    return server.serve()


if __name__ == "__main__":
    sys.exit(main())
