"""Lessons of BaseML as they are printed, with data of our own: they run, and print and return what books say."""

import runpy

import numpy as np
import pytest

from sunmao.compat import install
from sunmao.errors import BadData, BadValue, DatasetNotLoaded, FileMissing, NotTrained

pytest.importorskip("sklearn", reason="learners come with the training engine")
install()


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A lesson's folder with a table of flowers, one of throws, and one that GBK wrote."""
    from sklearn.datasets import load_iris

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")
    rows, labels = load_iris(return_X_y=True)
    np.savetxt("iris.csv", np.c_[rows, labels], "%g", ",", header="a,b,c,d,class", comments="")
    angle = np.linspace(5, 85, 41)
    throw = np.c_[angle, 100 * np.sin(np.radians(2 * angle))]
    np.savetxt("throws.csv", throw, "%g", ",", header="角度,距离", comments="", encoding="gbk")
    return tmp_path


def run(program: str) -> dict:
    """A lesson's variables at its end."""
    with open("lesson.py", "w", encoding="utf-8") as file:
        file.write(program)
    return runpy.run_path("lesson.py")


def test_classification_as_printed(capsys):
    found = run(
        "from BaseML import Classification as cls\n"
        "model = cls('MLP')\n"
        "model.set_para(hidden_layer_sizes=(10,10))\n"
        "data = model.load_tab_data('iris.csv', train_val_ratio=0.6)\n"
        "model.train(lr=0.01, epochs=100)\n"
        "score, answers = model.valid(metrics='acc')\n"
        "model.metricplot()\n"
        "model.save('mymodel.pkl')\n"
        "other = cls('MLP')\n"
        "other.load('mymodel.pkl')\n"
        "result = other.inference([[5.1, 3.5, 1.4, 0.2]])\n"
        "print('该鸢尾花属于第{0}类'.format(result))\n"
    )
    said = capsys.readouterr().out
    assert "Setting hidden_layer_sizes to (10, 10)" in said and "Saved successfully!" in said
    assert "验证准确率为：" in said and "该鸢尾花属于第[0]类" in said
    assert [len(part) for part in found["data"]] == [90, 90, 60, 60]
    assert found["score"] > 0.9 and found["answers"].shape == (60,)
    assert list(found["result"]) == [0]


def test_regression_as_printed(capsys):
    scores = {}
    for name in ("LinearRegression", "Polynomial", "SVM", "AdaBoost"):
        found = run(
            "from BaseML import Regression as reg\n"
            f"model = reg(algorithm = '{name}')\n"
            "model.load_tab_data('throws.csv')\n"
            "model.train()\n"
            "r2, result = model.valid('throws.csv', metrics='r2')\n"
            "model.metricplot()\n"
            "model.save('m.pkl')\n"
            f"model = reg('{name}')\n"
            "model.load('m.pkl')\n"
            "again = model.inference([[45.0]])\n"
        )
        scores[name] = found["r2"]
    assert scores["Polynomial"] > 0.95 > 0.5 > scores["LinearRegression"]
    assert abs(found["again"][0] - 100) < 15 and "验证r2-score为：" in capsys.readouterr().out


def test_clusters_and_fewer_columns_as_printed(capsys):
    found = run(
        "from BaseML import Cluster as clt, DimentionReduction as rdc\n"
        "labels = {}\n"
        "for name in ('Birch', 'Kmeans', 'Spectral clustering', 'Agglomerative clustering'):\n"
        "    model = clt(name, N_CLUSTERS=3)\n"
        "    model.load_dataset('iris.csv', type='csv', x_column=[2,3], shuffle=False)\n"
        "    model.train()\n"
        "    labels[name] = model.inference()\n"
        "model = clt('Kmeans', N_CLUSTERS=3)\n"
        "model.load_dataset('iris.csv', type='csv', x_column=[2,3], shuffle=False)\n"
        "model.train()\n"
        "model.plot()\n"
        "model.metricplot()\n"
        "flat = rdc('PCA', n_components=2)\n"
        "flat.load_dataset('iris.csv', type='csv', x_column=[0,1,2,3], y_column=[4])\n"
        "flat.train()\n"
        "flat.plot()\n"
        "rows = flat.inference()\n"
    )
    said = capsys.readouterr().out
    for labels in found["labels"].values():
        # The first fifty rows are one kind of flower, which is far from the others.
        assert len(set(labels[:50])) == 1 and labels[0] not in set(labels[50:])
    assert " CLUSTER-3 " in said and "累计方差贡献率为：[0.92" in said and found["rows"].shape == (150, 2)


