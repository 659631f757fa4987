"""`python -m tests.support.dataset_shapes [--before REF] [name …]`: the table of how each shape is read, now and at an
earlier commit.
"""

import argparse
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from pathlib import Path

from tests.support.dataset_shapes.judge import judge
from tests.support.dataset_shapes.registry import SHAPES
from tests.support.paths import ROOT


def judge_all(names: list[str]) -> dict[str, tuple[str, str]]:
    """Shape → its outcome and what was seen."""
    found = {}
    for name in names or SHAPES:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder, "set")
            place.mkdir()
            SHAPES[name].build(place)
            verdict = judge(SHAPES[name], place)
            found[name] = verdict.outcome, verdict.why.replace(str(place), "…")
    return found


def judge_at(ref: str, names: list[str]) -> dict[str, tuple[str, str]]:
    """As `judge_all`, by the library as it was at a commit and the shapes as they are now."""
    with tempfile.TemporaryDirectory() as folder:
        old = subprocess.run(["git", "archive", ref, "sunmao"], cwd=ROOT, check=True, capture_output=True).stdout
        with tarfile.open(fileobj=io.BytesIO(old)) as archive:
            archive.extractall(folder, filter="data")
        os.symlink(ROOT / "tests", Path(folder, "tests"))
        command = [sys.executable, "-m", "tests.support.dataset_shapes", "--json", *names]
        environment = {**os.environ, "PYTHONPATH": folder}
        done = subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True)
        return json.loads(done.stdout)


def main() -> None:
    """Print the table."""
    ask = argparse.ArgumentParser(prog="python -m tests.support.dataset_shapes", description=__doc__)
    ask.add_argument("names", nargs="*", metavar="name")
    ask.add_argument("--before", metavar="REF", help="a commit to compare with")
    ask.add_argument("--json", action="store_true", help="for programs")
    given = ask.parse_args()
    now = judge_all(given.names)
    if given.json:
        print(json.dumps(now))
        return
    before = judge_at(given.before, given.names) if given.before else {}
    for name, (outcome, why) in now.items():
        print(f"{name}\n    now     {outcome}: {why}")
        if name in before:
            print(f"    before  {before[name][0]}: {before[name][1]}")
    for title, found in (("now", now), ("before", before)):
        if found:
            print(f"{title}: {dict(Counter(outcome for outcome, _ in found.values()))}")


if __name__ == "__main__":
    main()
