"""PyTorch against the finished ONNX file of every network that finds things, on validation pictures, some of them
without anything.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import MissingRow, Row, Size, attempt
from benchmarks.small import change_folder
from benchmarks.taught import data_for, train_model

COUNTS = {"train": 60, "valid": 24, "test": 2}
# Name → how it learns: until it is sure of something. Where nearly all is equally sure, chance decides between
# neighbours.
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
    """One row a network: the share of pictures in which both find the same."""
    counts = size.pick(COUNTS, {"train": 8, "valid": 2, "test": 2})
    with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
        for name, how in size.pick(MODELS, SMALLEST).items():
            yield from attempt(f"float parity, {name}", row, name, counts, how)


def row(name: str, counts: dict, how: dict) -> Row:
    """The row of one network."""
    from sunmao.deploy import Workflow
    from sunmao.models import find_model

    outlined = find_model(name).task == "instance"
    data = Path(f"data-{outlined}")
    if not data.is_dir():
        data_for(data, counts, outlined)
    model = train_model(name, data / ("shapes_outlines" if outlined else "shapes"), **how)
    about = Workflow(model.convert(out_file=f"models/{name}.onnx")).information
    report, marks = about["parity"], f"{100 * (about.get('mAP50') or 0):.0f} % mAP50"
    outlines = f", outlines overlap at least {report['least_overlap']:.3f}" if "least_overlap" in report else ""
    note = (
        f"{report['things']} things in {report['pictures']} pictures, scores within {report['largest_difference']:.0e}, "
        f"edges {report['largest_shift']:.0e} px{outlines}; {marks}"
    )
    share = report["same"] / report["pictures"] if report["things"] else 0  # who finds nothing shows nothing
    return Row(f"float parity, {name}", 100 * share, "%", ">= 100", note=note)
