"""A trained network as an ONNX file by the contract that school boards know, compared with PyTorch before it appears."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import onnx

from sunmao import __version__
from sunmao.core.atomic_files import display_path, new_file, require_path, require_writable
from sunmao.deploy.example_program import write_example
from sunmao.deploy.export import append_fields, export_onnx
from sunmao.deploy.onnx_session import get_codebase
from sunmao.deploy.parity import compare_outputs, select_samples
from sunmao.deploy.parity_report import write_report
from sunmao.errors import BadValue
from sunmao.models.preprocessing import get_resize, get_resize_name
from sunmao.protocol.messages import FileWritten
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice

if TYPE_CHECKING:
    pass


NAMED = 5  # pictures that a warning names
# What the file says of itself of what the weights file says.
MARKS = ("accuracy", "val_loss", "mAP", "mAP50", "mIoU", "mae", "r2")
KEPT = ("epoch", *MARKS, "confidence", "thresholds", "widths", "numbers")


def convert_to_onnx(trained: Any, dataset: Any, out_file: Any, opset: int, ir: int) -> str:
    """Write the ONNX file and its example program, and say how many answers are the same. Returns the file's path."""
    path = require_onnx_path(out_file)
    session.check_stop()
    items = select_samples(dataset)
    with new_file(path) as file:
        used, report, different = write_model_file(trained, file, items, opset, ir)
    report_conversion([path], "ONNX", report, different)
    announce_model_file(path, items, trained.task)
    write_report(path, "ONNX", report, different, items)
    if used[0] > opset or used[1] > ir:
        show_notice("newer_format", level="warn", opset=used[0], ir=used[1])
    return path.as_posix()


def write_model_file(trained: Any, file: Path, items: list, opset: int, ir: int) -> tuple:
    """Write the ONNX file alone, compared on `items`. Returns: (opset, IR version), and what `compare_outputs` gives.
    Raises NotConverted.
    """
    used = export_onnx(trained, file, opset, ir)
    write_information(file, "MODEL_INFO", make_model_info(trained))
    report, different = compare_outputs(trained, file, items)
    write_information(file, "SUNMAO_INFO", make_sunmao_info(trained, report))
    return used, report, different


def require_onnx_path(out_file: str | Path | None) -> Path:
    """The path of a model file that can be written. Raises BadValue."""
    path = require_path("out_file", out_file)
    if path.suffix.lower() != ".onnx":
        raise BadValue("bad_ending", path=path.as_posix())
    require_writable("out_file", path.parent)
    if path.is_dir():
        raise BadValue("folder_in_the_way", path=path.as_posix())
    return path


def make_model_info(trained: Any) -> dict:
    """Metadata that any client of the contract needs."""
    name = get_resize_name(trained.entry, trained.info["image_size"])
    return {"codebase": get_codebase(name), "modelname": name, "classes": trained.classes}


def make_sunmao_info(trained: Any, report: dict) -> dict:
    """The network's true name, size and preprocessing, what it was trained on, and how many answers were the same."""
    entry, info = trained.entry, trained.info
    data = {**info["data"], "path": display_path(info["data"]["path"])} if "data" in info else None
    if data and Path(data["path"]).is_absolute():
        data["path"] = Path(data["path"]).name  # no folder of a person's own leaves this computer
    return {
        "name": entry.name,
        "task": trained.task,
        "image_size": info["image_size"],
        "preprocessing": {
            **asdict(get_resize(get_resize_name(entry, info["image_size"]))),
            "inside": _describe_graph(trained),
        },
        **{key: info[key] for key in KEPT if key in info},
        "trained": info.get("time"),
        "data": data,
        "parity": report,
        "sunmao": __version__,
    }


def _describe_graph(trained: Any) -> dict:
    """Preprocessing that the graph itself does. bgr: it turns red and blue around."""
    front = trained.network.front
    numbers = {name: [round(value, 4) for value in getattr(front, name).flatten().tolist()] for name in ("mean", "std")}
    turned = {"bgr": True} if getattr(front, "bgr", False) else {}
    return {"size": trained.info["image_size"], **numbers, **turned}


def write_information(file: Path, key: str, said: dict) -> None:
    """Add what the file says of itself."""
    model = onnx.ModelProto()
    onnx.helper.set_model_props(model, {key: json.dumps(said)})
    append_fields(file, model)


def announce_model_file(path: Path, items: list, task: str) -> None:
    """Write the example program beside a new model file, and tell the page of both."""
    example, own = write_example(path, items, task)
    session.emit(FileWritten(path=display_path(path), role="model"))
    if own:
        show_notice("example_kept", path=example.as_posix())
    else:
        session.emit(FileWritten(path=display_path(example), role="text"))


def report_conversion(files: list[Path], backend: str, report: dict, different: list) -> None:
    """Say how large a new model file and those that belong to it are, and on how many pictures it answers as PyTorch
    does.
    """
    path, size = files[0], max(1, round(sum(each.stat().st_size for each in files) / 1024))
    if report["pictures"]:
        counts = {"total": report["pictures"], "same": report["same"], "ties": report["ties"]}
        key = "converted_ties" if report["ties"] else "converted"
        show_notice(key, path=path.as_posix(), size=size, backend=backend, **counts)
    else:
        show_notice("converted_unseen", path=path.as_posix(), size=size, backend=backend)
    if other := [each.path for each in different if not each.tie]:
        names = ", ".join(display_path(each) for each in other[:NAMED])
        show_notice(
            "answers_differ",
            level="warn",
            count=len(other),
            backend=backend,
            difference=f"{report['largest_difference']:.2g}",
            names=names,
        )
