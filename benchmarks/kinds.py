"""Every kind of learning × every verb: one step, resume after a kill, evaluate, infer, convert, infer by ONNX, heat map.

A few pictures of the built-in sets (shapes with boxes, outlines, areas, several labels; hand signs or drawn figures with
one label), and the packaged backbone of each kind. Each kind works in processes of its own: the training is killed after
its second epoch by a signal that no program hears, and the next process goes on.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.backbones import (
    ENDED,
    REPO,
    VERBS,
    begin,
    check_resumed,
    collect_events,
    describe_file,
    note_cell,
)
from benchmarks.finders import UNSURE, same, shapes
from benchmarks.rows import MissingRow, Row, Size, attempt
from benchmarks.small import small_set

ALL_VERBS = (*VERBS, "heat map")
COUNTS = {"train": 16, "valid": 6, "test": 6}  # pictures of shapes
SIGNS = {"training_set": 6, "val_set": 3, "test_set": 3}  # pictures of each class
SMALL_SIDE = 64  # pixels
SAME_PIXELS = 0.999  # of a painted picture, by PyTorch and by the file


@dataclass(frozen=True)
class Kind:
    """One kind of learning.

    model: its class in `sunmao.vision`. backbone: the packaged one; small: one for the smallest case. make_data: fills a
    folder. agree: raises AssertionError where two answers to a picture are not the same. epochs: so many that it finds
    something, if not much.
    """

    model: str
    backbone: str
    small: str
    make_data: Callable[[Path], object]
    agree: Callable[[Any, Any], object]
    epochs: int = 3


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """A row for each kind: how many verbs work. What does not is said in its note."""
    # What finds things has its smallest case in `finders`, what sorts in `backbones`.
    names = size.pick(tuple(KINDS), ("multi_label", "semantic"))
    for name in names:
        yield from attempt(name, try_kind, name, size is Size.SMALLEST)


def try_kind(name: str, small: bool) -> Row:
    """The row of one kind."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for part in ("begin", "go_on"):
            words = [sys.executable, "-m", "benchmarks.kinds", part, name, *(["small"] if small else [])]
            environment = os.environ | {"PYTHONPATH": str(REPO), "SUNMAO_LANG": "en"}
            done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True)
            lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
            found.update(*(json.loads(line) for line in lines[-1:]))
            if done.returncode not in ENDED:
                verb = next((each for each in ALL_VERBS if each not in found), ALL_VERBS[-1])
                found[verb] = (done.stderr.strip().splitlines() or ["?"])[-1][:80]
    works = sum(found.get(verb) == "ok" for verb in ALL_VERBS)
    said = "; ".join(f"{verb} {found.get(verb, '–')}" for verb in (*ALL_VERBS, "file"))
    backbone = KINDS[name].small if small else KINDS[name].backbone
    return Row(f"{name}, {backbone}: verbs that work", works, "verbs", f">= {len(ALL_VERBS)}", note=said)


def train_model(name: str, small: bool):
    """The model after the program's training."""
    from sunmao import vision

    kind = KINDS[name]
    model = getattr(vision, kind.model)(
        backbone=kind.small if small else kind.backbone,
        image_size=SMALL_SIDE if small and kind.small != "LeNet" else None,
    )
    model.load_dataset(path="data", check=False)
    more = dict(epochs=kind.epochs, batch_size=4, random_seed=1, device="cpu", save_fold="checkpoints")
    if name == "distillation":
        model.distill(make_teacher(), compare=False, **more)
    else:
        model.train(**more)
    return model


def make_teacher():
    """A teacher, trained once."""
    from sunmao.vision import Classification

    teacher, place = Classification(backbone="EfficientNet-Lite0", image_size=SMALL_SIDE), Path("teacher")
    if place.is_dir():
        teacher.load_checkpoint(place / "latest.pth")
        return teacher
    teacher.load_dataset(path="data", check=False)
    teacher.quick_train(epochs=5, random_seed=1, save_fold=place)
    return teacher


