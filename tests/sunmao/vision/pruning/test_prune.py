"""A pruned model: what goes, what stays, what its files are good for, and what is refused."""

import json
import shutil

import onnx
import pytest
import torch

from sunmao.deploy import Workflow
from sunmao.errors import BadModelFile, BadValue, DatasetNotLoaded, EngineMissing, NotTrained
from sunmao.protocol.messages import Progress
from sunmao.runtime import session
from sunmao.tasks.classification.train import NetworkLearner
from sunmao.vision import Classification, Detection, MultiLabel, pth_info
from sunmao.vision.comparison.compression import Compression
from sunmao.vision.pruning import channels
from sunmao.vision.pruning.cost import count_cost
from sunmao.vision.pruning.prune import make_example

pytestmark = pytest.mark.training


def count(model) -> int:
    """Multiply-adds of a model's network."""
    trained = model._ready_trained()
    return count_cost(trained.network, make_example(trained)).multiply_adds


@pytest.mark.long
def test_half_of_the_multiply_adds_go_and_the_answers_stay(whole, pruned):
    assert 0.35 * count(whole) < count(pruned) <= 0.5 * count(whole)
    assert pruned.evaluate("test").accuracy > whole.evaluate("test").accuracy - 0.02


def test_the_file_tells_its_widths(pruned, capsys):
    said = pth_info(pruned._trained.path)
    assert said["parameters"]["budget"] == 0.5 and said["parameters"]["budget_of"] == "multiply_adds"
    state = pruned._trained.network.state_dict()
    assert said["widths"] == {
        name: len(state[f"body.{name}.weight"]) for name in ("0", "3", "7", "9")
    }  # two convolutions and two layers behind them
    assert said["widths"] != {"0": 6, "3": 16, "7": 120, "9": 84}


@pytest.mark.long
def test_everything_else_goes_on_working(pruned, project):
    assert pruned.explain("data/digits/test_set/3/1.png", method="grad_cam").shape[2] == 3
    pruned.convert(out_file="models/pruned.onnx")
    said = {each.key: json.loads(each.value) for each in onnx.load("models/pruned.onnx").metadata_props}
    assert said["SUNMAO_INFO"]["parity"]["same"] == said["SUNMAO_INFO"]["parity"]["pictures"] > 0
    assert said["SUNMAO_INFO"]["widths"] == pruned._trained.info["widths"]
    pruned.quantize(out_file="models/both.onnx")
    assert Workflow("models/both.onnx").inference("data/digits/test_set/3/1.png").label == "3"


@pytest.mark.long
def test_it_takes_part_in_the_comparison_of_files(whole, pruned):
    files = [
        whole.convert("models/whole.onnx"),
        pruned.convert("models/pruned.onnx"),
        pruned.quantize("models/both.onnx"),
    ]
    compression = Compression(files, "data/digits")
    compression.advance(600)
    rows = compression.list_rows()
    assert [(row.pruned, row.method) for row in rows] == [(False, None), (True, None), (True, "int8")]
    assert rows[0].bytes > rows[1].bytes > rows[2].bytes


def test_a_pruned_model_teaches_and_is_taught(pruned, few):
    student = Classification(backbone="LeNet", weights=str(pruned._trained.path))
    student.load_dataset(path=few, check=False)
    teacher = Classification(backbone="LeNet", weights=str(pruned._trained.path))
    student.distill(teacher, epochs=1, compare=False, random_seed=1, save_fold="taught")
    assert torch.load("taught/latest.pth", weights_only=True)["widths"] == pruned._trained.info["widths"]


def test_what_is_shown(whole, few, events):
    whole.load_dataset(path=few, check=False)
    with pytest.raises(BadValue, match="classes"):
        whole.prune(epochs=1)
    small = Classification(backbone="LeNet")
    small.load_dataset(path=few, check=False)
    small.train(epochs=1, random_seed=1)
    small.prune(budget=0.3, epochs=1, random_seed=1)
    progress = [each for each in events if isinstance(each, Progress) and each.task == "prune"]
    assert [each.done for each in progress] == [1, 2, 3, 4]
    assert small.save_fold == "checkpoints/cls_model"  # where the whole network stays
    assert pth_info("checkpoints/cls_model/latest.pth").get("widths") is None
    assert pth_info("checkpoints/cls_model/pruned/latest.pth")["widths"]


