"""A trained network that finds things, and what it finds in pictures."""

from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from sunmao.models.model_spec import Detector
from sunmao.models.openmmlab.detector_module import Finder
from sunmao.models.preprocessing import Geometry, Whole
from sunmao.vision.training.training_run import pixels
from sunmao.vision.training.dataloader import chunks
from sunmao.vision.training.gradient_accumulation import Portions
from sunmao.vision.object_detection.detections import Found
from sunmao.vision.object_detection.postprocess import found_in

TOGETHER = 8  # pictures that a network looks at at once
TOGETHER_MASKED = 2  # the masks of one picture take up to 256 MB


@dataclass
class TrainedFinder:
    """A network that finds things with what it has learned. path: its weights file, where there is one.

    prepared: how a picture is prepared for it.
    """

    entry: Detector
    network: Finder
    classes: list[str]
    info: dict
    prepared: Geometry | Whole
    path: Path | None = None
    frozen = False

    def found(self, pictures: list, **thresholds) -> list[Found]:
        """What is in pictures, each (H, W, 3) uint8 RGB. thresholds: `rpn_threshold`, `rcnn_threshold` of networks in two steps."""
        with self.network.thresholds(**thresholds) if thresholds else nullcontext():
            images = [self.prepared.prepare(picture) for picture in pictures]
            return answers(self.network, images, [picture.shape[1::-1] for picture in pictures], Portions(TOGETHER))


def answers(network: Finder, images: list[np.ndarray], sizes: list[tuple], portions: Portions) -> list[Found]:
    """What a network finds in prepared pictures, each (H, W, 3) float32. sizes: (width, height) of the pictures as they were."""
    network.eval()
    device, most = next(network.parameters()).device, TOGETHER_MASKED if network.gives_masks else TOGETHER
    portions.size = min(portions.size, most)
    found = []
    with torch.inference_mode():
        for places in chunks(np.arange(len(images)), most if len({image.shape for image in images}) == 1 else 1):
            inputs = pixels(np.stack([images[place] for place in places]), device)
            parts = portions.work(lambda part, inputs=inputs: network.find(inputs[part]), len(places))
            raw = (each for part in parts for each in part)
            raw = (tuple(one if one is None else one.cpu().numpy() for one in each) for each in raw)
            found += [found_in(*each, images[place].shape[1::-1], sizes[place]) for each, place in zip(raw, places, strict=True)]
    return found
