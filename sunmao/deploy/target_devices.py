"""For which computers a model file is written: the form that each of them can open, declared here and nowhere else.

What a version of onnxruntime opens: https://onnxruntime.ai/docs/reference/compatibility.html
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class TargetDevice:
    """A kind of computer.

    opset, ir: of the files for it, the oldest that networks of Sunmao can be written in, or newer. onnxruntime: the
    oldest version that must open them. quantized: files for it have 8-bit weights and activations.
    """

    opset: int
    ir: int
    onnxruntime: str
    quantized: bool = False


# By the word that programs use. The textbooks' boards (UNIHIKER 行空板, Raspberry Pi) have onnxruntime 1.13, which
# knows opset 17 and IR 8; quantization by channel begins with opset 13 (IR 7).
TARGET_DEVICES = {
    "board": TargetDevice(opset=11, ir=6, onnxruntime="1.13"),
    "computer": TargetDevice(opset=17, ir=8, onnxruntime="1.20"),
    "newest": TargetDevice(opset=20, ir=10, onnxruntime="1.20"),
    "smallest": TargetDevice(opset=13, ir=7, onnxruntime="1.13", quantized=True),
}
# Of other versions of onnxruntime: the newest opset and IR.
SUPPORTED = {"1.13": (17, 8), "1.15": (19, 9), "1.20": (21, 10)}
