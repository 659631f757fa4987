"""What is declared about a model, once."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Augmentation:
    """How pictures are changed at random while training, so that the model learns what does not matter.

    rotate: degrees; scale, shift: fractions of the size; shear: fraction; flip: left and right; stroke: thicker or
    thinner ink, pixels; blur: pixels; color: brightness and contrast, fraction; crop: the least share of the area kept.
    """

    rotate: float = 0.0
    scale: float = 0.0
    shift: float = 0.0
    shear: float = 0.0
    flip: bool = False
    stroke: float = 0.0
    blur: float = 0.0
    color: float = 0.0
    crop: float = 1.0


@dataclass(frozen=True)
class Recipe:
    """How a model is trained when nothing else is said.

    lr: the highest of the one-cycle schedule. frozen: the beginnings of the names of those parts of the body that keep
    their packaged weights.
    """

    optimizer: str = "AdamW"
    lr: float = 3e-3
    batch_size: int = 16
    weight_decay: float = 1e-2
    label_smoothing: float = 0.0
    augmentation: Augmentation = field(default_factory=Augmentation)
    frozen: tuple = ()


@dataclass(frozen=True)
class Entry:
    """One model.

    name: what a program writes; task: 'classification'.
    geometry: the name in `preparation.GEOMETRIES` whose pictures it is trained on and exported for.
    image_size: side of the network's input in pixels; fixed_size: no other is possible.
    mean, std: the network's own normalisation, in 0–255.
    build: (num_classes, pretrained) → torch module from (N, C, S, S) float32, normalised, to (N, num_classes) logits.
    head: the attribute that holds its last linear layer. features: how many numbers that layer reads.
    parameters: how many numbers it learns, with ten classes.
    source: the paper. recipe: how `train` trains it; quick: how `quick_train` trains its last layer, where it can.
    packaged: whether weights come along in a package.
    """

    name: str
    task: str
    geometry: str
    image_size: int
    mean: tuple
    std: tuple
    build: Callable
    head: str
    features: int
    parameters: int
    source: str
    recipe: Recipe
    quick: Recipe | None = None
    fixed_size: bool = False
    packaged: bool = False
