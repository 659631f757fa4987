"""A chosen recipe: the learning rates that it gives, what is refused, and going on after a stop with the same bits."""

import numpy as np
import pytest
import torch
from PIL import Image

from sunmao.errors import BadValue
from sunmao.models import find_model
from sunmao.runtime import session
from sunmao.training.recipes.weight_average import make_weight_average
from sunmao.training.train_config import make_train_config
from sunmao.vision import Classification, MultiLabel

pytestmark = pytest.mark.training


@pytest.fixture
def shades(tmp_path, cache, monkeypatch):
    """Dark and bright noise: 12 pictures of each to learn from, 4 to test."""
    monkeypatch.chdir(tmp_path)
    dice = np.random.default_rng(0)
    for part, count in (("training_set", 12), ("val_set", 4), ("test_set", 4)):
        for label, level in (("dark", 80), ("bright", 170)):
            folder = tmp_path / "shades" / part / label
            folder.mkdir(parents=True)
            for number in range(count):
                noise = dice.normal(level, 25, (32, 32)).clip(0, 255).astype(np.uint8)
                Image.fromarray(noise).save(folder / f"{number}.png")
    return tmp_path / "shades"


def begin(folder, augmentation=None, **recipe) -> Classification:
    model = Classification(backbone="LeNet")
    model.load_dataset(path=folder)
    model.recipe(**recipe)
    model.augment(**(augmentation or {}))
    return model


@pytest.mark.long
@pytest.mark.parametrize(
    ("recipe", "augmentation"),
    [
        ({"schedule": "one_cycle", "warmup": 1, "label_smoothing": 0.1, "clip": 1.0}, {}),
        ({"schedule": "cosine", "warmup": 1, "ema": 0.9}, {"policy": "trivial_augment"}),
        ({"schedule": "step", "momentum": 0.8, "sampling": "balanced"}, {"mixup": 0.2}),
        ({"schedule": "plateau", "warmup": 1}, {"cutmix": 1.0, "mixup": 0.2, "random_erasing": 0.5}),
        ({"schedule": "constant", "ema": 0.99}, {"flip": True, "rotate": 30.0, "color": 0.0}),
    ],
)
def test_a_stopped_training_goes_on_to_the_bits_of_a_whole_one(shades, monkeypatch, recipe, augmentation):
    asked = dict(epochs=4, random_seed=3, batch_size=6)
    begin(shades, augmentation, **recipe).train(**asked, save_fold="whole")
    looks = []

    def stop():
        looks.append(None)
        if len(looks) == 10:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(session, "check_stop", stop)
        with pytest.raises(KeyboardInterrupt):
            begin(shades, augmentation, **recipe).train(**asked, save_fold="halves")
    stopped = torch.load("halves/latest.pth", weights_only=True)
    assert 0 < len(stopped["training"]["history"]) < 4
    begin(shades, augmentation, **recipe).train(**asked, save_fold="halves", resume=True)
    whole, halves = (torch.load(f"{folder}/latest.pth", weights_only=True) for folder in ("whole", "halves"))
    assert all(torch.equal(value, halves["state_dict"][name]) for name, value in whole["state_dict"].items())
    said = {name: whole["parameters"][name] for name in recipe | augmentation}
    usual = {"schedule": None} if recipe["schedule"] == "one_cycle" else {}
    assert said == recipe | augmentation | usual


@pytest.mark.parametrize(
    "recipe",
    [
        {"schedule": "cosin"},
        {"warmup": -1},
        {"warmup": 1.5},
        {"label_smoothing": 2},
        {"clip": -1},
        {"clip": "much"},
        {"momentum": 2},
        {"ema": -0.1},
        {"sampling": "even"},
        {"frozen": "all"},
    ],  # fmt: skip
)
def test_a_value_that_makes_no_sense_is_told_by_its_name(recipe):
    with pytest.raises(BadValue) as told:
        Classification(backbone="LeNet").recipe(**recipe)
    assert next(iter(recipe)) in str(told.value)


def test_a_warm_up_as_long_as_the_training_is_refused(shades):
    with pytest.raises(BadValue, match="warmup"):
        begin(shades, schedule="cosine", warmup=2).train(epochs=2)


