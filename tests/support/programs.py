"""Programs that tests run in processes of their own, without the time that an interpreter needs for its imports."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support.limits import HANG_TIMEOUT


@dataclass(frozen=True)
class FinishedProgram:
    """The end and the output of a program. status: as `subprocess` counts, minus the signal that ended it."""

    status: int
    out: str
    err: str


class ProgramRunner:
    """Runs programs in copies of one process that has loaded these modules. environment: what differs from ours."""

    def __init__(self, *modules: str, **environment: str):
        command = [sys.executable, "-P", Path(__file__).with_name("program_runner.py"), *modules]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "encoding": "utf-8"}
        self._process = subprocess.Popen(command, env={**os.environ, **environment}, **pipes)

    def __enter__(self) -> "ProgramRunner":
        return self

    def __exit__(self, *_) -> None:
        self._process.communicate()

    def run(self, program: Path, folder: Path, typed: str = "", seconds: float = HANG_TIMEOUT) -> FinishedProgram:
        """Run a program in a folder to its end, or for so long."""
        wish = {"program": str(program), "folder": str(folder), "typed": typed, "seconds": seconds}
        print(json.dumps(wish), file=self._process.stdin, flush=True)
        return FinishedProgram(**json.loads(self._process.stdout.readline()))
