"""A trained network as an ONNX graph: what the file computes, and the oldest form in which that can be written."""

import copy
import itertools
import logging
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import onnx
import torch
from torch import nn
from torch.nn import functional

from sunmao.errors import NotConverted
from sunmao.models.preprocessing import PAD, LetterboxResize, get_resize, get_resize_name

if TYPE_CHECKING:
    pass


OPSETS = (11, 13, 17)  # tried in this order: the oldest that the graph allows is the one that old boards can read
NEWEST_OPSET, NEWEST_IR = 20, 10  # of torch's exporter that traces


class ExportedClassifier(nn.Module):
    """Graph of a classifier: the client's normalization undone, the network, activation: (1, C, H, W) → (1, classes).

    activation: a callable, from the network's outputs to what is said: softmax, sigmoid, or a number in its unit.
    """

    scale: torch.Tensor
    shift: torch.Tensor

    def __init__(self, network: Any, geometry: Any, activation: Any) -> None:
        super().__init__()
        front, shape = network.front, (1, -1, 1, 1)
        theirs, own = torch.tensor(geometry.std).view(shape), front.std.cpu()
        self.size, self.body = front.size, replace_pooling(network.for_export().body)
        self.register_buffer("scale", theirs / own)
        self.register_buffer("shift", (torch.tensor(geometry.mean).view(shape) - front.mean.cpu()) / own)
        # When client and network normalize alike, doing and undoing it would only cost time.
        self.activation = activation
        self.alike = bool((self.scale == 1).all() and (self.shift == 0).all())

    def forward(self, pictures: Any) -> torch.Tensor:
        if self.size is not None:
            pictures = functional.interpolate(
                pictures, size=(self.size, self.size), mode="bilinear", align_corners=False
            )
        # One multiplication and one sum lead from the client's normalization to the network's own.
        logits = self.body(pictures if self.alike else pictures * self.scale + self.shift)
        return self.activation(logits)


class ExportedSegmenter(nn.Module):
    """Graph of a network that paints: (1, 3, S, S) → (1, 1 + C, S, S) scores, together 1 a pixel."""

    def __init__(self, network: Any, geometry: Any) -> None:
        super().__init__()
        self.network = replace_pooling(network)
        self.register_buffer("mean", torch.tensor(geometry.mean).view(1, 3, 1, 1))
        self.register_buffer("std", torch.tensor(geometry.std).view(1, 3, 1, 1))

    def forward(self, pictures: Any) -> torch.Tensor:
        return self.network(pictures * self.std + self.mean).softmax(1)


class MatrixPooling(nn.Module):
    """Adaptive average pooling as two matrix products: ONNX knows it only for sizes that divide without rest."""

    def __init__(self, size: Any) -> None:
        super().__init__()
        self.size = size if isinstance(size, tuple) else (size, size)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        (height, width), (rows, columns) = (int(side) for side in x.shape[-2:]), self.size
        if height % rows == 0 and width % columns == 0:
            return functional.adaptive_avg_pool2d(x, self.size)
        return make_pooling_matrix(height, rows) @ x @ make_pooling_matrix(width, columns).T


def make_pooling_matrix(length: int, parts: int) -> torch.Tensor:
    """The matrix, (parts, length), that averages a row of numbers as torch's adaptive pooling does."""
    matrix = torch.zeros(parts, length)
    for part in range(parts):
        first, last = part * length // parts, -(-(part + 1) * length // parts)
        matrix[part, first:last] = 1 / (last - first)
    return matrix


def replace_pooling(body: nn.Module) -> nn.Module:
    """The same network in the form that files can hold; the weights are shared with it, not copied."""
    tensors = itertools.chain(body.parameters(), body.buffers())
    shared = {
        id(each): nn.Parameter(each.detach(), False) if isinstance(each, nn.Parameter) else each.detach()
        for each in tensors
    }
    body = copy.deepcopy(body, shared).eval()
    for part in list(body.modules()):
        for name, child in part.named_children():
            if isinstance(child, nn.AdaptiveAvgPool2d) and child.output_size not in (1, (1, 1)):
                setattr(part, name, MatrixPooling(child.output_size))
    return body


