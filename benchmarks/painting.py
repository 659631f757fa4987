"""Painting by 50 pictures: `SemanticSegmentation` by its defaults against a U-Net of segmentation-models-pytorch with the
same packaged body and the same seconds of the processor.

The sets are those of the folder SUNMAO_BENCHMARK_MASKS, each a data set of pictures and masks that Sunmao reads; without
it, the cell nuclei beside the clone. At most 50 pictures are learned from, a fifth of them for validation; the mark is
the mean IoU of the classes over all pixels of the test part together. The peer (`peers/smp_unet.py`) has all the seconds
for each of its learning rates; its epoch and its rate are those that are best on the validation part. Beside both stands
what one line says without learning, where there is one class: Otsu's threshold on the brightness, of the two sides the
better one.

What came out with the epochs of `train()` (75), the peer at its better rate of 2e-4 and 1e-3; mean IoU in percent, each
with one seed and seven minutes of the processor:

| set | Otsu | ours | peer |
|---|---|---|---|
| cracks in a road | 2.8 | 46.5 | 39.8 |
| people | 29.2 | 88.7 | 86.3 |
| defects of tiles | 7.6 | 49.8 | 48.4 |

With half of the changes of size and color, and without the average of the weights, people were 85.1 then, and 87.1 after
20 epochs. Streets of 6 classes, 20 epochs: 73.4, the peer 61.8.

On a graphics card, 15 recipes (up to 150 epochs, 384 pixels, all turns and mirrors) reached 82.2 to 83.3 % of the nuclei,
with all their pictures; the mean of all their answers 83.3: six of the 35 pictures, whose annotators draw nuclei wider or
narrower, hold most of the wrong pixels.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from statistics import fmean

import cv2
import numpy as np

from benchmarks.lookalikes import keep_some
from benchmarks.rows import MissingRow, NotHere, Row, Size, attempt, report_progress
from benchmarks.small import change_folder
from sunmao.data.dataset import Dataset
from sunmao.images.image_files import read_image_file
from sunmao.tasks.semantic_segmentation.metrics import compute_mean_iou, count_confusion
from sunmao.vision import SemanticSegmentation

NUCLEI = Path(__file__).resolve().parents[2] / "shared" / "data" / "nuclei-fluo"
BACKBONE, SEED, PICTURES, SIDE = "UNet-Lite0", 1, 50, 256


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """For each set rows of Otsu's threshold, ours, and the difference to the peer; the mean difference. Raises NotHere.

    SUNMAO_BENCHMARK_EPOCHS: as many instead of those of `train()`.
    """
    places = os.environ.get("SUNMAO_BENCHMARK_MASKS")
    sets = sorted(each for each in Path(places).iterdir() if each.is_dir()) if places else [NUCLEI]
    if not all(each.is_dir() for each in sets):
        raise NotHere(f"no folder {NUCLEI}")
    differences: list[float] = []
    with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
        for data in sets:
            yield from attempt(data.name, rate_set, data, size, differences)
    if differences:
        yield Row("mean of the sets, ours − peer", fmean(differences), "points", ">= 2")


def rate_set(data: Path, size: Size, differences: list[float]) -> Iterator[Row]:
    """The rows of one set. differences: to which ours less the peer's is added, in points. Raises NotHere."""
    dataset = keep_some(data, size.pick(PICTURES, 6))
    if len(dataset.classes) == 1:
        brightness = 100 * rate(dataset, "test", pick_threshold(dataset))
        yield Row(f"{data.name}: Otsu's threshold, IoU", brightness, "%", ">= 0", note="what one line says")
    with redirect_stdout(StringIO()):
        model = SemanticSegmentation(backbone=BACKBONE, image_size=size.pick(None, 64))
        model.load_dataset(path=dataset, check=False)
        began = time.process_time()
        model.train(
            epochs=size.pick(int(os.environ.get("SUNMAO_BENCHMARK_EPOCHS", 0)) or None, 1),
            random_seed=SEED,
            save_fold=f"weights/{data.name}",
        )
        seconds = time.process_time() - began
        ours = 100 * model.evaluate().miou
    note = f"{PICTURES} pictures, {len(dataset.classes)} classes, {seconds / 60:.1f} minutes of the processor"
    yield Row(f"{data.name}: {BACKBONE}, mean IoU", ours, "%", ">= 0", note=note)
    if not find_spec("segmentation_models_pytorch"):
        raise NotHere("segmentation-models-pytorch is not installed")
    peer, said = train_peer(dataset, seconds, size)
    differences.append(ours - peer)
    yield Row(f"{data.name}: ours − peer", differences[-1], "points", ">= 2", note=f"peer {peer:.1f}, {said}")


