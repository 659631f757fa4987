"""ncnn: Tencent's runtime for phones and boards. Files: .ncnn.param (the graph) and .ncnn.bin (the weights), made by
pnnx.
"""

import os
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfile

from sunmao.deploy.backends.backend import Backend, ConversionFailed, Infer

HALVES = ("use_fp16_packed", "use_fp16_storage", "use_fp16_arithmetic", "use_bf16_packed", "use_bf16_storage")
WITHIN = 600  # seconds for a conversion


def convert(source: Path, target: Path) -> None:
    """See `Backend.convert`. pnnx is a program of its own, and writes beside what it reads."""
    import onnx

    [given] = onnx.load(source, load_external_data=False).graph.input
    shape = ",".join(str(side.dim_value) for side in given.type.tensor_type.shape.dim)
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name, "model.onnx")
        copyfile(source, copy)
        command = [_find_pnnx(), copy.name, f"inputshape=[{shape}]", "fp16=0"]
        try:
            done = subprocess.run(command, cwd=name, capture_output=True, timeout=WITHIN)
        except subprocess.TimeoutExpired as error:
            raise ConversionFailed("pnnx takes too long") from error
        made = [Path(name, f"model{ending}") for ending in (BACKEND.ending, *BACKEND.beside)]
        if not all(file.is_file() for file in made):
            raise ConversionFailed(done.stderr.decode(errors="replace")[-2000:])
        for file, place in zip(made, BACKEND.list_files(target), strict=True):
            copyfile(file, place)


def load(path: Path, threads: int | None) -> Infer:
    """See `Backend.load`."""
    import ncnn
    import numpy as np

    net = ncnn.Net()
    net.opt.num_threads = threads or ncnn.get_physical_cpu_count()
    # In 32 bits on every processor, or answers would change.
    for option in HALVES:
        setattr(net.opt, option, False)
    if net.load_param(str(path)) or net.load_model(str(BACKEND.list_files(path)[1])):
        raise ValueError("no model of ncnn")
    given_name, names = net.input_names()[0], sorted(net.output_names())  # out0, out1: as in the ONNX file

    def infer(given: np.ndarray) -> list[np.ndarray]:
        extractor = net.create_extractor()
        extractor.input(given_name, ncnn.Mat(np.ascontiguousarray(given[0])))
        found = [extractor.extract(name) for name in names]
        if any(status for status, _ in found):
            raise ValueError("ncnn cannot compute this")
        return [np.array(values)[None] for _, values in found]

    return infer


def _find_pnnx() -> str:
    """The program. Its module would load torch to say the same."""
    spec = find_spec("pnnx")
    assert spec is not None and spec.submodule_search_locations  # else the backend is missing
    return str(Path(spec.submodule_search_locations[0], "pnnx.exe" if os.name == "nt" else "pnnx"))


BACKEND = Backend(
    name="ncnn",
    extra="ncnn",
    packages=("ncnn>=1.0.20250916", "pnnx>=20250930"),
    modules=("ncnn",),
    makers=("onnx", "pnnx"),
    ending=".ncnn.param",
    beside=(".ncnn.bin",),
    convert=convert,
    load=load,
)
