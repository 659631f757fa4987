"""Answers of an example program that runs by itself: `python -m sunmao.deploy.run_example PROGRAM LIST`.

The program is run as it stands, in a process that knows nothing of the training, for some pictures at a time; LIST is
a file with a JSON list of paths. Prints one JSON list: a text for each picture, see `describe_result`.
"""

import contextlib
import io
import json
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sunmao.core.module_process import make_module_command

TOGETHER = 16  # pictures at a time: a program holds on to them
WITHIN = 600  # seconds
PLACES = 3  # of a confidence that must be equal


def ask_example(program: Path, pictures: Sequence[Path]) -> list[str] | None:
    """A text for each picture, of a fresh process; None where the program fails."""
    with tempfile.TemporaryDirectory() as folder:
        names = Path(folder, "pictures.json")
        names.write_text(json.dumps([str(path.resolve()) for path in pictures]), encoding="utf-8")
        command, environment = make_module_command("sunmao.deploy.run_example", str(program.resolve()), str(names))
        try:
            done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=WITHIN, check=True)
            return [str(each) for each in json.loads(done.stdout)]
        except (OSError, ValueError, subprocess.SubprocessError):
            return None


def describe_result(result: Any) -> str:
    """Contents of a result: label and confidence, of things those of each; a number with its unit."""
    if hasattr(result, "value"):
        return result.text
    if hasattr(result, "share"):
        return ", ".join(f"{thing.label} {result.share(label=thing.label):.{PLACES}f}" for thing in result.things)
    things = result.things if hasattr(result, "things") else [result]
    return ", ".join(f"{thing.label} {thing.confidence:.{PLACES}f}" for thing in things)


def main(program: str, names: str) -> None:
    """Run the program for all pictures, and print what it answered."""
    pictures, answers = json.loads(Path(names).read_text(encoding="utf-8")), []
    for start in range(0, len(pictures), TOGETHER):
        sys.argv = [program, *pictures[start : start + TOGETHER]]
        with contextlib.redirect_stdout(io.StringIO()):
            made = runpy.run_path(program, run_name="__main__")
        answers += [describe_result(each) for each in made["results"]]
    print(json.dumps(answers))


if __name__ == "__main__":
    main(*sys.argv[1:])
