"""Base of models that say something of every place in a picture, be it things or paint."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sunmao.core.validation import require_whole
from sunmao.errors import BadValue
from sunmao.models import LARGEST_SIDE, SMALLEST_SIDE
from sunmao.models.model_spec import DetectorModel
from sunmao.training.train_config import TrainOptions, fit_batch_size, fit_epochs
from sunmao.vision.trainable_model import TrainableModel

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset
    from sunmao.training.training_loop import TrainConfig


class DenseModel(TrainableModel):
    """Base of models whose input may have many sides, and that learn from smaller batches where pictures are few."""

    _entry: DetectorModel

    def _check_size(self, image_size: Any) -> int:
        size = require_whole("image_size", image_size, SMALLEST_SIDE, LARGEST_SIDE)
        step = self._entry.divisor
        if size % step:
            below = min(size, LARGEST_SIDE - step) // step * step  # so that both may be taken
            raise BadValue("no_multiple", argument="image_size", value=size, step=step, below=below, above=below + step)
        return size

    def _make_config(self, options: TrainOptions, start: Any, dataset: "Dataset") -> "TrainConfig":
        pictures = len(dataset.items("train"))
        if options.batch_size is None:
            size = self._entry.recipe_for(start.learned).batch_size
            options = replace(options, batch_size=fit_batch_size(size, pictures))
        if options.epochs is None:
            options = replace(options, epochs=fit_epochs(pictures, self._entry.seconds))
        return super()._make_config(options, start, dataset)
