"""Ten hand signs by their points, beside quick training on the same pictures, on hands of persons nobody has learned from;
and how quickly a camera's picture is answered.

The pictures are the hand signs of `shared/data/sign-digits`. Their files are named by the camera's counter, and each
person shows the ten signs in a row: a picture of the test whose number is ten or more away from every number in the
training set is of another person. The first row measures that distance.

What came out of 8 draws of 30 pictures a class, in percent: points 98.3 (97.6 to 98.8), quick training of
EfficientNet-Lite0 on the same pictures (3 draws) 90.6.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from benchmarks.rows import NotHere, Row, Size, attempt, format_spread
from benchmarks.small import SIGNS, change_folder
from sunmao.data.listing import DatasetListing, Sample
from sunmao.images.image_files import read_image_file
from sunmao.landmarks.find_landmarks import find_landmarks, find_nearest_landmarks
from sunmao.landmarks.region_detector import Region, find_regions
from sunmao.landmarks.rotated_crop import cut_square, place_square
from sunmao.landmarks.sessions import run_landmark_model
from sunmao.landmarks.targets.registry import TARGETS

CLIP = SIGNS.parent / "camera-clips" / "sign-digits.mjpeg"
LEARNED, DRAWS, QUICK_DRAWS = 30, 8, 3
FRAMES = 100
PERSON = 10  # pictures of one person


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Rows: other persons, accuracy, time, the peer, the camera. Raises NotHere."""
    if not SIGNS.is_dir():
        raise NotHere(f"no folder {SIGNS}")
    parts = {part: list_pictures(part, size) for part in ("train", "test")}
    numbers = {part: np.array([int(each.stem.rpartition("_")[2]) for each in some]) for part, some in parts.items()}
    gap = int(np.abs(numbers["test"][:, None] - numbers["train"]).min())
    yield Row("points: numbers from a test picture to the next learned one", gap, "pictures", f">= {PERSON}")
    yield from attempt("points: accuracy", measure_accuracy, parts, size)
    yield from attempt("points: camera", measure_camera, parts["train"], size)


def list_pictures(part: str, size: Size) -> list[Path]:
    """The pictures of a part; of the smallest size two of each of three classes."""
    folders = sorted((SIGNS / {"train": "training_set", "test": "test_set"}[part]).iterdir())
    few = size.pick(slice(None), slice(2))
    return [file for folder in size.pick(folders, folders[:3]) for file in sorted(folder.iterdir())[few]]


def measure_accuracy(parts: dict[str, list[Path]], size: Size) -> Iterator[Row]:
    """Yield the rows of the test accuracy, of the time that learning takes, and of the accuracy of quick training on
    the same.
    """
    from sunmao.data.dataset import Dataset
    from sunmao.vision import PointsClassification

    hand = TARGETS["hand"]
    seen = {file: find_nearest_landmarks(read_image_file(file), hand) for some in parts.values() for file in some}
    asked = [file for file in parts["test"] if seen[file] is not None]
    classes = sorted({file.parent.name for file in parts["test"]})
    ours, taken = [], []
    for seed in range(1, size.pick(DRAWS, 1) + 1):
        learned = [file for file in draw(parts["train"], seed) if seen[file] is not None]
        items = [
            Sample(file, file.parent.name, part, content=seen[file])
            for part, some in (("train", learned), ("test", asked))
            for file in some
        ]
        listing = DatasetListing(
            SIGNS, classes, items, task="points_classification", sample_kind="points", format="point_tables"
        )
        with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
            model = PointsClassification(what="hand")
            model.load_dataset(Dataset(SIGNS, listing=listing), check=False)
            if not taken:
                model.train(validate=False)  # loads PyTorch
            since = time.perf_counter()
            model.train(validate=False, random_seed=seed)
            taken.append(time.perf_counter() - since)
            right = sum(result.truth == result.label for result in model._answers(asked_items(items)))
        ours.append(100 * right / len(parts["test"]))  # a hand that is not found is a mistake
    note = f"draws {format_spread(ours, 1)}, {len(parts['test']) - len(asked)} hands not found"
    yield Row(f"points: ten signs, {LEARNED} each", statistics.mean(ours), "%", ">= 97", note=note)
    yield Row("points: learned", statistics.median(taken), "s", "<= 2", note=format_spread(taken, 2))
    peer = [
        train_quickly(draw(parts["train"], seed), parts["test"]) for seed in range(1, size.pick(QUICK_DRAWS, 1) + 1)
    ]
    spread = format_spread(peer, 1)
    yield Row("points: beside", statistics.mean(ours), "%", ">= 1", statistics.mean(peer), "quick training", spread)


