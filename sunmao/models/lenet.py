"""LeNet: the first network that read handwriting."""

from typing import TYPE_CHECKING

from sunmao.models.model_spec import Architecture, Augmentation, ModelSpec, Recipe

if TYPE_CHECKING:
    from torch import nn


def build(num_classes: int) -> "nn.Module":
    """A fresh LeNet-5 with ReLU and maximum pooling: (N, 1, 32, 32) → (N, num_classes)."""
    from torch import nn

    return nn.Sequential(
        nn.Conv2d(1, 6, 5),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(400, 120),
        nn.ReLU(),
        nn.Linear(120, 84),
        nn.ReLU(),
        nn.Linear(84, num_classes),
    )


def build_classic(num_classes: int) -> "nn.Module":
    """LeNet-5 as OpenMMLab and the MMEdu textbooks build it, with tanh and average pooling: the same shapes in and out."""
    from torch import nn

    return nn.Sequential(
        nn.Conv2d(1, 6, 5),
        nn.Tanh(),
        nn.AvgPool2d(2),
        nn.Conv2d(6, 16, 5),
        nn.Tanh(),
        nn.AvgPool2d(2),
        nn.Conv2d(16, 120, 5),
        nn.Tanh(),
        nn.Flatten(),
        nn.Linear(120, 84),
        nn.Tanh(),
        nn.Linear(84, num_classes),
    )


CLASSIC = Architecture(
    build_classic,
    head="11",
    openmmlab=(
        (r"^backbone\.features\.", ""),
        (r"^backbone\.classifier\.0\.", "9."),
        (r"^backbone\.classifier\.2\.", "11."),
    ),
)
LENET = ModelSpec(
    name="LeNet",
    task="classification",
    geometry="LeNet",
    image_size=32,
    fixed_size=True,
    mean=(33.46,),
    std=(78.87,),
    architecture=Architecture(build, head="11"),
    other_architectures=(CLASSIC,),
    features=84,
    parameters=61_706,
    memory=105,
    seconds=0.1,
    advice=(
        "最小、最快，几秒钟就学会；适合手写数字这样的小黑白图。",
        "The smallest and quickest, learns in seconds: for small gray pictures such as handwritten digits.",
    ),
    source="LeCun, Bottou, Bengio, Haffner: Gradient-Based Learning Applied to Document Recognition, 1998",
    recipe=Recipe(augmentation=Augmentation(rotate=10, scale=0.2, shift=0.06, shear=0.2, stroke=1.0, blur=1.0)),
)
ENTRIES = (LENET,)
