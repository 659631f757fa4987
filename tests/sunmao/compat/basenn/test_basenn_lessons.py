"""Lessons of BaseNN as they are printed, with data of our own: they run, and print, write and return what books say."""

import pickle
import runpy
from pathlib import Path

import numpy as np
import pytest

from sunmao.compat import install
from sunmao.errors import BadModelFile, BadValue, DatasetNotLoaded, NotTrained, TaskAbsent

pytest.importorskip("torch", reason="networks come with the training engine")
pytestmark = pytest.mark.training
install()


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A lesson's folder with a table of flowers, of numbers, and pictures of two classes."""
    from sklearn.datasets import load_iris

    from sunmao.images.image_files import save_image_file

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")
    rows, labels = load_iris(return_X_y=True)
    np.savetxt("iris.csv", np.c_[rows, labels], "%g", ",", header="a,b,c,d,class", comments="")
    x = np.linspace(0, 1, 40)
    np.savetxt("line.csv", np.c_[x, 2 * x + 1], "%g", ",", header="x,y", comments="")
    rng = np.random.default_rng(0)
    for name, level in (("cat", 40), ("dog", 200)):
        for number in range(6):
            image = rng.integers(level - 20, level + 20, (30 + number, 40, 3), dtype=np.uint8)
            save_image_file(f"pets/{name}/{number}.png", image)
    return tmp_path


def run(program: str) -> dict:
    """A lesson's variables at its end."""
    Path("lesson.py").write_text(program, encoding="utf-8")
    return runpy.run_path("lesson.py")