@dataclass(frozen=True)
class ExportGraph:
    """Graph to be written: a module, the shape of what it takes (None: a side of any length), what it gives.

    open: by the name of an output, its sides of any length, as torch's exporter wants them. oldest: opset that it can
    be written in. input: the name of what it takes.
    """

    module: nn.Module
    shape: tuple
    outputs: tuple = ("scores",)
    open: dict | None = None
    oldest: int = OPSETS[0]
    input: str = "input"

    @property
    def open_sides(self) -> dict:
        """`open` for inputs and outputs."""
        sides = {side: name for side, name in ((2, "height"), (3, "width")) if None in self.shape[side : side + 1]}
        return {**({"input": sides} if sides else {}), **(self.open or {})}

    @property
    def example(self) -> torch.Tensor:
        """Something that it takes."""
        return torch.ones([5 * PAD + number if side is None else side for number, side in enumerate(self.shape)])


def make_graph(trained: Any) -> ExportGraph:
    """The graph of a trained network."""
    geometry = get_resize(get_resize_name(trained.entry, trained.info["image_size"]))
    if trained.task == "semantic":
        return ExportGraph(ExportedSegmenter(trained.network, geometry), geometry.shape)
    if not isinstance(geometry, LetterboxResize):
        module = ExportedClassifier(trained.network, geometry, trained.activation)
        return ExportGraph(module, geometry.shape)
    from sunmao.deploy.detector_export import make_detector_graph

    network: Any = make_detector_graph(replace_pooling(trained.network), geometry)
    outputs = ("dets", "labels", *(("masks",) if network.gives_masks else ()))
    return ExportGraph(
        network, geometry.shape, outputs, {name: {1: "things"} for name in outputs}, network.oldest_opset
    )


def make_raw_graph(trained: Any) -> ExportGraph | None:
    """The graph of a trained network that finds things in one look, without choosing among its boxes (see `RawHeads`);
    None for any other.
    """
    from sunmao.deploy.raw_heads import RawHeads

    geometry, network = get_resize(get_resize_name(trained.entry, trained.info["image_size"])), trained.network
    knows = hasattr(network, "compute_candidates") and not network.gives_masks
    if not knows or not isinstance(geometry, LetterboxResize) or None in geometry.shape:
        return None
    from sunmao.deploy.detector_export import make_detector_graph

    module = RawHeads(make_detector_graph(replace_pooling(network), geometry))
    return ExportGraph(module, geometry.shape, ("boxes", "scores"), {}, network.oldest_opset)


def export_onnx(trained: Any, file: Path, opset: int, ir: int) -> tuple[int, int]:
    """Write a trained network's graph into `file`. See `export_graph`."""
    return export_graph(make_graph(trained), file, trained.entry.name, opset, ir)


def export_graph(  # type: ignore[return]  # the last attempt raises
    graph: ExportGraph, file: Path, name: str, opset: int, ir: int
) -> tuple[int, int]:
    """Write a graph into `file`, in the oldest form from `opset` and `ir` on that it allows. name: of the network.

    Returns: (opset, IR version).

    Raises: NotConverted, when no form allows it.
    """
    opset, ir = max(graph.oldest, min(opset, NEWEST_OPSET)), min(ir, NEWEST_IR)
    graph.module.to("cpu").eval()
    for version in [opset, *(each for each in OPSETS if each > opset)]:
        try:
            _export(graph, file, version)
            return version, _set_ir_version(file, ir)
        except (torch.onnx.errors.OnnxExporterError, onnx.checker.ValidationError) as error:
            if version >= OPSETS[-1]:
                raise NotConverted("not_converted", name=name, opset=version) from error


def _export(graph: ExportGraph, file: Path, opset: int) -> None:
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")  # the exporter's advice is not for pupils
        torch.onnx.export(
            graph.module,
            (graph.example,),
            str(file),
            opset_version=opset,
            input_names=[graph.input],
            output_names=[*graph.outputs],
            dynamic_axes=graph.open_sides,
            dynamo=False,
        )


def _set_ir_version(file: Path, ir: int) -> int:  # type: ignore[return]  # the last one raises
    """Give the file the wished IR version where the checker allows it, else a newer one. Returns which."""
    for version in range(ir, NEWEST_IR + 1):
        append_fields(file, onnx.ModelProto(ir_version=version))
        try:
            onnx.checker.check_model(str(file))
            return version
        except onnx.checker.ValidationError:
            if version == NEWEST_IR:
                raise


def append_fields(file: Path, part: Any) -> None:
    """Add fields to the model in a file without reading its weights: messages of protobuf one after the other are one
    message.
    """
    with open(file, "ab") as stream:
        stream.write(part.SerializeToString())
