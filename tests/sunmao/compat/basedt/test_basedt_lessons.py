"""Lessons of BaseDT as they are printed, with data of our own."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from sunmao.compat import install
from sunmao.errors import BadData, BadValue, FileMissing, NoNetwork

install()
RANDOM = np.random.default_rng(0)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A lesson's folder with the picture of a cat."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")
    write_picture("cat2.jpg")
    return tmp_path


def write_picture(path) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), RANDOM.integers(0, 255, (40, 50, 3), dtype=np.uint8))


def test_pictures_as_numbers():
    from BaseDT.data import ImageData

    data = ImageData("cat2.jpg", size=(256, 256), crop_size=(224, 224), normalize=True)
    data.show()
    data.show(raw=True)
    assert data.value.shape == (224, 224, 3) and data.raw_value.shape == (40, 50, 3)
    assert ImageData("cat2.jpg", backbone="MobileNet").to_tensor().shape == (1, 3, 224, 224)
    assert (
        ImageData(Path("cat2.jpg"), backbone="MobileNet").to_tensor()
        == ImageData("cat2.jpg", backbone="MobileNet").to_tensor()
    ).all()
    gray = ImageData("cat2.jpg", backbone="LeNet").to_tensor()
    assert gray.shape == (1, 1, 32, 32)
    # As the formula of the network's preprocessing says, of a picture of one color, blue first.
    orange = np.full((10, 10, 3), (0, 128, 255), np.uint8)
    red, green, blue = ImageData(orange, size=(8, 8)).value[4, 4]
    expected = [(255 - 123.675) / 58.395, (128 - 116.28) / 57.12, -103.53 / 57.375]
    assert np.allclose([red, green, blue], expected, atol=1e-5)
    level = 0.5870 * 128 + 0.1140 * 255  # by the order that the package takes
    assert abs(float(ImageData(orange, backbone="LeNet").value[5, 5]) - (int(level) - 33.46) / 78.87) < 1e-5
    padded = ImageData("cat2.jpg", backbone="Yolov3").value
    assert padded.shape == (352, 416, 3) and not padded[340:].any()
    box = ImageData("cat2.jpg", size=(100, 80), normalize=False).map_orig_coords([10, 10, 20, 20, 0.9])
    assert box == [5, 5, 10, 10, 0.9]


def test_texts_as_numbers():
    pytest.importorskip("sklearn", reason="learners come with the training engine")
    from BaseDT.data import TextData

    data = TextData({"city": "Dubai", "temperature": 33}, vectorize=True)
    assert data.value.tolist() == [[1, 33]] and data.get_feature_names() == ["city=Dubai", "temperature"]
    assert TextData(["a cat", "a cat and a cat"], vectorize=True).value[:, 2].tolist() == [1, 2]


def test_a_table_in_two_parts(capsys):
    from BaseDT.dataset import split_tab_dataset

    rows = np.c_[np.arange(150) / 10, np.arange(150) % 3]
    np.savetxt("iris.csv", rows, "%g", ",", header="a,class", comments="")
    tx, ty, val_x, val_y = split_tab_dataset("./iris.csv", data_column=range(1), label_column=1)
    assert [part.shape for part in (tx, ty, val_x, val_y)] == [(120, 1), (120, 1), (30, 1), (30, 1)]
    # The rows that NumPy's old generator takes with this seed, which the printed figures rest on.
    order = np.arange(150)
    np.random.RandomState(42).shuffle(order)
    assert np.allclose(tx[:, 0], order[:120] / 10) and np.allclose(ty[:, 0], order[:120] % 3)
    said = capsys.readouterr().out
    assert "train:val = 120:30" in said and "划分完毕！" in said
    written = Path("iris_val.csv").read_text("utf-8").splitlines()
    assert written[0] == "Feature 1,Label 1" and len(written) == 31
    *_, scaler = split_tab_dataset("iris.csv", data_column=0, normalize=True)
    assert scaler.data_max_[0] == tx.max()
    with pytest.raises(BadValue):
        split_tab_dataset("iris.csv", data_column=7)


@pytest.mark.slow
def test_folders_of_classes_become_a_data_set(capsys):
    from BaseDT.dataset import DataSet

    for name in ("cat", "dog"):
        for number in range(20):
            write_picture(f"mydataset/images/{name}/{number}.jpg")
    Path("mydataset/classes.txt").write_text("cat\ndog\n")
    ds = DataSet(r"mycls")
    ds.make_dataset(r"mydataset", src_format="IMAGENET", train_ratio=0.8, test_ratio=0.1, val_ratio=0.1)
    said = capsys.readouterr().out
    assert "数据集符合cls标准" in said and "training_set/" in said and "training_set 文件夹图片数量不足 100" in said
    counts = [len(list(Path("mycls", part, "dog").iterdir())) for part in ("training_set", "val_set", "test_set")]
    assert counts == [16, 2, 2] and Path("mycls/classes.txt").read_text("utf-8").split() == ["cat", "dog"]
    assert DataSet("mycls", "cls").check() and not DataSet("mycls", "det").check()
    with pytest.raises(BadValue):
        ds.make_dataset("mydataset", src_format="IMAGENET")
    with pytest.raises(BadValue, match="VOC"):
        DataSet("new").make_dataset("mydataset", src_format="VOCC")
    with pytest.raises(BadData):
        DataSet("new").make_dataset("none", src_format="VOC")


@pytest.mark.slow
def test_boxes_become_a_data_set(capsys):
    from BaseDT.dataset import DataSet

    for number in range(20):
        write_picture(f"voc/images/{number}.jpg")
        Path("voc/annotations").mkdir(exist_ok=True)
        Path(f"voc/annotations/{number}.xml").write_text(
            f"<annotation><filename>{number}.jpg</filename><size><width>50</width><height>40</height><depth>3</depth>"
            "</size><object><name>apple</name><bndbox><xmin>5</xmin><ymin>5</ymin><xmax>25</xmax><ymax>30</ymax>"
            "</bndbox></object></annotation>"
        )
    # The same by INNOLAB's tool: a rectangle in a JSON text inside JSON.
    Path("inno").mkdir()
    Path("inno/labels.json").write_text(json.dumps([{"id": "k1", "name": "pear"}]))
    Path("inno/used_labels.json").write_text(json.dumps([{"filePath": f"/{n}.jpg"} for n in range(20)]))
    box = {"x": 5.2, "y": 5, "width": 20, "height": 25, "attribute": "k1"}
    tool = json.dumps({"width": 50, "height": 40, "step_1": {"result": [box]}})
    for number in range(20):
        write_picture(f"inno/{number}.jpg")
        Path(f"inno/{number}.json").write_text(json.dumps({"rectTool": tool}))
    for source, kind, name in (("voc", "VOC", "apple"), ("inno", "INNOLAB", "pear")):
        ds = DataSet(f"my_{source}")
        ds.make_dataset(source, src_format=kind, train_ratio=0.8, test_ratio=0.1, val_ratio=0.1)
        assert "数据集符合det标准" in capsys.readouterr().out
        told = json.loads(Path(f"my_{source}/annotations/train.json").read_text("utf-8"))
        assert [each["name"] for each in told["categories"]] == [name] and len(told["images"]) == 16
        assert told["annotations"][0]["bbox"] == pytest.approx([5, 5, 20, 25], abs=1)
        assert Path(f"my_{source}/classes.txt").read_text("utf-8").split() == [name]


def test_boxes_on_a_picture_and_the_curve_of_a_log(capsys):
    from BaseDT.plot import imshow_det_bboxes, plot_log

    drawn = imshow_det_bboxes(
        "cat2.jpg", bboxes=[[3, 5, 30, 36, 0.9], [0, 0, 9, 9, 0.1]], labels=[0, 0], class_names=["cat"], score_thr=0.8
    )
    assert drawn[36, 15].tolist() == [0, 255, 0] and drawn[9, 4].tolist() != [0, 255, 0]
    log = [{"mode": "train", "epoch": 1, "iter": 10 * n, "loss": 1 / n} for n in range(1, 9)]
    Path("my_log.json").write_text("\n".join(map(json.dumps, log)))
    plot_log("my_log.json")
    plot_log(log, plot_list=["loss"])
    assert capsys.readouterr().out.count("loss function graph is drawn") == 2
    for bad in ("none.json", "cat2.csv"):
        Path("cat2.csv").write_text("a,b\n")
        with pytest.raises((FileMissing, BadData)):
            plot_log(bad)
    with pytest.raises(BadValue):
        plot_log(log, plot_list="los")


def test_what_this_computer_cannot_do(monkeypatch, capsys):
    from BaseDT.dataset import DataSet
    from BaseDT.io import MicroPhone

    monkeypatch.setattr("sunmao.compat.basedt.io.find_spec", lambda name: None)
    sound = MicroPhone().record_audio(time=2)
    assert sound.shape == (32_000,) and 0.2 < sound.max() < 0.4 and "pyaudio" in capsys.readouterr().err
    assert MicroPhone().record_audio(time=1, rate=8000, normalize=False).dtype == np.int16
    with pytest.raises(NoNetwork):
        DataSet("new").download("Letter")
