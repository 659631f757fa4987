"""Every backbone × every verb: one step, resume after a kill, evaluate, infer, convert, infer by ONNX.

Each backbone works in processes of its own: the training is killed in its second epoch, and the next process goes on.
"""

import json
import math
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from benchmarks.rows import Row, aligned
from benchmarks.small import small_set

VERBS = ("one step", "resume", "evaluate", "infer", "convert", "infer by ONNX")
EPOCHS, KILLED = 3, 9  # how many are planned; the exit status of a process that is killed
COUNTS = {"training_set": 4, "val_set": 2, "test_set": 2}  # pictures of each class
REPO = Path(__file__).resolve().parents[1]


def measure() -> list[Row]:
    """One row: the share of cells that work. The table itself, with the reason where one does not, is printed."""
    from sunmao.models import list_classifiers

    names, cells = list_classifiers(), []
    with tempfile.TemporaryDirectory() as folder:
        small_set(Path(folder, "data"), counts=COUNTS)
        for name in names:
            cells.append(tried(name, Path(folder)))
            print(f"  {name}: {cells[-1]}", file=sys.stderr, flush=True)
    keys = (*VERBS, "file")
    lines = [[name, *(cell.get(key, "–") for key in keys)] for name, cell in zip(names, cells, strict=True)]
    print(aligned([["backbone", *keys], *lines]))
    works, total = sum(cell.get(verb) == "ok" for cell in cells for verb in VERBS), len(names) * len(VERBS)
    return [Row("backbones × verbs all working", 100 * works / total, "%", ">= 100", note=f"{works} of {total}")]


def tried(name: str, folder: Path, module: str = "benchmarks.backbones") -> dict:
    """'ok' or why not for each verb, and what the file is; `module` has the two parts."""
    found = {}
    for part in ("begin", "go_on"):
        words = [sys.executable, "-m", module, part, name]
        done = subprocess.run(
            words, cwd=folder, env=os.environ | {"PYTHONPATH": str(REPO)}, capture_output=True, text=True
        )
        lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
        found.update(*(json.loads(line) for line in lines[-1:]))
        if done.returncode not in (0, KILLED):
            found.setdefault(VERBS[len(found)], (done.stderr.strip().splitlines() or ["?"])[-1][:80])
    return found


def begin(name: str) -> None:
    """Train until the second epoch is over; then this process is gone as if it were killed."""
    from sunmao.runtime import session

    class Outbox:
        def put(self, *sent, hurry=False):
            for event in sent:
                if getattr(event, "panel", "") == "train" and event.step == 2:
                    print(
                        json.dumps({"one step": "ok" if math.isfinite(event.values["loss"]) else "loss is no number"}),
                        flush=True,
                    )
                    os._exit(KILLED)

    session.set_outbox(Outbox())
    trained(name)


def go_on(name: str) -> None:
    """The same program again, and every other verb."""
    from sunmao.deploy import Workflow
    from sunmao.runtime import session

    found, events = {}, []

    @contextmanager
    def cell(verb: str):
        try:
            yield
            found[verb] = "ok"
        except Exception as error:
            found[verb] = f"{type(error).__name__}: {error}"[:120]

    class Outbox:
        def put(self, *sent, hurry=False):
            events.extend(sent)

    session.set_outbox(Outbox())
    model, pictures = None, sorted(Path("data/test_set").glob("*/*"))
    with cell("resume"):
        model = trained(name)
        began = next(event for event in events if type(event).__name__ == "Training")
        assert began.resumed >= 1, f"began at epoch {began.resumed}"
        assert max(event.step for event in events if getattr(event, "panel", "") == "train") == EPOCHS
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
        found["file"] = described(file, workflow)
    file.unlink(missing_ok=True)
    print(json.dumps(found), flush=True)


def trained(name: str):
    """The model after the program's training."""
    from sunmao.vision import Classification

    model = Classification(backbone=name, weights="fresh")
    model.load_dataset(path="data")
    model.train(epochs=EPOCHS, batch_size=4, random_seed=1, device="cpu", save_fold=f"checkpoints/{name}")
    return model


def described(file: Path, workflow) -> str:
    """Opset, IR version, size and parity in one line."""
    import onnx

    model, report = onnx.load(file), workflow.information["parity"]
    form = f"opset {model.opset_import[0].version}, IR {model.ir_version}, {file.stat().st_size / 2**20:.1f} MB"
    return f"{form}, {report['same']} of {report['pictures']} the same (within {report['largest_difference']:.0e})"


if __name__ == "__main__":
    {"begin": begin, "go_on": go_on}[sys.argv[1]](sys.argv[2])
