"""Every network that finds things × every verb, on 8 pictures; and our training against mmengine's own Runner."""

import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from benchmarks.backbones import KILLED, VERBS, described, tried
from benchmarks.rows import Row, aligned

COUNTS = {"train": 8, "valid": 4, "test": 4}  # pictures
UNSURE = 0.01  # what has just begun to learn is not surer of anything
# On 8 pictures fresh networks must learn for a while until they find anything; those of two stages find much at once.
EPOCHS, LARGE = 40, {"FasterRCNN": 3, "Mask_RCNN": 3, "YOLO": 60}
SIDES = {"YOLO": 160}  # pixels; so that 61 million fresh numbers have learned within minutes
CLOSE = {"box": 1.0, "confidence": 1e-3}  # pixels; share
PEER = Path(__file__).parent / "peers" / "mmdet_boxes.py"
SPEED_PICTURES, SPEED_EPOCHS, BATCH, ROUNDS = 64, 3, 8, 3
# The seconds are those of the call of `train`, as the peer's, which has built its network before and loaded all it
# needs.
OURS = """
import os, sys, time
from sunmao.models import find_model
from sunmao.vision import Detection
find_model('RTMDet-tiny').build(4, 320)

model = Detection(backbone='RTMDet-tiny', image_size=320)
model.load_dataset(path=sys.argv[1])
since, before = time.perf_counter(), sum(os.times()[:4])
model.train(epochs=int(sys.argv[2]), batch_size=int(sys.argv[3]), validate=False, random_seed=1)
print('trained', time.perf_counter() - since, sum(os.times()[:4]) - before)
"""


def measure() -> list[Row]:
    """Rows: the share of cells that work (the table is printed); pictures a second of our training and of mmengine's."""
    from sunmao.models import list_detectors, list_segmenters

    with tempfile.TemporaryDirectory() as folder:
        speed = compared(Path(folder))
        names, cells = [*list_detectors(), *list_segmenters()], []
        shapes(Path(folder), "shapes", COUNTS)
        shapes(Path(folder), "shapes_outlines", COUNTS)
        for name in names:
            cells.append(tried(name, Path(folder), "benchmarks.finders"))
            print(f"  {name}: {cells[-1]}", file=sys.stderr, flush=True)
    keys = (*VERBS, "file")
    lines = [[name, *(cell.get(key, "–") for key in keys)] for name, cell in zip(names, cells, strict=True)]
    print(aligned([["network", *keys], *lines]))
    works, total = sum(cell.get(verb) == "ok" for cell in cells for verb in VERBS), len(names) * len(VERBS)
    return [
        speed,
        Row(
            "networks that find things × verbs all working",
            100 * works / total,
            "%",
            ">= 100",
            note=f"{works} of {total}",
        ),
    ]


def shapes(folder: Path, name: str, counts: dict) -> Path:
    """The sample of this name with so many pictures of each part. Returns its folder."""
    from sunmao.data.builtin.samples import make_sample

    make_sample(name, folder)
    for part, count in counts.items():
        file = folder / name / "annotations" / f"{part}.json"
        about = json.loads(file.read_text("utf-8"))
        about["images"] = about["images"][:count]
        here = {image["id"] for image in about["images"]}
        about["annotations"] = [each for each in about["annotations"] if each["image_id"] in here]
        file.write_text(json.dumps(about), "utf-8")
        kept = {image["file_name"] for image in about["images"]}
        for picture in (folder / name / "images" / part).iterdir():
            if picture.name not in kept:
                picture.unlink()
    return folder / name


