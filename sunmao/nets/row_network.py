"""A network of layers that learns from the rows of a table."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sunmao.core.atomic_files import require_path
from sunmao.errors import BadValue
from sunmao.inference.learnable_model import LearnableModel
from sunmao.models.layered.layered_network import LayeredNetwork, parse_network
from sunmao.nets.network import Network
from sunmao.tables.table_dataset import REGRESSION
from sunmao.tables.table_model import TableModel
from sunmao.tabular.table import Table
from sunmao.training.config_files.training_call import TrainingCall
from sunmao.training.train_config import TrainOptions, make_train_config

if TYPE_CHECKING:
    import torch

    from sunmao.data.dataset import Dataset


class RowNetwork(Network, TableModel):
    """A `Network` for rows of numbers; see there. What it can do besides is that of a `TableModel`: a column of classes
    is one number a value, and columns are brought to mean 0 and deviation 1.
    """

    _folder = "checkpoints/net_model"

    def __init__(self, width: int = 32, height: int = 32, channels: int = 1, *, inputs: int | None = None) -> None:
        self._network = LayeredNetwork((4 if inputs is None else inputs,))
        TableModel.__init__(self, "mlp")  # whose answers and rows are the same

    @classmethod
    def from_info(cls, info: dict) -> Self:
        """As `RowModel.from_info`; its layers come with the weights."""
        network = parse_network(str(info["model"]))
        if network is None or len(network.input_shape) > 1:
            raise KeyError(info["model"])
        return cls(inputs=network.input_shape[0])

    @property
    def backbone(self) -> str:
        """The network in one line."""
        return self._network.name

    def load_dataset(self, path: Any, check: bool = True, *, ratio: str = "7:1:2", **more: Any) -> None:
        """As `TableModel.load_dataset`, with some rows for the tests while it learns. Raises BadValue besides where the
        rows have another number of numbers.
        """
        before = self._plan, self._dataset, self._checked
        super().load_dataset(path, check, ratio=ratio, **more)
        if self._plan is not None and self._plan.encoder.width != self._network.input_shape[0]:
            names, width = self._plan.encoder.names, self._plan.encoder.width
            self._plan, self._dataset, self._checked = before
            raise BadValue(
                "net_other_inputs", inputs=self._network.input_shape[0], count=width, names=", ".join(names[:20])
            )

    def train(  # type: ignore[override]  # in epochs
        self,
        epochs: int = 20,
        validate: bool = True,
        *,
        lr: float | None = None,
        batch_size: int | None = None,
        optimizer: str | None = None,
        device: str = "auto",
        random_seed: int | None = None,
        weight_decay: float | None = None,
        early_stop: int | None = None,
        save_fold: str | None = None,
        save_best: str | None = "auto",
        save_every: int | None = None,
        minutes: float | None = None,
        resume: bool | None = None,
    ) -> list[dict]:
        """Train the network on the training rows; what is None follows a recipe that fits small tables.

        Args: as of `Classification.train`.

        Returns: the log, a list of dicts, one a line of the log file.

        Raises: DatasetNotLoaded, BadValue (also where the last layer has another number of neurons than there are
        answers), BadData, TrainingDiverged, DiskFull, EngineMissing.
        """
        return self._train(TrainOptions.collect(locals()))

    def cross_validate(self, folds: int = 5) -> Table:
        """Not for networks, whose trainings are long: raises BadValue."""
        raise BadValue("net_no_folds")

    def convert(self, out_file: str | Path | None, *, checkpoint: str | None = None) -> str:
        """Write the model as an ONNX file, as `TableModel.convert`.

        Returns: the file's path. Raises NotTrained, NotConverted, EngineMissing.
        """
        return self._write_onnx(out_file, checkpoint, small=False)

    def quantize(self, out_file: str | Path | None, *, checkpoint: str | None = None) -> str:
        """Write the model as an ONNX file whose weights have 8 bits, and say how many answers stayed the same.

        Returns: the file's path. Raises NotTrained, NotConverted, EngineMissing.
        """
        return self._write_onnx(out_file, checkpoint, small=True)

    def load_checkpoint(self, checkpoint: str | Path | None, device: str = "auto") -> None:
        """Use the weights of a file. A network without layers takes those of the file.

        Raises: FileMissing, BadModelFile (damaged, or of other layers).
        """
        path = require_path("checkpoint", checkpoint)
        self._take_layers(path)
        LearnableModel.load_checkpoint(self, path, device)
        self._set_task(self._trained.info["task"])

    def _write_onnx(self, out_file: str | Path | None, checkpoint: str | None, small: bool) -> str:
        from sunmao.nets.convert_to_onnx import convert_row_network

        self._prepare(checkpoint=checkpoint)
        contents = [item.content for item in self._dataset.items()] if self._dataset else []
        return convert_row_network(self._trained, Path(require_path("out_file", out_file)), contents, small)

    def _get_made(self) -> dict[str, Any]:
        return {"inputs": self._network.input_shape[0]}

    def _adopt(self, other: Self) -> None:
        super()._adopt(other)
        self._use(other._network)

    def _use(self, network: LayeredNetwork) -> None:
        self._network, self._trained = network, None

    def _ready(self) -> "Dataset":
        dataset = self._require_dataset()
        self._require_outputs(1 if dataset.task == REGRESSION else len(dataset.classes))
        return super()._ready()

    def _plan_training(
        self, options: TrainOptions, dataset: "Dataset", device: "torch.device | str"
    ) -> tuple[Any, Any]:
        from sunmao.nets.row_learner import ROWS_RECIPE

        return make_train_config(ROWS_RECIPE, **options.config_choices, minutes=options.minutes), None

    def _make_call(self, said: dict, way: str = "train") -> TrainingCall | None:
        call = super()._make_call(said, way)
        return call and replace(call, made={"layers": self._network.name})

    def _make_learner(self) -> Any:
        from sunmao.nets.row_learner import RowNetworkLearner

        return RowNetworkLearner(self._network, self._plan)
