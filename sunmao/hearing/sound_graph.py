"""The graph of sound models: what `compute_log_mel` and `sound_network.compute_scores` compute, in the operators of
ONNX.
"""

import json
from typing import Any

import numpy as np
import onnx

from sunmao.deploy.points.graph_writer import GraphWriter
from sunmao.hearing.sound_network import STRIDE
from sunmao.sound.audio_clip import SAMPLE_RATE
from sunmao.sound.log_mel import FFT, FLOOR, HOP, WINDOW, get_mel_bands, get_window
from sunmao.sound.seconds import SECOND

INT = np.int64


def write_sound_model(trained: Any) -> bytes:
    """The file from a second of sound to scores. trained: a `TrainedSounds`.

    Input: 'sound', (16000,) float32, mono, −1 to 1, at 16 kHz. Output: 'scores', (classes,) float32, together 1.
    """
    graph, arrays = GraphWriter(), trained.arrays
    values = graph.add("Sub", _compute_log_mel(graph, "sound"), arrays["mean"][None, :, None])
    values = graph.add("Div", values, arrays["deviation"])
    values = _convolve(graph, values, arrays, "first", STRIDE)
    for number in (1, 2, 3):
        inner = graph.add("Relu", _convolve(graph, values, arrays, f"block{number}_down", STRIDE))
        beside = _convolve(graph, values, arrays, f"block{number}_beside", STRIDE)
        values = graph.add("Relu", graph.add("Add", beside, _convolve(graph, inner, arrays, f"block{number}_on")))
    pooled = graph.add("ReduceMean", values, np.array([2], INT), keepdims=0)
    logits = graph.add("Gemm", pooled, arrays["last_weight"], arrays["last_bias"], transB=1)
    scores = graph.add("Squeeze", graph.add("Softmax", logits, axis=1), np.array([0], INT))
    about = {"task": trained.info["task"], "model": trained.info["model"], "classes": trained.classes}
    about |= {"sample_rate": SAMPLE_RATE}
    return graph.finish(
        {"sound": (onnx.TensorProto.FLOAT, [SECOND])},
        {"scores": (scores, [len(trained.classes)])},
        {"SUNMAO_INFO": json.dumps(about)},
    )


def _compute_log_mel(graph: GraphWriter, sound: str) -> str:
    """(1, 40, frames) of (16000,): a Fourier transform of each window as one convolution."""
    wave = graph.add("Reshape", sound, np.array([1, 1, SECOND], INT))
    angles = 2 * np.pi * np.outer(np.arange(FFT // 2 + 1), np.arange(WINDOW)) / FFT
    window = get_window().astype(np.float64)
    filters = [(kind(angles) * window)[:, None].astype(np.float32) for kind in (np.cos, np.sin)]
    real, imaginary = (graph.add("Conv", wave, each, strides=[HOP]) for each in filters)
    power = graph.add("Add", graph.add("Mul", real, real), graph.add("Mul", imaginary, imaginary))
    bands = graph.add("MatMul", get_mel_bands()[None], power)
    return graph.add("Log", graph.add("Add", bands, np.float32(FLOOR)))


def _convolve(graph: GraphWriter, values: str, arrays: dict[str, np.ndarray], name: str, stride: int = 1) -> str:
    weight, bias = arrays[f"{name}_weight"], arrays[f"{name}_bias"]
    border = weight.shape[2] // 2
    return graph.add("Conv", values, weight, bias, strides=[stride], pads=[border, border])
