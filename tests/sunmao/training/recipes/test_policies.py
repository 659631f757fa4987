"""Policies of changes: those of the papers, by the generator alone."""

import numpy as np
import pytest
from torchvision import transforms

from sunmao.training.recipes import policies
from sunmao.training.recipes.mixing import encode_shares
from sunmao.training.recipes.policies import apply_policy

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