def test_a_warm_up_that_nobody_asked_for_is_the_backbones():
    recipe = find_model("EfficientNet-Lite0").recipe_for(True)

    def get_warmup(**asked) -> int | None:
        usual = dict.fromkeys(("schedule", "warmup", "lr", "batch_size", "optimizer", "weight_decay", "seed"))
        return make_train_config(recipe, **{"epochs": 5, **usual, **asked}).warmup

    assert get_warmup() is None, "one cycle rises by itself"
    assert get_warmup(schedule="constant") == 1
    assert get_warmup(schedule="constant", warmup=0) == 0
    assert get_warmup(schedule="constant", epochs=1) == 0


@pytest.mark.parametrize("changes", [{"policy": "random"}, {"mixup": -1}, {"random_erasing": 2}, {"rotate": 200}])
def test_a_change_that_makes_no_sense_is_told_by_its_name(changes):
    with pytest.raises(BadValue) as told:
        Classification(backbone="LeNet").augment(**changes)
    assert next(iter(changes)) in str(told.value)


def test_adagrad_has_no_momentum(shades):
    with pytest.raises(BadValue, match="Adagrad"):
        begin(shades, momentum=0.5).train(epochs=1, optimizer="Adagrad")


def test_an_average_of_weights_is_kept_in_their_place(shades):
    """The mean of what the steps left, as by hand, with the decay that the first steps have."""
    network = torch.nn.Linear(1, 1, bias=False)
    average = make_weight_average(network, 0.5)
    by_hand = None
    for step, value in enumerate((1.0, 2.0, 4.0, 8.0)):
        network.weight.data.fill_(value)
        average.update_parameters(network)
        kept = min(0.5, (1 + step) / (10 + step))
        by_hand = value if by_hand is None else kept * by_hand + (1 - kept) * value
    assert average.module.weight.item() == pytest.approx(by_hand)
    begin(shades, ema=0.9).train(epochs=2, random_seed=1, save_fold="averaged")
    latest = torch.load("averaged/latest.pth", weights_only=True)
    assert latest["parameters"]["ema"] == 0.9


@pytest.mark.parametrize("frozen", ["nothing", "body", "recommended"])
def test_what_is_frozen_stays_as_it_was(shades, frozen):
    begin(shades).train(epochs=1, random_seed=1, save_fold="first")
    before = torch.load("first/latest.pth", weights_only=True)["state_dict"]
    begin(shades, frozen=frozen).train(epochs=1, random_seed=2, save_fold="next", checkpoint="first/latest.pth")
    after = torch.load("next/latest.pth", weights_only=True)["state_dict"]
    changed = {name.rsplit(".", 1)[0] for name in before if not torch.equal(before[name], after[name])}
    assert (len(changed) == 1) == (frozen == "body"), changed


@pytest.mark.long
def test_a_learning_rate_is_found_and_its_curve_shown(shades, capsys):
    model = begin(shades)
    found = model.find_lr(random_seed=1, batch_size=6)
    assert 1e-5 < found < 0.5
    assert model.find_lr(random_seed=1, batch_size=6) == found
    assert list(shades.parent.glob("output/show_*.png"))


def test_a_preview_shows_pictures_beside_what_becomes_of_them(shades):
    model = begin(shades)
    model.augment(rotate=0, scale=0, shift=0, color=0)
    before = model.preview_augmentation(4)
    assert len(before) == 4
    half = (before[0].shape[1] - 6) // 2
    model.augment("rand_augment", random_erasing=1.0)
    after = model.preview_augmentation(4)
    for plain, changed in zip(before, after, strict=True):
        assert plain.dtype == np.uint8 and plain.shape[2] == 3
        assert np.array_equal(plain[:, :half], changed[:, :half])
        assert not np.array_equal(changed[:, :half], changed[:, -half:])
    assert len(model.preview_augmentation(64)) == 24, "no picture twice"


def test_several_labels_follow_a_recipe_too(shades):
    rows = ["path,dark,bright"]
    rows += [
        f"{path.relative_to(shades).as_posix()},{int(path.parent.name == 'dark')},1"
        for path in sorted(shades.glob("*_set/*/*.png"))
    ]
    (shades / "tags.csv").write_text("\n".join(rows))
    model = MultiLabel(backbone="LeNet")
    model.load_dataset(path=shades)
    model.recipe("cosine", ema=0.9, sampling="balanced")
    model.augment(mixup=0.2, cutmix=1)
    model.train(epochs=1, random_seed=1)
