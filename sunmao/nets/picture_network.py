"""A network of layers that learns from pictures, as every classifier does."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sunmao.core.atomic_files import require_path
from sunmao.core.validation import require_whole
from sunmao.errors import BadValue, NotTrained
from sunmao.inference.predictor import open_image
from sunmao.models.layered.entry import make_picture_entry
from sunmao.models.layered.layered_network import LayeredNetwork
from sunmao.nets.network import Network
from sunmao.runtime.notices import show_notice
from sunmao.training.config_files.training_call import TrainingCall
from sunmao.vision.classification import Classification

if TYPE_CHECKING:
    import numpy as np

    from sunmao.data.dataset import Dataset


CHANNELS = (1, 3)


class PictureNetwork(Network, Classification):
    """A `Network` for pictures; see there. Pictures are made as large as it is, whatever their proportions."""

    _folder = "checkpoints/net_model"

    def __init__(self, width: int = 32, height: int = 32, channels: int = 1, *, inputs: int | None = None) -> None:
        if channels not in CHANNELS:
            raise BadValue("net_channels", value=repr(channels)[:60])
        sides = (require_whole("width", width, 1), require_whole("height", height, 1))
        self._network = LayeredNetwork((*sides, int(channels)))
        super().__init__(self._network.name)

    def load_checkpoint(self, checkpoint: str | Path | None, device: str = "auto") -> None:
        """Use the weights of a file. A network without layers takes those of the file.

        Raises: FileMissing, BadModelFile (damaged, or of other layers).
        """
        path = require_path("checkpoint", checkpoint)
        self._take_layers(path)
        super().load_checkpoint(path, device)

    def draw_layers(self, image: Any) -> "np.ndarray":
        """Draw what each layer sees in a picture: the input, a row for each layer that gives pictures with at most 8 of
        its channels, and the filters of the first convolution. A network that has not learned is drawn with random
        numbers, which a line says.

        Args:
            image: a file, an array (H, W, 3) uint8 RGB, (H, W) or (H, W, 4), or a PIL image.

        Returns: one picture, (H, W, 3) uint8 RGB, for `show`.

        Raises: FileMissing, NotAPicture, EngineMissing.

        Example:
            show(model.draw_layers(image='data/digits/test_set/3/17.png'))
        """
        from sunmao.nets.layer_pictures import draw_layers

        picture, _ = open_image(image)
        return draw_layers(self._ready_drawn(), self._network, picture)

    def _ready_drawn(self) -> Any:
        try:
            return self._ready_trained()
        except NotTrained:
            from sunmao.nets.fresh_network import build_fresh

            show_notice("net_fresh")
            return build_fresh(self._network)

    def _get_made(self) -> dict[str, Any]:
        return dict(zip(("width", "height", "channels"), self._network.input_shape, strict=True))

    def _adopt(self, other: Self) -> None:
        self._use(other._network)
        super()._adopt(other)

    def _make_call(self, said: dict, way: str = "train") -> TrainingCall:
        return replace(super()._make_call(said, way), made={"layers": self._network.name})

    def _use(self, network: LayeredNetwork) -> None:
        self._network, self._entry = network, make_picture_entry(network)
        self._trained = None

    def _require_classes(self, dataset: "Dataset") -> None:
        if self._network.layers:  # else they come after the data
            self._require_outputs(len(dataset.classes))

    def _ready(self) -> "Dataset":
        dataset = self._require_dataset()
        self._require_outputs(len(dataset.classes))
        return super()._ready()
