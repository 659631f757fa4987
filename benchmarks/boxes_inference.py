"""Pictures a second of models that find things: `Workflow` against onnxruntime by hand with the same steps around it,
alternating.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from benchmarks.costs import THREADS, divide_processor, make_onnx_options, median_wall
from benchmarks.inference import FRAME, call_by_turns
from benchmarks.rows import MissingRow, Row, Size, attempt
from benchmarks.small import change_folder
from benchmarks.taught import data_for, train_model
from sunmao.deploy import Workflow
from sunmao.models.preprocessing import GEOMETRIES

# Epochs until something is found: SSD_Lite begins with fresh weights.
EPOCHS = {"RTMDet-Lite0": 6, "SSD_Lite": 20, "RTMDet-ins-Lite0": 6}
COUNTS = {"train": 60, "valid": 12, "test": 2}
SIDE, SURE = 320, 0.3
MIN_CALLS, WARM, SECONDS = 60, 6, 40  # calls of each side; how many before it counts; seconds of a model at most
SMALLEST = {"counts": {"train": 8, "valid": 2, "test": 2}, "epochs": {"RTMDet-Lite0": 1}, "side": 96}


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """One row a model: pictures a second, the picture given as an array, until things (and the masks of the sure ones)
    are known.
    """
    small = size is Size.SMALLEST
    counts, epochs = (SMALLEST["counts"], SMALLEST["epochs"]) if small else (COUNTS, EPOCHS)
    with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
        for name, times in epochs.items():
            yield from attempt(f"inference, {name}", compare, name, counts, times, size)


def compare(name: str, counts: dict, epochs: int, size: Size) -> Row:
    """The model's row."""
    outlined = "ins" in name
    data = data_for(Path(f"data-{name}"), counts, outlined)
    model = train_model(name, data, epochs, size.pick(SIDE, SMALLEST["side"]))
    file = Path(model.convert(out_file=f"models/{name}.onnx"))
    picture = cv2.cvtColor(cv2.imread(str(min((data / "images" / "train").iterdir()))), cv2.COLOR_BGR2RGB)
    frame = cv2.resize(picture, FRAME[1::-1])
    model, by_hand = Workflow(file, threads=THREADS), peer(file)
    # What has learned for one epoch may find nothing; the tests of detection compare real things by these functions.
    same(ours(model, frame), by_hand(frame), least=size.pick(1, 0))
    mine, theirs = call_by_turns(
        lambda: ours(model, frame), lambda: by_hand(frame), *size.pick((MIN_CALLS, WARM, SECONDS), (3, 1, 0))
    )
    rates, share = [1 / median_wall(costs) for costs in (mine, theirs)], divide_processor(mine, theirs)
    note = f"{len(ours(model, frame))} things in a picture of {FRAME[1]} × {FRAME[0]}, {THREADS} threads"
    return Row(f"inference, {name}", rates[0], "/s", ">= 0.95", rates[1], "bare onnxruntime", note, share)


def same(ours: list, theirs: list, least: int = 1) -> None:
    """Both know the same, and at least so many things."""
    assert len(ours) == len(theirs) >= least
    for mine, their in zip(ours, theirs, strict=True):
        assert (
            mine[0] == their[0]
            and np.allclose(mine[1:3], their[1:3], atol=0.51)
            and np.allclose(mine[3], their[3], atol=0.51)
        )
        assert (mine[4] is None) == (their[4] is None) and (mine[4] is None or (mine[4] == their[4]).mean() > 0.99)


def ours(model: Workflow, frame: np.ndarray) -> list:
    """Label, confidence, center, box and mask of each thing."""
    things = model.inference(frame, confidence=SURE).things
    return [(each.label, each.confidence, each.center_x, each.box, each.mask) for each in things]


def peer(file: Path):
    """The same by hand: resize, normalize, run, bring boxes to the picture, enlarge the masks of sure things inside
    their boxes.
    """
    import onnxruntime

    session = onnxruntime.InferenceSession(file.read_bytes(), make_onnx_options(), providers=["CPUExecutionProvider"])
    given, classes = session.get_inputs()[0].name, Workflow(file).classes
    geometry = GEOMETRIES[Workflow(file)._model_info["modelname"]]
    mean, std = (np.float32(each).reshape(3, 1, 1) for each in (geometry.mean, geometry.std))

    def answer(frame: np.ndarray) -> list:
        height, width = frame.shape[:2]
        small = cv2.resize(
            frame.astype(np.float32), (geometry.width, geometry.height), interpolation=cv2.INTER_LINEAR
        ).transpose(2, 0, 1)
        numbers = np.empty((1, *small.shape), np.float32)
        np.subtract(small, mean, out=numbers[0])
        numbers /= std
        dets, labels, *masks = (each[0] for each in session.run(None, {given: numbers}))
        found = []
        for place in np.flatnonzero(dets[:, 4] >= SURE).tolist():
            scale = width / geometry.width, height / geometry.height
            x1, y1, x2, y2 = (dets[place, :4] * np.tile(scale, 2)).tolist()
            mask = enlarge_mask(masks[0][place], (x1, y1, x2, y2), width, height) if masks else None
            found.append((classes[labels[place]], float(dets[place, 4]), (x1 + x2) / 2, (x1, y1, x2, y2), mask))
        return found

    return answer


def enlarge_mask(mask: np.ndarray, box: tuple, width: int, height: int) -> np.ndarray:
    """A mask in pixels of the picture, (height, width) bool, nothing outside its box."""
    x1, y1, x2, y2 = int(box[0]), int(box[1]), int(np.ceil(box[2])), int(np.ceil(box[3]))
    across, down = width / mask.shape[1], height / mask.shape[0]
    move = np.array([[across, 0, across / 2 - 0.5 - x1], [0, down, down / 2 - 0.5 - y1]])
    whole = np.zeros((height, width), bool)
    whole[y1:y2, x1:x2] = cv2.warpAffine(mask, move, (x2 - x1, y2 - y1), borderMode=cv2.BORDER_REPLICATE) >= 0.5
    return whole
