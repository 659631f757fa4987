"""Arrays that lessons give BaseDeploy and the hub are blue first, as OpenCV's; files and ImageData say the same."""

import base64
import io
import json

import cv2
import numpy as np
import onnx
from onnx import TensorProto, helper

from sunmao.compat import install
from sunmao.compat.basedeploy import PICTURES, RESULTS
from sunmao.compat.devices import siot
from tests.support.limits import poll_until

install()


def write_color_namer(path) -> None:
    """A file by the contract that says which color a picture has most of."""
    nodes = [
        helper.make_node("GlobalAveragePool", ["input"], ["means"]),
        helper.make_node("Flatten", ["means"], ["row"]),
        helper.make_node("Softmax", ["row"], ["scores"], axis=1),
    ]
    graph = helper.make_graph(
        nodes,
        "colors",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 3, 224, 224])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, 3])],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 11)], ir_version=6)
    about = {"codebase": "MMCls", "modelname": "MobileNet", "classes": ["red", "green", "blue"]}
    model.metadata_props.add(key="MODEL_INFO", value=json.dumps(about))
    onnx.save(model, str(path))


def test_the_same_picture_in_every_way(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_color_namer("model.onnx")
    red = np.zeros((60, 80, 3), np.uint8)
    red[..., 2] = 220  # blue first
    cv2.imwrite("red.png", red)
    import BaseDeploy as bd
    from BaseDT.data import ImageData
    from XEdu.hub import Workflow as wf

    model, hub = bd("model.onnx"), wf(task="mmedu", checkpoint="model.onnx")
    for given in ("red.png", red, cv2.imread("red.png"), ImageData("red.png", backbone="MobileNet")):
        model.inference(given)
        assert model.print_result()["预测结果"] == "red"
    assert hub.inference(data=red)["预测结果"] == "red" == hub.inference(data="red.png")["预测结果"]
    result, drawn = hub.inference(data=red, img_type="cv2")
    assert drawn[5, 5].tolist() == [0, 0, 220]
    raw = model.diy_inference(ImageData(red, backbone="MobileNet").to_tensor())
    assert raw[0].shape == (1, 3) and raw[0].argmax() == 0


def test_a_page_and_an_address_for_a_model(tmp_path, monkeypatch):
    from sunmao.compat.web_forms.model_page import ModelPage

    monkeypatch.chdir(tmp_path)
    write_color_namer("model.onnx")
    red = cv2.imencode(".png", np.full((60, 80, 3), (0, 0, 220), np.uint8))[1].tobytes()
    import BaseDeploy as bd

    model, base = bd("model.onnx"), "http://127.0.0.1:1956"
    for mode, kind in (("json", "application/json"), ("img", "image/png")):
        client = ModelPage(model, mode).make_app().test_client()
        said = client.post("/", data={"in0": (io.BytesIO(red), "a.png")}, base_url=base).get_data(as_text=True)
        assert "data:image/png;base64," in said and "red" in said
        answer = client.post("/upload", data={"files": (io.BytesIO(red), "a.png")}, base_url=base)
        assert answer.status_code == 200 and answer.mimetype == kind
        assert mode == "img" or answer.json["预测结果"] == "red"
        for odd in ({}, {"files": (io.BytesIO(b"no picture"), "a.png")}):
            refused = client.post("/upload", data=odd, base_url=base)
            assert refused.status_code == 400 and refused.json["error"]


def test_a_model_that_answers_messages(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_color_namer("model.onnx")
    red = cv2.imencode(".jpg", np.full((60, 80, 3), (0, 0, 220), np.uint8))[1].tobytes()
    import BaseDeploy as bd

    heard = []
    model = bd("model.onnx")
    model.run_siot()
    try:
        siot.subscribe(RESULTS, lambda client, userdata, message: heard.append(json.loads(message.payload)))
        siot.publish(PICTURES, "no picture")
        siot.publish(PICTURES, base64.b64encode(red))
        poll_until(lambda: len(heard) == 2)
    finally:
        model.stop_siot()
    assert heard[0]["error"] and heard[1]["预测结果"] == "red"
