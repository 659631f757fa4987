"""A U-Net of segmentation-models-pytorch on the same packaged body as ours, trained as its own examples train.

Mirrored, moved, enlarged and shrunk, in perspective and in other colors; Adam with a cosine to nothing, cross entropy
and the package's Dice loss, batches of 8. It needs the packages segmentation-models-pytorch and timm.
"""

import math
import time

import torch
from torch import nn
from torch.nn import functional
from torchvision import tv_tensors
from torchvision.transforms import v2

from benchmarks.peers.fine_tuning_recipes import DEVIATION, MEAN, name_for_timm
from sunmao.models.efficientnet import EFFICIENTNET_LITE0

ENCODER, BATCH, RATES = "timm-tf_efficientnet_lite0", 8, (2e-4, 1e-3, 3e-3)
CHANGES = v2.Compose(
    [
        v2.RandomHorizontalFlip(),
        v2.RandomAffine(0, translate=(0.1, 0.1), scale=(0.5, 1.5)),
        v2.RandomPerspective(0.2),
        v2.ColorJitter(0.2, 0.2, 0.2, 0.05),
    ]
)


def make_network(planes: int) -> nn.Module:
    """Maps (N, 3, S, S) float32, 0 to 255, to (N, planes, S, S) logits."""
    import segmentation_models_pytorch as smp

    network = smp.Unet(ENCODER, encoder_weights=None, classes=planes)
    theirs, packaged = network.encoder.state_dict(), name_for_timm(EFFICIENTNET_LITE0)
    network.encoder.load_state_dict({name: packaged[name.removeprefix("model.")] for name in theirs})
    scaled = v2.Normalize([255 * part for part in MEAN], [255 * part for part in DEVIATION])
    return nn.Sequential(scaled, network).to(memory_format=torch.channels_last)


def train_unet(
    images: torch.Tensor, masks: torch.Tensor, planes: int, rate: float, seconds: float, validate
) -> tuple[float, nn.Module]:
    """A network that learns until its processor seconds are over: the best mark that `validate` gave it after an epoch,
    and the network of that epoch.

    images: (N, 3, S, S) uint8; masks: (N, S, S) int64, 0 background; seconds: without what `validate` takes.
    """
    import segmentation_models_pytorch as smp

    network, dice = make_network(planes), smp.losses.DiceLoss("multiclass")
    optimizer = torch.optim.Adam(network.parameters(), lr=rate, fused=True)
    best, weights, left = -1.0, None, seconds
    while left > 0:
        network.train()
        since = time.process_time()
        for places in torch.randperm(len(images)).split(BATCH):
            passed = (seconds - left + time.process_time() - since) / seconds
            if passed >= 1:
                break
            if len(places) == 1:
                places = places.repeat(2)  # batch normalization needs a spread
            optimizer.param_groups[0]["lr"] = rate * (1 + math.cos(math.pi * passed)) / 2
            batch, truth = make_batch(images, masks, places)
            logits = network(batch.float())
            optimizer.zero_grad()
            (functional.cross_entropy(logits, truth) + dice(logits, truth)).backward()
            optimizer.step()
        left -= time.process_time() - since
        network.eval()
        mark = validate(network)
        if mark > best:
            best, weights = mark, {name: value.clone() for name, value in network.state_dict().items()}
    assert weights is not None
    network.load_state_dict(weights)
    return best, network.eval()


def make_batch(images: torch.Tensor, masks: torch.Tensor, places: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Some of the pictures and masks, each pair changed at random."""
    pairs = [CHANGES(tv_tensors.Image(images[place]), tv_tensors.Mask(masks[place])) for place in places.tolist()]
    batch, truth = (torch.stack([*each]) for each in zip(*pairs, strict=True))
    return batch, truth
