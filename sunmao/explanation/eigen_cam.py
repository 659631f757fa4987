"""EigenCAM: what stands out for a detector in PyTorch, the first principal component of its backbone's features.

Muhammad, Yeasin: Eigen-CAM: Class Activation Map using Principal Components, 2020.
"""

from typing import Any

import numpy as np
import torch

from sunmao.explanation.grad_cam import evaluate_temporarily
from sunmao.explanation.heat_map import resize_map
from sunmao.models.openmmlab.detector_module import DetectorModule
from sunmao.models.openmmlab.mmcv_shim import silence_mmdet

MIN_CELLS = 4  # a side of a feature map; coarser ones of networks for tiny pictures say nothing about places


def compute_eigen_cam(network: DetectorModule, batch: torch.Tensor) -> np.ndarray:
    """Compute how much each pixel stands out for a detector: one inference of its backbone, no gradient.

    It speaks of the whole picture, not of one class.

    Args:
        network: a detector.
        batch: one picture as the network takes it, (1, 3, H, W) float32, RGB, 0–255.

    Returns: (H, W) float32, 0 to 1, of the batch's size.
    """
    with evaluate_temporarily(network), torch.inference_mode(), silence_mmdet():
        maps = network.body.backbone(network.front(batch))
    features = select_feature_map(maps)[0].float().cpu().numpy()
    # What is below the mean of all cells does not stand out.
    return resize_map(project_features(features).clip(0), *batch.shape[2:])


def select_feature_map(maps: Any) -> torch.Tensor:
    """The last of a backbone's maps, each (N, K, h, w), the finest first, of at least `MIN_CELLS` a side; else the
    finest.
    """
    maps = [maps] if isinstance(maps, torch.Tensor) else list(maps)
    return next((each for each in reversed(maps) if min(each.shape[2:]) >= MIN_CELLS), maps[0])


def project_features(features: np.ndarray) -> np.ndarray:
    """Features, (K, h, w) float, along their first principal component: (h, w) float64.

    A principal component has no sign of its own: that one is taken with which the features' length grows.
    """
    count, height, width = features.shape
    rows = features.reshape(count, -1).T.astype(np.float64)
    centered = rows - rows.mean(0)
    # Of the cells' products, for cells are fewer than channels: this eigenvector is the projection but for a factor.
    projected = np.linalg.eigh(centered @ centered.T)[1][:, -1]
    lengths = np.linalg.norm(rows, axis=1)
    sign = -1.0 if projected @ (lengths - lengths.mean()) < 0 else 1.0
    return (sign * projected).reshape(height, width)
