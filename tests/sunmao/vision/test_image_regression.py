"""A number from a picture: training, what it says, the files that it becomes, and data that is no good."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import onnx
import pytest
import torch

from sunmao.data.dataset import Dataset
from sunmao.deploy import Workflow
from sunmao.errors import BadData, BadModelFile, BadValue, UnknownName
from sunmao.protocol.learning_messages import NumberedPicture, NumberEvaluation, TrainingEnded
from sunmao.protocol.messages import dumps
from sunmao.server.cli.main import main
from sunmao.server.inference.batch_answers import answer_batch
from sunmao.server.inference.worker_process import predict
from sunmao.server.models.model_files import ModelFiles
from sunmao.server.models.open_model import open_model
from sunmao.vision import Classification, ImageRegression, pth_info
from sunmao.vision.comparison.compare_models import compare
from tests.support.drawn_pointers import draw_pointer_folders, draw_pointer_table

pytestmark = pytest.mark.training
PICTURE = "data/pointers/40/3.png"


def begin(path, **options):
    model = ImageRegression(backbone="LeNet", unit="°", **options)
    model.load_dataset(path=path, check=False)
    model.save_fold = "models/pointers"
    return model


@pytest.fixture(scope="module")
def learned(tmp_path_factory):
    """A project folder with drawn pointers and a model that has learned them."""
    folder = tmp_path_factory.mktemp("learned")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        draw_pointer_folders(Path("data/pointers"))
        begin("data/pointers").train(epochs=30, random_seed=1)
    return folder


@pytest.fixture
def model(learned, project):
    """That model in a project of the test's own."""
    shutil.copytree(learned / "data/pointers", "data/pointers")
    shutil.copytree(learned / "models", "models")
    return begin("data/pointers")


@pytest.fixture
def few_pointers(project):
    return draw_pointer_folders(Path("data/few_pointers"), step=45, each=8)


def test_it_learns_drawn_angles_and_says_them(model, events):
    report = model.evaluate()
    assert report.mae <= 5 and report.baseline_mae > 40 and report.r2 > 0.9
    result = model.inference(image=PICTURE)
    assert abs(result.value - 40) < 15 and result.text == f"{result.value:.1f}".removesuffix(".0") + "°"
    assert (result.unit, result.low, result.high, result.path) == ("°", 0, 180, PICTURE)
    assert result.draw().shape[2] == 3 and model.unit == "°" and model.classes == []
    assert model.print_result(result)[0]["数值"] == result.value
    errors = [each.error for each in report.mistakes]
    assert errors == sorted(errors, reverse=True) and report.chart().shape[2] == 3
    [event] = [each for each in events if isinstance(each, NumberEvaluation)]
    assert (event.task, event.unit, event.low, event.high, event.total) == ("regression", "°", 0, 180, report.total)
    assert event.averages.mae == pytest.approx(report.mae) and event.model.endswith(".pth")
    worst = report.mistakes[0]
    assert event.pictures[0] == NumberedPicture(worst.path, worst.truth, worst.value)
    assert json.loads(dumps([event]))[0]["kind"] == "numbermarks"


@pytest.mark.parametrize("name", ["label", "confidence", "has", "things"])
def test_a_number_has_no_label(model, name):
    with pytest.raises(UnknownName) as caught:
        getattr(model.inference(image=PICTURE), name)
    assert caught.value.key == "number_has_no_label"


