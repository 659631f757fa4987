"""The TFLite files of MediaPipe's packages that the packaged models of points were made of, and how they were made.

    python -m benchmarks.landmark_originals PACKAGES FOLDER

PACKAGES is a folder that holds the npm packages @mediapipe/hands, pose, face_detection and face_mesh, unpacked, in the
versions of `sunmao/landmarks/models/NOTICE`. The command writes the TFLite files to FOLDER and ONNX files beside them. It
needs tensorflow 2.21, tf2onnx 1.17 and onnx in an environment of its own.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np

# The packaged model → the file inside a package.
FILES = {
    "palm_detection": "palm_detection_full.tflite",
    "hand_landmark": "hand_landmark_full.tflite",
    "pose_detection": "pose_detection.tflite",
    "pose_landmark": "pose_landmark_lite.tflite",
    "face_detection": "face_detection_full_range.tflite",
    "face_landmark": "face_landmark.tflite",
}
LISTED = re.compile(r'"files": *(\[.*?\])')
MIN_NUMBERS = 64  # numbers of a weight that is stored as float16


def extract_originals(packages: Path, folder: Path) -> dict[str, Path]:
    """Write the TFLite file of each packaged model; some lie open in the packages, some in one large file each, whose
    loader says where. Raises FileNotFoundError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    for name, file in FILES.items():
        written[name] = folder / f"{name}.tflite"
        written[name].write_bytes(_read_original(packages, file))
    return written


def _read_original(packages: Path, file: str) -> bytes:
    for found in packages.rglob(file):
        return found.read_bytes()
    for loader in packages.rglob("*_packed_assets_loader.js"):
        listed = LISTED.search(loader.read_text(encoding="utf-8"))
        for each in json.loads(listed[1]) if listed else []:
            if each["filename"].endswith(f"/{file}"):
                data = loader.with_name(loader.name.replace("_loader.js", ".data")).read_bytes()
                return data[each["start"] : each["end"]]
    raise FileNotFoundError(file)


def make_dense(source: Path, target: Path) -> None:
    """Write a TFLite file whose sparse constants are dense, without their operators: nothing else converts them."""
    import flatbuffers
    from tensorflow.lite.python import schema_py_generated as schema

    model = schema.ModelT.InitFromPackedBuf(source.read_bytes(), 0)
    for graph in model.subgraphs:
        for tensor in graph.tensors:
            if tensor.sparsity is not None:
                buffer = schema.BufferT()
                values = _expand_sparse(schema, tensor, bytes(model.buffers[tensor.buffer].data))
                buffer.data = np.frombuffer(values.tobytes(), np.uint8)
                model.buffers.append(buffer)
                tensor.buffer, tensor.sparsity = len(model.buffers) - 1, None
        kept, sources = [], {}
        for operator in graph.operators:
            code = model.operatorCodes[operator.opcodeIndex]
            if max(code.builtinCode, code.deprecatedBuiltinCode) == schema.BuiltinOperator.DENSIFY:
                sources[operator.outputs[0]] = operator.inputs[0]
            else:
                operator.inputs = np.array([sources.get(each, each) for each in operator.inputs], np.int32)
                kept.append(operator)
        graph.operators = kept
    builder = flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), file_identifier=b"TFL3")
    target.write_bytes(builder.Output())


def _expand_sparse(schema, tensor, raw: bytes) -> np.ndarray:
    """The values of a sparse tensor, as TFLite's schema stores them: levels in an order, some split into blocks."""
    kind = {schema.TensorType.FLOAT32: np.float32, schema.TensorType.FLOAT16: np.float16}[tensor.type]
    values, sparsity = np.frombuffer(raw, kind), tensor.sparsity
    order, levels, axes = list(sparsity.traversalOrder), sparsity.dimMetadata, len(tensor.shape)
    blocks = list(sparsity.blockMap if sparsity.blockMap is not None else [])
    sizes = [1] * axes
    for place, axis in enumerate(blocks):
        sizes[axis] = levels[axes + place].denseSize
    dense = np.zeros(tensor.shape, kind)

    def walk(level: int, before: int, path: list[int]) -> None:
        if level == len(order):
            index = [0] * axes
            for step, axis in zip(path, order, strict=True):
                index[axis if axis < axes else blocks[axis - axes]] += step * (sizes[axis] if axis < axes else 1)
            dense[tuple(index)] = values[before]
            return
        said = levels[level]
        if said.format == schema.DimensionType.DENSE:
            for step in range(said.denseSize):
                walk(level + 1, before * said.denseSize + step, [*path, step])
        else:
            ends, steps = said.arraySegments.values, said.arrayIndices.values
            for place in range(ends[before], ends[before + 1]):
                walk(level + 1, place, [*path, steps[place]])

    walk(0, 0, [])
    return dense


def store_as_float16(source: Path, target: Path) -> None:
    """Write an ONNX file whose large weights are stored as float16 where that loses nothing, with a Cast behind each."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    model = onnx.load(source)
    casts = []
    for tensor in list(model.graph.initializer):
        values = numpy_helper.to_array(tensor)
        halved = values.astype(np.float16)
        if (
            values.dtype != np.float32
            or values.size < MIN_NUMBERS
            or not np.array_equal(halved.astype(np.float32), values)
        ):
            continue
        model.graph.initializer.remove(tensor)
        model.graph.initializer.append(numpy_helper.from_array(halved, f"{tensor.name}_h"))
        casts.append(helper.make_node("Cast", [f"{tensor.name}_h"], [tensor.name], to=TensorProto.FLOAT))
    for node in reversed(casts):
        model.graph.node.insert(0, node)
    onnx.checker.check_model(model)
    onnx.save(model, target)


def main(packages: Path, folder: Path) -> None:
    """Write all files."""
    for name, original in extract_originals(packages, folder).items():
        dense, whole = folder / f"{name}.dense.tflite", folder / f"{name}.float32.onnx"
        make_dense(original, dense)
        command = ["-m", "tf2onnx.convert", "--opset", "13", "--tflite", str(dense), "--output", str(whole)]
        subprocess.run([sys.executable, *command], check=True)
        store_as_float16(whole, folder / f"{name}.onnx")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
