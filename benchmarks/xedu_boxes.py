"""The schools' own client, XEduHub, on files of ours that find things: the same boxes as ours?"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import MissingRow, Row, Size, attempt
from benchmarks.small import change_folder
from benchmarks.taught import EMPTY, data_for, lonely, train_model
from benchmarks.xedu import install_client

COUNTS = {"train": 90, "valid": 14, "test": 2}
# Name → how it learns. The last two are made for other pictures than the rest: upright ones, and ones that are filled
# up.
MODELS = {
    "SSD_Lite": {"epochs": 20, "image_size": 320},
    "YOLO": {"epochs": 16, "image_size": 160},
    "YOLO-MobileNet": {"epochs": 14, "image_size": 416},
    "RTMDet-Lite0": {"epochs": 12, "image_size": 256},
    "FasterRCNN": {"epochs": 8, "image_size": 160},
    "Mask_RCNN": {"epochs": 8, "image_size": 160},
}
EDGE = 0.03  # what is nearer than this to the file's own confidence may be found by one of the two
PIXEL, NEAR = 1, 0.02
PROGRAM = """
import json, sys
from XEdu.hub import Workflow as wf
file, sure, *pictures = sys.argv[1:]
model, answers = wf(task='mmedu', checkpoint=file), []
for picture in pictures:
    found, image = model.inference(data=picture, img_type='cv2', thr=float(sure))
    things = [(each['预测结果'], float(each['置信度']), [int(each['坐标'][side]) for side in ('x1', 'y1', 'x2', 'y2')]) for each in found]
    answers.append((things, image.shape))
print(json.dumps(answers))
"""


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """One row a network: the share of pictures in which the client finds and draws the same. Raises NotHere."""
    python = install_client(install=size is Size.FULL)
    models, counts = size.pick(
        (MODELS, COUNTS), ({"RTMDet-Lite0": {"epochs": 1, "image_size": 96}}, {"train": 8, "valid": 2, "test": 2})
    )
    with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
        data = {outlined: data_for(Path(f"data-{outlined}"), counts, outlined) for outlined in (False, True)}
        for name, how in models.items():
            yield from attempt(f"XEduHub, {name}", measure_network, name, data[name == "Mask_RCNN"], python, how)


def measure_network(name: str, data: Path, python: Path, how: dict) -> Iterator[Row | MissingRow]:
    """The rows of one network: of its file, and of that in 8 bits."""
    model = train_model(name, data, **how)
    yield from attempt(f"XEduHub, {name}", compare, name, model.convert(f"models/{name}.onnx"), data, python)
    small = f"{name}, 8 bits"
    yield from attempt(
        f"XEduHub, {small}", lambda: compare(small, model.quantize(f"models/{name}-int8.onnx"), data, python)
    )


def compare(name: str, file: str, data: Path, python: Path) -> Row:
    """The row of one file."""
    from sunmao.deploy import Workflow
    from sunmao.tasks.task import SURE

    pictures = sorted(path.as_posix() for path in (data / "images" / "valid").iterdir())
    model, environment = Workflow(file), os.environ | {"PYTHONIOENCODING": "utf-8", "MPLBACKEND": "agg"}
    sure = model.information.get("confidence", SURE)  # from which Sunmao draws; unsaid where nothing was ever right
    ours = [
        [(each.label, each.confidence, each.box) for each in model.inference(path, confidence=sure - EDGE).things]
        for path in pictures
    ]
    words = [python, "-c", PROGRAM, file, str(sure - EDGE), *pictures]
    done = subprocess.run(words, env=environment, capture_output=True, encoding="utf-8", check=True)
    theirs = json.loads(done.stdout.splitlines()[-1])
    whole = [
        tuple(shape) == model.inference(path).image.shape for path, (_, shape) in zip(pictures, theirs, strict=True)
    ]
    same = sum(drawn and agree(a, b, sure) for drawn, a, (b, _) in zip(whole, ours, theirs, strict=True))
    things = sum(thing[1] >= sure for found in ours for thing in found)
    note = f"{same} of {len(pictures)} pictures, {EMPTY} of them empty; {things} things from {sure:.2f} on, told as {model._model_info['modelname']}"
    return Row(
        f"XEduHub 2.0.0 draws the same, {name}", 100 * same / len(pictures) if things else 0, "%", ">= 100", note=note
    )


def agree(ours: list, theirs: list, sure: float) -> bool:
    """Whether all that one is `sure` of was found by the other: the same label, edges within a pixel, nearly as sure."""
    return not any(thing[1] >= sure for thing in lonely(ours, theirs, _same) + lonely(theirs, ours, _same))


def _same(one, other) -> bool:
    # The client cuts off what comes behind the point.
    edges = max(abs(int(a) - int(b)) for a, b in zip(one[2], other[2], strict=True))
    return one[0] == other[0] and edges <= PIXEL and abs(one[1] - other[1]) <= NEAR
