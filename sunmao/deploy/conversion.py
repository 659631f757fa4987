"""A trained network as an ONNX file by the contract that school boards know, proven equal before it is written."""

import io
import json
import logging
import warnings
from pathlib import Path

import onnx
import torch
from torch import nn

from .. import __version__, link
from ..disk import shown, write_atomically
from ..errors import BadValue
from ..events import File
from ..models.preparation import GEOMETRIES
from ..notes import note
from .example import write_example
from .parity import parity

OPSETS = (11, 13, 17)  # tried in this order: the oldest that the graph allows is the one that old boards can read
CHECKED = 50


class Exported(nn.Module):
    """What the file computes: the client's normalisation undone, the network, softmax: (1, C, H, W) → (1, classes)."""

    def __init__(self, network, geometry):
        super().__init__()
        self.network = network
        self.register_buffer("mean", torch.tensor(geometry.mean).view(1, -1, 1, 1))
        self.register_buffer("std", torch.tensor(geometry.std).view(1, -1, 1, 1))
        front = network.front
        # When client and network normalise alike, doing and undoing it would only cost time.
        self.alike = front.size is None and torch.equal(front.mean.cpu(), self.mean) and torch.equal(front.std.cpu(), self.std)

    def forward(self, normalised):
        logits = self.network.body(normalised) if self.alike else self.network(normalised * self.std + self.mean)
        return logits.softmax(1)


def convert(trained, dataset, out_file, opset: int, ir: int) -> str:
    """Write the ONNX file and its example program, and say how many answers are the same. Returns the file's path."""
    path = Path(out_file)
    if path.suffix.lower() != ".onnx":
        raise BadValue("bad_ending", path=path.as_posix())
    link.stopping_point()
    model = exported(trained, opset, ir)
    items = (dataset.items("val") or dataset.items("test") or dataset.items("train"))[:CHECKED] if dataset else []
    report = parity(trained, describe(model, trained, {}).SerializeToString(), items)
    data = describe(model, trained, report).SerializeToString()
    write_atomically(path, data)
    example, own = write_example(path, items)
    _tell(path, len(data), report, example, own)
    used = (model.opset_import[0].version, model.ir_version)
    if used != (opset, ir):
        note("newer_format", level="warn", opset=used[0], ir=used[1])
    return path.as_posix()


def _tell(path: Path, size: int, report: dict, example: Path, own: bool) -> None:
    note("converted", path=path.as_posix(), size=max(1, round(size / 1024)), total=report["pictures"], same=report["same"])
    link.emit(File(path=shown(path), role="model"))
    if own:
        note("example_kept", path=example.as_posix())
    else:
        link.emit(File(path=shown(example), role="text"))


def exported(trained, opset: int, ir: int):
    """The ONNX model of a trained network, in the oldest form from `opset` and `ir` on that its graph allows."""
    geometry = GEOMETRIES[trained.entry.geometry]
    module = Exported(trained.network, geometry).to("cpu").eval()
    device = next(trained.network.parameters()).device
    example = torch.zeros(1, len(geometry.mean), geometry.crop, geometry.crop)
    try:
        for version in [opset, *(each for each in OPSETS if each > opset)]:
            try:
                return _oldest(_export(module, example, version), ir)
            except (torch.onnx.errors.OnnxExporterError, onnx.checker.ValidationError):
                if version >= OPSETS[-1]:
                    raise
    finally:
        trained.network.to(device)


def _export(module, example, opset: int):
    buffer = io.BytesIO()
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")  # the exporter's advice is not for pupils
        torch.onnx.export(
            module, (example,), buffer, opset_version=opset, input_names=["input"], output_names=["scores"], dynamo=False
        )
    return onnx.load_from_string(buffer.getvalue())


def _oldest(model, ir: int):
    """The model with the wished IR version where the checker allows it, else with its own."""
    own, model.ir_version = model.ir_version, ir
    try:
        onnx.checker.check_model(model)
    except onnx.checker.ValidationError:
        model.ir_version = own
        onnx.checker.check_model(model)
    return model


def describe(model, trained, report: dict):
    """The model with its two descriptions: MODEL_INFO for any client, SUNMAO_INFO with the whole truth."""
    entry, geometry = trained.entry, GEOMETRIES[trained.entry.geometry]
    info = {"codebase": "MMCls", "modelname": entry.geometry, "classes": trained.classes}
    ours = {
        "name": entry.name,
        "task": entry.task,
        "image_size": trained.info["image_size"],
        "preprocessing": {
            "grey": geometry.grey, "resize": geometry.resize, "crop": geometry.crop, "mean": geometry.mean, "std": geometry.std,
            "inside": {"size": trained.info["image_size"], "mean": entry.mean, "std": entry.std},
        },
        "parity": report,
        "sunmao": __version__,
    }  # fmt: skip
    del model.metadata_props[:]
    onnx.helper.set_model_props(model, {"MODEL_INFO": json.dumps(info), "SUNMAO_INFO": json.dumps(ours)})
    return model
