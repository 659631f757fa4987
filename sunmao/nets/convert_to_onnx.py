"""A network of layers that has learned rows as an ONNX file, with its answers compared on every row."""

import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn

from sunmao.deploy.export import ExportGraph, export_graph
from sunmao.errors import NotConverted
from sunmao.nets.row_learner import TrainedRowNetwork
from sunmao.runtime.notices import show_notice
from sunmao.tables.convert_to_onnx import INPUT, add_onnx_ending, describe_rows_model, write_rows_model

OPSET, IR = 13, 7
NEAR = 1e-4  # by how much numbers may differ, as a share of their spread


class ExportedRows(nn.Module):
    """Graph of the file: (N, F) float32 → the number of the class, (N,) int64, and scores, (N, C); or the numbers,
    (N, 1).
    """

    def __init__(self, trained: TrainedRowNetwork) -> None:
        super().__init__()
        self.network, self.scale = trained.network, trained.scale

    def forward(self, rows: torch.Tensor) -> torch.Tensor | tuple[torch.Tensor, torch.Tensor]:
        outputs = self.network(rows)
        if self.scale is not None:
            return outputs * self.scale.spread + self.scale.mean
        return outputs.argmax(1), outputs.softmax(1)


def convert_row_network(trained: TrainedRowNetwork, out_file: Path, contents: list, small: bool = False) -> str:
    """Write a trained network.

    Args: out_file: with or without '.onnx'. contents: rows on which answers are compared. small: weights in 8 bits.

    Returns: the file's path. Raises NotConverted: answers differ, or no form of the file allows it.
    """
    path, about = add_onnx_ending(out_file), describe_rows_model(trained)
    data = _write_graph(trained, about, small)
    if contents:
        same = _count_same(trained, data, trained.encoder.encode(contents), 0.05 if small else NEAR)
        if same < len(contents) and not small:
            raise NotConverted("table_onnx_differs", method=trained.info["model"], same=same, total=len(contents))
        if small:
            show_notice("net_small_same", same=same, total=len(contents), kb=max(1, len(data) // 1024))
        else:
            show_notice("table_onnx_same", total=len(contents), path=path.as_posix())
    return write_rows_model(path, data, about)


def _write_graph(trained: TrainedRowNetwork, about: dict, small: bool) -> bytes:
    outputs = ("label", "scores") if trained.scale is None else ("number",)
    graph = ExportGraph(
        ExportedRows(trained).eval(),
        (2, trained.encoder.width),
        outputs,
        {name: {0: "count"} for name in (INPUT, *outputs)},
        input=INPUT,
    )
    device = trained.network.mean.device
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "rows.onnx")
        export_graph(graph, file, trained.info["model"], OPSET, IR)
        trained.network.to(device)
        if small:
            from sunmao.deploy.quantization.quantize_graph import quantize_weights

            quantize_weights(file, file)
        model = onnx.load(file)
    onnx.helper.set_model_props(model, {"SUNMAO_INFO": json.dumps(about)})
    return model.SerializeToString()


def _count_same(trained: TrainedRowNetwork, data: bytes, rows: np.ndarray, near: float) -> int:
    import onnxruntime

    session = onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"])
    found = np.asarray(session.run(None, {INPUT: rows.astype(np.float32)})[0]).ravel()
    with torch.inference_mode():
        right = trained.estimator.predict(rows)
    if trained.scale is None:
        return int((found == right).sum())
    return int((abs(found - right) <= near * trained.scale.spread).sum())