def test_iris_from_training_to_the_hub(capsys):
    found = run(
        "from BaseNN import nn\n"
        "import shutil\n"
        "model = nn('cls')\n"
        "model.set_seed(888)\n"
        "model.load_tab_data('iris.csv', batch_size=120)\n"
        "model.add(layer='Linear', size=(4, 10), activation='ReLU')\n"
        "model.add('linear', size=(10, 3), activation='Softmax')\n"
        "model.add(optimizer='Adam')\n"
        "model.save_fold = './iris_ckpt'\n"
        "log = model.train(lr=0.02, epochs=120, metrics='acc')\n"
        "shutil.copyfile('iris_ckpt/basenn.pth', 'iris_ckpt/first.pth')\n"
        "more = model.train(lr=0.01, epochs=2, checkpoint='iris_ckpt/basenn.pth')\n"
        "none = model.train(epochs=1, checkpoint='other.pth')\n"
        "res = nn('cls').inference([[5.1, 3.5, 1.4, 0.2]], checkpoint='iris_ckpt/first.pth')\n"
        "told = model.print_result(model.inference(data='iris.csv', label=True))\n"
        "model.convert(checkpoint='iris_ckpt/basenn.pth', out_file='flower.onnx')\n"
        "from XEdu.hub import Workflow as wf\n"
        "scores = wf(task='basenn', checkpoint='flower.onnx').inference(data=[5.1, 3.5, 1.4, 0.2])\n"
    )
    said = capsys.readouterr().out
    for line in (
        "增加全连接层，输入维度:4,输出维度：10。",
        "使用relu激活函数。",
        "使用 Adam 优化器。",
        "未找到other.pth文件！",
    ):
        assert line in said
    assert "保存模型iris_ckpt/basenn.pth成功！" in said and "{epoch:0  Loss:" in said
    assert found["none"] is None and found["log"][-1].keys() == {"epoch", "loss", "acc"}
    assert np.mean([row["acc"] for row in found["log"][-20:]]) > 0.93
    assert found["more"][0]["loss"] < found["log"][0]["loss"]
    assert found["res"].shape == (1, 3) and found["res"].argmax() == 0
    right = [found["told"][number]["预测值"] == number // 50 for number in range(150)]
    assert len(found["told"]) == 150 and np.mean(right) > 0.93
    direct = found["model"].inference([[5.1, 3.5, 1.4, 0.2]])
    assert np.abs(found["scores"][0] - direct).max() < 1e-5 and Path("flower.py").is_file()


def test_numbers_and_pictures_as_printed():
    found = run(
        "from BaseNN import nn\n"
        "model = nn('reg')\n"
        "model.set_seed(1)\n"
        "model.load_tab_data('line.csv', batch_size=1024)\n"
        "model.add('Linear', size=(1, 16), activation='ReLU')\n"
        "model.add('Linear', size=(16, 1))\n"
        "model.train(lr=0.05, epochs=150, loss='MSELoss')\n"
        "import numpy as np\n"
        "y_pred = model.inference(np.array([0.0, 0.5]), checkpoint='checkpoints/basenn.pth')\n"
        "pets = nn()\n"
        "pets.set_seed(1)\n"
        "train, val = pets.load_img_data('pets', batch_size=4, train_val_ratio=0.7, transform={'Resize': (16, 16)})\n"
        "for x, y in val:\n    shape = tuple(x.shape[1:])\n"
        "pets.add('conv2d', size=(3, 4), kernel_size=(3, 3), activation='relu')\n"
        "pets.add('maxpool', kernel_size=(2, 2))\n"
        "pets.add('linear', size=(196, 2), activation='softmax')\n"
        "pets.train(lr=0.01, epochs=15)\n"
        "answer = pets.print_result(pets.inference('pets/dog/5.png'))\n"
        "pets.visual_feature('pets/dog/5.png', in1img=True)\n"
    )
    assert np.abs(found["y_pred"][:, 0] - [1, 2]).max() < 0.2
    assert found["shape"] == (3, 16, 16) and found["answer"][0]["预测值"] == "dog"
    assert Path("layers/total.jpg").is_file() and Path("layers/layer_data.txt").is_file()


@pytest.mark.parametrize(
    "program, kind",
    [
        ("model.add('lnear', size=(4, 3))", BadValue),
        ("model.add('linear', size=4)", BadValue),
        ("model.train()", DatasetNotLoaded),
        ("model.load_tab_data('iris.csv'); model.train()", NotTrained),
        ("model.inference([[1, 2]])", NotTrained),
        ("model.add('diffusion_model', img_size=28)", TaskAbsent),
        ("model.load_tab_data('iris.csv'); model.add('linear', size=(4, 2)); model.train(epochs=1)", BadValue),
        ("model.load_tab_data('iris.csv'); model.add('linear', size=(3, 3)); model.train(epochs=1)", BadValue),
        ("model.load_tab_data('iris.csv'); model.add('linear', size=(4, 3)); model.train(loss='MSLoss')", BadValue),
    ],
)
def test_mistakes_are_sentences(program, kind):
    with pytest.raises(kind) as error:
        run(f"from BaseNN import nn\nmodel = nn()\n{program}\n")
    assert "None" not in str(error.value) and "{" not in str(error.value)


def test_file_of_the_real_package_opens_without_running_it(monkeypatch):
    import sys
    import types

    import torch

    from sunmao.compat.basenn.book_network import BookNetwork

    theirs = types.ModuleType("BaseNN.BaseNN")
    reshape = type(
        "Reshape", (torch.nn.Module,), {"forward": lambda self, x: x.flatten(1), "__module__": theirs.__name__}
    )
    theirs.Reshape = reshape
    monkeypatch.setitem(sys.modules, "BaseNN.BaseNN", theirs)
    network = torch.nn.Sequential()
    for name, part in (
        ("conv", torch.nn.Conv2d(1, 2, 3)),
        ("relu", torch.nn.ReLU()),
        ("reshape", reshape()),
        ("linear", torch.nn.Linear(8, 3)),
        ("softmax", torch.nn.Softmax(1)),
    ):
        network.add_module(name, part)
    meta = {
        "input_size": np.array([1, 1, 4, 4]),
        "dataset_type": "img",
        "CLASSES": ["a", "b", "c"],
        "backbone": network,
    }
    torch.save({"meta": meta, "state_dict": network, "para": {"rnn": False}}, "theirs.pth")
    inputs = np.random.default_rng(0).random((5, 1, 4, 4), np.float32)
    model = BookNetwork()
    with torch.inference_mode():
        right = network.eval()(torch.from_numpy(inputs)).numpy()
    assert np.abs(model.inference(inputs, checkpoint="theirs.pth") - right).max() < 1e-6
    assert model.print_result()[0]["预测值"] in ("a", "b", "c")

    class Bomb:
        def __reduce__(self):
            return (Path.touch, (Path("ran"),))

    torch.save({"meta": {}, "state_dict": Bomb()}, "bomb.pth", pickle_module=pickle)
    with pytest.raises(BadModelFile):
        model.inference(inputs, checkpoint="bomb.pth")
    assert not Path("ran").exists()
