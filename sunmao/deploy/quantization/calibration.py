"""The range of every activation, from pictures: what static quantization needs."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, TensorsData, create_calibrator

# By the name that a report gives. Entropy: Migacz, 8-bit inference with TensorRT (2017). Percentile: of 100,000
# activations the largest is cut off.
METHODS = {
    "minmax": CalibrationMethod.MinMax,
    "entropy": CalibrationMethod.Entropy,
    "percentile": CalibrationMethod.Percentile,
}
TOGETHER = 4  # inputs whose activations are in the memory at once: those of one of 224 × 224 take some 30 MB


class ArrayReader(CalibrationDataReader):
    """Arrays in the form that onnxruntime's calibration reads: one dict an input."""

    def __init__(self, name: str, inputs: Iterable[np.ndarray]) -> None:
        self._feeds = iter([{name: each} for each in inputs])

    def get_next(self) -> dict | None:
        return next(self._feeds, None)


def collect_ranges(
    model: Path, inputs: Sequence[np.ndarray], operators: Sequence[str], method: str, folder: Path
) -> TensorsData:
    """The ranges of the activations of a model.

    Args:
        model: an ONNX file after `prepare_graph`.
        inputs: what it is asked, each float32 in the shape of its input; 1 at least.
        operators: the kinds of nodes that are to be quantized, such as 'Conv'.
        method: a key of `METHODS`.
        folder: where a copy of the model that tells its activations may be written.
    """
    calibrator = create_calibrator(
        model,
        list(operators),
        augmented_model_path=str(folder / f"calibrate-{method}.onnx"),
        calibrate_method=METHODS[method],
    )
    name = calibrator.infer_session.get_inputs()[0].name
    # Activations of one call are stacked: pictures that keep their proportions come with others of the same size.
    for _, group in groupby(sorted(inputs, key=np.shape), np.shape):
        alike = list(group)
        for start in range(0, len(alike), TOGETHER):
            calibrator.collect_data(ArrayReader(name, alike[start : start + TOGETHER]))
    return calibrator.compute_data()
