"""Two processes that train together against one, on the same batches of hand signs: their weights, and what it costs.

Beside the clone lies `sign-digits`. LeNet lets no rounding errors grow; in the packaged backbone they do, between one
thread and two, too. By turns, `ROUNDS` times: one process with all cores, two with their share.
"""

import tempfile
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from statistics import median

from benchmarks.recipes import keep_few
from benchmarks.rows import NotHere, Row, Size
from sunmao.data.dataset import Dataset
from sunmao.vision import Classification

SIGNS = Path(__file__).resolve().parents[2] / "shared" / "data" / "sign-digits"
BACKBONES = (("LeNet", None), ("EfficientNet-Lite0", 96))  # name, side
ROUNDS, FEW, EPOCHS = 2, 12, 2
ONE, TWO, SINGLE_THREAD = "one", "two", "one, one thread"


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Two rows for each backbone. Raises NotHere."""
    if not SIGNS.is_dir():
        raise NotHere(f"no folder {SIGNS}")
    few, all_signs = (keep_few(SIGNS, size.pick(count, 2)) for count in (FEW, 10**6))
    for backbone, side in BACKBONES[: size.pick(None, 1)]:
        with tempfile.TemporaryDirectory() as folder:
            weights = {}
            for how in (ONE, TWO, SINGLE_THREAD):
                train(few, (backbone, side, size.pick(EPOCHS, 1)), how, Path(folder, how))
                weights[how] = load_weights(Path(folder, how))
            yield Row(
                f"{backbone}: largest difference of a weight, millionths",
                1e6 * (weights[TWO] - weights[ONE]).abs().max().item(),
                "e-6",
                "<= 10" if backbone == "LeNet" else ">= 0",
                note=f"between one and two threads {1e6 * (weights[SINGLE_THREAD] - weights[ONE]).abs().max():.1f}",
            )
            seconds: dict[str, list[float]] = {ONE: [], TWO: []}
            for number in range(size.pick(ROUNDS, 1)):
                for how, taken in seconds.items():
                    taken.append(train(all_signs, (backbone, side, 1), how, Path(folder, f"{how}-{number}")))
        yield Row(
            f"{backbone}: seconds of two processes", median(seconds[TWO]), "s", ">= 0", median(seconds[ONE]), "one"
        )


def load_weights(place: Path):
    """All weights of a training, in one row: running means and variances, which are in their inputs' units, are none."""
    import torch

    state = torch.load(place / "latest.pth", weights_only=True)["state_dict"]
    return torch.cat([state[name].flatten() for name in state if name.rpartition(".")[2] in ("weight", "bias")])


def train(dataset: Dataset, model: tuple[str, int | None, int], how: str, place: Path) -> float:
    """Seconds of a training."""
    import torch

    backbone, side, epochs = model
    threads = torch.get_num_threads()
    torch.set_num_threads(1 if how == SINGLE_THREAD else threads)
    began = time.perf_counter()
    with redirect_stdout(StringIO()):
        learner = Classification(backbone=backbone, image_size=side)
        learner.load_dataset(path=dataset, check=False)
        learner.recipe(frozen="nothing")
        learner.train(
            epochs=epochs, random_seed=1, batch_size=32, device="cpu", save_fold=place, distributed=how == TWO
        )
    torch.set_num_threads(threads)
    return time.perf_counter() - began
