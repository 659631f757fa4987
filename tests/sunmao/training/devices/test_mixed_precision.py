"""Numbers of 16 bits while a network learns. No test needs a graphics card: torch's processor has the same casts, and the
same scaler of gradients.
"""

import math
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import nn

from sunmao.errors import TrainingDiverged
from sunmao.models import find_model
from sunmao.models.network import Classifier
from sunmao.models.openmmlab.detector_module import Targets
from sunmao.tasks.object_detection.train import DetectionObjective
from sunmao.tasks.semantic_segmentation.objectives import SegmentationObjective
from sunmao.training.checkpoints.weight_files import load_own_weights
from sunmao.training.devices import mixed_precision
from sunmao.training.devices.mixed_precision import choose_dtype, copy_to_device, match_layout
from sunmao.training.training_loop import CrossEntropyObjective, TrainConfig, TrainingLoop
from sunmao.vision import Classification

pytestmark = pytest.mark.training
CPU = torch.device("cpu")
CONFIG = TrainConfig(epochs=2, lr=0.01, batch_size=16, optimizer="SGD", weight_decay=0.0, seed=1)


@pytest.fixture
def learn_with(monkeypatch):
    """Gives what makes the processor learn with these numbers, as a card would."""

    def choose(dtype):
        for module in ("training_loop", "training_run"):
            monkeypatch.setattr(f"sunmao.training.{module}.choose_dtype", lambda device: dtype)

    return choose


def make_lenet() -> Classifier:
    torch.manual_seed(0)
    return Classifier(find_model("LeNet"), 3, 32)


def make_batch(count: int = 16) -> tuple[torch.Tensor, torch.Tensor]:
    """Pictures whose brightness tells their class."""
    random = torch.Generator().manual_seed(0)
    labels = torch.arange(count) % 3
    return 60 * labels.view(-1, 1, 1, 1) + 60 * torch.rand(count, 1, 32, 32, generator=random), labels


def make_loop(network=None, config: TrainConfig = CONFIG, objective=None) -> TrainingLoop:
    network = network or make_lenet()
    network.train()
    return TrainingLoop(network, lambda epoch: iter([make_batch()]), 1, None, config, [], objective)


def join_weights(network) -> torch.Tensor:
    return torch.cat([each.detach().flatten() for each in network.parameters()])


def join_gradients(network) -> torch.Tensor:
    return torch.cat([each.grad.flatten() for each in network.parameters() if each.grad is not None])


def is_channels_last(network) -> bool:
    return all(each.is_contiguous(memory_format=torch.channels_last) for each in network.parameters() if each.ndim == 4)


# A processor


def test_a_processor_learns_as_ever(few, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a processor learns with float32, its weights as they lie")

    monkeypatch.setattr(torch, "autocast", refuse)
    monkeypatch.setattr(torch.amp, "GradScaler", refuse)
    monkeypatch.setattr(torch.Tensor, "pin_memory", refuse)
    monkeypatch.setattr(mixed_precision, "replace_forward", refuse)
    model = Classification(backbone="LeNet")
    model.load_dataset(few)
    model.train(epochs=1, random_seed=1, save_fold="models/few")
    kept = load_own_weights("models/few/latest.pth")
    assert "precision" not in kept and "16" not in Path("models/few/config.yaml").read_text().splitlines()[0]
    assert all(value.is_contiguous() for value in kept["state_dict"].values())
    training = make_loop()
    assert "scaler" not in training.state()
    assert {each.dtype for each in training.network.parameters()} == {torch.float32}
    assert not is_channels_last(training.network)


def test_only_cards_have_other_numbers():
    assert choose_dtype(CPU) is choose_dtype(torch.device("mps")) is None
    images = torch.zeros(2)
    assert copy_to_device(images, CPU) is images


@pytest.mark.parametrize(("able", "dtype"), [(True, torch.bfloat16), (False, torch.float16)])
def test_a_card_says_what_it_computes_with(monkeypatch, able, dtype):
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda including_emulation: able)
    monkeypatch.setattr(torch.cuda, "device", nullcontext)
    assert choose_dtype(torch.device("cuda")) is dtype


