"""Networks that find things and have learned nothing, drawn so that they are sure of different things in different
pictures.
"""

from functools import cache
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import torch
from PIL import Image
from torch import nn

from sunmao.data.builtin.shapes import generate_images
from sunmao.data.listing import Sample
from sunmao.models import find_model
from sunmao.models.openmmlab.mmcv_shim import silence_mmdet
from sunmao.models.preprocessing import GEOMETRIES, get_resize_name
from sunmao.tasks.object_detection.trained_detector import TrainedDetector

CLASSES = ["a", "b", "c"]


@cache
def drawn(count: int) -> list[np.ndarray]:
    """Pictures of shapes, (240, 240, 3) uint8."""
    return [image for _, _, image, _ in islice(generate_images(), count)]


def batch(side: int, count: int) -> torch.Tensor:
    """The first of them, as a network takes them: (count, 3, side, side) float32."""
    images = torch.from_numpy(np.stack(drawn(count))).permute(0, 3, 1, 2).float()
    return nn.functional.interpolate(images, size=(side, side), mode="bilinear", align_corners=False)


@cache
def build_sensitive_detector(name: str, side: int, seed: int = 0):
    """A network whose layers pass on all that they see; made once a test run."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        finder = find_model(name).build(len(CLASSES), side)
    random = torch.Generator().manual_seed(seed)
    for each in finder.body.parameters():
        if each.dim() == 4:
            each.data = torch.randn(each.shape, generator=random) * (1.6 / each[0].numel()) ** 0.5
        else:
            each.data.clamp_(min=-2)  # fresh heads believe that there is next to nothing anywhere
    for part in finder.modules():
        if isinstance(part, nn.BatchNorm2d):
            part.momentum = None
            part.reset_running_stats()
    finder.train()
    with torch.no_grad(), silence_mmdet():
        features = finder.body.extract_feat(finder.front(batch(side, 8)))
        if hasattr(finder.body, "bbox_head"):
            finder.body.bbox_head(features)
    return finder.eval()


def make_detector(name: str, side: int, image_size: int | None = None, **info) -> TrainedDetector:
    """Such a network as what a training leaves. image_size: what it says that its pictures have; None: side."""
    network, entry, image_size = build_sensitive_detector(name, side), find_model(name), image_size or side
    info = {"image_size": image_size, "mAP": 0.5, "confidence": 0.06, **info}
    return TrainedDetector(entry, network, CLASSES, info, GEOMETRIES[get_resize_name(entry, image_size)])


def save_pictures(folder: Path) -> SimpleNamespace:
    """A data set of two of the pictures, one of them lying, in files."""
    for number, image in enumerate((drawn(2)[0], drawn(2)[1][:150])):
        Image.fromarray(image).save(folder / f"{number}.png")
    items = [Sample(path, "", "") for path in sorted(folder.glob("*.png"))]
    return SimpleNamespace(items=lambda part: items)
