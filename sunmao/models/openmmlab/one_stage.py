"""Networks that find things in one look: RTMDet, YOLOX, YOLOv3, SSD."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import torch

from sunmao.models.openmmlab.decoding import (
    Level,
    batched_nms,
    decode_centers,
    decode_deltas,
    decode_distances,
    filter_valid,
    flatten_head,
    get_priors,
    keep_best_class,
    rescale_boxes,
    select_candidates,
)
from sunmao.models.openmmlab.detector_module import MAX_DETECTIONS, MIN_SCORE, OVERLAP
from sunmao.models.openmmlab.masks import apply_dynamic_conv
from sunmao.models.openmmlab.training_mixin import TrainableDetectorModule

if TYPE_CHECKING:
    from sunmao.models.openmmlab.detector_module import Targets


class OneStage(TrainableDetectorModule):
    """Base of the networks whose heads give boxes at once.

    least, overlap, most: the thresholds, which a test may set. one_class_a_place: of a place only its surest class
    counts.
    """

    one_class_a_place = False

    def __init__(self, front: Any, body: Any, size: int, classes: int) -> None:
        super().__init__(front, body, size, classes)
        self.least, self.overlap, self.most = MIN_SCORE, OVERLAP, MAX_DETECTIONS
        self._known_priors: dict = {}

    def _find(self, pixels: torch.Tensor) -> list[tuple]:
        outputs = self.body.bbox_head(self.body.extract_feat(self.front(pixels)))
        levels = self._levels(outputs)
        if self.one_class_a_place:
            levels = [replace(each, scores=keep_best_class(each.scores)) for each in levels]
        return [self._answer(outputs, levels, number, pixels) for number in range(len(pixels))]

    def compute_candidates(self, pixels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, list[int]]:
        """All that the heads give for one picture, (1, 3, H, W), nothing chosen: what `_find` chooses from.

        Returns: boxes (1, P, 4) in pixels of what came in, scores (1, P, C), and how many of the P places each level
        has.
        """
        levels = self._levels(self.body.bbox_head(self.body.extract_feat(self.front(pixels))))
        codes, scores = (torch.cat([getattr(each, name) for each in levels], 1) for name in ("codes", "scores"))
        boxes = self._boxes(codes, torch.cat([each.priors for each in levels]))
        return rescale_boxes(boxes, pixels, self.size), scores, [int(each.scores.shape[1]) for each in levels]

    def _answer(self, outputs: Any, levels: list[Level], number: int, pixels: torch.Tensor) -> tuple:
        scores, labels, codes, priors = select_candidates(levels, number)
        boxes = self._boxes(codes, priors)
        some = filter_valid(boxes, scores, self.least)
        kept = some[batched_nms(boxes[some], scores[some], labels[some], self.overlap, self.size)[: self.most]]
        masks = self._masks(outputs, number, codes[kept], priors[kept])
        return rescale_boxes(boxes[kept], pixels, self.size), scores[kept], labels[kept], masks

    def _levels(self, outputs: Any) -> list[Level]:
        """Outputs of the heads, level by level."""
        raise NotImplementedError

    def _boxes(self, codes: torch.Tensor, priors: torch.Tensor) -> torch.Tensor:
        """Boxes, (…, n, 4), of codes, (…, n, D), and priors, (n, ·), in pixels of the network's input and inside it."""
        raise NotImplementedError

    def _masks(self, outputs: Any, number: int, codes: torch.Tensor, priors: torch.Tensor) -> torch.Tensor | None:
        """Outlines, (n, M, M), of what was found in picture `number`, where the network draws any."""
        return None

    def _priors(self, planes: list, **more: Any) -> list:
        return get_priors(self._known_priors, self.body.bbox_head, planes, **more)


class RTMDet(OneStage):
    """RTMDet (Lyu et al. 2022): distances from points to the edges, one score a class."""

    def _levels(self, outputs: Any) -> list[Level]:
        scores, distances = outputs
        places = zip(scores, distances, self._priors(scores), strict=True)
        return [
            Level(flatten_head(each, self.classes).sigmoid(), flatten_head(reach, 4), points)
            for each, reach, points in places
        ]

    def _boxes(self, codes: torch.Tensor, priors: torch.Tensor) -> torch.Tensor:
        return decode_distances(priors, codes, self.size)