@pytest.mark.long
def test_the_file_gives_the_same_number_without_torch(model):
    model.convert(out_file="models/pointers.onnx")
    said = {each.key: json.loads(each.value) for each in onnx.load("models/pointers.onnx").metadata_props}
    ours = said["SUNMAO_INFO"]
    assert ours["task"] == "regression" and ours["numbers"]["unit"] == "°" and ours["mae"] > 0
    assert ours["parity"]["same"] == ours["parity"]["pictures"] > 0
    assert ours["parity"]["largest_difference"] < 0.01
    program = (
        "import sys; sys.modules['torch'] = None\n"
        "from sunmao.deploy import Workflow\n"
        f"print(Workflow('models/pointers.onnx').inference({PICTURE!r}).value)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert float(done.stdout) == pytest.approx(model.inference(image=PICTURE).value, abs=0.01)
    example = subprocess.run(
        [sys.executable, "models/pointers.py", PICTURE], capture_output=True, text=True, check=True
    )
    assert example.stdout.split() == [str(Workflow("models/pointers.onnx").inference(PICTURE).value), "°"]


@pytest.mark.long
def test_eight_bits_move_the_numbers_little(model):
    model.quantize(out_file="models/small.onnx")
    small = Workflow("models/small.onnx")
    assert small.information["parity"]["same"] >= 0.9 * small.information["parity"]["pictures"]
    assert small.evaluate(path="data/pointers", split="test").mae <= 5
    table = compare([model, small])
    assert table.column("mean absolute error (MAE)")[0] == pytest.approx(model.evaluate().mae, abs=0.001)


def test_the_studio_asks_the_file_and_the_weights(model):
    model.convert(out_file="models/pointers.onnx")
    picture = Path(PICTURE).read_bytes()
    for path in (Path("models/pointers.onnx"), next(Path("models/pointers").glob("best_mae_*.pth"))):
        opened = open_model(path)
        said = predict(opened, picture, unknown=0.0, smooth=1, confidence=None)
        assert abs(said["value"] - 40) < 15
        assert {"unit": "°", "low": 0.0, "high": 180.0, "model": "LeNet"}.items() <= said.items()
        [answer] = answer_batch(opened, picture, [len(picture)], 0.5)["answers"]
        assert answer == {key: said[key] for key in ("value", "unit", "low", "high")}
        row = ModelFiles().describe(Path.cwd(), path.as_posix())
        assert row["task"] == "regression" and row["mae"] > 0
        assert row["numbers"] == {"low": 0, "high": 180, "unit": "°"}


def test_a_camera_may_have_its_numbers_averaged(model):
    first = model.inference(image=PICTURE, smooth=2).value
    second = model.inference(image="data/pointers/120/3.png", smooth=2).value
    assert second == pytest.approx((first + model.inference(image="data/pointers/120/3.png").value) / 2, abs=0.01)


def test_its_config_repeats_the_training(few_pointers, capsys, events):
    model = begin(few_pointers)
    model.augment(shift=0.02)
    model.train(epochs=2, save_fold="first", early_stop=5)
    [ended] = [each for each in events if isinstance(each, TrainingEnded)]
    assert ended.best.epoch and ended.best.mae and ended.best.accuracy is None
    assert main(["train", "first/config.yaml", "-o", "train.save_fold=second"]) == 0
    first, second = (
        torch.load(f"{folder}/latest.pth", weights_only=True)["state_dict"] for folder in ("first", "second")
    )
    assert all(torch.equal(first[name], second[name]) for name in first)
    capsys.readouterr()
    assert main(["evaluate", "second/config.yaml", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unit"] == "°"
    said = pth_info("second/latest.pth")
    assert said["task"] == "regression" and said["numbers"]["high"] == 180


def test_a_stopped_training_goes_on_to_the_same_weights(few_pointers):
    begin(few_pointers).train(epochs=3, random_seed=3, save_fold="whole")
    model = begin(few_pointers)
    with pytest.MonkeyPatch.context() as patch:

        def stop(self, training):
            if (training.epoch, training.step) == (2, 1):
                raise KeyboardInterrupt

        patch.setattr("sunmao.training.observers.StopOnRequest.after_step", stop)
        with pytest.raises(KeyboardInterrupt):
            model.train(epochs=3, random_seed=3, save_fold="broken")
    model.train(epochs=3, random_seed=3, save_fold="broken", resume=True)
    whole, mended = (torch.load(f"{each}/latest.pth", weights_only=True)["state_dict"] for each in ("whole", "broken"))
    assert all(torch.equal(whole[name], mended[name]) for name in whole)


def test_a_table_of_numbers_is_learned(project):
    model = begin(draw_pointer_table(Path("data/table")))
    model.train(epochs=2, random_seed=1)
    assert model.evaluate().total == 6 and Dataset("data/table").task == "regression"
    with pytest.raises(BadData) as caught:
        Classification().load_dataset("data/table")
    assert caught.value.key == "other_task"


def test_folders_that_are_no_numbers_are_named(few):
    Path(few, "training_set", "seven").mkdir()
    shutil.copy(Path(few, "training_set", "7", "1.png"), Path(few, "training_set", "seven"))
    with pytest.raises(BadData) as caught:
        begin(few)
    assert caught.value.key == "class_no_number" and "'seven'" in str(caught.value)


def test_numbers_that_never_differ_are_refused(project):
    table = Path(draw_pointer_table(Path("data/table"), count=12), "labels.csv")
    head, *rows = table.read_text().splitlines()
    table.write_text("\n".join([head, *(f"{row.split(',')[0]},12.5" for row in rows)]) + "\n")
    with pytest.raises(BadData) as caught:
        begin("data/table")
    assert caught.value.key == "numbers_all_equal"


def test_what_only_classes_have_is_refused(few_pointers):
    model = begin(few_pointers)
    refused = (
        lambda: model.train(epochs=1, class_weights="balanced"),
        lambda: model.augment(mixup=0.2),
        lambda: model.recipe(label_smoothing=0.1),
        model.quick_train,
        model.prune,
        lambda: model.distill(model),
    )
    for act in refused:
        with pytest.raises(BadValue) as caught:
            act()
        assert caught.value.key in ("option_of_classes", "needs_classes")
    for unit in ("a very long unit", "a\nb", 5):
        with pytest.raises(BadValue):
            ImageRegression(unit=unit)


def test_nothing_but_light_changes_what_is_learned_from(few_pointers):
    first, second = begin(few_pointers).preview_augmentation(1)[0], begin(few_pointers).preview_augmentation(1)[0]
    assert first.shape == second.shape
    recipe = ImageRegression(backbone="EfficientNet-Lite0")._entry.recipe_for(True)
    changes = recipe.augmentation
    assert (changes.rotate, changes.scale, changes.shift, changes.shear, changes.flip) == (0, 0, 0, 0, False)


def test_weights_that_say_no_numbers_are_refused(model):
    path = next(Path("models/pointers").glob("best_mae_*.pth"))
    data = torch.load(path, weights_only=True)
    torch.save({**data, "numbers": {**data["numbers"], "spread": 0.0}}, "models/odd.pth")
    with pytest.raises(BadModelFile):
        ImageRegression(backbone="LeNet").load_checkpoint("models/odd.pth")
    with pytest.raises(BadModelFile) as caught:
        Classification(backbone="LeNet").load_checkpoint(path)
    assert caught.value.key == "weights_of_other_task"
    with pytest.raises(BadValue):
        model.explain(image=PICTURE)