# 16 bits


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_layers_compute_with_16_bits_and_give_out_32(learn_with, dtype):
    learn_with(dtype)
    training = make_loop()
    convolution = next(each for each in training.network.modules() if isinstance(each, nn.Conv2d))
    seen = []
    convolution.register_forward_hook(lambda layer, inputs, outputs: seen.append(outputs.dtype))

    def objective(network, inputs, labels):
        logits = network(inputs)
        seen.append(logits.dtype)
        assert not torch.is_autocast_enabled("cpu"), "the loss has 32 bits"
        return CrossEntropyObjective()(lambda _: logits, inputs, labels)

    training.objective = objective
    training.gradient(*make_batch())
    assert seen == [dtype, torch.float32] and is_channels_last(training.network)
    training.network(make_batch()[0])
    assert seen[-1] is torch.float32, "tests are in float32"
    training.precision.restore_layout(training.network)
    assert all(each.is_contiguous() for each in training.network.parameters())


def make_classifying(name: str):
    torch.manual_seed(0)
    inputs = 255 * torch.rand(4, 3, 64, 64)
    return Classifier(find_model(name), 3, 64), CrossEntropyObjective(), inputs, torch.tensor([0, 1, 2, 1])


def make_painting():
    torch.manual_seed(0)
    network = find_model("UNet-Lite0").build(2, 64)
    return network, SegmentationObjective(), 255 * torch.rand(2, 3, 64, 64), torch.randint(0, 3, (2, 64, 64))


def make_finding(name: str):
    torch.manual_seed(0)
    network = find_model(name).build(2, 128)
    masks = torch.zeros(2, 128, 128, dtype=torch.uint8)
    masks[0, 10:60, 10:50], masks[1, 40:120, 60:110] = 1, 1
    boxes = torch.tensor([[10.0, 10, 50, 60], [60, 40, 110, 120]])
    target = Targets(boxes, torch.tensor([0, 1]), masks if network.gives_masks else None)
    return network, DetectionObjective(network.gives_masks), 255 * torch.rand(2, 3, 128, 128), [target, target]


KINDS = {
    **{name: lambda name=name: make_classifying(name) for name in ("EfficientNet-Lite0", "ResNet18")},
    "UNet-Lite0": make_painting,
    **{name: lambda name=name: make_finding(name) for name in ("RTMDet-Lite0", "RTMDet-ins-Lite0", "SSD_Lite")},
}


@pytest.mark.long
@pytest.mark.parametrize("name", KINDS)
def test_the_loss_of_every_kind_stays_within_bounds(learn_with, name):
    """Within 5 % of float32's, for rounding by 0.4 % adds up over some fifty layers; with finite gradients.

    Without oneDNN: of 60 gradients of SSD_Lite in bfloat16, 6 had a NaN in a depthwise convolution with it, none without.
    A processor itself never learns so (`choose_dtype`).
    """
    losses = []
    for dtype in (None, torch.bfloat16):
        learn_with(dtype)
        network, objective, inputs, labels = KINDS[name]()
        training = make_loop(network, objective=objective)
        with torch.backends.mkldnn.flags(enabled=False):
            losses.append(float(training.gradient(inputs, labels)[0]))
        assert torch.isfinite(join_gradients(network)).all()
    assert losses[0] != losses[1], "nothing was cast"
    assert losses[1] == pytest.approx(losses[0], rel=0.05)


@pytest.mark.long
def test_it_learns_as_well(project, learn_with):
    """The sample digits: within 3 points of float32, and the files say with which numbers."""
    marks = []
    for numbers in (None, torch.bfloat16):
        learn_with(numbers)
        model = Classification(backbone="LeNet")
        model.load_dataset("data/digits", check=False)
        model.train(epochs=4, random_seed=1, save_fold=f"models/{numbers}")
        marks.append(model.evaluate().accuracy)
    assert marks[0] > 0.9 and marks[1] == pytest.approx(marks[0], abs=0.03)
    kept = load_own_weights("models/torch.bfloat16/latest.pth")
    assert kept["precision"] == "bfloat16"
    assert all(value.dtype in (torch.float32, torch.int64) for value in kept["state_dict"].values())


# Gradients in float16


def test_a_step_is_the_one_of_float32(learn_with):
    weights = []
    for dtype in (None, torch.float16):
        learn_with(dtype)
        training = make_loop()
        before = join_weights(training.network)
        training._take_step(*make_batch())
        weights.append(join_weights(training.network) - before)
    assert (weights[0] - weights[1]).norm() < 0.02 * weights[0].norm()


