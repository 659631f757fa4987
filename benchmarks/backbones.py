"""Every backbone × every verb: one step, resume after a kill, evaluate, infer, convert, infer by ONNX.

Each backbone works in processes of its own: the training is killed in its second epoch, and the next process goes on.
"""

import json
import math
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks.rows import Row, Size, align_columns, report_progress
from benchmarks.small import small_set

VERBS = ("one step", "resume", "evaluate", "infer", "convert", "infer by ONNX")
EPOCHS = 3  # how many are planned
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # no program hears it, Windows' SIGTERM likewise
ENDED = (0, KILL, -KILL)  # exit statuses of a process that has ended well, or was killed
COUNTS = {"training_set": 4, "val_set": 2, "test_set": 2}  # pictures of each class
REPO = Path(__file__).resolve().parents[1]


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """One row: the share of cells that work. The table itself, with the reason where one does not, is told on standard
    error.
    """
    from sunmao.models import list_classifiers

    with tempfile.TemporaryDirectory() as folder:
        small_set(Path(folder, "data"), counts=COUNTS)
        yield try_all("backbones", size.pick(list_classifiers(), ["LeNet"]), Path(folder), EPOCHS)


def try_all(kind: str, names: list[str], folder: Path, epochs: int, module: str = "benchmarks.backbones") -> Row:
    """The row of all these networks."""
    cells = {}
    for name in names:
        cells[name] = try_backbone(name, folder, module, epochs)
        report_progress(f"{name}: {cells[name]}")
    keys = (*VERBS, "file")
    lines = [[name, *(cell.get(key, "–") for key in keys)] for name, cell in cells.items()]
    report_progress(align_columns([["network", *keys], *lines]).replace("\n", "\n  "))
    works, total = sum(cell.get(verb) == "ok" for cell in cells.values() for verb in VERBS), len(names) * len(VERBS)
    return Row(f"{kind} × verbs all working", 100 * works / total, "%", ">= 100", note=f"{works} of {total}")


def try_backbone(name: str, folder: Path, module: str, epochs: int) -> dict:
    """'ok' or why not for each verb, and what the file is; `module` has the two parts."""
    found = {}
    for part in ("begin", "go_on"):
        words = [sys.executable, "-m", module, part, name, str(epochs)]
        done = subprocess.run(
            words, cwd=folder, env=os.environ | {"PYTHONPATH": str(REPO)}, capture_output=True, text=True
        )
        lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
        found.update(*(json.loads(line) for line in lines[-1:]))
        if done.returncode not in ENDED:
            found.setdefault(VERBS[len(found)], (done.stderr.strip().splitlines() or ["?"])[-1][:80])
    return found


def begin(learn: Callable[[], object]) -> None:
    """Train until the second epoch is over; then this process kills itself."""
    from sunmao.runtime import session

    class Outbox:
        def put(self, *sent, hurry=False):
            for event in sent:
                if getattr(event, "panel", "") == "train" and event.step == 2:
                    print(
                        json.dumps({"one step": "ok" if math.isfinite(event.values["loss"]) else "loss is no number"}),
                        flush=True,
                    )
                    os.kill(os.getpid(), KILL)

    session.set_outbox(Outbox())
    learn()


def collect_events() -> list:
    """Return a list that receives every event that this process sends to the studio from now on."""
    from sunmao.runtime import session

    events = []

    class Outbox:
        def put(self, *sent, hurry=False):
            events.extend(sent)

    session.set_outbox(Outbox())
    return events


def check_resumed(events: list, epochs: int) -> None:
    """Raises AssertionError where the training did not go on after its break to its end."""
    began = next(event for event in events if event.kind == "training")
    assert began.resumed >= 1, f"began at epoch {began.resumed}"
    assert max(event.step for event in events if getattr(event, "panel", "") == "train") == epochs


@contextmanager
def note_cell(found: dict, verb: str):
    """Note whether what happens inside works, or why not."""
    try:
        yield
        found[verb] = "ok"
    except Exception as error:
        found[verb] = f"{type(error).__name__}: {error}"[:120]


def go_on(name: str, epochs: int) -> None:
    """The same program again, and every other verb."""
    from sunmao.deploy import Workflow

    found, events = {}, collect_events()
    cell = partial(note_cell, found)
    model, pictures = None, sorted(Path("data/test_set").glob("*/*"))
    with cell("resume"):
        model = train_model(name, epochs)
        check_resumed(events, epochs)
    with cell("evaluate"):
        report = model.evaluate("test")
        assert report.total == len(pictures) and 0 <= report.accuracy <= 1
    with cell("infer"):
        answers = [model.inference(path) for path in pictures]
        assert all(answer.label in model.classes and 0 < answer.confidence <= 1 for answer in answers)
    file = Path("models", f"{name}.onnx")
    with cell("convert"):
        model.convert(out_file=file)
        assert file.with_suffix(".py").is_file()
    with cell("infer by ONNX"):
        workflow = Workflow(file)
        assert [workflow.inference(path).label for path in pictures] == [answer.label for answer in answers]
        found["file"] = describe_file(file, workflow)
    file.unlink(missing_ok=True)
    print(json.dumps(found), flush=True)


def train_model(name: str, epochs: int):
    """The model after the program's training."""
    from sunmao.vision import Classification

    model = Classification(backbone=name, weights="fresh")
    model.load_dataset(path="data")
    model.train(epochs=epochs, batch_size=4, random_seed=1, device="cpu", save_fold=f"checkpoints/{name}")
    return model


def describe_file(file: Path, workflow) -> str:
    """Opset, IR version, size and parity in one line."""
    import onnx

    model, report = onnx.load(file), workflow.information["parity"]
    form = f"opset {model.opset_import[0].version}, IR {model.ir_version}, {file.stat().st_size / 2**20:.1f} MB"
    return f"{form}, {report['same']} of {report['pictures']} the same (within {report['largest_difference']:.0e})"


if __name__ == "__main__":
    part, backbone, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    begin(lambda: train_model(backbone, count)) if part == "begin" else go_on(backbone, count)
