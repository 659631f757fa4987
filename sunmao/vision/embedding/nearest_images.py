"""The pictures of a data set that are nearest to one picture by what a network sees in them."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sunmao.core.training_engine import require_torch
from sunmao.core.validation import require_whole
from sunmao.data.dataset import open_dataset, provide_sample
from sunmao.data.listing import Sample
from sunmao.errors import FileMissing, NotAPicture
from sunmao.images.image_files import map_in_threads, read_image_file, to_rgb
from sunmao.inference.predictor import Predictor
from sunmao.models import find_model, find_packaged
from sunmao.models.model_spec import ModelSpec
from sunmao.training.dataloader import iter_chunks
from sunmao.vision.embedding.embedding import Embedder
from sunmao.vision.trainable_model import TrainableModel

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset


BATCH = 64  # pictures that a small network looks at at once


@dataclass(frozen=True)
class NearestImage:
    """A picture of a data set that is near another one.

    path: its file. label: its class. similarity: the cosine of the angle between the rows of both, -1 to 1; 1 is the
    picture itself, or one that looks the same to the network.
    """

    path: str
    label: str
    similarity: float


def find_nearest(
    model: "Predictor | Embedder | GrayEmbedder", image: Any, dataset: "Dataset", count: int = 8, split: str = "train"
) -> list[NearestImage]:
    """Find the pictures of a data set that are nearest to a picture, by what the model itself sees in them.

    Rows are remembered by the pictures' contents: the second time takes a moment.

    Args:
        model: a trained `Classification`: what its last layer reads; an `Embedder`; any other model: what the packaged
            backbone sees.
        image: a file, an array (H, W, 3) uint8 RGB, (H, W) or (H, W, 4), or a PIL image.
        dataset: a folder or a Dataset.
        count: how many at most.
        split: in which part is looked: 'train', 'val', 'test' or 'all'.

    Returns: the nearest first; empty when no picture can be read.

    Raises: FileMissing, NotAPicture, NotTrained, BadValue, DataNotFound, NoNetwork, EngineMissing.
    """
    count = require_whole("count", count, 1)
    embedder = make_embedder(model) if isinstance(model, Predictor) else model
    is_file = isinstance(image, (str, Path))
    picture = read_image_file(provide_sample(image, "image")) if is_file else to_rgb(image)
    row = embedder.rows(embedder.geometry.prepare(picture)[None])
    items, rows = embedder.of_items(open_dataset(dataset).items(split))
    similarities = (_normalize_rows(rows) @ _normalize_rows(row)[0]).clip(-1, 1)
    order = np.argsort(-similarities, kind="stable")[:count]
    return [
        NearestImage(items[place].path.as_posix(), ", ".join(items[place].labels), float(similarities[place]))
        for place in order
    ]


def make_embedder(model: Predictor) -> "Embedder | GrayEmbedder":
    """Embedder of a model. Raises NotTrained, NoNetwork, EngineMissing."""
    require_torch()
    if not isinstance(model, TrainableModel) or model.task != "classification":
        return make_packaged_embedder()
    trained = model._ready_trained()
    if len(trained.network.front.mean.flatten()) == 1:
        return GrayEmbedder(trained)
    # Where only the last layer has learned, the rows are those that its training remembered.
    network = None if trained.frozen else trained.network
    return Embedder(trained.entry, trained.info["image_size"], network)


def make_packaged_embedder() -> Embedder:
    """Embedder of the packaged backbone. Raises NoNetwork, EngineMissing."""
    entry = find_model(find_packaged("classification"))
    assert isinstance(entry, ModelSpec)
    return Embedder(entry, entry.quick_size)


class GrayEmbedder:
    """Turns pictures into rows by a small network for gray pictures: so quick that nothing needs to be remembered.

    Args:
        trained: a `TrainedNetwork`.
    """

    def __init__(self, trained: Any) -> None:
        from sunmao.models.preprocessing import get_classifier_resize

        self._network, self.geometry = trained.network, get_classifier_resize(trained.entry.geometry)

    def rows(self, prepared: np.ndarray) -> np.ndarray:
        """Rows, (N, features) float32, of prepared pictures, (N, H, W) uint8."""
        import torch

        from sunmao.explanation.grad_cam import evaluate_temporarily
        from sunmao.training.training_run import to_tensor

        seen: list = []
        hook = self._network.head.register_forward_pre_hook(lambda _, given: seen.append(given[0].cpu().numpy()))
        device = next(self._network.parameters()).device
        try:
            with evaluate_temporarily(self._network), torch.inference_mode():
                for part in iter_chunks(np.arange(len(prepared)), BATCH):
                    self._network(to_tensor(prepared[part], device))
        finally:
            hook.remove()
        return np.concatenate(seen)

    def of_items(self, items: list[Sample]) -> tuple[list[Sample], np.ndarray]:
        """The items that can be read and their rows, (n, features) float32."""
        prepared = map_in_threads(self._prepare, items)
        pairs = [(item, image) for item, image in zip(items, prepared, strict=True) if image is not None]
        rows = self.rows(np.stack([image for _, image in pairs])) if pairs else np.zeros((0, 1), np.float32)
        return [item for item, _ in pairs], rows

    def _prepare(self, item: Sample) -> np.ndarray | None:
        try:
            return self.geometry.prepare(read_image_file(item.path))
        except (FileMissing, NotAPicture):
            return None


def _normalize_rows(rows: np.ndarray) -> np.ndarray:
    """Rows, (N, K) float, of length 1; those of no length stay."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(lengths > 0, lengths, 1)
