"""Chosen changes of pictures: what each does, that the same seed gives the same, and how they look before a training."""

import numpy as np
import pytest
from torchvision import transforms

from sunmao.training.recipes import policies
from sunmao.training.recipes.mixing import encode_shares, erase_pieces, mix_batch
from sunmao.training.recipes.policies import apply_policy
from sunmao.training.recipes.sampling import draw_order

pytestmark = pytest.mark.training  # torchvision

POLICIES = ("trivial_augment", "rand_augment", "auto_augment")
LEVELS = np.repeat(np.arange(4, dtype=np.uint8) * 60, 32 * 32).reshape(4, 32, 32)
SHARES = encode_shares(np.arange(4), 4)


def make_picture(channels: int) -> np.ndarray:
    """Smooth colors with an edge, so that every change can be seen."""
    across, down = np.mgrid[:64, :64].astype(np.uint8) * 3
    planes = [across, down, 255 - across][:channels]
    image = planes[0] if channels == 1 else np.dstack(planes)
    image[20:40, 20:40] = 250
    return np.ascontiguousarray(image)


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("policy", POLICIES)
def test_a_policy_changes_most_pictures_by_the_generator_alone(policy, channels):
    image = make_picture(channels)
    before = image.copy()
    once, again = ([apply_policy(image, policy, np.random.default_rng(n)) for n in range(60)] for _ in range(2))
    assert np.array_equal(image, before)
    assert all(np.array_equal(one, other) for one, other in zip(once, again, strict=True))
    assert {(each.shape, each.dtype.name) for each in once} == {(image.shape, "uint8")}
    assert sum(not np.array_equal(each, image) for each in once) > 40


def test_the_policies_are_those_of_torchvision():
    theirs = [
        tuple((name.lower(), chance, 0 if strength is None else strength) for name, chance, strength in pair)
        for pair in transforms.AutoAugment().policies
    ]
    ours = [tuple((name.replace("_", ""), *rest) for name, *rest in pair) for pair in policies._PAIRS]
    assert ours == theirs
    wide = transforms.TrivialAugmentWide()._augmentation_space(31)
    for name, (most, both, _) in policies._WIDE.items():
        if name == "invert":
            continue
        bins, signed = wide[{key.lower(): key for key in wide}[name.replace("_", "")]]
        assert signed == both
        strongest = float(bins[-1]) if bins.ndim else 0.0
        if name == "posterize":
            strongest = 8 - strongest
        elif name == "solarize":
            strongest = 1 - strongest / 255
        elif name.startswith("translate"):
            strongest /= 224
        assert most == pytest.approx(strongest, abs=1e-6), name


@pytest.mark.parametrize(("mixup", "cutmix"), [(0.4, 0.0), (0.0, 1.0), (1.0, 1.0)])
def test_what_is_true_of_a_mixed_picture_is_what_it_is_made_of(mixup, cutmix):
    """Each picture has one gray of its own, so that its mean says what of it was taken."""
    for seed in range(20):
        mixed, shares = mix_batch(LEVELS, SHARES, mixup, cutmix, np.random.default_rng(seed))
        assert shares.sum(1) == pytest.approx(1)
        assert mixed.mean((1, 2)) == pytest.approx(shares @ LEVELS[:, 0, 0], abs=0.05)
    assert LEVELS[3, 0, 0] == 180, "the kept pictures are not changed"


def test_tags_are_mixed_as_they_are():
    tags = np.array([[1, 1, 0], [0, 0, 1]], np.float32)
    assert encode_shares(tags, 3) is tags
    _, shares = mix_batch(LEVELS[:2], tags, 1.0, 0.0, np.random.default_rng(0))
    assert shares[:, 0] == pytest.approx(shares[:, 1])


def test_so_many_pictures_are_covered_as_were_asked_for():
    gray = np.full((400, 40, 40, 3), 100, np.uint8)
    covered = (erase_pieces(gray, 0.25, np.random.default_rng(0)) != 100).any(3).mean((1, 2))
    assert 0.18 < (covered > 0).mean() < 0.32
    assert 0.01 < covered[covered > 0].min()
    assert covered.max() < 0.45


def test_balanced_drawing_gives_small_classes_the_same_chance():
    labels = np.repeat([0, 1, 2], [200, 90, 10])
    assert sorted(draw_order(labels, None, np.random.default_rng(0))) == list(range(300))
    drawn = np.bincount(labels[draw_order(labels, "balanced", np.random.default_rng(0))], minlength=3)
    assert drawn.sum() == 300
    assert drawn.min() > 70
    tags = np.zeros((300, 2))
    tags[:150, 0], tags[:10, 1] = 1, 1
    order = draw_order(tags, "balanced", np.random.default_rng(0))
    assert 70 < (order < 10).sum() < 130, "a picture of several tags goes by its rarest"