class RTMDetIns(OneStage):
    """RTMDet-Ins (Lyu et al. 2022): RTMDet that says for each thing with which weights its outline is drawn."""

    gives_masks = True

    def _levels(self, outputs: Any) -> list[Level]:
        scores, distances, kernels, _ = outputs
        places = zip(scores, distances, kernels, self._priors(scores, with_stride=True), strict=True)
        return [
            Level(flatten_head(each, self.classes).sigmoid(), self._codes(*both), points)
            for each, *both, points in places
        ]

    def _codes(self, distances: torch.Tensor, kernels: torch.Tensor) -> torch.Tensor:
        return torch.cat((flatten_head(distances, 4), flatten_head(kernels, self.body.bbox_head.num_gen_params)), 2)

    def _boxes(self, codes: torch.Tensor, priors: torch.Tensor) -> torch.Tensor:
        return decode_distances(priors[:, :2], codes[:, :4], self.size)

    def _masks(self, outputs: Any, number: int, codes: torch.Tensor, priors: torch.Tensor) -> torch.Tensor | None:
        return apply_dynamic_conv(outputs[3][number], codes[:, 4:], priors, self.body.bbox_head, self.size)


class SSD(OneStage):
    """SSD (Liu et al. 2016): boxes by their shift and growth from anchors, softmax with the background as the last
    class.
    """

    def _levels(self, outputs: Any) -> list[Level]:
        scores, deltas = outputs
        places = zip(scores, deltas, self._priors(scores), strict=True)
        return [
            Level(flatten_head(each, self.classes + 1).softmax(2)[:, :, :-1], flatten_head(shift, 4), anchors)
            for each, shift, anchors in places
        ]

    def _boxes(self, codes: torch.Tensor, priors: torch.Tensor) -> torch.Tensor:
        return decode_deltas(priors, codes, self.body.bbox_head.bbox_coder.stds, self.size)


class YOLOv3(OneStage):
    """YOLOv3 (Redmon and Farhadi 2018): the center's place in its cell, growth of an anchor, objectness times class."""

    def losses(self, pixels: torch.Tensor, targets: "list[Targets]") -> dict[str, torch.Tensor]:
        """As `DetectorModule.losses` tells: of a picture on average. mmdet adds up, so that a batch in two portions
        would weigh half.
        """
        return {name: part / len(targets) for name, part in super().losses(pixels, targets).items()}

    def _levels(self, outputs: Any) -> list[Level]:
        (planes,) = outputs
        places = zip(planes, self._priors(planes), self.body.bbox_head.featmap_strides, strict=True)
        return [self._level(flatten_head(each, 5 + self.classes), anchors, stride) for each, anchors, stride in places]

    def _level(self, numbers: torch.Tensor, anchors: torch.Tensor, stride: int) -> Level:
        scores = numbers[:, :, 5:].sigmoid() * numbers[:, :, 4:5].sigmoid()
        shifts = (numbers[:, :, :2].sigmoid() - 0.5) * stride
        return Level(scores, torch.cat((shifts, numbers[:, :, 2:4]), 2), anchors)

    def _boxes(self, codes: torch.Tensor, priors: torch.Tensor) -> torch.Tensor:
        corners, opposite = priors[:, :2], priors[:, 2:]
        sides = (opposite - corners) * codes[..., 2:].exp()
        return decode_centers((corners + opposite) * 0.5 + codes[..., :2], sides, self.size)


class YOLOX(OneStage):
    """YOLOX (Ge et al. 2021): a shift from a point and the sides in strides, objectness times the best class."""

    one_class_a_place = True

    def _levels(self, outputs: Any) -> list[Level]:
        places = zip(*outputs, self._priors(outputs[0], with_stride=True), strict=True)
        return [Level(self._scores(each, there), flatten_head(code, 4), points) for each, code, there, points in places]

    def _scores(self, classes: torch.Tensor, objectness: torch.Tensor) -> torch.Tensor:
        return flatten_head(classes, self.classes).sigmoid() * flatten_head(objectness, 1).sigmoid()

    def _boxes(self, codes: torch.Tensor, priors: torch.Tensor) -> torch.Tensor:
        strides = priors[:, 2:]
        return decode_centers(priors[:, :2] + codes[..., :2] * strides, codes[..., 2:].exp() * strides, self.size)
