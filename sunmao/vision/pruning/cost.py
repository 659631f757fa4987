"""Costs of a network: multiply-adds, parameters, bytes and time on this computer."""

import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from sunmao.deploy.export import export_onnx
from sunmao.deploy.onnx_session import make_session_options
from sunmao.deploy.quantization.quantize_graph import IR, OPSET
from sunmao.runtime import session

WARM, ROUNDS = 3, 25  # answers before it counts, and that count


@dataclass(frozen=True)
class Cost:
    """multiply_adds: for one picture; parameters: numbers that were learned; bytes: of the weights; milliseconds:
    median of one answer of onnxruntime, None where it was not measured.
    """

    multiply_adds: int
    parameters: int
    bytes: int
    milliseconds: float | None = None

    def require_milliseconds(self) -> float:
        """The median of one answer, of a network whose time was measured."""
        assert self.milliseconds is not None
        return self.milliseconds


def count_cost(network: Any, example: torch.Tensor) -> Cost:
    """Costs of a network that are counted: all but its time. example: what its body takes, (1, C, S, S) float32."""
    numbers = list(network.body.parameters())
    size = sum(each.numel() * each.element_size() for each in (*numbers, *network.body.buffers()))
    return Cost(_count_multiply_adds(network.body, example), sum(each.numel() for each in numbers), size)


def _count_multiply_adds(body: nn.Module, example: torch.Tensor) -> int:
    """Of convolutions and fully connected layers, for one picture: every number that they give is a sum over a kernel.
    Not by torch's own counter, for that loads a compiler for graphics cards.
    """
    counts = []
    hooks = [
        layer.register_forward_hook(lambda layer, _, given: counts.append(given.numel() * layer.weight[0].numel()))
        for layer in body.modules()
        if isinstance(layer, (nn.Conv2d, nn.Linear))
    ]
    training = body.training
    with torch.inference_mode():
        body.eval()(example)
    body.train(training)
    for hook in hooks:
        hook.remove()
    return sum(counts)


def measure_times(models: Sequence) -> list[float]:
    """Milliseconds that the ONNX files of trained networks take to answer, on this computer; the models take turns, and
    the median counts.
    """
    with tempfile.TemporaryDirectory() as folder:
        opened = [_open(model, Path(folder, f"{number}.onnx")) for number, model in enumerate(models)]
        times: list[list[float]] = [[] for _ in models]
        for turn in range(WARM + ROUNDS):
            session.check_stop()
            for place in np.roll(np.arange(len(opened)), turn):
                since = time.perf_counter()
                opened[place][0].run(None, opened[place][1])
                if turn >= WARM:
                    times[place].append(1000 * (time.perf_counter() - since))
    return [statistics.median(each) for each in times]


def _open(model: Any, file: Path) -> tuple:
    """An onnxruntime session, and what it is asked."""
    import onnxruntime

    export_onnx(model, file, OPSET, IR)
    opened = onnxruntime.InferenceSession(file.read_bytes(), make_session_options(), ["CPUExecutionProvider"])
    wanted = opened.get_inputs()[0]
    return opened, {wanted.name: np.zeros(wanted.shape, np.float32)}
