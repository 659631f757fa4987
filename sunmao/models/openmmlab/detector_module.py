"""A network that finds things: pixels in, boxes (and masks) out, losses while it learns."""

from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from sunmao.models.model_spec import SAME_PLACE
from sunmao.models.openmmlab.decoding import suppress
from sunmao.models.openmmlab.mmcv_shim import silence_mmdet

MAX_DETECTIONS = 200  # things in one picture
MIN_SCORE = 0.02  # score from which a thing is given out
OVERLAP = 0.6  # IoU above which the less sure one of two boxes of a class goes (non-maximum suppression)


@dataclass(frozen=True)
class Targets:
    """Objects of one picture that is learned from.

    boxes: (n, 4) float32, x1, y1, x2, y2 in pixels of the network's input; labels: (n,) int64; masks: (n, S, S) uint8 0
    or 1, or None. n may be 0.
    """

    boxes: torch.Tensor
    labels: torch.Tensor
    masks: torch.Tensor | None = None

    def to(self, device: torch.device | str) -> "Targets":
        """The same on a device."""
        masks = None if self.masks is None else self.masks.to(device)
        return Targets(self.boxes.to(device), self.labels.to(device), masks)


class DetectorModule(nn.Module):
    """Base of the networks that find things.

    front: a `network.InputNormalization`, from raw pixels (N, 3, H, W) float32 RGB 0–255 to the network's size S and
    numbers.
    body: mmdet's detector; its names are those of OpenMMLab's weights. size: S. classes: how many.
    gives_masks: whether `find` and `forward` give masks.

    Boxes that come out are in pixels of the pixels that came in, clipped to them; at most `MAX_DETECTIONS`, scores from
    `MIN_SCORE` on, the surest first. Masks are of the whole picture, but of the network's size whatever the picture's
    is: S × S.
    What is computed for learning and for answering differs only after the heads; `find` and the exported `forward` are
    the same code.

    oldest_opset: of ONNX in which the graph can be written.
    """

    oldest_opset = 11

    front: nn.Module
    body: Any  # mmdet's classes declare no types
    size: int
    classes: int
    gives_masks: bool

    def losses(self, pixels: torch.Tensor, targets: list[Targets]) -> dict[str, torch.Tensor]:
        """The parts of the loss by mmdet's names ('loss_cls', 'loss_bbox', 'loss_mask', 'loss_obj', 'loss_rpn_cls' …),
        scalars.

        pixels: (N, 3, S, S) float32 0–255, of the network's own size.
        """
        raise NotImplementedError

    def forward(self, pixels: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """One picture: (1, 3, H, W) → dets (1, K, 5) float32 (x1, y1, x2, y2, score), labels (1, K) int64 and, where
        the network gives masks, masks (1, K, M, M) float32 of the whole picture, the share 0 to 1 that belongs to the
        thing: what an ONNX file computes. Of several answers at one place, whatever their labels, the surest.
        """
        boxes, scores, labels, masks = self.find(pixels)[0]
        kept = suppress(boxes, scores, SAME_PLACE)  # what is shown is one answer a place
        boxes, scores, labels, masks = boxes[kept], scores[kept], labels[kept], None if masks is None else masks[kept]
        found = torch.cat((boxes, scores[:, None]), 1)[None], labels[None]
        return found if masks is None else (*found, masks[None])

    def find(self, pixels: torch.Tensor) -> list[tuple]:
        """(boxes (K, 4), scores (K,), labels (K,), masks (K, M, M) float32 or None) for each of (N, 3, H, W) pictures."""
        with silence_mmdet():
            return self._find(pixels)

    def _find(self, pixels: torch.Tensor) -> list[tuple]:
        """Result of `find`."""
        raise NotImplementedError
