"""A trained network as the camera asks it: the same network as an ONNX file, as soon as that is written."""

import contextlib
import logging
import tempfile
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

log = logging.getLogger(__name__)

AFTER = 3  # answers to pictures of a camera, until the file is worth its seconds
APART = 1e-3  # of a score, at which two answers are another


class LiveNetwork:
    """Whoever answers for a model to one picture of a camera after the other.

    For a single picture onnxruntime takes a third of PyTorch's processor time (EfficientNet-Lite0: 22 instead of 61
    ms), which a computer that shows the camera besides has not to spare. Writing the file takes seconds: meanwhile, and
    wherever it cannot be written or answers otherwise, the model itself answers.
    """

    def __init__(self, model: Any) -> None:
        self._model, self._count = model, 0
        self._file: Any = None  # a `Workflow`, once it is written

    def pick(self, image: np.ndarray) -> Any:
        """The model, or its file, whose `inference` answers to this picture. image: (H, W, 3) uint8 RGB."""
        if self._file is not None:
            return self._file
        self._count += 1
        if self._count == AFTER and _is_worth_it(self._model):
            threading.Thread(target=self._write, args=(image,), name="write a live network", daemon=True).start()
        return self._model

    def _write(self, image: np.ndarray) -> None:
        # Only a quicker way to the same answer: what goes wrong here leaves the model as it is.
        try:
            made = open_as_file(self._model)
            theirs, ours = self._model._look([image])[0], made._look([image])[0]
        except Exception:
            log.info("a model answers without a file", exc_info=True)
            return
        if np.allclose(theirs, ours, atol=APART):
            self._file = made


@lru_cache(maxsize=1)
def open_live_network(model: Any) -> LiveNetwork:
    """The `LiveNetwork` of the model that was asked last."""
    return LiveNetwork(model)


def open_as_file(model: Any) -> Any:
    """The `Workflow` of an ONNX file of a trained network, which is kept nowhere. Raises NotConverted."""
    from sunmao.deploy.conversion.convert_to_onnx import write_model_file
    from sunmao.deploy.target_devices import TARGET_DEVICES
    from sunmao.deploy.workflow import Workflow

    device = TARGET_DEVICES["computer"]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder, "live.onnx")
        write_model_file(model._ready_trained(), file, [], device.opset, device.ir)
        return Workflow(file, threads=1)


def _is_worth_it(model: Any) -> bool:
    """Whether it is a network that says one thing of a whole picture, large enough, and on the processor."""
    with contextlib.suppress(ImportError):
        from sunmao.training.devices.threads import is_small
        from sunmao.vision.trainable_model import TrainableModel

        if not isinstance(model, TrainableModel) or not getattr(model._answering, "whole_picture", False):
            return False
        network = model._ready_trained().network
        return not is_small(network) and next(network.parameters()).device.type == "cpu"
    return False