def asked_items(items: list[Sample]) -> list[Sample]:
    return [item for item in items if item.split == "test"]


def draw(files: list[Path], seed: int) -> list[Path]:
    """So many pictures of each class, by chance."""
    random, classes = np.random.default_rng(seed), sorted({file.parent.name for file in files})
    return [
        file
        for label in classes
        for file in random.permutation([each for each in files if each.parent.name == label])[:LEARNED]
    ]


def train_quickly(learned: list[Path], asked: list[Path]) -> float:
    """The accuracy of quick training in percent, on whole pictures."""
    from sunmao.data.dataset import Dataset
    from sunmao.vision import Classification

    items = [Sample(file, file.parent.name, "train") for file in learned]
    items += [Sample(file, file.parent.name, "test") for file in asked]
    with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
        model = Classification(backbone="EfficientNet-Lite0")
        listing = DatasetListing(SIGNS, sorted({file.parent.name for file in asked}), items)
        model.load_dataset(Dataset(SIGNS, listing=listing), check=False)
        model.quick_train(random_seed=1)
        return 100 * model.evaluate().accuracy


def measure_camera(files: list[Path], size: Size) -> Iterator[Row]:
    """Yield the rows of the time from a camera's JPEG to an answer; of bodies, to their points."""
    from sunmao.data.dataset import Dataset
    from sunmao.images.image_files import decode_image
    from sunmao.vision import PointsClassification

    if not CLIP.is_file():
        raise NotHere(f"no file {CLIP}")
    frames = [cv2.imencode(".jpg", frame)[1].tobytes() for frame in read_clip(size.pick(FRAMES, 4))]
    hand, body = TARGETS["hand"], TARGETS["body"]
    some = [(file, find_nearest_landmarks(read_image_file(file), hand)) for file in draw(files, 1)[:: size.pick(5, 1)]]
    items = [Sample(file, file.parent.name, "train", content=found) for file, found in some if found]
    classes = sorted({file.parent.name for file in files})
    listing = DatasetListing(
        SIGNS, classes, items, task="points_classification", sample_kind="points", format="point_tables"
    )
    with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
        model = PointsClassification(what="hand")
        model.load_dataset(Dataset(SIGNS, listing=listing), check=False)
        model.train(validate=False)
        hands = Times(frames, lambda data: model.inference(image=decode_image(data)))

    def look_at_body(data: bytes) -> None:
        """A detection and a look at the points, whoever is there: nobody is in the clip."""
        image = decode_image(data)
        find_regions(image, body.detector, 1)
        height, width = image.shape[:2]
        middle, top = np.array([width / 2, height / 2]), np.array([width / 2, 0])
        region = Region(1.0, np.array([0, 0, width, height]), np.array([middle, top]))
        square, _ = cut_square(image, place_square(region, body.region), body.side)
        run_landmark_model(body.file, square / 255)

    found = sum(bool(find_landmarks(decode_image(data), hand, 1)) for data in frames)
    bodies = Times(frames, look_at_body)
    note = f"{found} of {len(frames)} frames with a hand, {1000 / hands.median:.0f} by the clock"
    yield Row("points: hand and answer", 1000 / hands.processor, "a second of one core", ">= 15", note=note)
    yield Row("points: delay of an answer", hands.late, "ms", "<= 120", note="19 of 20 frames, from JPEG to answer")
    note = f"{1000 / bodies.median:.0f} by the clock"
    yield Row("points: body", 1000 / bodies.processor, "a second of one core", ">= 10", note=note)


class Times:
    """The time of an action for each of some frames, in milliseconds: by the clock the median and the 95th percentile,
    and of all processors the mean.
    """

    def __init__(self, frames: list[bytes], work):
        work(frames[0])
        taken, spent = [], time.process_time()
        for frame in frames:
            since = time.perf_counter()
            work(frame)
            taken.append(1000 * (time.perf_counter() - since))
        self.processor = 1000 * (time.process_time() - spent) / len(frames)
        self.median, self.late = float(np.median(taken)), float(np.percentile(taken, 95))


def read_clip(count: int) -> Iterator[np.ndarray]:
    """Frames that lie evenly in the clip, (H, W, 3) uint8 BGR."""
    film = cv2.VideoCapture(str(CLIP))
    every = []
    while (frame := film.read())[0]:
        every.append(frame[1])
    for place in np.linspace(0, len(every) - 1, count).astype(int):
        yield every[place]
