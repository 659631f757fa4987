"""A number from a picture: the angle of drawn pointers, 0 to 180 degrees, on test pictures that nobody learned from.

The peer is scikit-learn's RandomForestRegressor as it comes, on the same pixels in gray, 32 by 32 of them.
"""

import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import numpy as np

from benchmarks.rows import Row, Size
from sunmao.data.dataset import Dataset
from sunmao.images.image_files import read_image_file
from sunmao.tasks.image_regression.dataset import NumberedDataset
from sunmao.vision import ImageRegression
from tests.support.drawn_pointers import draw_pointer_folders

EPOCHS, SEED = 30, 1


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Two rows: the mean absolute error in degrees, alone and beside the peer's."""
    step, each, epochs = size.pick((10, 24, EPOCHS), (45, 8, 1))
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(StringIO()):
        pictures = draw_pointer_folders(Path(folder, "pointers"), step, each)
        model = ImageRegression(backbone="LeNet", unit="°")
        model.load_dataset(path=pictures, check=False)
        model.train(epochs=epochs, random_seed=SEED, save_fold=Path(folder, "kept"))
        report = model.evaluate()
        peer = measure_forest(pictures)
    note = f"{report.total} test pictures; who says the same of each: {report.baseline_mae:.1f}°"
    yield Row(f"mean error of angles, LeNet, {epochs} epochs", report.mae, "°", "<= 5", note=note)
    yield Row("the same beside the peer", report.mae, "°", "<= 1", peer, "random forest")


def measure_forest(pictures: str) -> float:
    """The peer's mean absolute error on the same test pictures, in degrees."""
    import cv2
    from sklearn.ensemble import RandomForestRegressor

    def read(part: str) -> tuple[np.ndarray, np.ndarray]:
        items = dataset.items(part)
        grays = [cv2.cvtColor(read_image_file(item.path), cv2.COLOR_RGB2GRAY) for item in items]
        rows = [cv2.resize(gray, (32, 32), interpolation=cv2.INTER_AREA).ravel() / 255 for gray in grays]
        return np.stack(rows), np.array([item.number for item in items])

    dataset = NumberedDataset(Dataset(pictures))
    forest = RandomForestRegressor(random_state=SEED).fit(*read("train"))
    rows, truth = read("test")
    return float(np.abs(forest.predict(rows) - truth).mean())
