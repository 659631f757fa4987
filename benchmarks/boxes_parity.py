"""PyTorch against the finished files of every network that finds things: for onnxruntime, other runtimes and in 8 bits,
on validation pictures, some of them without anything.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import MissingRow, NotHere, Row, Size, attempt
from benchmarks.small import INT8, change_folder, write_model_file
from benchmarks.taught import data_for, train_model

COUNTS = {"train": 60, "valid": 24, "test": 2}
# Name → how it learns: until it is sure of something. Where nearly all is equally sure, chance decides between
# neighbors.
MODELS = {
    "RTMDet-Lite0": {"epochs": 8, "image_size": 192},
    "RTMDet-tiny": {"epochs": 12, "image_size": 192},
    "SSD_Lite": {"epochs": 12, "image_size": 192},
    "YOLO-MobileNet": {"epochs": 12, "image_size": 192},
    "YOLOX-tiny": {"epochs": 12, "image_size": 192},
    "YOLO": {"epochs": 16, "image_size": 160},
    "FasterRCNN": {"epochs": 8, "image_size": 160},
    "RTMDet-ins-Lite0": {"epochs": 8, "image_size": 192},
    "RTMDet-ins-tiny": {"epochs": 12, "image_size": 192},
    "Mask_RCNN": {"epochs": 8, "image_size": 160},
}


SMALLEST = {"RTMDet-Lite0": {"epochs": 1, "image_size": 96}}


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """A row for each network and runtime: the share of pictures in which both find the same. Networks of two stages are
    for runtimes that suppress boxes themselves.
    """
    counts = size.pick(COUNTS, {"train": 8, "valid": 2, "test": 2})
    with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
        for name, how in size.pick(MODELS, SMALLEST).items():
            yield from attempt(name, measure_network, name, counts, how)


def measure_network(name: str, counts: dict, how: dict) -> Iterator[Row | MissingRow]:
    """The rows of one network: of its file for onnxruntime, of those for other runtimes, and of the one in 8 bits."""
    from sunmao.deploy.backends.registry import BACKENDS, ONNX
    from sunmao.models import find_model

    outlined = find_model(name).task == "instance"
    data = Path(f"data-{outlined}")
    if not data.is_dir():
        data_for(data, counts, outlined)
    model = train_model(name, data / ("shapes_outlines" if outlined else "shapes"), **how)
    for backend in (ONNX, *BACKENDS, INT8):
        yield from attempt(f"{name}, {backend}", compare, model, name, backend)


def compare(model, name: str, backend: str) -> Row:
    """The row of one runtime. Raises NotHere."""
    from sunmao.deploy import Workflow
    from sunmao.errors import NotConverted

    try:
        file = write_model_file(model, name, backend)
    except NotConverted as error:
        raise NotHere(str(error)) from None
    return rate(f"{name}, {backend}", Workflow(file), 80 if backend == INT8 else 100)


def rate(name: str, workflow, goal: int) -> Row:
    """The row of a file, which says itself how far its answers are from PyTorch's. goal: percent of the pictures."""
    report, marks = workflow.information["parity"], f"{100 * (workflow.information.get('mAP50') or 0):.0f} % mAP50"
    same, ties = report["same"], report.get("ties", 0)
    parts = [f"{same} of {report['pictures']}, {ties} ties"]
    if "things" in report:  # of a file in 8 bits only changed answers are counted
        parts += [f"{report['things']} things", f"scores within {report['largest_difference']:.0e}"]
        parts += [f"edges {report['largest_shift']:.0e} px"]
    if "least_overlap" in report:
        parts += [f"outlines overlap at least {report['least_overlap']:.3f}"]
    share = (same + ties) / report["pictures"] if report.get("things", 1) else 0  # who finds nothing shows nothing
    return Row(name, 100 * share, "%", f">= {goal}", note=", ".join([*parts, marks]))
