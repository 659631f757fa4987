"""Runs programs at each pace, as the child process of a run does, and prints as JSON what each did: `python
at_each_pace.py FOLDER`.

Every pause is answered at once with the next step, rests take no time.
"""

import io
import json
import sys
import threading
from contextlib import redirect_stdout
from pathlib import Path

from sunmao.protocol.messages import RunState, StartProgram, StepControl, VariableValues
from sunmao.runtime.debugger import Debugger
from sunmao.runtime.execute import execute
from sunmao.runtime.line_sampler import LineSampler


class Person:
    """Stands where the outbox is: counts what is shown, and steps on at each pause."""

    def __init__(self):
        self.stepping, self.pauses, self.shown = None, 0, 0

    def put(self, *events, hurry: bool = False) -> None:
        self.pauses += events[0] == RunState("paused")
        self.shown += any(isinstance(event, VariableValues) for event in events)
        if events[0] == RunState("paused"):
            self.stepping.set_pace(StepControl(self.stepping._mode, list(self.breakpoints)))


def run(path: Path, mode: str, breakpoints: list[int], blocks: list[int]) -> dict:
    """Run a program and return its output, its ending, and the number of its pauses and shown blocks."""
    person, said = Person(), io.StringIO()
    start = StartProgram(str(path), str(path.parent), mode=mode, breakpoints=breakpoints, blocks=blocks)
    person.breakpoints = breakpoints
    person.stepping = Debugger(person, LineSampler(person, str(path), threading.get_ident()), start, rest=0)
    ending = "finished"
    try:
        with redirect_stdout(said):
            execute(str(path), [])
    except BaseException as error:
        ending = f"{type(error).__name__} {error}"
    finally:
        person.stepping.end()
    return {"said": said.getvalue(), "ending": ending, "pauses": person.pauses, "shown": person.shown}


def main(folder: Path) -> None:
    """All programs of a folder; beside `x.py` may lie `x.json`: the block number of each line."""
    done = {}
    for path in sorted(folder.glob("*.py")):
        blocks = json.loads(path.with_suffix(".json").read_bytes()) if path.with_suffix(".json").exists() else []
        lines = list(range(1, len(path.read_text("utf-8").splitlines()) + 1))
        done[path.stem] = {
            name: run(path, mode, breakpoints, blocks)
            for name, mode, breakpoints in (
                ("run", "run", []),
                ("slow", "slow", []),
                ("step", "step", []),
                ("stops", "run", lines),
            )
        }
    print(json.dumps(done))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
