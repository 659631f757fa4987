"""OpenVINO: Intel's runtime, quick on processors of Intel's. Files: .xml (the graph) and .bin (the weights)."""

from pathlib import Path

from sunmao.deploy.backends.backend import Backend, ConversionFailed, Infer

# In 32 bits on every processor: some would take 16 by themselves, and answers would change.
SETTINGS = {"INFERENCE_PRECISION_HINT": "f32", "PERFORMANCE_HINT": "LATENCY"}


def convert(source: Path, target: Path) -> None:
    """See `Backend.convert`. The core reads ONNX files itself: OpenVINO's converter would tell its makers of it."""
    import openvino

    try:
        model = openvino.Core().read_model(source)
        openvino.save_model(model, target, compress_to_fp16=False)
    except RuntimeError as error:
        raise ConversionFailed(str(error)) from error


def load(path: Path, threads: int | None) -> Infer:
    """See `Backend.load`."""
    import numpy as np
    import openvino

    core = openvino.Core()
    settings = SETTINGS | ({"INFERENCE_NUM_THREADS": threads} if threads else {})
    # Its bytes, as with ONNX files: not every path can be opened on Windows.
    weights = openvino.Tensor(np.fromfile(path.with_suffix(".bin"), np.uint8))
    request = core.compile_model(core.read_model(path.read_bytes(), weights), "CPU", settings).create_infer_request()

    def infer(given: np.ndarray) -> list[np.ndarray]:
        return [np.array(each) for each in request.infer([given]).values()]

    return infer


BACKEND = Backend(
    name="OpenVINO",
    extra="openvino",
    packages=("openvino>=2025.4",),
    modules=("openvino",),
    makers=("onnx",),
    ending=".xml",
    beside=(".bin",),
    convert=convert,
    load=load,
    suppresses=True,
)
