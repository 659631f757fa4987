"""Models side by side in a table; trained ones and model files alike."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from sunmao.deploy import Workflow
from sunmao.errors import BadData, BadValue, DatasetNotLoaded, NotTrained
from sunmao.images.image_files import save_image_file
from sunmao.inference.predictor import Predictor
from sunmao.protocol.learning_messages import Evaluation
from sunmao.runtime import session
from sunmao.vision import Classification
from sunmao.vision.comparison import compare_models
from sunmao.vision.comparison.compare_models import compare, measure_rates, measure_size
from tests.support.detections import found
from tests.support.onnx_files import sides

COLUMNS = ["model", "accuracy", "file, MB", "pictures a second"]


@pytest.fixture
def halves(tmp_path, monkeypatch):
    """Pictures of which one half is brighter, of three classes; one of six lies in the wrong folder."""
    monkeypatch.chdir(tmp_path)
    for label, bright in (("left", "left"), ("right", "right"), ("up", "left")):
        for number in range(6):
            picture = np.zeros((40, 40, 3), np.uint8)
            other = label == "left" and number == 0
            picture[:, :20] = 250 if (bright == "left") != other else 5
            picture[:, 20:] = 255 - picture[:, :20]
            save_image_file(tmp_path / "data" / "halves" / label / f"{number}.png", picture)
    return "data/halves"


class Colored(Predictor):
    """Says of every picture the first of its classes, or finds one in the same place."""

    def __init__(self, labels, task="classification"):
        super().__init__(task)
        self._own = labels

    def _labels(self):
        return self._own

    def _look(self, pictures):
        if self.task == "detection":
            return [found((0.9, 0, (10, 10, 30, 20))) for _ in pictures]
        return np.tile(np.eye(len(self._own), dtype=np.float32)[0], (len(pictures), 1))


def write_model(path: str, **more) -> Workflow:
    Path(path).parent.mkdir(exist_ok=True)
    Path(path).write_bytes(sides(**more))
    return Workflow(path)


def test_one_row_a_model(halves, capsys):
    file, always = write_model("models/halves.onnx"), Colored(["left", "right"])
    table = compare([file, always], path=halves)
    assert table.columns == COLUMNS and table.title == "Models compared" and len(table) == 2
    assert table.column("model") == ["LeNet", "Colored"] and table.column("accuracy") == [round(11 / 12, 3), 0.5]
    assert table.column("file, MB") == [0.00037, None] and measure_size(file) == Path(file.checkpoint).stat().st_size
    assert all(rate > 0 for rate in table.column("pictures a second"))
    assert "right, accuracy 91.7%" in capsys.readouterr().out, "each test is told, as ever"


def test_one_model_needs_no_list_and_the_same_twice_no_other_name(halves):
    file = write_model("models/one.onnx")
    assert compare(file, path=halves).column("model") == ["LeNet"]
    again = [file, write_model("models/two.onnx"), write_model("other/two.onnx")]
    assert compare(again[:2], path=halves).column("model") == ["LeNet · one.onnx", "LeNet · two.onnx"]
    assert compare(again, path=halves).column("model")[1:] == ["LeNet · models/two.onnx", "LeNet · other/two.onnx"]


def test_models_that_know_other_classes_are_compared_on_what_all_know(halves, capsys):
    table = compare([Colored(["left", "right"]), Colored(["right", "up"]), Colored(["right"])], path=halves)
    assert table.column("accuracy") == [0, 1, 1] and "only the 6 pictures" in capsys.readouterr().err
    with pytest.raises(BadData, match="no picture in common"):
        compare([Colored(["left"]), Colored(["up"])], path=halves)


@pytest.mark.training
def test_what_cannot_be_compared_is_told(halves):
    known = Colored(["left"])
    for nothing in ([], None, "model.onnx", {}):
        with pytest.raises(BadValue, match="no models to compare"):
            compare(nothing, path=halves)
    with pytest.raises(BadValue, match="'x.onnx' is no model"):
        compare([known, "x.onnx"], path=halves)
    with pytest.raises(BadValue, match="image classification, object detection"):
        compare([known, Colored(["left"], "detection")], path=halves)
    with pytest.raises(BadData, match="object detection"):
        compare([Colored(["left"], "detection")], path=halves)
    with pytest.raises(DatasetNotLoaded, match="folder for each class"):
        compare([known])
    first, second = Classification(), Classification()
    shutil.copytree(halves, "data/copy")
    first.load_dataset(halves, check=False)
    second.load_dataset("data/copy", check=False)
    with pytest.raises(BadValue, match="different data sets"):
        compare([first, second])
    with pytest.raises(NotTrained):
        compare([first])


def test_in_the_studio_each_test_is_an_event(halves, monkeypatch):
    sent = []
    monkeypatch.setattr(session, "is_in_studio", lambda: True)
    monkeypatch.setattr(session, "emit", sent.append)
    compare([write_model("models/halves.onnx"), Colored(["left", "right"])], path=halves)
    assert [event.correct for event in sent if isinstance(event, Evaluation)] == [11, 6]


def test_models_are_timed_by_turns_on_the_same_pictures(monkeypatch):
    order, clock = [], [0.0]

    class Slow(Colored):
        def __init__(self, name, seconds):
            super().__init__(["left"])
            self._name, self._seconds = name, seconds

        def _look(self, pictures):
            order.append((self._name, pictures[0]))
            # One look in ten takes long, whoever it hits: the median does not see it.
            clock[0] += 1.0 if len(order) % 10 == 0 else self._seconds
            return super()._look(pictures)

    monkeypatch.setattr(compare_models.time, "perf_counter", lambda: clock[0])
    rates = measure_rates([Slow("a", 0.01), Slow("b", 0.05)], ["p", "q", "r"])
    assert rates == pytest.approx([100, 20])
    assert [name for name, _ in order[:8]] == ["a", "b", "b", "a"] * 2
    assert [picture for _, picture in order[:8]] == ["p", "p", "q", "q", "r", "r", "p", "p"]
    order.clear()
    slow = measure_rates([Slow("a", 60)], ["p"])
    assert slow == pytest.approx([1 / 60]) and len(order) == compare_models.WARM + compare_models.MIN_ROUNDS
    assert measure_rates([Slow("a", 1)], []) == [None]


def test_finders_are_compared_by_their_map(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    save_image_file(tmp_path / "cells" / "images" / "a.png", np.zeros((60, 80, 3), np.uint8))
    (tmp_path / "cells" / "labels").mkdir()
    # YOLO: class, center and size as shares of the picture.
    (tmp_path / "cells" / "labels" / "a.txt").write_text("0 0.25 0.25 0.25 0.16666667\n")
    (tmp_path / "cells" / "data.yaml").write_text("train: images\nval: images\ntest: images\nnames: [RBC]\n")
    table = compare([Colored(["RBC"], "detection")], path="cells")
    assert table.columns[1] == "mAP" and table.column("mAP") == [1]


@pytest.mark.training
@pytest.mark.long
def test_a_trained_model_and_the_file_made_of_it(digits, digits_weights, project):
    model = Classification(backbone="LeNet", weights=str(digits_weights))
    model.load_dataset("data/digits", check=False)
    file = Workflow(model.convert(out_file="models/digits.onnx"))
    table = compare([model, file])
    assert table.column("accuracy")[0] == table.column("accuracy")[1] == round(model.evaluate().accuracy, 3) > 0.8
    large, small = table.column("file, MB")
    assert small == pytest.approx(large, rel=0.1), "the numbers of the network are what fills the file"
    assert table.column("model") == [f"LeNet · {digits_weights.name}", "LeNet · digits.onnx"]
    assert all(rate > 0 for rate in table.column("pictures a second"))
