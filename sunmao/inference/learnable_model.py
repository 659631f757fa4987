"""Base of every model that learns, whatever it learns from: its data, its training, its weights."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sunmao.core.atomic_files import display_path, require_path, require_writable
from sunmao.core.training_engine import require_torch
from sunmao.core.validation import require_whole
from sunmao.data.dataset import Dataset, open_dataset
from sunmao.errors import BadModelFile, DatasetNotLoaded, NotTrained
from sunmao.inference.model import Model
from sunmao.runtime.notices import show_notice
from sunmao.training.config_files.training_call import TrainingCall
from sunmao.training.train_config import TrainOptions

if TYPE_CHECKING:
    import torch

    from sunmao.training.checkpoints.checkpointing import CheckpointConfig


class LearnableModel(Model):
    """Base of models that learn. A model provides `train` (by way of `_train`), `backbone`, `_make_learner` and
    `_plan_training`.

    _task: the name of its kind of learning, in `tasks.registry`; _folder: where the weights go.
    """

    _task: str
    _folder: str

    def __init__(self) -> None:
        super().__init__(self._task)
        self._dataset: Dataset | None = None
        self._checked = True  # whether its samples were looked at
        self._checkpoint: str | None = None
        self._trained: Any = None  # a `Trained`, whose modules load torch
        self._save_fold = self._folder
        self._watchers: tuple = ()  # of its trainings, as of `CheckpointPlan`

    @property
    def backbone(self) -> str:
        """The name of the network, or of what is fitted."""
        raise NotImplementedError

    @property
    def save_fold(self) -> str:
        """The folder for weights and logs."""
        return self._save_fold

    @save_fold.setter
    def save_fold(self, folder: str | Path) -> None:
        self._save_fold = require_path("save_fold", folder).as_posix()

    @property
    def checkpoint(self) -> str | None:
        """The weights file that is used when no other is named."""
        return self._checkpoint

    @checkpoint.setter
    def checkpoint(self, path: str | Path) -> None:
        self._checkpoint, self._trained = (None if path is None else require_path("checkpoint", path).as_posix()), None

    @property
    def classes(self) -> list[str]:
        """The labels that the model tells apart, in the order of their numbers."""
        return list(self._trained.classes if self._trained else self._dataset.classes if self._dataset else [])

    def load_dataset(self, path: Any, check: bool = True) -> None:
        """Give the model a data set to learn from.

        Args:
            path: a folder, or a Dataset.
            check: open every picture first; damaged ones are named and left out.

        Raises: DataNotFound (with the nearest name), BadData (no pictures, labels for another task, too few classes).
        """
        dataset = open_dataset(path)
        self._answering.prepare_dataset(dataset, check)
        self._require_classes(dataset)
        self._dataset, self._checked = dataset, bool(check)

    def load_checkpoint(self, checkpoint: str | Path | None, device: str = "auto") -> None:
        """Use the weights of a file. Raises FileMissing, BadModelFile (damaged, or of another model)."""
        require_torch()
        from sunmao.training.training_run import select_device

        path = require_path("checkpoint", checkpoint)
        self._trained = self._make_learner().load(path, select_device(device))
        self._checkpoint = path.as_posix()

    def _train(self, options: TrainOptions) -> list[dict]:
        """`train` of every kind of model."""
        dataset = self._ready()
        from sunmao.training.checkpoints.checkpointing import CheckpointConfig
        from sunmao.training.training_run import select_device

        every = None if options.save_every is None else require_whole("save_every", options.save_every, 1)
        device = select_device(options.device)
        config, start = self._plan_training(options, dataset, device)
        learner = self._make_learner()
        said = {"validate": bool(options.validate), "save_every": every, "device": str(options.device)}
        checkpoint_config = CheckpointConfig(
            self._place(options.save_fold),
            learner.make_metrics(dataset, options.metrics),
            bool(options.validate),
            every,
            options.resume,
            self._list_chosen(options.config_choices, config),
            self._make_call({**options.metrics, **said, "distributed": bool(options.distributed)}),
            self._watchers,
        )
        self.save_fold = checkpoint_config.folder
        if (lines := self._use_trained(dataset, config, start, checkpoint_config)) is not None:
            return lines
        lines, self._trained = learner.fit(dataset, config, start, checkpoint_config, device)
        return lines

    def _make_variant(self, **made: Any) -> Self:
        """A new model with the same data and choices, made as this one but for some arguments. Raises BadValue."""
        variant = type(self)(**{**self._get_made(), **made})
        variant._adopt(self)
        return variant

    def _get_made(self) -> dict[str, Any]:
        """The arguments with which it was made, by their names."""
        return {}

    def _adopt(self, other: Self) -> None:
        """Take over what was said of another model since it was made: its data, and what was chosen."""
        self._dataset, self._checked = other._dataset, other._checked

    def _make_learner(self) -> Any:
        """The `Learner` of this kind of model."""
        raise NotImplementedError

    def _plan_training(self, options: TrainOptions, dataset: Dataset, device: "torch.device | str") -> tuple[Any, Any]:
        """(the configuration, what it begins with), as `Learner.fit` takes them. Raises BadValue."""
        raise NotImplementedError

    def _use_trained(
        self, dataset: Dataset, config: Any, start: Any, checkpoint_config: "CheckpointConfig"
    ) -> list[dict] | None:
        """The log of the same training that has ended earlier, where the pupil wants its weights, or that has taken
        place on another computer; the weights are loaded. None: it is to be trained here. Whoever watches trainings
        elsewhere brings their weights, too: then the log is empty.
        """
        from sunmao.inference.training_place import find_place
        from sunmao.training.checkpoints.finished_training import offer_finished
        from sunmao.training.json_log import read_newest_log
        from sunmao.training.run_metadata import run_metadata

        def make_info() -> dict:
            return run_metadata(self.backbone, self._task, dataset, config, start)

        finished = offer_finished(checkpoint_config, make_info)
        if finished is not None:
            self.load_checkpoint(finished.path)
            return finished.lines
        if (place := find_place()) is None:
            return None
        if checkpoint_config.watchers:
            return [] if place.hand_in(checkpoint_config, make_info()) else None
        if (path := place.train(checkpoint_config, make_info())) is None:
            return None
        self.load_checkpoint(path)
        return read_newest_log(checkpoint_config.folder)

    def _make_call(self, said: dict, way: str = "train") -> TrainingCall | None:
        """Arguments of a training, for its `config.yaml`; None where it cannot be repeated. said: of the arguments of
        its verb.
        """
        return TrainingCall(type(self), way, said, checked=self._checked)

    def _list_chosen(self, asked: dict, config: Any) -> dict:
        """Arguments of a training that were given, of those that its configuration was made from."""
        return {name: getattr(config, name) for name, value in asked.items() if value and hasattr(config, name)}

    def _require_classes(self, dataset: Dataset) -> None:
        """Raises BadValue for a data set with another number of classes than the model shall have."""

    def _prepare(self, *, checkpoint: str | Path | None = None, device: str = "auto", **more: Any) -> None:
        if checkpoint is not None and (
            self._trained is None or self._trained.path != require_path("checkpoint", checkpoint)
        ):
            self.load_checkpoint(checkpoint, device)
        self._ready_trained()
        super()._prepare(**more)

    def _look(self, contents: list) -> Any:
        return self._answering.look(self._trained, contents)

    def _about(self) -> dict:
        return self._trained.info

    def _list_training_data(self) -> list[str]:
        return [self._dataset.path if self._dataset else "", (self._trained.info.get("data") or {}).get("path", "")]

    def _get_tested_path(self) -> str:
        return display_path(self._trained.path) if self._trained.path else ""

    def _labels(self) -> list[str]:
        return self._trained.classes

    def _require_dataset(self) -> Any:
        if self._dataset is None:
            raise DatasetNotLoaded("no_data_yet")
        return self._dataset

    def _ready(self) -> Any:
        dataset = self._require_dataset()
        self._require_classes(dataset)
        require_torch()
        return dataset

    def _ready_trained(self) -> Any:
        """Weights that were trained last, else of `checkpoint`, else of the newest weights in `save_fold`."""
        if self._trained is None:
            require_torch()
            named = self._get_named_weights()
            self.load_checkpoint(named) if named else self._load_kept()
        return self._trained

    def _get_named_weights(self) -> str | None:
        """The weights file that somebody has named."""
        return self._checkpoint

    def _load_kept(self) -> None:
        """Use the newest weights in `save_fold`, and say which; damaged ones are passed over, with a note."""
        from sunmao.training.checkpoints.checkpointing import list_checkpoints

        for path in list_checkpoints(Path(self._save_fold), self._make_learner().ending):
            try:
                self.load_checkpoint(path)
            except BadModelFile as error:
                if error.key != "bad_weights":
                    raise
                show_notice("weights_passed_over", level="warn", path=path.as_posix())
            else:
                return show_notice("uses_trained", path=display_path(path))
        raise NotTrained("not_trained")

    def _place(self, save_fold: str | None) -> Path:
        return require_writable("save_fold", self._save_fold if save_fold is None else save_fold)
