"""VGG: many equal layers, and by far the most parameters."""

from dataclasses import replace

from sunmao.models.model_spec import Architecture, ModelSpec
from sunmao.models.recipes import FRESH, QUICK, TRANSFER
from sunmao.models.torchvision_timm import IMAGENET, Torchvision

SIZES = {16: (2, 2, 3, 3, 3), 19: (2, 2, 4, 4, 4)}  # convolutions a stage


def _make_renames(convolutions: tuple, normalized: bool) -> tuple:
    """OpenMMLab counts convolutions with what follows as one, torchvision layer by layer."""
    theirs = ours = 0
    pairs = []
    for count in convolutions:
        for _ in range(count):
            pairs.append((rf"^backbone\.features\.{theirs}\.conv\.", f"features.{ours}."))
            pairs.append((rf"^backbone\.features\.{theirs}\.bn\.", f"features.{ours + 1}."))
            theirs, ours = theirs + 1, ours + 2 + normalized
        theirs, ours = theirs + 1, ours + 1
    return (*pairs, (r"^backbone\.classifier\.", "classifier."))


def _make_architecture(depth: int, normalized: bool = False) -> Architecture:
    name = f"vgg{depth}_bn" if normalized else f"vgg{depth}"
    return Architecture(Torchvision(name).build, head="classifier.6", openmmlab=_make_renames(SIZES[depth], normalized))


VGG = ModelSpec(
    name="VGG",
    task="classification",
    geometry="VGG",
    image_size=224,
    **IMAGENET,
    # The textbooks say 19 in one place and give the size of 16 (527.8 MB) in another; weights of either are taken.
    architecture=_make_architecture(16),
    other_architectures=(
        _make_architecture(19),
        _make_architecture(16, normalized=True),
        _make_architecture(19, normalized=True),
    ),
    features=4096,
    parameters=134_301_514,
    memory=3410,
    seconds=72,
    source="Simonyan, Zisserman: Very Deep Convolutional Networks for Large-Scale Image Recognition, 2014 (16 layers)",
    advice=(
        "又大又慢的老网络，用来比较；没有显卡时别从零训练它。",
        "An old network, large and slow, for comparing: not to be trained from nothing without a graphics card.",
    ),
    recipe=replace(TRANSFER, lr=1e-4),
    fresh=replace(FRESH, lr=1e-4),
    quick=QUICK,
    pretrained=Torchvision("vgg16"),
)
ENTRIES = (VGG,)