def test_the_docstrings_that_a_lesson_prints():
    found = run("from BaseML import Regression as reg, Classification as cls, Cluster as clt\n")
    assert "'Polynomial'(多项式回归)" in found["reg"].__doc__ and "'KNN'" in found["cls"].__doc__
    assert "'Birch'" in found["clt"].__doc__


def test_rows_set_by_hand_and_several_numbers():
    found = run(
        "import numpy as np\n"
        "from BaseML import Regression as reg\n"
        "x = np.arange(30.0).reshape(-1, 3)\n"
        "model = reg(algorithm='Polynomial')\n"
        "model.x_train = x\n"
        "model.y_train = np.c_[x.sum(axis=1), x[:, 0] ** 2]\n"
        "model.train()\n"
        "y = model.inference(data=[[3, 4, 5]])\n"
    )
    assert np.allclose(found["y"], [[12, 9]], atol=1e-6)


def test_pictures_as_rows(folder):
    import cv2

    for part in ("training_set", "test_set"):
        for name, angle in (("across", 0), ("down", 90)):
            (folder / part / name).mkdir(parents=True)
            for shift in range(4):
                image = np.zeros((64, 64, 3), np.uint8)
                image[:, shift::8] = 255
                image = image if angle else np.ascontiguousarray(image.transpose(1, 0, 2))
                cv2.imwrite(str(folder / part / name / f"{shift}.png"), image)
    for method, width in (("hog", 441), ("lbp", 256), ("flatten", 32 * 32)):
        found = run(
            "from BaseML import IMGLoader, Classification as cls\n"
            "img_set = IMGLoader.ImageLoader('training_set', 'test_set', size=32)\n"
            f"X_train, y_train, X_test, y_test = img_set.get_data(method='{method}')\n"
            "model = cls('KNN', n_neighbors=1)\n"
            "model.load_dataset(X=X_train, y=y_train, type='numpy', split=False)\n"
            "model.train()\n"
            "score, _ = model.valid(x=X_test, y=y_test)\n"
        )
        assert found["X_train"].shape == (8, width) and found["score"] == 1
    assert found["img_set"].get_label2id() == {"across": 0, "down": 1}


MISTAKES = (
    ("cls('KNM')", BadValue, "KNN"),
    ("cls().set_para(n_neighbours=3)", BadValue, "n_neighbors"),
    ("cls().train()", DatasetNotLoaded, "load_tab_data"),
    ("cls().inference([[1, 2]])", NotTrained, "train"),
    ("cls().load('none.pkl')", FileMissing, "none.pkl"),
    ("cls().load_dataset('iris.csv', type='csv')", BadValue, "x_column"),
    ("cls().load_dataset('iris.csv', type='csv', x_column=[5], y_column=[4])", BadValue, "5"),
    ("cls().load_tab_data('words.csv')", BadData, "rain"),
    ("cls().load_tab_data('holes.csv')", BadData, "line 3"),
    ("m = cls(); m.load_tab_data('iris.csv'); m.train(); m.valid()", DatasetNotLoaded, "test"),
    ("m = cls(); m.load_tab_data('iris.csv'); m.train(); m.inference([[1, 2]])", BadValue, "2 numbers"),
    ("m = cls('CART'); m.load_tab_data('iris.csv'); m.train(); m.plot()", BadValue, "KNN, SVM"),
    ("m = cls(); m.load_tab_data('iris.csv'); m.train(); m.valid(metrics='accurasy')", BadValue, "accuracy"),
    ("m = reg(); m.load_tab_data('iris.csv'); m.train(); m.valid('iris.csv', metrics='acc')", BadValue, "r2"),
    ("m = clt(N_CLUSTERS=500); m.load_dataset('iris.csv', x_column=[0]); m.train()", BadValue, "500"),
)


@pytest.mark.parametrize(("program", "kind", "word"), MISTAKES)
def test_a_sentence_for_a_mistake(program, kind, word, folder):
    (folder / "words.csv").write_text("weather,go\nrain,0\nsun,1\n", encoding="utf-8")
    (folder / "holes.csv").write_text("a,b,go\n1,2,0\n,3,1\n", encoding="utf-8")
    head = "from BaseML import Classification as cls, Regression as reg, Cluster as clt\n"
    with pytest.raises(kind) as refused:
        run(head + program)
    assert word in refused.value.title["en"] + refused.value.hint["en"]


def test_a_file_may_be_named_by_a_path():
    found = run(
        "from pathlib import Path\n"
        "from BaseML import Regression as reg\n"
        "model = reg('LinearRegression')\n"
        "model.load_dataset(Path('throws.csv'), x_column=[0], y_column=[1], shuffle=False)\n"
    )
    assert found["model"].x_train.shape == (32, 1) and len(found["model"].y_train) == 32
