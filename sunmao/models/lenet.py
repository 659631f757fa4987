"""LeNet: the first network that read handwriting."""

from .entry import Augmentation, Entry, Recipe


def build(num_classes: int, pretrained: bool):
    """A fresh LeNet-5 with ReLU and maximum pooling: (N, 1, 32, 32) → (N, num_classes)."""
    from torch import nn

    return nn.Sequential(
        nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(),
        nn.Linear(84, num_classes),
    )  # fmt: skip


LENET = Entry(
    name="LeNet",
    task="classification",
    geometry="LeNet",
    image_size=32,
    fixed_size=True,
    mean=(33.46,),
    std=(78.87,),
    build=build,
    head="11",
    features=84,
    parameters=61_706,
    source="LeCun, Bottou, Bengio, Haffner: Gradient-Based Learning Applied to Document Recognition, 1998",
    recipe=Recipe(augmentation=Augmentation(rotate=10, scale=0.2, shift=0.06, shear=0.2, stroke=1.0, blur=1.0)),
)
