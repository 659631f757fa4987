"""Model files of other programs, told by their endings and first bytes. Nothing in them is loaded."""

import re
import zipfile
from pathlib import Path

from sunmao.errors import BadModelFile
from sunmao.texts import get_both

HEAD = 512  # bytes that are looked at
MAX_NAMES = 10_000  # of a zip
# Endings → (what made the file, what to do), as keys of the catalog: `made_…` and `advice_…`.
ENDINGS = {
    (".pt", ".pth", ".ckpt", ".pt2", ".torchscript", ".mar"): ("pytorch", "pytorch"),
    (".pkl", ".pickle", ".joblib"): ("pickle", "sklearn"),
    (".safetensors",): ("safetensors", "safetensors"),
    (".h5", ".hdf5", ".keras"): ("keras", "keras"),
    (".pb", ".pbtxt", ".meta"): ("tensorflow", "tensorflow"),
    (".tflite", ".lite"): ("tflite", "tflite"),
    (".pdmodel", ".pdiparams", ".pdparams", ".pdopt", ".pdiparams.info"): ("paddle", "paddle"),
    (".caffemodel", ".prototxt"): ("caffe", "original"),
    (".weights", ".cfg"): ("darknet", "original"),
    (".mlmodel", ".mlpackage", ".mlmodelc"): ("coreml", "original"),
    (".rknn",): ("rknn", "original"),
    (".om",): ("ascend", "original"),
    (".engine", ".trt", ".plan"): ("tensorrt", "original"),
    (".kmodel",): ("kmodel", "original"),
    (".hef", ".har"): ("hailo", "original"),
    (".cvimodel", ".bmodel"): ("cvimodel", "original"),
    (".eim",): ("edge_impulse", "original"),
    (".mnn",): ("mnn", "original"),
    (".gguf", ".ggml"): ("gguf", "language"),
}
# First bytes, at which place → the same; for files whose names say something else.
SIGNATURES = (
    (0, b"\x89HDF\r\n\x1a\n", ("keras", "keras")),
    (4, b"TFL3", ("tflite", "tflite")),
    (0, b"\x80\x02", ("pickle", "pytorch")),
    (0, b"\x80\x03", ("pickle", "sklearn")),
    (0, b"\x80\x04", ("pickle", "sklearn")),
    (0, b"\x80\x05", ("pickle", "sklearn")),
    (0, b"RKNN", ("rknn", "original")),
    (0, b"IMOD", ("ascend", "original")),
    (0, b"ftrt", ("tensorrt", "original")),
    (0, b"LMDK", ("kmodel", "original")),
    (0, b"\x01HEF", ("hailo", "original")),
    (0, b"CviModel", ("cvimodel", "original")),
    (0, b"\x7fELF", ("edge_impulse", "original")),
    (0, b"GGUF", ("gguf", "language")),
    (0, b"version https://git-lfs", ("lfs", "download")),
    (0, b"<!DOCTYPE", ("web_page", "download")),
    (0, b"<!doctype", ("web_page", "download")),
    (0, b"<html", ("web_page", "download")),
)
# A name in a zip → the same, the surest first.
PARTS = (
    ("data.pkl", ("pytorch", "pytorch")),
    ("byteorder", ("pytorch", "pytorch")),
    ("keras_model.h5", ("teachable", "teachable")),
    ("model_unquant.tflite", ("teachable", "teachable")),
    ("metadata.json", ("tfjs", "tfjs")),
    ("config.json", ("keras", "keras")),
    ("cvexport.manifest", ("custom_vision", "unzip")),
)


# What onnxruntime says of a whole ONNX file that it cannot run → key of the catalog.
REASONS = (
    (r"model IR version: (?P<theirs>\d+), max supported IR version: (?P<ours>\d+)", "model_ir_new"),
    (r"Opset (?P<theirs>\d+) is under development .* till opset (?P<ours>\d+)", "model_opset_new"),
    (r"(?P<name>[\w.]*:?\w+)\(-?\d+\) is not a registered function/op", "model_operator_missing"),
    (r"No Op registered for (?P<name>\w+)", "model_operator_missing"),
    (r"Could not find an implementation for (?P<name>\w+)", "model_operator_missing"),
)


def make_unreadable_error(path: Path, message: str = "") -> BadModelFile:
    """The error about a file that cannot be opened: what onnxruntime lacks, or which program's file it is, as far as
    that can be told. message: onnxruntime's.
    """
    for pattern, key in REASONS:
        if found := re.search(pattern, message):
            return BadModelFile(key, path=path.as_posix(), **found.groupdict())
    made = _find_by_content(path) or _find_by_ending(path)
    if made is None:
        return BadModelFile("bad_model_file", path=path.as_posix())
    what, advice = get_both(f"made_{made[0]}"), get_both(f"advice_{made[1]}")
    return BadModelFile("foreign_program_file", path=path.as_posix(), what=what, advice=advice)


def _find_by_ending(path: Path) -> tuple[str, str] | None:
    name = path.name.lower()
    return next((found for endings, found in ENDINGS.items() if name.endswith(endings)), None)


def _find_by_content(path: Path) -> tuple[str, str] | None:
    with open(path, "rb") as file:
        head = file.read(HEAD)
    if head.startswith(b"PK\x03\x04"):
        return _find_in_zip(path)
    return next((found for place, mark, found in SIGNATURES if head[place:].startswith(mark)), None)


def _find_in_zip(path: Path) -> tuple[str, str] | None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [each.rpartition("/")[2].lower() for each in archive.namelist()[:MAX_NAMES]]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return _find_by_ending(path)
    known = next((found for part, found in PARTS if part in names), None)
    return known or (("zip", "unzip") if any(each.endswith(".onnx") for each in names) else None)
