"""Training of the networks: objects of the pictures in mmdet's form, the parts of the loss, what keeps its weights."""

from typing import Any

import torch
from torch import nn

from sunmao.models.network import FreezableNetwork
from sunmao.models.openmmlab.detector_module import DetectorModule, Targets
from sunmao.models.openmmlab.mmcv_shim import silence_mmdet

SMALLEST = 1.0  # pixels: the sides of a smaller box would have endless logarithms


class TrainableDetectorModule(FreezableNetwork, DetectorModule):
    """A finder that can learn; how it answers is its children's part.

    front: a `network.InputNormalization`; body: mmdet's detector; size: side of the network's input in pixels; classes:
    how many.
    """

    gives_masks = False

    def __init__(self, front: nn.Module, body: nn.Module, size: int, classes: int) -> None:
        super().__init__()
        self.front, self.body = front, body
        self.size, self.classes = size, classes

    def losses(self, pixels: torch.Tensor, targets: list[Targets]) -> dict[str, torch.Tensor]:
        """As `DetectorModule.losses` tells. Pictures without anything in them are learned from, too: nothing is to be
        found there.
        """
        samples = _make_data_samples([each.to(pixels.device) for each in targets], self.size, self.gives_masks)
        with silence_mmdet():
            parts = self.body.loss(self.front(pixels), samples)
        # RPN's and most heads' parts are lists, one number a level of the pyramid; a few are marks ('acc') and no loss.
        return {name: _sum_losses(part) for name, part in parts.items() if "loss" in name}

    def list_mixed_parts(self) -> list[nn.Module]:
        """Without the heads: which box is learned from, and how far it is off, is chosen with 32 bits."""
        return [self.body.backbone, self.body.neck] if self.body.with_neck else [self.body.backbone]

    def freeze(self, beginnings: tuple, norm_eval: bool = False) -> None:
        """Keep the parts of the body whose names begin so as they are, their running means included.

        Of a backbone of mmdet all running means are kept then: the few pictures of a batch would only make them worse.
        """
        if hasattr(self.body.backbone, "norm_eval"):
            self.body.backbone.norm_eval = bool(beginnings)
        super().freeze(beginnings, norm_eval)


def _sum_losses(part: Any) -> torch.Tensor:
    return sum(each.mean() for each in part) if isinstance(part, (list, tuple)) else part.mean()


def _make_data_samples(targets: list[Targets], size: int, masks: bool) -> list:
    """mmdet's form of what is in the pictures."""
    from mmdet.structures import DetDataSample

    shape = (size, size)
    known = {
        "img_shape": shape,
        "batch_input_shape": shape,
        "pad_shape": shape,
        "ori_shape": shape,
        "scale_factor": (1.0, 1.0),
    }
    samples = [DetDataSample(metainfo=known) for _ in targets]
    for sample, each in zip(samples, targets, strict=True):
        sample.gt_instances = _make_instances(each, size, masks)
    return samples


def _make_instances(targets: Targets, size: int, masks: bool) -> Any:
    from mmdet.structures.mask import BitmapMasks
    from mmengine.structures import InstanceData

    boxes = targets.boxes.reshape(-1, 4).float()
    boxes = torch.cat([boxes[:, :2], torch.maximum(boxes[:, 2:], boxes[:, :2] + SMALLEST)], dim=1)
    instances = InstanceData(bboxes=boxes, labels=targets.labels.reshape(-1).long())
    if masks:
        assert targets.masks is not None  # a network of masks is taught by samples that have them
        instances.masks = BitmapMasks(targets.masks.cpu().numpy(), size, size)
    return instances
