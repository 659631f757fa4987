"""Networks that first propose places and then look at each again: Faster R-CNN and Mask R-CNN."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import torch
from torchvision.ops import roi_align

from sunmao.models.openmmlab.decoding import (
    Level,
    batched_nms,
    decode_deltas,
    filter_valid,
    flatten_head,
    get_priors,
    rescale_boxes,
    top_k,
)
from sunmao.models.openmmlab.detector_module import MAX_DETECTIONS, MIN_SCORE
from sunmao.models.openmmlab.masks import paste_masks
from sunmao.models.openmmlab.training_mixin import TrainableDetectorModule

if TYPE_CHECKING:
    pass


PROPOSALS = 300  # places that are looked at again
PROPOSED = 1e-3  # objectness from which a place is proposed: which of thousands of worse ones are left is chance
PROPOSAL_OVERLAP, OVERLAP = 0.7, 0.5  # IoU from which the less sure of two proposals, of two boxes of a class goes


class FasterRCNN(TrainableDetectorModule):
    """Faster R-CNN (Ren et al. 2015) with a feature pyramid.

    least, overlap, most, proposed, proposals, proposal_overlap: the thresholds, which a test may set.
    """

    oldest_opset = 16  # older graphs know RoIAlign only without its half pixel

    def __init__(self, front: Any, body: Any, size: int, classes: int) -> None:
        super().__init__(front, body, size, classes)
        self.least, self.overlap, self.most = MIN_SCORE, OVERLAP, MAX_DETECTIONS
        self.proposed, self.proposals, self.proposal_overlap = PROPOSED, PROPOSALS, PROPOSAL_OVERLAP
        self._known_priors: dict = {}

    @contextmanager
    def thresholds(self, rpn_threshold: float | None = None, rcnn_threshold: float | None = None) -> Iterator[None]:
        """While this lasts, boxes go that share more than 1 − threshold of their area, as in the textbook: 0.7 leaves
        0.3.

        rpn_threshold: of two proposals; rcnn_threshold: of two boxes of a class; None: as usual.
        """
        before = self.proposal_overlap, self.overlap
        self.proposal_overlap = before[0] if rpn_threshold is None else 1 - rpn_threshold
        self.overlap = before[1] if rcnn_threshold is None else 1 - rcnn_threshold
        try:
            yield
        finally:
            self.proposal_overlap, self.overlap = before

    def _find(self, pixels: torch.Tensor) -> list[tuple]:
        features = self.body.extract_feat(self.front(pixels))
        head = self.body.rpn_head
        scores, deltas = head(features)
        places = zip(scores, deltas, get_priors(self._known_priors, head, scores), strict=True)
        levels = [
            Level(flatten_head(each, 1).sigmoid(), flatten_head(shift, 4), anchors) for each, shift, anchors in places
        ]
        return [self._answer([each[n : n + 1] for each in features], levels, n, pixels) for n in range(len(pixels))]

    def _answer(self, features: list, levels: list[Level], number: int, pixels: torch.Tensor) -> tuple:
        boxes, scores, labels = self._classify_places(features, self._propose(levels, number))
        some = filter_valid(boxes, scores, self.least)
        kept = some[batched_nms(boxes[some], scores[some], labels[some], self.overlap, self.size)[: self.most]]
        boxes, labels = boxes[kept], labels[kept]
        return rescale_boxes(boxes, pixels, self.size), scores[kept], labels, self._masks(features, boxes, labels)

    def _propose(self, levels: list[Level], number: int) -> torch.Tensor:
        """The places that the first look proposes, (n, 4), the surest first; each level is thinned out for itself."""
        parts = [top_k(level.scores[number], level.codes[number], level.priors) for level in levels]
        groups = torch.cat([part[1] + n for n, part in enumerate(parts)])
        scores, _, codes, priors = (torch.cat(column) for column in zip(*parts, strict=True))
        boxes = decode_deltas(priors, codes, self.body.rpn_head.bbox_coder.stds, self.size)
        some = filter_valid(boxes, scores, self.proposed)
        kept = batched_nms(boxes[some], scores[some], groups[some], self.proposal_overlap, self.size)[: self.proposals]
        return boxes[some[kept]]

    def _classify_places(self, features: list, places: torch.Tensor) -> tuple:
        """Of each place and class: boxes (n·C, 4), scores (n·C,), labels (n·C,)."""
        roi = self.body.roi_head
        scores, deltas = roi.bbox_head(extract_roi_features(features, places, roi.bbox_roi_extractor))
        starts = places[:, None].expand(-1, self.classes, 4).reshape(-1, 4)
        boxes = decode_deltas(starts, deltas.reshape(-1, 4), roi.bbox_head.bbox_coder.stds, self.size)
        scores = scores.softmax(1)[:, :-1]
        labels = torch.arange(self.classes, device=scores.device).expand_as(scores)
        return boxes, scores.reshape(-1), labels.reshape(-1)

    def _masks(self, features: list, boxes: torch.Tensor, labels: torch.Tensor) -> torch.Tensor | None:
        return None


class MaskRCNN(FasterRCNN):
    """Mask R-CNN (He et al. 2017): a third branch draws the thing inside its box."""

    gives_masks = True

    def _masks(self, features: list, boxes: torch.Tensor, labels: torch.Tensor) -> torch.Tensor | None:
        roi = self.body.roi_head
        patches = roi.mask_head(extract_roi_features(features, boxes, roi.mask_roi_extractor)).sigmoid()
        own = labels[:, None, None, None].expand(-1, 1, *patches.shape[2:])
        return paste_masks(patches.gather(1, own).squeeze(1), boxes, self.size)


def extract_roi_features(features: list, boxes: torch.Tensor, extractor: Any) -> torch.Tensor:
    """Features of boxes in the pyramid of one picture, (n, 4): (n, C, h, w); large boxes look at its coarse levels.

    Each level's boxes are cut out together and put back in their order afterwards; a level may have none.
    """
    layers = extractor.roi_layers
    sides = ((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])).sqrt()
    levels = sum((sides >= extractor.finest_scale * 2.0**n).long() for n in range(1, len(layers)))
    places = [(levels == n).nonzero().squeeze(1) for n in range(len(layers))]
    cut = [_roi_align(plane, boxes[some], layer) for plane, some, layer in zip(features, places, layers, strict=False)]
    return torch.cat(cut)[torch.cat(places).argsort()]


def _roi_align(plane: torch.Tensor, boxes: torch.Tensor, layer: Any) -> torch.Tensor:
    numbered = torch.cat((boxes.new_zeros(1, 1).expand(boxes.shape[0], 1), boxes), 1)
    return roi_align(plane, numbered, layer.output_size, layer.spatial_scale, layer.sampling_ratio, layer.aligned)
