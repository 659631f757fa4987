"""PyTorch against the finished ONNX file of every network that finds things, on validation pictures, some of them
without anything.
"""

import tempfile
from pathlib import Path

from benchmarks.rows import Row
from benchmarks.small import working_in
from benchmarks.taught import data_for, taught

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


def measure() -> list[Row]:
    """One row a network: the share of pictures in which both find the same."""
    with tempfile.TemporaryDirectory() as folder, working_in(Path(folder)):
        data = {outlined: data_for(Path(f"data-{outlined}"), COUNTS, outlined) for outlined in (False, True)}
        return [row(name, data, **how) for name, how in MODELS.items()]


def row(name: str, data: dict, **how) -> Row:
    """The row of one network."""
    from sunmao.deploy import Workflow
    from sunmao.models import find_model

    model = taught(name, data[find_model(name).task == "instance"], **how)
    about = Workflow(model.convert(out_file=f"models/{name}.onnx")).information
    report, marks = about["parity"], f"{100 * (about.get('mAP50') or 0):.0f} % mAP50"
    outlines = f", outlines overlap at least {report['least_overlap']:.3f}" if "least_overlap" in report else ""
    note = (
        f"{report['things']} things in {report['pictures']} pictures, scores within {report['largest_difference']:.0e}, "
        f"edges {report['largest_shift']:.0e} px{outlines}; {marks}"
    )
    share = report["same"] / report["pictures"] if report["things"] else 0  # who finds nothing shows nothing
    return Row(f"float parity, {name}", 100 * share, "%", ">= 100", note=note)
