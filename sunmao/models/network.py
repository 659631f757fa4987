"""A model's torch module: raw pixels in, logits out; its own resizing and normalization are part of it."""

import copy
from typing import Any, Self

import torch
from torch import nn
from torch.nn import functional
from torch.nn.modules.batchnorm import _BatchNorm

from sunmao.models.model_spec import Architecture, ModelSpec
from sunmao.models.preprocessing import get_classifier_resize
from sunmao.models.pruned_architecture import list_widths


class InputNormalization(nn.Module):
    """Raw pixels, (N, C, H, W) 0–255, to the size and numbers that the network was made for.

    Pictures that are of this size already, as those that are learned from, stay as they are.
    """

    def __init__(self, mean: tuple, std: tuple, size: int, incoming: int) -> None:
        super().__init__()
        self.size = None if size == incoming else size
        self.register_buffer("mean", torch.tensor(mean).view(1, -1, 1, 1), persistent=False)
        self.register_buffer("std", torch.tensor(std).view(1, -1, 1, 1), persistent=False)

    def forward(self, pixels: Any) -> torch.Tensor:
        if self.size is not None and tuple(pixels.shape[-2:]) != (self.size, self.size):
            pixels = functional.interpolate(pixels, size=(self.size, self.size), mode="bilinear", align_corners=False)
        return (pixels - self.mean) / self.std


class FreezableNetwork(nn.Module):
    """A network with a `body`, parts of which may keep the weights that they have."""

    body: Any

    def __init__(self) -> None:
        super().__init__()
        self._frozen: list[nn.Module] = []
        self._norm_eval = False

    def freeze(self, beginnings: tuple, norm_eval: bool = False) -> None:
        """Keep the parts of the body whose names begin so as they are, their running means included.

        norm_eval: batch normalization of the whole body keeps its running means and deviations, too.
        """
        self._norm_eval = norm_eval
        self._frozen = (
            [part for name, part in self.body.named_modules() if f"{name}.".startswith(beginnings)]
            if beginnings
            else []
        )
        self._keep_frozen()

    def _keep_frozen(self) -> None:
        for part in self._frozen:
            part.requires_grad_(False)

    def train(self, mode: bool = True) -> Self:
        """Switch between learning and answering; frozen parts always answer."""
        super().train(mode)
        for part in self._frozen:
            part.eval()
        for part in self.body.modules() if self._norm_eval else ():
            if isinstance(part, _BatchNorm):
                part.eval()
        return self

    def list_mixed_parts(self) -> list[nn.Module]:
        """The parts that may compute with 16 bits while they learn: all of it."""
        return [self]

    def list_backbone_parameters(self) -> list[nn.Parameter]:
        """Layers that had learned before, where any had: all but the layers for the classes of this data set."""
        return list(self.body.backbone.parameters())


class Classifier(FreezableNetwork):
    """Front and body of a registered model: (N, C, H, W) float32 pixels 0–255 → (N, num_classes) logits.

    Args:
        pretrained: with ImageNet weights, all but the last layer; fetched when they are not there.
        architecture: another than the usual one.

    widths: of a pruned one, how many channels each layer gives; None: all that it was designed with.

    Raises: NoNetwork, BadModelFile, when the weights cannot be fetched.
    """

    def __init__(
        self,
        entry: ModelSpec,
        num_classes: int,
        image_size: int,
        pretrained: bool = False,
        architecture: Architecture | None = None,
    ) -> None:
        super().__init__()
        architecture = architecture or entry.architecture
        self.front = InputNormalization(entry.mean, entry.std, image_size, get_classifier_resize(entry.geometry).crop)
        self.body = architecture.build(num_classes)
        self._head, self._fuse = architecture.head, entry.fuse
        self.widths = list_widths(architecture)
        if pretrained:
            self._take(entry.pretrained.state())

    @property
    def head(self) -> nn.Module:
        """The last linear layer."""
        return self.body.get_submodule(self._head)

    def list_heads(self) -> list[str]:
        """The names in the body of the layers whose outputs are the answer: of these as many as there are classes."""
        return [self._head]

    def replace_head(self, layer: nn.Module) -> None:
        """Put another layer in the place of the last one (a property could not: torch keeps modules for itself)."""
        self.body.set_submodule(self._head, layer)

    def list_backbone_parameters(self) -> list[nn.Parameter]:
        return [value for name, value in self.body.named_parameters() if not name.startswith(f"{self._head}.")]

    def freeze_body(self) -> None:
        """Keep everything as it is but the last linear layer."""
        self._frozen = [
            part for name, part in self.body.named_modules() if name != self._head and not any(part.children())
        ]
        self._keep_frozen()

    def for_export(self) -> "Classifier":
        """This network, or an equal one that answers faster; only for answering."""
        if self._fuse is None:
            return self
        other = copy.deepcopy(self).eval()
        other.body = self._fuse(other.body)
        return other

    def _take(self, state: dict) -> None:
        body = {name: value for name, value in state.items() if not name.startswith(f"{self._head}.")}
        left = self.body.load_state_dict(body, strict=False)
        lacking = [name for name in left.missing_keys if not name.startswith(f"{self._head}.")]
        assert not lacking and not left.unexpected_keys, (lacking, left.unexpected_keys)

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        return self.body(self.front(pixels))
