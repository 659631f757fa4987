"""`basenn`, `baseml` and `custom` of XEdu.hub: files of other packages, with the lessons' own functions around them."""

import numpy as np
import pytest

from sunmao.compat.hub.workflow import Workflow
from sunmao.errors import BadModelFile, BadValue, FileMissing
from tests.support.network_files import write_network


def test_rows_of_a_network(tmp_path):
    file = tmp_path / "basenn.onnx"
    write_network(file, np.eye(4, 3), [1, 4], dataset_type="tab")
    basenn = Workflow(task="basenn", checkpoint=str(file))
    for rows in ([[5.9, 3.0, 4.2, 1.5]], [5.9, 3.0, 4.2, 1.5], np.array([[5.9, 3.0, 4.2, 1.5]])):
        result = basenn.inference(data=rows)
        assert isinstance(result, list) and result[0].shape == (1, 3)
    assert basenn.format_output(lang="zh", isprint=False)[0]["预测值"] == 0
    assert basenn.format_output(lang="en", isprint=False)[0]["scores"] > 0.8
    # Points of a hand, as the lessons hand them on.
    write_network(file, np.eye(42, 3), [1, 42], dataset_type="tab")
    hand = Workflow("basenn", checkpoint=str(file))
    assert hand.inference(data=[np.ones((21, 2))])[0].shape == (1, 3)
    with pytest.raises(BadValue, match="42"):
        hand.inference(data=[[1, 2, 3]])


@pytest.mark.training
def test_weights_of_a_network(tmp_path):
    pytest.importorskip("torch", reason="weights need the training engine")
    from sunmao.compat.basenn import nn

    table = tmp_path / "rows.csv"
    table.write_text("x,y,label\n" + "".join(f"{n / 40},{1 - n / 40},{int(n > 20)}\n" for n in range(41)))
    model = nn("cls")
    model.load_tab_data(str(table))
    model.add("Linear", size=(2, 2), activation="Softmax")
    model.save_fold = str(tmp_path)
    model.train(lr=0.01, epochs=1)
    basenn = Workflow(task="basenn", checkpoint=str(tmp_path / "basenn.pth"))
    [scores] = basenn.inference(data=[[0.9, 0.1], [0.1, 0.9]])
    assert np.array_equal(scores, model.inference(data=[[0.9, 0.1], [0.1, 0.9]]))
    said = basenn.format_output(lang="en", isprint=False)
    assert said[1] == {"prediction": scores[1].argmax(), "scores": scores[1].max()}


def test_a_picture_for_a_network(tmp_path):
    from sunmao.images.image_files import save_image_file

    file, picture = tmp_path / "basenn.onnx", tmp_path / "bright_left.png"
    image = np.zeros((40, 60, 3), np.uint8)
    image[:, :30] = 200
    save_image_file(picture, image)
    left = np.zeros((28, 28))
    left[:, :14] = 1
    weights = np.stack([left.ravel(), 1 - left.ravel()], axis=1) / 1000
    write_network(file, weights, [1, 1, 28, 28], dataset_type="img")
    basenn = Workflow(task="BaseNN", checkpoint=str(file))
    basenn.inference(data=str(picture))
    assert basenn.format_output(isprint=False)[0]["预测值"] == 0
    assert basenn.inference(data=image[:, ::-1], img_type="cv2")[0][0].argmax() == 1


def test_a_file_of_baseml(tmp_path, monkeypatch):
    pytest.importorskip("sklearn", reason="learners come with the training engine")
    from sunmao.compat.baseml import Regression

    monkeypatch.chdir(tmp_path)
    model = Regression("Polynomial")
    model.x_train = np.arange(10.0)[:, None]
    model.y_train = model.x_train[:, 0] ** 2
    model.train()
    model.save("lr.pkl")
    baseml = Workflow(task="baseml", checkpoint="lr.pkl")
    assert np.allclose(baseml.inference(data=[[34]]), 34**2)
    assert np.allclose(baseml.format_output(lang="zh", isprint=False)["预测值"], 34**2)
    with pytest.raises(BadValue):
        baseml.inference(data=[[1, 2]])


def test_any_file_with_functions_around_it(tmp_path):
    file = tmp_path / "model.onnx"
    write_network(file, np.eye(4, 3), [1, 4])
    custom = Workflow(task="custom", checkpoint=str(file))
    seen = []

    def pre(path):
        return np.array([[0, 0, 9, 0]], np.float32) if path == "det.jpg" else None

    def post(res, data):
        seen.append(data.shape)
        return np.argmax(res[0])

    assert custom.inference(data="det.jpg", preprocess=pre, postprocess=post) == 2 and seen == [(1, 4)]
    assert custom.inference(data=np.zeros((1, 4)))[0].shape == (1, 3)


@pytest.mark.training
def test_a_sentence_for_files_that_do_not_open(tmp_path):
    bad = tmp_path / "odd.onnx"
    write_network(bad, np.eye(4, 3), [1, 4], word2idx="__import__('os')")
    for task, name, kind in (
        ("basenn", "none.pth", FileMissing),
        ("basenn", "none.onnx", FileMissing),
        ("basenn", str(bad), BadModelFile),
        ("baseml", "none.pkl", FileMissing),
        ("custom", "none.onnx", FileMissing),
        ("baseml", None, BadValue),
    ):
        with pytest.raises(kind):
            Workflow(task=task, checkpoint=name)
    assert {"baseml", "det_hand", "ocr"} <= set(Workflow.support_task())


def test_a_folder_of_ones_own_as_repo(tmp_path):
    (tmp_path / "mine").mkdir()
    write_network(tmp_path / "mine" / "model.onnx", np.eye(4, 3), [1, 4])
    (tmp_path / "mine" / "data_process.py").write_text(
        "import numpy as np\n"
        "def preprocess(data):\n    return np.array([data], np.float32)\n"
        "def postprocess(data):\n    return int(data[0].argmax())\n",
        encoding="utf-8",
    )
    assert Workflow(repo=str(tmp_path / "mine")).inference([0, 5, 0, 0]) == 1
    (tmp_path / "mine" / "data_process.py").write_text("def inference(data):\n    return data * 2\n", encoding="utf-8")
    assert Workflow(repo=str(tmp_path / "mine")).inference(4) == 8
    with pytest.raises(BadValue, match="other"):
        Workflow(repo=str(tmp_path / "other"))
    with pytest.raises(BadValue, match="network|网"):
        Workflow(repo="yikshing/emotion")
