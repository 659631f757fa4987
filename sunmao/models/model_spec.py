"""Declaration of a model, its only one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

# Pixels of the input of a network that finds things: below, things vanish; above, no picture comes sharper
# (`preprocessing.FRAMES`).
SMALLEST_SIDE, LARGEST_SIDE = 64, 800
SMALL = 1_000_000  # parameters: such a network learns as a whole in seconds, also from nothing
SAME_PLACE = 0.5  # IoU above which two boxes are of one thing, whatever their labels


@dataclass(frozen=True)
class Augmentation:
    """Random changes of pictures while training, so that the model learns what does not matter.

    rotate: degrees; scale, shift: fractions of the size; shear: fraction; flip: left and right; stroke: thicker or
    thinner ink, pixels; blur: pixels; color: brightness and contrast, fraction.

    Of models that find things only: turn: by quarter turns too, for what has no up and down; hue: fraction of the
    circle of colors; mosaic: share of the pictures that are put together from four (Bochkovskiy and others 2020,
    "YOLOv4"). They know neither shear nor stroke nor blur, and rotate only what has outlines.
    """

    rotate: float = 0.0
    scale: float = 0.0
    shift: float = 0.0
    shear: float = 0.0
    flip: bool = False
    stroke: float = 0.0
    blur: float = 0.0
    color: float = 0.0
    turn: bool = False
    hue: float = 0.0
    mosaic: float = 0.0


@dataclass(frozen=True)
class Recipe:
    """Default training of a model.

    lr: the highest of the one-cycle schedule. backbone_lr: the share of it with which a body that has learned before
    does. frozen: the beginnings of the names of those parts of the body that keep their packaged weights. norm_eval:
    whether batch normalization of a body that has learned before keeps its means and deviations (so called in
    OpenMMLab), which few pictures would spoil. warmup: epochs in which the learning rate rises where it does not follow
    one cycle. image_size: side of the network's input, where it is another than the entry's. clip: the largest length
    of a gradient, or None. ema: as in `make_weight_average`, or None.
    """

    optimizer: str = "AdamW"
    lr: float = 3e-3
    batch_size: int = 16
    weight_decay: float = 1e-2
    label_smoothing: float = 0.0
    augmentation: Augmentation = field(default_factory=Augmentation)
    frozen: tuple = ()
    norm_eval: bool = False
    warmup: int = 0
    image_size: int | None = None
    clip: float | None = None
    backbone_lr: float = 1.0
    ema: float | None = None


@dataclass(frozen=True)
class Architecture:
    """One way of building a model; weights fit the architecture whose names and shapes they have.

    build: num_classes → torch module from (N, C, S, S) float32, normalized, to (N, num_classes) logits.
    head: dotted path to its last linear layer, such as 'classifier.3'.
    openmmlab: pairs (pattern, replacement) for `re.sub` that turn OpenMMLab's names of the weights into this module's.
    """

    build: Callable
    head: str
    openmmlab: tuple = ()


@dataclass(frozen=True, kw_only=True)
class NetworkEntry:
    """Declaration of a network.

    name: what a program writes; task: what it learns.
    geometry: the name in `preprocessing.GEOMETRIES` whose pictures it is trained on and exported for.
    image_size: side of the network's input in pixels when nothing else is said; fixed_size: no other is possible.
    parameters: how many numbers it learns. memory: MB that training takes with the recipe's batch; seconds: how long it
    takes for 100 pictures, once, on two processor cores; both measured. source: the paper.
    advice: when to use it, one sentence: (Chinese, English).
    recipe: how `train` trains it from weights that have learned before, or at all; fresh: how from nothing, where that
    differs.
    pretrained: where ImageNet weights come from, an object whose `state()` gives them by their names and, where they
    are not packaged, whose `at_hand()` says whether they are on this computer; packaged: they come inside a package and
    need no network.
    """

    name: str
    task: str
    geometry: str
    image_size: int
    parameters: int
    memory: int
    seconds: float
    source: str
    advice: tuple
    recipe: Recipe
    fresh: Recipe | None = None
    pretrained: Any = None
    packaged: bool = False
    fixed_size: bool = False

    def recipe_for(self, pretrained: bool) -> Recipe:
        """Recipe of `train` from pretrained weights, or from fresh ones."""
        return self.recipe if pretrained or self.fresh is None else self.fresh


@dataclass(frozen=True, kw_only=True)
class ModelSpec(NetworkEntry):
    """A network that classifies, or is the body of one that does something like it.

    mean, std: the network's own normalization, in 0–255.
    architecture: how it is built; other_architectures: further ones, met only in weights from elsewhere; `pretrained`
    has the names of the first.
    features: how many numbers its last layer reads. `parameters` are with ten classes.
    quick: how `quick_train` trains its last layer, where it can; quick_memory, quick_seconds: as memory and seconds, of
    that, once and for all its epochs; measured where the weights are packaged.
    fuse: makes a trained module into an equal one that answers faster, where there is one.
    """

    mean: tuple
    std: tuple
    architecture: Architecture
    features: int
    quick: Recipe | None = None
    quick_memory: int | None = None
    quick_seconds: float | None = None
    other_architectures: tuple = ()
    fuse: Callable | None = None

    @property
    def head(self) -> str:
        """Dotted path to the last linear layer of the usual architecture."""
        return self.architecture.head

    @property
    def quick_size(self) -> int:
        """Side of its pictures in a quick training, in pixels."""
        return (self.quick and self.quick.image_size) or self.image_size

    @property
    def small(self) -> bool:
        """Whether it is made to learn as a whole, from nothing."""
        return self.parameters < SMALL


@dataclass(frozen=True, kw_only=True)
class DetectorModel(NetworkEntry):
    """A network that finds things: boxes, or boxes and masks.

    divisor: `image_size` must be a multiple of this; what was measured, was at `image_size`.
    build: (num_classes, image_size) → an `openmmlab.detector_module.DetectorModule` with fresh weights, of which
    `pretrained` has the names of its `body.backbone`. `parameters` are with three classes.
    published: where weights that have learned COCO's 80 classes are, a `downloads.RemoteFile`, or None.
    """

    build: Callable
    published: Any = None
    divisor: int = 32
    quick: None = None
    small: bool = False


@dataclass(frozen=True, kw_only=True)
class SegmenterModel(DetectorModel):
    """A network that says of each pixel which class it belongs to.

    build: (num_classes, image_size) → a `SegmentationNetwork` with fresh weights.
    """
