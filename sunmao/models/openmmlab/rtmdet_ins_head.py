"""Training of RTMDet-Ins' outlines: mmdet's computation, in less time and memory. Imported late: it needs mmdet."""

from typing import Any

import torch
from mmdet.models.dense_heads.rtmdet_ins_head import RTMDetInsSepBNHead
from mmdet.models.task_modules.assigners import dynamic_soft_label_assigner
from torch.nn import functional


def center_of_mass(masks: torch.Tensor, eps: float = 1e-7) -> torch.Tensor:
    """The middle of each outline, (n, 2) x and y in pixels, of masks (n, H, W); (0, 0) of an empty one."""
    rows, columns = masks.sum(2, dtype=torch.float32), masks.sum(1, dtype=torch.float32)
    places = [torch.arange(each.shape[1], device=masks.device, dtype=torch.float32) for each in (columns, rows)]
    return torch.stack([columns @ places[0], rows @ places[1]], 1) / rows.sum(1, keepdim=True).clamp(min=eps)


# mmdet's makes whole numbers of eight bytes of every pixel, several times: a third of a training's time where things
# are many.
dynamic_soft_label_assigner.center_of_mass = center_of_mass


class LightRTMDetInsHead(RTMDetInsSepBNHead):
    """mmdet's head with the tiny network of each thing (Tian, Shen, Chen: Conditional Convolutions for Instance
    Segmentation, 2020) as products of matrices: the features of the picture are not copied for each thing, and no
    convolution has groups of one.
    """

    def _mask_predict_by_feat_single(
        self, mask_feat: torch.Tensor, kernels: torch.Tensor, priors: torch.Tensor
    ) -> torch.Tensor:
        """Outlines of the things in one picture, (n, h, w), before the sigmoid.

        mask_feat: (F, h, w); kernels: (n, ·) the weights of the things' networks; priors: (n, 4) where each was seen,
        and strides.
        """
        height, width = mask_feat.shape[-2:]
        parts = kernels.split([*self.weight_nums, *self.bias_nums], 1)
        weights, biases = parts[: len(self.weight_nums)], parts[len(self.weight_nums) :]
        points = self.prior_generator.single_level_grid_priors((height, width), level_idx=0, device=mask_feat.device)
        offsets = (priors[:, :2, None] - points.T) / (priors[:, 2:3, None] * 8)
        first = weights[0].reshape(len(kernels), self.dyconv_channels, -1)
        value = first[:, :, :2] @ offsets + first[:, :, 2:] @ mask_feat.flatten(1) + biases[0][:, :, None]
        for weight, bias in zip(weights[1:], biases[1:], strict=True):
            value = weight.reshape(len(kernels), -1, self.dyconv_channels) @ value.relu() + bias[:, :, None]
        return value.reshape(len(kernels), height, width)

    def loss_mask_by_feat(
        self,
        mask_feats: torch.Tensor,
        flatten_kernels: torch.Tensor,
        sampling_results_list: Any,
        batch_gt_instances: Any,
    ) -> torch.Tensor:
        """The loss of the outlines of a batch, a scalar; what each place should draw is looked up in pictures of its
        own size.
        """
        step, logits, wanted = self.mask_loss_stride, [], []
        pictures = zip(mask_feats, flatten_kernels, sampling_results_list, batch_gt_instances, strict=True)
        for features, kernels, sampled, truth in pictures:
            if len(sampled.pos_inds):
                logits.append(
                    self._mask_predict_by_feat_single(features, kernels[sampled.pos_inds], sampled.pos_priors)
                )
                wanted.append(truth.masks[:, step // 2 :: step, step // 2 :: step][sampled.pos_assigned_gt_inds])
        if not logits:
            return mask_feats.sum() * 0 + flatten_kernels.sum() * 0
        scale = self.prior_generator.strides[0][0] // step
        enlarged = functional.interpolate(
            torch.cat(logits)[None], scale_factor=scale, mode="bilinear", align_corners=False
        )[0]
        return self.loss_mask(enlarged, torch.cat(wanted), weight=None, avg_factor=len(enlarged))