def test_a_batch_without_room_is_learned_again_at_a_smaller_scale(learn_with, monkeypatch):
    monkeypatch.setattr(mixed_precision, "FIRST_SCALE", 2.0**30)
    learn_with(torch.float16)
    training = make_loop(config=replace(CONFIG, ema=0.9, optimizer="AdamW"))
    tried, steps = [], []
    learn, schedule_step = training._learn_batch, training._schedule.step
    monkeypatch.setattr(training, "_learn_batch", lambda *batch: tried.append(1) or learn(*batch))
    monkeypatch.setattr(training._schedule, "step", lambda: steps.append(1) or schedule_step())
    training.run()
    assert len(tried) > 4, "the first gradients overflow"
    assert len(steps) == int(training.average.n_averaged) == 2 == len(training.history)
    assert {float(each["step"]) for each in training._optimizer.state.values()} == {2.0}
    assert all(math.isfinite(row["loss"]) for row in training.history)
    assert training.precision.dtype is torch.float16 and torch.isfinite(join_weights(training.network)).all()


def test_clipping_is_of_the_gradient_without_its_scale(learn_with):
    learn_with(torch.float16)
    training = make_loop(config=replace(CONFIG, clip=1e-3, momentum=0.0))
    before, lr = join_weights(training.network), training.lr
    training._take_step(*make_batch())
    step = (join_weights(training.network) - before).norm()
    assert step == pytest.approx(lr * 1e-3, rel=0.01)


def test_portions_add_up_to_the_batch(learn_with):
    learn_with(torch.float16)
    found = []
    for size in (16, 5):
        training = make_loop()
        training.micro_batches.size = size
        training.gradient(*make_batch())
        found.append(join_gradients(training.network))
    assert (found[0] - found[1]).norm() < 0.01 * found[0].norm()


def test_numbers_that_never_fit_are_32_bits_wide(learn_with, monkeypatch, capsys):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    learn_with(torch.float16)
    network = make_lenet()
    with torch.no_grad():
        network.head.weight.mul_(1e8)  # beyond 65,504, the largest number of float16
    training = make_loop(network)
    training._take_step(*make_batch())
    assert training.precision.dtype is None and torch.isfinite(join_weights(network)).all()
    assert "".join(capsys.readouterr()).count("do not fit into 16 bits") == 1
    again = make_loop()
    again.precision.resume(training.precision.state())
    assert again.precision.dtype is None, "a training that goes on does not try again"


def test_learning_that_breaks_is_still_said(few, learn_with):
    learn_with(torch.float16)
    model = Classification(backbone="LeNet")
    model.load_dataset(few)
    with pytest.raises(TrainingDiverged, match=r"lr such as 0\.01"):
        model.train(epochs=3, lr=1e11, optimizer="SGD")


# Going on


def learn_epoch(training: TrainingLoop, epoch: int) -> None:
    training.config = replace(training.config, epochs=epoch)
    training.run()


@pytest.mark.parametrize(
    ("before", "after"),
    [(torch.float16, torch.float16), (torch.float16, None), (None, torch.float16), (torch.bfloat16, None)],
)
def test_a_training_goes_on_also_with_other_numbers(learn_with, before, after):
    config = replace(CONFIG, optimizer="AdamW")
    learn_with(before)
    first = make_loop(config=config)
    if before is torch.float16:
        first.precision.resume({"scaler": first.precision.state()["scaler"] | {"scale": 64.0}})
    learn_epoch(first, 1)
    state = first.state()
    learn_with(after)
    network = make_lenet()
    network.load_state_dict(first.network.state_dict())
    second = make_loop(network, config)
    second.resume(state)
    if before is after is torch.float16:
        assert second.precision.state()["scaler"] == state["scaler"] and state["scaler"]["scale"] == 64.0
    for parameter, kept in second._optimizer.state.items():
        assert kept["exp_avg"].stride() == parameter.stride()
    second.run()
    whole = make_loop(config=config)
    whole.run()
    assert [row["epoch"] for row in second.history] == [1, 2]
    assert second.history[1]["loss"] == pytest.approx(whole.history[1]["loss"], rel=0.05)


def test_what_an_optimizer_remembers_lies_as_its_weight(learn_with):
    """The fused optimizers take numbers as they lie: those of a card would belong to other weights on a processor."""
    layer = nn.Conv2d(3, 4, 3)
    optimizer = torch.optim.AdamW(layer.parameters(), fused=True)
    layer(torch.rand(1, 3, 8, 8)).sum().backward()
    optimizer.step()
    kept = optimizer.state[layer.weight]
    values = kept["exp_avg"].clone()
    kept["exp_avg"] = kept["exp_avg"].contiguous(memory_format=torch.channels_last)
    match_layout(optimizer)
    assert kept["exp_avg"].stride() == layer.weight.stride() and torch.equal(kept["exp_avg"], values)
    assert kept["step"].ndim == 0