def train_peer(dataset: Dataset, seconds: float, size: Size) -> tuple[float, str]:
    """The mean IoU of the peer at the best of its rates, in percent, and which that was."""
    import torch

    from benchmarks.peers.smp_unet import RATES, train_unet

    side, planes = size.pick(SIDE, 64), len(dataset.classes) + 1
    masks, tried = dataset.open_class_masks(), []
    pictures = [read_image_file(item.path) for item in dataset.items("train")]
    painted = [
        masks.read(item, picture.shape[1::-1]) for item, picture in zip(dataset.items("train"), pictures, strict=True)
    ]
    images = torch.from_numpy(np.stack([shrink(picture, side) for picture in pictures])).permute(0, 3, 1, 2)
    small = [cv2.resize(mask, (side, side), interpolation=cv2.INTER_NEAREST) for mask in painted]
    for rate_of_learning in RATES[: size.pick(None, 1)]:
        torch.manual_seed(SEED)
        best, network = train_unet(
            images,
            torch.from_numpy(np.stack(small)).long(),
            planes,
            rate_of_learning,
            seconds,
            lambda network: rate(dataset, "val", make_answer(network, side)),
        )
        tried.append((best, rate(dataset, "test", make_answer(network, side)), rate_of_learning))
        report_progress(f"peer, lr {tried[-1][2]:.0e}: validation {100 * best:.1f}, test {100 * tried[-1][1]:.1f}")
    _, mark, rate_of_learning = max(tried)
    return 100 * mark, f"lr {rate_of_learning:.0e}"


def rate(dataset: Dataset, split: str, answer: Callable[[np.ndarray], np.ndarray]) -> float:
    """The mean IoU of the answers, (H, W) class numbers of (H, W, 3) pictures, over all pixels of a part, 0 to 1."""
    masks, classes = dataset.open_class_masks(), len(dataset.classes)
    confusion = np.zeros((classes + 1, classes + 1), np.int64)
    for item in dataset.items(split):
        picture = read_image_file(item.path)
        confusion += count_confusion(masks.read(item, picture.shape[1::-1]), answer(picture), classes)
    return compute_mean_iou(confusion)


def pick_threshold(dataset: Dataset) -> Callable[[np.ndarray], np.ndarray]:
    """Pick the side of Otsu's threshold, brighter or darker, that is right more often in the training part."""
    kinds = (cv2.THRESH_BINARY, cv2.THRESH_BINARY_INV)
    return max(map(make_threshold, kinds), key=lambda answer: rate(dataset, "train", answer))


def make_threshold(kind: int) -> Callable[[np.ndarray], np.ndarray]:
    """Return a function that marks the pixels of a picture on one side of Otsu's threshold. kind: one of OpenCV's."""
    return lambda picture: cv2.threshold(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), 0, 1, kind + cv2.THRESH_OTSU)[1]


def make_answer(network, side: int) -> Callable[[np.ndarray], np.ndarray]:
    """Return a function that gives the class of each pixel by a network, at the picture's size."""
    import torch

    def answer(picture: np.ndarray) -> np.ndarray:
        pixels = torch.from_numpy(shrink(picture, side)).permute(2, 0, 1)[None].float()
        with torch.inference_mode():
            logits = torch.nn.functional.interpolate(network(pixels), picture.shape[:2], mode="bilinear")
        return logits[0].argmax(0).numpy()

    return answer


def shrink(picture: np.ndarray, side: int) -> np.ndarray:
    """The picture as a square, (side, side, 3) uint8."""
    return cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA)