def compared(folder: Path) -> Row:
    """Both trainings in turns, each in a process of its own; the peer loads pictures in the way that is quicker for it."""
    data = shapes(folder / "speed", "shapes", {"train": SPEED_PICTURES, "valid": 2, "test": 2})
    (folder / "ours.py").write_text(OURS)
    work = SPEED_PICTURES * SPEED_EPOCHS
    ours, peers = [], {"0": [], "2": []}  # by processes that load pictures
    for _ in range(ROUNDS):
        ours.append(trained([folder / "ours.py"], data, folder))
        for workers, times in peers.items():
            times.append(trained([PEER], data, folder, workers))
    quickest = min(peers, key=lambda workers: statistics.median(peers[workers]))
    wall, processor = (statistics.median(each) for each in zip(*ours, strict=True))
    their_wall, their_processor = (statistics.median(each) for each in zip(*peers[quickest], strict=True))
    return Row(
        "training RTMDet-tiny, 320 px, pictures a second",
        work / wall,
        "/s",
        ">= 0.97",
        peer=work / their_wall,
        peer_name="mmengine",
        # A busy computer disturbs this less than the time by the clock.
        note=f"{quickest} processes load the peer's; processor time: {processor / their_processor:.2f} of the peer's",
    )


def trained(program: list, data: Path, folder: Path, *more) -> tuple[float, float]:
    """Seconds by the clock and of the processors that a training takes."""
    command = [sys.executable, *map(str, program), str(data), str(SPEED_EPOCHS), str(BATCH), *more]
    environment = os.environ | {"PYTHONPATH": str(PEER.parents[2]), "SUNMAO_LANG": "en"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    wall, processor = next(line for line in done.stdout.splitlines() if line.startswith("trained")).split()[1:]
    return float(wall), float(processor)


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
    learned(name)


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
    model, pictures = None, sorted(Path(data_for(name), "images", "test").iterdir())
    with cell("resume"):
        model = learned(name)
        began = next(event for event in events if type(event).__name__ == "Training")
        assert began.resumed >= 1, f"began at epoch {began.resumed}"
        assert max(event.step for event in events if getattr(event, "panel", "") == "train") == LARGE.get(name, EPOCHS)
    with cell("evaluate"):
        report = model.evaluate("test")
        assert report.total == len(pictures) and 0 <= report.map50 <= 1
    with cell("infer"):
        answers = [model.inference(path, confidence=UNSURE) for path in pictures]
    file = Path("models", f"{name}.onnx")
    with cell("convert"):
        model.convert(out_file=file)
        assert file.with_suffix(".py").is_file()
    with cell("infer by ONNX"):
        workflow = Workflow(file)
        for path, answer in zip(pictures, answers, strict=True):
            same(workflow.inference(path, confidence=UNSURE), answer)
        found["file"] = f"{described(file, workflow)}; {sum(answer.count() for answer in answers)} things compared"
    file.unlink(missing_ok=True)
    print(json.dumps(found), flush=True)


def same(one, other) -> None:
    """The same things in the same places; of two that are nearly as sure, either may come first. Raises AssertionError."""
    from benchmarks.taught import lonely

    for thing in lonely(one.things, other.things, _close) + lonely(other.things, one.things, _close):
        assert thing.confidence < UNSURE + CLOSE["confidence"], f"{thing.label} {thing.confidence:.4f} alone"


def _close(a, b) -> bool:
    apart = max(abs(x - y) for x, y in zip(a.box, b.box, strict=True))
    sure = abs(a.confidence - b.confidence) <= CLOSE["confidence"]
    return a.label == b.label and apart <= CLOSE["box"] and sure and (a.mask is None) == (b.mask is None)


def data_for(name: str) -> str:
    """The folder of pictures for what this network learns."""
    from sunmao.models import find_model

    return "shapes_outlines" if find_model(name).task == "instance" else "shapes"


def learned(name: str):
    """The model after the program's training."""
    from sunmao.models import find_model
    from sunmao.vision import Detection, Segmentation

    kind = Segmentation if find_model(name).task == "instance" else Detection
    model = kind(backbone=name, weights="fresh", image_size=SIDES.get(name))
    model.load_dataset(path=data_for(name))
    model.train(
        epochs=LARGE.get(name, EPOCHS), batch_size=4, random_seed=1, device="cpu", save_fold=f"checkpoints/{name}"
    )
    return model


if __name__ == "__main__":
    {"begin": begin, "go_on": go_on}[sys.argv[1]](sys.argv[2])
