"""Model files of other programs: each is named, with what to do, and nothing in them is loaded."""

import io
import json
import pickle
import zipfile

import pytest

from sunmao.deploy import Workflow
from sunmao.deploy.foreign.file_kinds import ENDINGS
from sunmao.errors import BadModelFile


class Bomb:
    """Whoever unpickles it runs a program."""

    def __reduce__(self):
        return (exec, ("raise SystemExit('unpickled')",))


def pack(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return packed.getvalue()


TORCH = pack(best__data_dot_pkl=pickle.dumps(Bomb()), best__version=b"3")
# Name, bytes, what the sentence says (zh, en).
FILES = (
    ("best.pt", TORCH, "PyTorch", "yolo export model=best.pt format=onnx"),
    ("resnet18.pth", pickle.dumps(Bomb(), 2), "pickle", "torch.onnx.export"),
    ("last.ckpt", TORCH, "PyTorch", "torch.onnx.export"),
    ("model.pkl", pickle.dumps(Bomb()), "pickle", "skl2onnx"),
    ("tree.joblib", pickle.dumps(Bomb(), 4), "pickle", "skl2onnx"),
    ("model.safetensors", b"\x08\0\0\0\0\0\0\0{}", "safetensors", "torch.onnx.export"),
    ("keras_model.h5", b"\x89HDF\r\n\x1a\n" + bytes(100), "Keras", "tf2onnx"),
    ("model.keras", pack(config_dot_json=b"{}", model_dot_weights_dot_h5=b""), "Keras", "tf2onnx"),
    ("saved_model.pb", b"\x08\x01\x12\xff", "TensorFlow", "--saved-model"),
    ("inference.pdmodel", b"\x0a\xff\xff", "PaddlePaddle", "paddle2onnx"),
    ("inference.pdiparams", bytes(50), "PaddlePaddle", "paddle2onnx"),
    ("net.caffemodel", b"\x0a\xff\xff", "Caffe", "ONNX"),
    ("yolov3.weights", bytes(20), "Darknet", "ONNX"),
    ("flowers.mlmodel", b"\x08\x01\xff\xff", "Core ML", "ONNX"),
    ("yolo.rknn", b"RKNN" + bytes(30), "RKNN", "ONNX"),
    ("yolo.om", b"IMOD" + bytes(30), "OM", "ONNX"),
    ("yolo.engine", b"ftrt" + bytes(30), "TensorRT", "ONNX"),
    ("k210.kmodel", b"LMDK" + bytes(30), "kmodel", "ONNX"),
    ("yolo.hef", b"\x01HEF" + bytes(30), "Hailo", "ONNX"),
    ("yolo.cvimodel", b"CviModel" + bytes(30), "cvimodel", "ONNX"),
    ("project.eim", b"\x7fELF" + bytes(30), "Edge Impulse", "ONNX"),
    ("net.mnn", bytes(30), "MNN", "ONNX"),
    ("llama.gguf", b"GGUF" + bytes(30), "GGUF", "ONNX"),
    ("converted_keras.zip", pack(keras_model_dot_h5=b"", labels_dot_txt=b"0 a"), "Teachable Machine", "keras_model.h5"),
    (
        "converted_tflite.zip",
        pack(model_unquant_dot_tflite=b"", labels_dot_txt=b""),
        "Teachable Machine",
        "keras_model.h5",
    ),
    (
        "tm-my-image-model.zip",
        pack(metadata_dot_json=b"", model_dot_json=b"", weights_dot_bin=b""),
        "TensorFlow.js",
        "tf2onnx",
    ),
    ("abc.ONNX.zip", pack(model_dot_onnx=b"", cvexport_dot_manifest=b"", labels_dot_txt=b""), "Custom Vision", ".onnx"),
    ("models.zip", pack(a__x_dot_onnx=b""), "zip", ".onnx"),
    # Named otherwise than they are.
    ("renamed.onnx", TORCH, "PyTorch", "torch.onnx.export"),
    ("renamed2.onnx", b"\x1c\0\0\0TFL3" + bytes(40), "TensorFlow Lite", "tf2onnx"),
    ("renamed3.onnx", b"\x89HDF\r\n\x1a\n" + bytes(100), "Keras", "tf2onnx"),
    ("page.onnx", b"<!DOCTYPE html><title>404</title>", "", "Download it again"),
    (
        "pointer.onnx",
        b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n",
        "Git LFS",
        "Download it again",
    ),
)


@pytest.mark.parametrize("task", [None, "custom"])
@pytest.mark.parametrize(("name", "data", "made", "advice"), FILES, ids=[row[0] for row in FILES])
def test_what_it_is_and_what_to_do(name, data, made, advice, task, tmp_path):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadModelFile) as refused:
        Workflow(tmp_path / name, task=task)
    zh, en = refused.value.text("zh"), refused.value.text("en")
    assert refused.value.key == "foreign_program_file" and name in zh and name in en
    assert made in zh and made in en and advice in en


def test_every_row_of_the_table_is_tried():
    tried = {name.lower() for name, *_ in FILES}
    others = [endings for endings in ENDINGS if not any(name.endswith(endings) for name in tried)]
    assert others == [(".tflite", ".lite")], "which LiteRT opens"


def test_a_file_of_tensorflow_lite(tmp_path):
    (tmp_path / "model.tflite").write_bytes(b"\x1c\0\0\0TFL3" + bytes(40))
    with pytest.raises(BadModelFile, match="ONNX"):
        Workflow(tmp_path / "model.tflite")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x03\x04" + bytes(100), json.dumps({"a": 1}).encode()])
def test_what_nobody_knows(data, tmp_path):
    (tmp_path / "x.onnx").write_bytes(data)
    with pytest.raises(BadModelFile) as refused:
        Workflow(tmp_path / "x.onnx")
    assert refused.value.key == "bad_model_file"
