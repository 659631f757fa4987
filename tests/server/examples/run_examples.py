"""The session of `test_strange_homes.py` in a strange environment: `python -m tests.server.examples.run_examples
PROJECTS EXAMPLE …`: these examples, in a studio, on few pictures.
"""

import json
import sys
from pathlib import Path

import numpy as np

from sunmao.data.builtin.samples import make_sample
from sunmao.images.image_files import encode_png
from sunmao.server.examples.catalog import list_examples
from sunmao.server.programs.compile_workspace import compile_and_explain
from tests.support.observed_run import ObservedRun, Studio

ANSWERS = {"text": "小明", "picture": encode_png(np.full((28, 28, 3), 255, np.uint8))}
EACH = 2  # pictures of a class and part
# Those with a camera, a panel or a sensor go on until Stop.
ENDLESS = ("servo", "servo-arduino", "traffic-light", "rock-paper-scissors", "magic-wand", "pet")
ENDING = [name for name in list_examples() if name not in ENDLESS]


def few_digits(folder: Path) -> None:
    make_sample("digits", folder / "data")
    for path in folder.rglob("*.png"):
        if int(path.stem) > EACH and path.stem != "17":
            path.unlink()


def few_shapes(folder: Path) -> None:
    make_sample("shapes", folder / "data")
    for path in (folder / "data" / "shapes" / "annotations").iterdir():
        about = json.loads(path.read_bytes())
        kept = {
            row["id"]: row
            for n, row in enumerate(about["images"])
            if n < 4 * EACH or Path(row["file_name"]).stem == "291"
        }
        names = {Path(row["file_name"]).name for row in kept.values()}
        for picture in (folder / "data" / "shapes" / "images" / path.stem).iterdir():
            if picture.name not in names:
                picture.unlink()
        about |= {
            "images": [*kept.values()],
            "annotations": [row for row in about["annotations"] if row["image_id"] in kept],
        }
        path.write_text(json.dumps(about))


def begin(studio: Studio, example) -> ObservedRun:
    """The run of an example in a project whose sample pictures are few."""
    folder = studio.root / example.id
    few_shapes(folder) if example.id == "shapes" else few_digits(folder)
    told = studio.told[example.id] = ObservedRun(studio, example.id, folder)
    told.summary = studio.runs.start(
        example.id, folder, {"python": compile_and_explain(example.workspace("zh")).python}
    )
    return told


def run_to_their_ends(studio: Studio, names: list[str]) -> dict[str, list]:
    """Example → [outcome, what went wrong]."""
    said = {}
    for told in (begin(studio, list_examples()[name]) for name in names):
        answered = 0
        while not told.over.wait(0.02):
            for question in told.kind("ask")[answered:]:
                answered += told.answer(ANSWERS[question["form"]], question["id"])
        stderr = told.text("stderr")
        wrong = [error["title"]["en"] for error in told.kind("error")] + [stderr] * bool(stderr)
        said[told.project] = [told.summary["state"], wrong]
    return said


if __name__ == "__main__":
    studio = Studio(Path(sys.argv[1]))
    print(json.dumps(run_to_their_ends(studio, sys.argv[2:])))
    studio.runs.close()
