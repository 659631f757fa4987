"""Every item of the hostile collection by `sunmao data check --json`, each in a process of its own: answer, memory,
what is left in /tmp.

Each item is told on standard error.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.limits import extend_limit
from benchmarks.rows import NotHere, Row, Size, report_progress

HOSTILE = Path(__file__).resolve().parents[2] / "shared" / "data" / "hostile"
STATUS = {"accept": 0, "warn": 0, "reject": 1}
MEMORY = 1024  # MB
WITHIN = 120  # seconds
SMALLEST = "images/empty.jpg"
# Runs the command line and says on the last line of standard error how much memory it took at most.
RUN = """
import sys
from sunmao.server.cli.main import main
status = main(sys.argv[1:])
sys.stdout.flush()
if sys.platform == "linux":  # getrusage tells here what the process that started this one took, if that is more
    most = int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) / 2**10
elif sys.platform == "win32":
    import psutil
    most = psutil.Process().memory_info().peak_wset / 2**20
else:
    import resource
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
print(most, file=sys.stderr)
sys.exit(status)
"""


@dataclass(frozen=True)
class Answer:
    """The answer of the command line to one file. faults: how it differs from what the manifest expects; none when it
    is well.
    """

    file: str
    expect: str
    status: int
    answer: str
    said: str
    megabytes: float
    seconds: float

    @property
    def faults(self) -> list[str]:
        wrong = {
            "status": self.status != STATUS[self.expect],
            "answer": self.answer != self.expect,
            "silent": self.expect != "accept" and not self.said,
            "memory": self.megabytes > MEMORY,
        }
        return [name for name, is_so in wrong.items() if is_so]


def files() -> list[tuple[str, str]]:
    """(file, expect) of every item, those in several variants one by one."""
    items = json.loads((HOSTILE / "manifest.json").read_text(encoding="utf-8"))["items"]
    rows = []
    for item in items:
        names = [item["file"].replace("{1..8}", str(n)) for n in range(1, 1 + item.get("variants", 1))]
        rows += [(name, item["expect"]) for name in names]
    return rows


def check_item(file: str, expect: str, within: float | None = None) -> Answer:
    """Ask the command line about one item. within: seconds; an item that takes longer has no answer."""
    command = [sys.executable, "-P", "-c", RUN, "data", "check", str(HOSTILE / file), "--json"]
    began = time.perf_counter()
    try:
        done = subprocess.run(command, capture_output=True, env=os.environ | {"SUNMAO_LANG": "en"}, timeout=within)
    except subprocess.TimeoutExpired as late:
        done = subprocess.CompletedProcess(command, -1, late.stdout or b"", b"")
    took = time.perf_counter() - began
    try:
        told = json.loads(done.stdout)
    except ValueError:
        told = {"answer": "", "findings": []}
    said = "; ".join(finding["text"]["en"] for finding in told["findings"])
    lines = done.stderr.decode().splitlines() or ["0"]
    return Answer(
        file, expect, done.returncode, told["answer"], said, float(lines[-1]) if len(lines) == 1 else MEMORY + 1, took
    )


def find_escaped_files() -> list[str]:
    """List the files that archives which reach outside of their folder have written."""
    return sorted(
        path.name for path in {Path(tempfile.gettempdir()), Path("/tmp")} for path in path.glob("hostile_pwned*")
    )


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Three rows. Raises NotHere."""
    if not HOSTILE.is_dir():
        raise NotHere(f"no folder {HOSTILE}")
    answers, usual = [], 0.0
    for file, expect in size.pick(files(), [each for each in files() if each[0] == SMALLEST]):
        if not answers or answers[-1].seconds > WITHIN:  # the load may have changed
            usual = check_item(SMALLEST, "reject").seconds
        answers.append(each := check_item(file, expect, extend_limit(WITHIN, usual)))
        said = f"{each.megabytes:.0f} MB, {each.seconds:.1f} s, {' '.join(each.faults) or 'ok'}, {each.said[:110]}"
        report_progress(f"{file}: {expect}, {each.answer}, {said}")
    well = sum(not each.faults for each in answers)
    yield Row("hostile items as expected", 100 * well / len(answers), "%", ">= 100", note=f"{well} of {len(answers)}")
    yield Row("hostile items, most memory", max(each.megabytes for each in answers), "MB", f"<= {MEMORY}")
    yield Row("files written outside", len(find_escaped_files()), "files", "<= 0")
