"""A trained network that finds things, and what it finds in pictures."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from sunmao.models.model_spec import DetectorModel
from sunmao.models.openmmlab.detector_module import DetectorModule
from sunmao.models.preprocessing import LetterboxResize, Resize
from sunmao.tasks.learner import Trained
from sunmao.tasks.object_detection.detections import Detections
from sunmao.tasks.object_detection.postprocess import make_detections
from sunmao.training.dataloader import iter_chunks
from sunmao.training.gradient_accumulation import MicroBatches
from sunmao.training.training_run import to_tensor

TOGETHER = 8  # pictures that a network looks at at once
TOGETHER_MASKED = 2  # the masks of one picture take up to 256 MB


@dataclass
class TrainedDetector(Trained):
    """A network that finds things with what it has learned. path: its weights file, where there is one.

    prepared: how a picture is prepared for it.
    """

    entry: DetectorModel
    network: DetectorModule
    classes: list[str]
    info: dict
    prepared: Resize | LetterboxResize
    path: Path | None = None
    frozen = False

    @property
    def task(self) -> str:
        """Its task: 'detection' or 'instance'."""
        return self.entry.task

    def detect(self, pictures: list, **thresholds: Any) -> list[Detections]:
        """Detections in pictures, each (H, W, 3) uint8 RGB. thresholds: `rpn_threshold`, `rcnn_threshold` of networks
        in two steps.
        """
        network: Any = self.network  # only networks in two steps have thresholds
        with network.thresholds(**thresholds) if thresholds else nullcontext():
            images = [self.prepared.prepare(picture) for picture in pictures]
            return detect(self.network, images, [picture.shape[1::-1] for picture in pictures], MicroBatches(TOGETHER))


def detect(
    network: DetectorModule, images: list[np.ndarray], sizes: list[tuple], micro_batches: MicroBatches
) -> list[Detections]:
    """Detections of a network in prepared pictures, each (H, W, 3) float32. sizes: (width, height) of the pictures as
    they were.
    """
    network.eval()
    device, most = next(network.parameters()).device, TOGETHER_MASKED if network.gives_masks else TOGETHER
    micro_batches.size = min(micro_batches.size, most)
    found = []
    with torch.inference_mode():
        for places in iter_chunks(np.arange(len(images)), most if len({image.shape for image in images}) == 1 else 1):
            inputs = to_tensor(np.stack([images[place] for place in places]), device)
            parts = micro_batches.work(lambda part, inputs=inputs: network.find(inputs[part]), len(places))
            rows = (each for part in parts for each in part)
            raw: Iterator[Any] = (tuple(one if one is None else one.cpu().numpy() for one in each) for each in rows)
            found += [
                make_detections(boxes, scores, labels, masks, images[place].shape[1::-1], sizes[place])
                for (boxes, scores, labels, masks), place in zip(raw, places, strict=True)
            ]
    return found