def go_on(name: str, small: bool) -> None:
    """The same program again, and every other verb."""
    from sunmao.deploy import Workflow
    from sunmao.explanation.explain import explain_image

    found, events, kind = {}, collect_events(), KINDS[name]
    cell = partial(note_cell, found)
    sure = {"confidence": UNSURE} if kind.agree is same else {}
    model: Any = None
    with cell("resume"):
        model = train_model(name, small)
        check_resumed(events, kind.epochs)
    if model is None:
        print(json.dumps(found), flush=True)
        return
    pictures = [item.path for item in model._dataset.items("test")]
    with cell("evaluate"):
        report = model.evaluate("test")
        assert report.total == len(pictures), f"{report.total} of {len(pictures)} pictures"
    with cell("infer"):
        answers = [model.inference(path, **sure) for path in pictures]
        assert kind.agree is not same or any(answer.things for answer in answers), "nothing was found"
    file = Path("models", "model.onnx")
    with cell("convert"):
        model.convert(out_file=file)
        assert file.with_suffix(".py").is_file()
    with cell("infer by ONNX"):
        workflow = Workflow(file)
        for path, answer in zip(pictures, answers, strict=True):
            kind.agree(workflow.inference(path, **sure), answer)
        found["file"] = describe_file(file, workflow)
    with cell("heat map"):
        shown = explain_image(model, pictures[0], label=model.classes[0]).heat_map
        assert shown.values.ndim == 2 and 0 <= shown.values.min() < shown.values.max() <= 1, "an empty map"
    print(json.dumps(found), flush=True)


def make_signs(folder: Path) -> None:
    """One label a picture."""
    small_set(folder, counts=SIGNS)


def make_shapes(folder: Path, name: str = "shapes") -> None:
    """Boxes or outlines."""
    shutil.move(shapes(Path("made"), name, COUNTS), folder)


def make_areas(folder: Path) -> None:
    """A class for each pixel."""
    from sunmao.data.builtin.samples import make_sample

    make_sample("shapes_areas", Path("made"))
    shutil.move(Path("made", "shapes_areas"), folder)
    for part, count in COUNTS.items():
        for picture in sorted((folder / "images" / part).iterdir())[count:]:
            picture.unlink()
            (folder / "masks" / part / f"{picture.stem}.png").unlink()


def make_tags(folder: Path) -> None:
    """Write the shapes of each picture as tables of tags, one file a part."""
    make_shapes(folder)
    for part in COUNTS:
        about = json.loads((folder / "annotations" / f"{part}.json").read_text("utf-8"))
        labels = {each["id"]: each["name"] for each in about["categories"]}
        there = {(each["image_id"], labels[each["category_id"]]) for each in about["annotations"]}
        with (folder / f"{part}.csv").open("w", newline="", encoding="utf-8") as file:
            table = csv.writer(file)
            table.writerow(["filename", *labels.values()])
            for image in about["images"]:
                tags = (int((image["id"], label) in there) for label in labels.values())
                table.writerow([image["file_name"], *tags])
    shutil.rmtree(folder / "annotations")


def agree_in_label(one, other) -> None:
    """Raises AssertionError."""
    assert one.label == other.label, f"{one.label}, {other.label}"


def agree_in_labels(one, other) -> None:
    """Equally sure labels may stand in any order. Raises AssertionError."""
    assert set(one.labels) == set(other.labels), f"{one.labels}, {other.labels}"


def agree_in_pixels(one, other) -> None:
    """Raises AssertionError."""
    share = (one.mask == other.mask).mean() if one.mask.shape == other.mask.shape else 0.0
    assert share >= SAME_PIXELS, f"{100 * share:.1f} % of the pixels"


KINDS = {
    "classification": Kind("Classification", "EfficientNet-Lite0", "LeNet", make_signs, agree_in_label),
    "multi_label": Kind("MultiLabel", "EfficientNet-Lite0", "LeNet", make_tags, agree_in_labels),
    "distillation": Kind("Classification", "LeNet", "LeNet", make_signs, agree_in_label),
    "detection": Kind("Detection", "RTMDet-Lite0", "RTMDet-Lite0", make_shapes, same, 8),
    "instance": Kind(
        "Segmentation", "RTMDet-ins-Lite0", "RTMDet-ins-Lite0", partial(make_shapes, name="shapes_outlines"), same, 8
    ),
    "semantic": Kind("SemanticSegmentation", "UNet-Lite0", "UNet-Lite0", make_areas, agree_in_pixels, 4),
}


if __name__ == "__main__":
    part, kind_name, is_small = sys.argv[1], sys.argv[2], len(sys.argv) > 3
    if part == "begin":
        KINDS[kind_name].make_data(Path("data"))
        if kind_name == "distillation":
            make_teacher()
        begin(lambda: train_model(kind_name, is_small))
    else:
        go_on(kind_name, is_small)