@pytest.mark.long
def test_a_stopped_pruning_goes_on_to_the_bits_of_a_whole_one(few, monkeypatch):
    def make():
        model = Classification(backbone="LeNet")
        model.load_dataset(path=few, check=False)
        return model

    make().train(epochs=1, random_seed=1, save_fold="start")
    asked = dict(budget=0.5, epochs=4, random_seed=3, batch_size=6)

    def prune(folder, **more):
        model = make()
        model.load_checkpoint("start/latest.pth")
        model.prune(**asked, save_fold=folder, **more)

    prune("whole")
    epochs = []
    learn = NetworkLearner.fit

    def stop():
        if (checked := len(epochs)) and checked > 15:
            raise KeyboardInterrupt
        if epochs:
            epochs.append(None)

    def fit(*given):
        epochs.append(None)
        return learn(*given)

    with monkeypatch.context() as patch:
        patch.setattr(NetworkLearner, "fit", fit)
        patch.setattr(session, "check_stop", stop)
        with pytest.raises(KeyboardInterrupt):
            prune("halves")
    assert 0 < len(torch.load("halves/latest.pth", weights_only=True)["training"]["history"]) < 4
    prune("halves", resume=True)
    states = [torch.load(f"{folder}/latest.pth", weights_only=True)["state_dict"] for folder in ("whole", "halves")]
    assert all(torch.equal(value, states[1][name]) for name, value in states[0].items())


@pytest.mark.long
def test_several_labels(project, few):
    shutil.copytree(few, "data/tags")
    rows = ["path,one,round"]
    for path in sorted((project / "data/tags").rglob("*.png")):
        name = path.relative_to(project / "data/tags").as_posix()
        rows.append(f"{name},{int(path.parent.name == '1')},{int(path.parent.name == '4')}")
    (project / "data/tags/tags.csv").write_text("\n".join(rows))
    model = MultiLabel(backbone="LeNet")
    model.load_dataset(path="data/tags", check=False)
    model.train(epochs=1, random_seed=1)
    whole = count(model)
    model.prune(budget=0.4, epochs=1, random_seed=1, of="size")
    assert count(model) < whole
    again = MultiLabel(backbone="LeNet", weights="checkpoints/tag_model/pruned/latest.pth")
    again.load_dataset(path="data/tags", check=False)
    assert again.evaluate("test").total > 0


def test_time_is_a_budget_too(whole, few, monkeypatch):
    """Its measure is onnxruntime's own answers; here each costs as many milliseconds as it has multiply-adds."""
    from sunmao.vision.pruning import prune

    asked = []

    def measure(models):
        asked.append(models)
        return [float(count_cost(each.network, make_example(each)).multiply_adds) for each in models]

    monkeypatch.setattr(prune, "measure_times", measure)
    small = prune.prune_network(whole._trained, lambda network: (1.0, 1 / count_size(network)), 0.4, "time")
    assert asked and count_cost(small.network, make_example(whole._trained)).multiply_adds <= 0.6 * count(whole)


def count_size(network) -> int:
    return sum(each.numel() for each in network.parameters())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"budget": 0}, "budget"),
        ({"budget": 1}, "budget"),
        ({"budget": "half"}, "budget"),
        ({"budget": float("nan")}, "budget"),
        ({"epochs": 0}, "epochs"),
        ({"of": "colors"}, "colors"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_measured(whole, asked, said, monkeypatch):
    monkeypatch.setattr(channels, "list_layers", None)
    with pytest.raises(BadValue, match=said):
        whole.prune(**asked)


def test_without_data_or_weights_it_is_said_what_to_do(project, digits_weights):
    model = Classification(backbone="LeNet")
    with pytest.raises(DatasetNotLoaded):
        model.prune()
    model.load_dataset(path="data/digits", check=False)
    with pytest.raises(NotTrained):
        model.prune()
    with pytest.raises(BadValue, match="quantize"):
        Detection().prune()


def test_without_the_package_it_is_said_what_to_install(whole, monkeypatch):
    monkeypatch.setattr(channels, "find_spec", lambda name: None)
    with pytest.raises(EngineMissing, match="torch-pruning"):
        whole.prune()


@pytest.mark.long
def test_a_network_that_cannot_be_pruned(few):
    model = Classification(backbone="ShuffleNet_v2", weights="fresh", image_size=32)
    model.load_dataset(path=few, check=False)
    model.train(epochs=1, random_seed=1)
    with pytest.raises(BadValue, match="ShuffleNet_v2 cannot be pruned"):
        model.prune()


def test_widths_that_do_not_follow_each_other_are_a_damaged_file(pruned, project):
    data = torch.load(pruned._trained.path, weights_only=True)
    state = data["state_dict"]
    state["body.0.weight"], state["body.0.bias"] = state["body.0.weight"][:1], state["body.0.bias"][:1]
    torch.save(data, "broken.pth")
    with pytest.raises(BadModelFile):
        Classification(backbone="LeNet").load_checkpoint("broken.pth")
    state["body.0.weight"] = torch.zeros(600, 1, 5, 5)
    torch.save(data, "broken.pth")
    with pytest.raises(BadModelFile):
        Classification(backbone="LeNet").load_checkpoint("broken.pth")
