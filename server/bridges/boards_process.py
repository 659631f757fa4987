"""The process that owns the boards: `python -P -m sunmao.server.bridges.boards_process`.

It holds the ports, the boards on the screen and the serial monitor; programs and pages come in by ticket (see `hall`).
"""

import os
import sys
from pathlib import Path

from . import pages
from .desk import Desk
from .hall import Caller, Hall
from .remembered import Remembered
from .session import Session

FILE = "boards.json"


def main() -> int:
    """Serve until the studio has gone. Returns the exit status."""
    own = os.environ.get("SUNMAO_OWN")
    desk = Desk(Remembered(Path(own) / FILE if own else None))
    acts = {"list": desk.rows, "ask": desk.ask, "let_go": desk.let_go, "name": desk.name}

    def attend(caller: Caller) -> None:
        if caller.who.get("page"):
            pages.attend(desk, caller)
        else:
            Session(desk, caller).attend()

    return Hall(lambda do, params: {"found": acts[do](**params)}, attend, desk.farewell).serve()


if __name__ == "__main__":
    sys.exit(main())
