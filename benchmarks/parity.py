"""PyTorch against the finished ONNX file, on every validation and test picture of the hand signs."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import MissingRow, NotHere, Row, Size, attempt
from benchmarks.small import FEWEST, SIGNS, change_folder, small_set

# Name → how it is trained. The large ones learn from nothing for one epoch: the sums are the same, only the marks are
# worse.
MODELS = {
    "LeNet": {"epochs": 8},
    "EfficientNet-Lite0, quick": {},
    "EfficientNet-Lite0": {"epochs": 1},
    "MobileNet": {"epochs": 1, "weights": "fresh"},
    "ResNet18": {"epochs": 1, "weights": "fresh"},
}


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """One row a model: the share of pictures with the same best answer. Raises NotHere."""
    with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
        data, models = SIGNS, MODELS
        if size is Size.SMALLEST:
            data, models = small_set(Path("data"), counts=FEWEST), {"LeNet": {"epochs": 1}}
        elif not data.is_dir():
            raise NotHere(f"no folder {data}")
        for name, how in models.items():
            yield from attempt(f"float parity, {name}", row, name, data, how)


def row(name: str, data: Path, how: dict) -> Row:
    """The row of one model."""
    from sunmao.deploy.parity import compare_outputs
    from sunmao.vision import Classification

    backbone, _, quick = name.partition(", ")
    model = Classification(backbone=backbone, weights=how.get("weights"))
    model.load_dataset(path=data)
    if quick:
        model.quick_train(random_seed=1, save_fold="weights")
    else:
        model.train(epochs=how["epochs"], random_seed=1, save_fold="weights")
    items = [*model._dataset.items("val"), *model._dataset.items("test")]
    report, _ = compare_outputs(model._trained, Path(model.convert(out_file="models/model.onnx")), items)
    accuracy = model.evaluate("val").accuracy
    note = f"{report['same']} of {report['pictures']}, scores within {report['largest_difference']:.0e}; {100 * accuracy:.1f} % on val"
    return Row(f"float parity, {name}", 100 * report["same"] / report["pictures"], "%", ">= 100", note=note)
