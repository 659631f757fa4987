"""A network of layers as an entry among the models, so that it is trained, kept and exported as they are."""

from functools import lru_cache
from typing import TYPE_CHECKING

from sunmao.models.layered.layered_network import LayeredNetwork
from sunmao.models.model_spec import Architecture, Augmentation, ModelSpec, Recipe

if TYPE_CHECKING:
    from torch import nn


GRAY_MEAN, GRAY_STD = (33.46,), (78.87,)
COLOR_MEAN, COLOR_STD = (123.675, 116.28, 103.53), (58.395, 57.12, 57.375)
_PICTURES = Recipe(augmentation=Augmentation(rotate=10, scale=0.1, shift=0.06))


@lru_cache(maxsize=64)
def make_picture_entry(network: LayeredNetwork) -> ModelSpec:
    """The entry of a network for pictures; one that is not complete cannot be built."""
    wide, high, channels = network.input_shape
    side, gray = max(wide, high), channels == 1
    # Pictures of 32 pixels are prepared as LeNet's, whose files school boards can open.
    geometry = "LeNet" if gray and side == 32 else f"{'Gray' if gray else 'Color'}{side}"
    outputs = network.outputs
    return ModelSpec(
        name=network.name,
        task="classification",
        geometry=geometry,
        image_size=side,
        fixed_size=True,
        mean=GRAY_MEAN if gray else COLOR_MEAN,
        std=GRAY_STD if gray else COLOR_STD,
        architecture=Architecture(_Build(network), head=f"layer{len(network.layers)}"),
        features=outputs[-2].shape[0] if network.is_complete and len(outputs) > 1 else 0,
        parameters=network.parameters,
        memory=0,
        seconds=0.1,
        advice=("一层一层搭起来的网络。", "A network that was put together layer by layer."),
        source="",
        recipe=_PICTURES,
    )


class _Build:
    """`build.LayeredBuild`, whose module loads torch."""

    def __init__(self, network: LayeredNetwork) -> None:
        self._network = network

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Build) and self._network == other._network

    def __hash__(self) -> int:
        return hash(self._network)

    def __call__(self, num_classes: int) -> "nn.Module":
        from sunmao.models.layered.build import LayeredBuild

        return LayeredBuild(self._network)(num_classes)
