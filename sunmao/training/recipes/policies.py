"""Policies of changes by chance: AutoAugment, RandAugment, TrivialAugment.

Only the choice is made here, from a generator of its own: pictures are changed in a thread beside the one that trains,
and torchvision's own policies draw from the generator that both would share. The changes themselves are torchvision's.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from PIL import Image
from torchvision.transforms import v2
from torchvision.transforms.v2 import functional

GRAY = 128  # what comes in from outside of a turned picture
BINS = 31  # strengths that TrivialAugment and RandAugment choose from
STRENGTH, CHANGES = 9, 2  # of RandAugment, as its authors preset them for ImageNet


def _shift(image: Any, across: float, down: float, shear_x: float = 0.0, shear_y: float = 0.0) -> Any:
    return functional.affine(
        image, 0.0, [round(across), round(down)], 1.0, [np.degrees(np.arctan(shear_x)), np.degrees(np.arctan(shear_y))],
        interpolation=v2.InterpolationMode.BILINEAR, fill=[GRAY] * len(image.getbands()),
    )  # fmt: skip


def _turn(image: Any, degrees: float) -> Any:
    fill = [GRAY] * len(image.getbands())
    return functional.rotate(image, degrees, interpolation=v2.InterpolationMode.BILINEAR, fill=fill)


# Change → (strongest, whether it goes both ways, function of (picture, strength)). The strengths are those of
# TrivialAugment, "wide"; AutoAugment and RandAugment know narrower ones, below.
_WIDE = {
    "shear_x": (0.99, True, lambda image, by: _shift(image, 0, 0, by)),
    "shear_y": (0.99, True, lambda image, by: _shift(image, 0, 0, 0, by)),
    "translate_x": (32 / 224, True, lambda image, by: _shift(image, by * image.width, 0)),
    "translate_y": (32 / 224, True, lambda image, by: _shift(image, 0, by * image.height)),
    "rotate": (135.0, True, _turn),
    "brightness": (0.99, True, lambda image, by: functional.adjust_brightness(image, 1 + by)),
    "color": (0.99, True, lambda image, by: functional.adjust_saturation(image, 1 + by)),
    "contrast": (0.99, True, lambda image, by: functional.adjust_contrast(image, 1 + by)),
    "sharpness": (0.99, True, lambda image, by: functional.adjust_sharpness(image, 1 + by)),
    "posterize": (6.0, False, lambda image, by: functional.posterize(image, 8 - round(by))),
    "solarize": (1.0, False, lambda image, by: functional.solarize(image, 255 * (1 - by))),
    "autocontrast": (0.0, False, lambda image, by: functional.autocontrast(image)),
    "equalize": (0.0, False, lambda image, by: functional.equalize(image)),
    "invert": (0.0, False, lambda image, by: functional.invert(image)),
    "identity": (0.0, False, lambda image, by: image),
}
_NARROW = {
    **_WIDE,
    "shear_x": (0.3, True, _WIDE["shear_x"][2]),
    "shear_y": (0.3, True, _WIDE["shear_y"][2]),
    "translate_x": (150 / 331, True, _WIDE["translate_x"][2]),
    "translate_y": (150 / 331, True, _WIDE["translate_y"][2]),
    "rotate": (30.0, True, _turn),
    "brightness": (0.9, True, _WIDE["brightness"][2]),
    "color": (0.9, True, _WIDE["color"][2]),
    "contrast": (0.9, True, _WIDE["contrast"][2]),
    "sharpness": (0.9, True, _WIDE["sharpness"][2]),
    "posterize": (4.0, False, _WIDE["posterize"][2]),
}
_DRAWN = tuple(name for name in _WIDE if name != "invert")  # as in both papers

# ImageNet's policy as it was learned: pairs of (change, chance, strength of ten), Table 9 of the AutoAugment paper.
_PAIRS = tuple(
    tuple((name, float(chance), int(strength)) for name, chance, strength in (half.split() for half in row.split(",")))
    for row in (
        "posterize .4 8,rotate .6 9", "solarize .6 5,autocontrast .6 0", "equalize .8 0,equalize .6 0",
        "posterize .6 7,posterize .6 6", "equalize .4 0,solarize .2 4", "equalize .4 0,rotate .8 8",
        "solarize .6 3,equalize .6 0", "posterize .8 5,equalize 1 0", "rotate .2 3,solarize .6 8",
        "equalize .6 0,posterize .4 6", "rotate .8 8,color .4 0", "rotate .4 9,equalize .6 0",
        "equalize 0 0,equalize .8 0", "invert .6 0,equalize 1 0", "color .6 4,contrast 1 8", "rotate .8 8,color 1 2",
        "color .8 8,solarize .8 7", "sharpness .4 7,invert .6 0", "shear_x .6 5,equalize 1 0", "color .4 0,equalize .6 0",
        "equalize .4 0,solarize .2 4", "solarize .6 5,autocontrast .6 0", "invert .6 0,equalize 1 0",
        "color .6 4,contrast 1 8", "equalize .8 0,equalize .6 0",
    )
)  # fmt: skip


def apply_policy(image: np.ndarray, policy: str, random: np.random.Generator) -> np.ndarray:
    """A picture, (H, W) or (H, W, 3) uint8, changed by chance as a policy says, of the same shape.

    policy: 'trivial_augment' (Müller, Hutter 2021: one change of a strength by chance), 'rand_augment' (Cubuk and
    others 2019: two changes of strength 9) or 'auto_augment' (Cubuk and others 2018: one of the 25 pairs that were
    learned on ImageNet).
    """
    picture = Image.fromarray(image)
    for change in _POLICIES[policy](random):
        picture = change(picture)
    return np.ascontiguousarray(picture)


def _draw(table: dict, name: str, strength: float, random: np.random.Generator) -> Callable[[Any], Any]:
    most, both, change = table[name]
    sign = -1 if both and random.random() < 0.5 else 1
    return lambda picture: change(picture, sign * most * strength)


def _draw_trivial(random: np.random.Generator) -> list:
    return [_draw(_WIDE, _DRAWN[random.integers(len(_DRAWN))], random.integers(BINS) / (BINS - 1), random)]


def _draw_rand(random: np.random.Generator) -> list:
    names = [_DRAWN[number] for number in random.integers(len(_DRAWN), size=CHANGES)]
    return [_draw(_NARROW, name, STRENGTH / (BINS - 1), random) for name in names]


def _draw_pair(random: np.random.Generator) -> list:
    pair = _PAIRS[random.integers(len(_PAIRS))]
    return [_draw(_NARROW, name, strength / 9, random) for name, chance, strength in pair if random.random() < chance]


_POLICIES = {"trivial_augment": _draw_trivial, "rand_augment": _draw_rand, "auto_augment": _draw_pair}
