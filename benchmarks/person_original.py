"""The TFLite file of MediaPipe's package that the packaged model of people was made of, and how it was made.

    python -m benchmarks.person_original PACKAGE TARGET

PACKAGE is the folder of the npm package @mediapipe/selfie_segmentation, unpacked, in the version of
`sunmao/landmarks/models/NOTICE`; TARGET the ONNX file to write. No converter knows the file's last operator, a transposed
convolution with a bias, so the graph is built anew here, operator by operator. Needs onnx and ai-edge-litert.
"""

import sys
from pathlib import Path

import numpy as np

FILE = "selfie_segmentation.tflite"
SAME = 0  # TFLite's word for padding that keeps the size
# TFLite's operators that are one of ONNX's.
PLAIN = {"ADD": "Add", "MUL": "Mul", "LOGISTIC": "Sigmoid", "RELU": "Relu"}


def build_model(source: Path):
    """The ONNX model: (1, 3, 256, 256) float32 RGB 0 to 1 → (1, 1, 256, 256), 0 to 1, how likely a pixel is a person's."""
    import onnx
    from ai_edge_litert import schema_py_generated as schema
    from onnx import TensorProto, helper

    original = schema.ModelT.InitFromPackedBuf(source.read_bytes(), 0)
    graph = original.subgraphs[0]
    operators = {number: name for name, number in vars(schema.BuiltinOperator).items() if not name.startswith("_")}
    weights, nodes, stored = {}, [], []

    def name(tensor: int) -> str:
        return f"t{tensor}"

    def store(key: str, values: np.ndarray) -> str:
        """A weight: each is exactly a float16, and stored so."""
        stored.append(onnx.numpy_helper.from_array(values.astype(np.float16), f"{key}_half"))
        nodes.append(helper.make_node("Cast", [f"{key}_half"], [key], to=TensorProto.FLOAT))
        return key

    for operator in graph.operators:
        code = original.operatorCodes[operator.opcodeIndex]
        kind = operators[max(code.builtinCode, code.deprecatedBuiltinCode)]
        inputs, target, options = list(operator.inputs), operator.outputs[0], operator.builtinOptions
        if kind == "DEQUANTIZE":
            tensor = graph.tensors[inputs[0]]
            data = np.array(original.buffers[tensor.buffer].data, np.uint8).view(np.float16)
            weights[target] = data.reshape(tuple(tensor.shape)).astype(np.float32)
        elif kind in ("CONV_2D", "DEPTHWISE_CONV_2D"):
            kernel = weights[inputs[1]]
            deep = kind != "CONV_2D"
            order = (3, 0, 1, 2) if deep else (0, 3, 1, 2)
            nodes.append(
                helper.make_node(
                    "Conv",
                    [
                        name(inputs[0]),
                        store(f"w{target}", kernel.transpose(order)),
                        store(f"b{target}", weights[inputs[2]]),
                    ],
                    [name(target) if not options.fusedActivationFunction else f"c{target}"],
                    strides=[options.strideH, options.strideW],
                    auto_pad="SAME_UPPER" if options.padding == SAME else "VALID",
                    group=kernel.shape[3] if deep else 1,
                )
            )
            if options.fusedActivationFunction:
                nodes.append(helper.make_node("Relu", [f"c{target}"], [name(target)]))
        elif kind == "AVERAGE_POOL_2D":  # of the whole picture
            nodes.append(helper.make_node("GlobalAveragePool", [name(inputs[0])], [name(target)]))
        elif kind == "HARD_SWISH":
            nodes.append(helper.make_node("HardSigmoid", [name(inputs[0])], [f"h{target}"], alpha=1 / 6, beta=0.5))
            nodes.append(helper.make_node("Mul", [name(inputs[0]), f"h{target}"], [name(target)]))
        elif kind == "RESIZE_BILINEAR":
            stored.append(onnx.numpy_helper.from_array(np.float32([1, 1, 2, 2]), f"s{target}"))
            nodes.append(
                helper.make_node(
                    "Resize",
                    [name(inputs[0]), "", f"s{target}"],
                    [name(target)],
                    mode="linear",
                    coordinate_transformation_mode="half_pixel",
                )
            )
        elif kind == "CUSTOM":  # Convolution2DTransposeBias: of twice the size
            nodes.append(
                helper.make_node(
                    "ConvTranspose",
                    [
                        name(inputs[0]),
                        store(f"w{target}", weights[inputs[1]].transpose(3, 0, 1, 2)),
                        store(f"b{target}", weights[inputs[2]]),
                    ],
                    [name(target)],
                    strides=[2, 2],
                )
            )
        else:
            nodes.append(helper.make_node(PLAIN[kind], [name(each) for each in inputs], [name(target)]))
    picture = helper.make_tensor_value_info(name(graph.inputs[0]), TensorProto.FLOAT, [1, 3, 256, 256])
    mask = helper.make_tensor_value_info(name(graph.outputs[0]), TensorProto.FLOAT, [1, 1, 256, 256])
    made = helper.make_graph(nodes, "person_mask", [picture], [mask], stored)
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", 13)], ir_version=7)


def main() -> None:
    """Write the packaged model."""
    import onnx

    source, target = Path(sys.argv[1], FILE), Path(sys.argv[2])
    model = build_model(source)
    onnx.checker.check_model(model)
    target.write_bytes(model.SerializeToString())


if __name__ == "__main__":
    main()
