"""Three recipes that others fine-tune a network for photographs by, on the same weights as ours.

- `BareScript`: AdamW (weight decay 0.01), torchvision's RandomResizedCrop as it is (8 to 100 % of the area), a cosine.
- `TorchvisionReference`: what `references/classification` of torchvision trains its newest weights by: SGD with momentum
  0.9 and weight decay 2e-5 (none on norms and biases), a cosine after a linear warm-up, RandomResizedCrop, mirrored,
  TrivialAugmentWide, random erasing 0.1, label smoothing 0.1, of each batch Mixup 0.2 or CutMix 1. Its average of
  weights, made for hundreds of epochs, is left out. (https://pytorch.org/blog/how-to-train-state-of-the-art-models)
- `TimmFineTuning`: timm's own network, pictures (RandomResizedCrop, mirrored, `rand-m9-inc1`, random erasing
  0.25) and AdamW (weight decay 0.05, each earlier layer 0.75 of the rate), label smoothing 0.1, a cosine after a
  warm-up: its training script with the options that its documentation fine-tunes with. It needs the package timm.

All learn every layer, in batches of 16, and take as many seconds of the processor as they are given.
"""

from collections.abc import Callable
from importlib.util import find_spec

import torch
from torch import nn
from torch.nn import functional
from torchvision.transforms import v2

from sunmao.models import find_model
from sunmao.models.model_spec import ModelSpec
from sunmao.models.network import Classifier

GRAY = 127  # what is erased becomes the mean of all pictures
MEAN, DEVIATION = (127 / 255,) * 3, (128 / 255,) * 3  # those of the packaged weights


class BareScript:
    """The recipe of a short script, and what the others change of it."""

    name = "bare script"
    rates: tuple[float, ...] = (1e-4, 3e-4, 1e-3)
    warmup = 0.0  # of the time
    smoothing = 0.0

    def __init__(self, backbone: str, classes: int) -> None:
        """backbone: a network of ours with packaged weights; classes: how many answers the new last layer has."""
        entry = find_model(backbone)
        assert isinstance(entry, ModelSpec)
        self.entry, self.classes, self.side = entry, classes, entry.image_size

    def make_network(self) -> nn.Module:
        """Maps (N, 3, side, side) float32, 0 to 255, to (N, classes) logits."""
        network = Classifier(self.entry, self.classes, self.side, pretrained=True)
        network.front.size = None  # its pictures come in the right size
        return network.to(memory_format=torch.channels_last)

    def make_transform(self) -> Callable[[torch.Tensor], torch.Tensor]:
        """From (3, H, W) uint8 to what is learned from, (3, side, side) uint8."""
        return v2.RandomResizedCrop(self.side)

    def make_optimizer(self, network: nn.Module, rate: float) -> torch.optim.Optimizer:
        """The optimizer; each of its groups has its own highest rate."""
        return torch.optim.AdamW(network.parameters(), lr=rate, fused=True)

    def mix(self, batch: torch.Tensor, labels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The batch, (N, 3, side, side) float32, and its targets: numbers, or shares of the classes."""
        return batch, labels


class TorchvisionReference(BareScript):
    """torchvision's reference recipe."""

    name = "torchvision's recipe"
    rates = (3e-3, 1e-2, 3e-2)
    warmup, smoothing = 0.05, 0.1

    def __init__(self, backbone: str, classes: int) -> None:
        super().__init__(backbone, classes)
        self._mix = v2.RandomChoice(
            [v2.MixUp(alpha=0.2, num_classes=classes), v2.CutMix(alpha=1.0, num_classes=classes)]
        )

    def make_transform(self) -> Callable[[torch.Tensor], torch.Tensor]:
        steps = [v2.RandomResizedCrop(self.side), v2.RandomHorizontalFlip(), v2.TrivialAugmentWide()]
        return v2.Compose([*steps, v2.RandomErasing(0.1, value=GRAY)])

    def make_optimizer(self, network: nn.Module, rate: float) -> torch.optim.Optimizer:
        plain = [weight for weight in network.parameters() if weight.ndim < 2]
        decayed = [weight for weight in network.parameters() if weight.ndim >= 2]
        groups = [{"params": decayed, "weight_decay": 2e-5}, {"params": plain, "weight_decay": 0.0}]
        return torch.optim.SGD(groups, lr=rate, momentum=0.9)

    def mix(self, batch: torch.Tensor, labels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return self._mix(batch, labels)


class TimmFineTuning(BareScript):
    """timm's network and fine-tuning."""

    name = "timm's fine-tuning"
    rates = (3e-4, 1e-3, 3e-3)
    warmup, smoothing = 0.05, 0.1

    def make_network(self) -> nn.Module:
        """The packaged weights in timm's network of the same layers."""
        import timm

        network = timm.create_model(f"tf_{self.entry.name.lower().replace('-', '_')}", num_classes=self.classes)
        network.load_state_dict(name_for_timm(self.entry), strict=False)
        scaled = v2.Normalize([255 * part for part in MEAN], [255 * part for part in DEVIATION])
        return nn.Sequential(scaled, network).to(memory_format=torch.channels_last)

    def make_transform(self) -> Callable[[torch.Tensor], torch.Tensor]:
        from timm.data import create_transform

        options = {"auto_augment": "rand-m9-inc1", "re_prob": 0.25, "re_mode": "pixel", "mean": MEAN}
        steps = create_transform(self.side, is_training=True, std=DEVIATION, **options)
        # timm normalizes the picture; here the network does.
        back = [-mean / each for mean, each in zip(MEAN, DEVIATION, strict=True)]
        return v2.Compose([v2.ToPILImage(), steps, v2.Normalize(back, [1 / (255 * each) for each in DEVIATION])])

    def make_optimizer(self, network: nn.Module, rate: float) -> torch.optim.Optimizer:
        from timm.optim import create_optimizer_v2

        optimizer = create_optimizer_v2(network[1], opt="adamw", lr=rate, weight_decay=0.05, layer_decay=0.75)
        for group in optimizer.param_groups:
            group["lr"] = rate * group.get("lr_scale", 1.0)
        return optimizer


def name_for_timm(entry: ModelSpec) -> dict[str, torch.Tensor]:
    """The packaged weights of a network under the names of timm's, which has the same layers in the same order."""
    import timm

    theirs = timm.create_model(f"tf_{entry.name.lower().replace('-', '_')}").state_dict()
    ours = Classifier(entry, 2, entry.image_size, pretrained=True).state_dict()
    return dict([*zip(theirs, ours.values(), strict=True)][:-2])  # without the last layer, which is another


def list_recipes() -> list[type[BareScript]]:
    """Those whose package is installed."""
    return [BareScript, TorchvisionReference, *([TimmFineTuning] if find_spec("timm") else [])]


def compute_loss(recipe: BareScript, logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Cross entropy with the recipe's label smoothing."""
    return functional.cross_entropy(logits, targets, label_smoothing=recipe.smoothing)
