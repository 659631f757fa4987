"""Every network that finds things × every verb, on 8 pictures; and our training against mmengine's own Runner."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.backbones import begin, check_resumed, collect_events, describe_file, note_cell, try_all
from benchmarks.costs import SET_THREADS, Cost, alternate, divide_processor, median_wall
from benchmarks.rows import MissingRow, Row, Size, attempt

COUNTS = {"train": 8, "valid": 4, "test": 4}  # pictures
UNSURE = 0.01  # what has just begun to learn is not surer of anything
# On 8 pictures fresh networks must learn for a while until they find anything; those of two stages find much at once.
EPOCHS, LARGE, SMALLEST = 40, {"FasterRCNN": 3, "Mask_RCNN": 3, "YOLO": 60}, "RTMDet-Lite0"
SMALL_SIDE = 96  # pixels
SIDES = {"YOLO": 160}  # pixels; so that 61 million fresh numbers have learned within minutes
CLOSE = {"box": 1.0, "confidence": 1e-3}  # pixels; share
PEER = Path(__file__).parent / "peers" / "mmdet_boxes.py"
SPEED_PICTURES, SPEED_EPOCHS, BATCH, ROUNDS = 64, 3, 8, 3
# The seconds are those of the call of `train`, as the peer's, which has built its network before and loaded all it
# needs.
OURS = (
    SET_THREADS
    + """import os, sys, time
from sunmao.models import find_model
from sunmao.vision import Detection
side = int(sys.argv[4])
find_model('RTMDet-tiny').build(4, side)

model = Detection(backbone='RTMDet-tiny', image_size=side)
model.load_dataset(path=sys.argv[1])
since, before = time.perf_counter(), sum(os.times()[:4])
model.train(epochs=int(sys.argv[2]), batch_size=int(sys.argv[3]), validate=False, random_seed=1)
print('trained', time.perf_counter() - since, sum(os.times()[:4]) - before)
"""
)


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """Rows: pictures a second of our training and of mmengine's; the share of cells that work (the table is told on
    standard error).
    """
    from sunmao.models import list_detectors, list_segmenters

    with tempfile.TemporaryDirectory() as folder:
        yield from attempt("training RTMDet-tiny", compare, Path(folder), size)
        for sample in size.pick(("shapes", "shapes_outlines"), ("shapes",)):
            shapes(Path(folder), sample, COUNTS)
        kind, module = "networks that find things", "benchmarks.finders"
        if size is Size.SMALLEST:
            yield try_all(kind, [SMALLEST], Path(folder), 3, module)
        else:
            yield try_all(kind, [*list_detectors(), *list_segmenters()], Path(folder), EPOCHS, module)


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


def compare(folder: Path, size: Size) -> Row:
    """Both trainings in turns, each in a process of its own; the peer loads pictures in the way that is quicker for it."""
    count, epochs, rounds, side = size.pick((SPEED_PICTURES, SPEED_EPOCHS, ROUNDS, 320), (BATCH, 1, 1, SMALL_SIDE))
    data = shapes(folder / "speed", "shapes", {"train": count, "valid": 2, "test": 2})
    (folder / "ours.py").write_text(OURS)

    def ours() -> Cost:
        return run_training([folder / "ours.py"], data, folder, epochs, side)

    # By processes that load pictures.
    pairs = {
        workers: alternate(
            ours, lambda workers=workers: run_training([PEER], data, folder, epochs, side, workers), rounds
        )
        for workers in size.pick(("0", "2"), ("0",))
    }
    quickest = min(pairs, key=lambda workers: median_wall(pairs[workers][1]))
    mine, theirs = pairs[quickest]
    rates = [count * epochs / median_wall(costs) for costs in pairs[quickest]]
    name, note = f"training RTMDet-tiny, {side} px, pictures a second", f"{quickest} processes load the peer's"
    return Row(name, rates[0], "/s", ">= 0.97", rates[1], "mmengine", note, divide_processor(mine, theirs))


def run_training(program: list, data: Path, folder: Path, epochs: int, side: int, *more) -> Cost:
    """Return the cost of a training, without its start. Raises CalledProcessError."""
    command = [sys.executable, *map(str, program), str(data), str(epochs), str(BATCH), str(side), *more]
    environment = os.environ | {"PYTHONPATH": str(PEER.parents[2]), "SUNMAO_LANG": "en"}
    done = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    wall, processor = next(line for line in done.stdout.splitlines() if line.startswith("trained")).split()[1:]
    return Cost(float(wall), float(processor))


def go_on(name: str, epochs: int) -> None:
    """The same program again, and every other verb."""
    from sunmao.deploy import Workflow

    found, events = {}, collect_events()
    cell = partial(note_cell, found)
    model, pictures = None, sorted(Path(data_for(name), "images", "test").iterdir())
    with cell("resume"):
        model = train_model(name, epochs)
        check_resumed(events, LARGE.get(name, epochs))
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
        found["file"] = f"{describe_file(file, workflow)}; {sum(answer.count() for answer in answers)} things compared"
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


def train_model(name: str, epochs: int):
    """The model after the program's training."""
    from sunmao.models import find_model
    from sunmao.vision import Detection, Segmentation

    kind = Segmentation if find_model(name).task == "instance" else Detection
    model = kind(backbone=name, weights="fresh", image_size=SIDES.get(name, SMALL_SIDE if epochs < EPOCHS else None))
    model.load_dataset(path=data_for(name))
    model.train(
        epochs=LARGE.get(name, epochs), batch_size=4, random_seed=1, device="cpu", save_fold=f"checkpoints/{name}"
    )
    return model


if __name__ == "__main__":
    part, network, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    begin(lambda: train_model(network, count)) if part == "begin" else go_on(network, count)
