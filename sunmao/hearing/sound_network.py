"""The network that tells sounds apart, as arrays of numbers: what answers, without PyTorch.

Convolutions over time alone, the bands as channels, in residual blocks: Choi and others 2019, "Temporal Convolution for
Real-time Keyword Spotting on Mobile Devices" (TC-ResNet8). 145,000 weights: an answer takes some milliseconds.
"""

import numpy as np

from sunmao.sound.log_mel import BANDS

CHANNELS = (24, 36, 48, 72)  # after the first convolution, and after each block
FIRST, TAPS, STRIDE = 5, 9, 2  # width of the first convolution, of the others, and the step of each
LAYERS = ("first", *(f"block{number}_{part}" for number in (1, 2, 3) for part in ("beside", "down", "on")), "last")

Arrays = dict[str, np.ndarray]


def list_shapes(classes: int) -> dict[str, tuple[int, ...]]:
    """The shape of each array: a weight, (out, in, taps), and a bias, (out,), for each of `LAYERS`; 'mean', (40,), and
    'deviation', (1,), to which spectrograms are brought.
    """
    shapes: dict[str, tuple[int, ...]] = {"mean": (BANDS,), "deviation": (1,)}
    weights: dict[str, tuple[int, ...]] = {"first": (CHANNELS[0], BANDS, FIRST), "last": (classes, CHANNELS[-1])}
    for number in (1, 2, 3):
        before, after = CHANNELS[number - 1 : number + 1]
        weights[f"block{number}_beside"] = (after, before, 1)
        weights[f"block{number}_down"] = (after, before, TAPS)
        weights[f"block{number}_on"] = (after, after, TAPS)
    for name, shape in weights.items():
        shapes |= {f"{name}_weight": shape, f"{name}_bias": shape[:1]}
    return shapes


def compute_scores(arrays: Arrays, spectrograms: np.ndarray) -> np.ndarray:
    """The softmax of each class, (N, C) float32. spectrograms: (N, 40, frames), of `compute_log_mel`."""
    values = (spectrograms - arrays["mean"][:, None]) / arrays["deviation"]
    values = _convolve(values, arrays, "first", STRIDE)
    for number in (1, 2, 3):
        inner = np.maximum(0, _convolve(values, arrays, f"block{number}_down", STRIDE))
        beside = _convolve(values, arrays, f"block{number}_beside", STRIDE)
        values = np.maximum(0, beside + _convolve(inner, arrays, f"block{number}_on"))
    logits = values.mean(axis=2) @ arrays["last_weight"].T + arrays["last_bias"]
    powers = np.exp(logits - logits.max(axis=1, keepdims=True, initial=-np.inf))
    return (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)


def _convolve(values: np.ndarray, arrays: Arrays, name: str, stride: int = 1) -> np.ndarray:
    """values: (N, in, frames). Returns (N, out, frames / stride)."""
    weight = arrays[f"{name}_weight"]
    border = weight.shape[2] // 2
    padded = np.pad(values, ((0, 0), (0, 0), (border, border)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, weight.shape[2], axis=2)[:, :, ::stride]
    return np.einsum("nitk,oik->not", windows, weight, optimize=True) + arrays[f"{name}_bias"][:, None]
