"""What every model that learns can do, whatever it learns: its data, its weights, its file."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from sunmao.core.atomic_files import display_path, require_path, require_writable
from sunmao.core.training_engine import require_torch
from sunmao.core.validation import require_choice, require_whole
from sunmao.data.dataset import Dataset, open_dataset
from sunmao.deploy.backends.registry import BACKENDS, NAMES, find_backend
from sunmao.deploy.quantization import METHODS
from sunmao.deploy.target_devices import TARGET_DEVICES
from sunmao.display.api import show
from sunmao.errors import BadModelFile, BadValue, DatasetNotLoaded, NotTrained
from sunmao.inference.predictor import Predictor
from sunmao.models import MODELS, find_model, find_packaged, list_imagenet_pretrained, list_untrained
from sunmao.runtime.notices import show_notice
from sunmao.texts import LANGUAGES, get_both
from sunmao.training.config_files.training_call import TrainingCall
from sunmao.training.train_config import TrainOptions, make_train_config


class TrainableModel(Predictor):
    """Base of models that are trained. A model provides `train` (by way of `_train`), `_make_metrics`, `_fit`, `_load`
    and `_look`, and says what is its own below.

    Args:
        backbone: the network. weights: one of `_kinds`, or a weights file. num_classes: how many classes; None: as many
            as the data set has. image_size: side of the network's input in pixels; None: the model's own.

    Raises: UnknownModel, with the nearest name, BadValue.

    _task: 'classification', 'multi_label', 'detection' or 'instance'; _network_task: for what its networks were made,
    where that is another; _kinds: the words for weights; _folder: where the weights go.
    """

    _entry: Any  # a ModelSpec or a DetectorModel
    _task: str
    _network_task: str | None = None
    _kinds: tuple = (None, "pretrained", "fresh")
    _folder: str

    def __init__(self, backbone: str, weights: str | None, num_classes: int | None, image_size: int | None):
        super().__init__(self._task)
        self._entry = find_model(backbone, self._network_task or self._task)
        if image_size is not None:
            image_size = self._check_size(image_size)
        known = weights is None or (isinstance(weights, str) and weights in self._kinds)
        self._weights = self._said_weights = weights if known else require_path("weights", weights).as_posix()
        self.num_classes = num_classes
        self._asked_size = image_size is not None
        self._image_size = image_size or self._entry.image_size
        self._dataset: Dataset | None = None
        self._checked = True  # whether its pictures were looked at
        self._checkpoint: str | None = None
        self._trained: Any = None  # a TrainedNetwork or TrainedDetector, whose modules load torch
        self._save_fold = self._folder
        # What was said by `recipe`, `augment`, `distill` and `prune`, by these verbs and the names of `TrainConfig`.
        self._choices: dict[str, dict] = {}

    @classmethod
    def sota(cls) -> list[str]:
        """Show which backbone is good for what, and return the names of all."""
        from sunmao.models.comparison_table import make_comparison_table

        entries = [entry for entry in MODELS.values() if entry.task == (cls._network_task or cls._task)]
        show(make_comparison_table(entries))
        return [entry.name for entry in entries]

    @property
    def backbone(self) -> str:
        """The network's name."""
        return self._entry.name

    @property
    def num_classes(self) -> int | None:
        """How many classes; known from the data set when it is not set."""
        return self._num_classes or (len(self._dataset.classes) if self._dataset else None)

    @num_classes.setter
    def num_classes(self, count: int | None):
        self._num_classes = None if count is None else require_whole("num_classes", count, 1)

    @property
    def save_fold(self) -> str:
        """The folder for weights and logs."""
        return self._save_fold

    @save_fold.setter
    def save_fold(self, folder):
        self._save_fold = require_path("save_fold", folder).as_posix()

    @property
    def checkpoint(self) -> str | None:
        """The weights file that is used when no other is named."""
        return self._checkpoint

    @checkpoint.setter
    def checkpoint(self, path):
        self._checkpoint, self._trained = (None if path is None else require_path("checkpoint", path).as_posix()), None

    @property
    def classes(self) -> list[str]:
        """The labels that the model tells apart, in the order of their numbers."""
        return list(self._trained.classes if self._trained else self._dataset.classes if self._dataset else [])

    def load_dataset(self, path, check: bool = True) -> None:
        """Give the model a data set to learn from.

        Args:
            path: a folder, or a Dataset.
            check: open every picture first; damaged ones are named and left out.

        Raises: DataNotFound (with the nearest name), BadData (no pictures, labels for another task, too few classes).
        """
        dataset = open_dataset(path).ready_for_training(check, self._task)
        self._need_classes(dataset)
        self._dataset, self._checked = dataset, bool(check)

    def load_checkpoint(self, checkpoint, device: str = "auto") -> None:
        """Use the weights of a file. Raises FileMissing, BadModelFile (damaged, or of another model)."""
        require_torch()
        from sunmao.training.training_run import select_device

        path = require_path("checkpoint", checkpoint)
        self._trained = self._load(path, select_device(device))
        self._checkpoint = path.as_posix()

    def convert(
        self,
        out_file,
        *,
        checkpoint: str | None = None,
        backend: str | None = None,
        target: str = "board",
        opset_version: int | None = None,
        ir_version: int | None = None,
    ) -> str:
        """Write the model as a file that other computers can use, with an example program beside it, and count equal
        answers.

        Args:
            out_file: where to, such as 'models/digits.onnx'.
            checkpoint: other weights than those of the last training.
            backend: the library that will run it: 'ONNX' (onnxruntime), 'OpenVINO', 'ncnn' or 'TFLite'; None: by the
                file's ending.
            target: the computer that an ONNX file is for: 'board' (old ones, too), 'computer' (this one), 'newest', or
                'smallest': with numbers of 8 bits, as `quantize` writes it.
            opset_version, ir_version: the form of an ONNX file; None: that of the target. Raised when the model cannot
                be written so old, lowered when no tool here can write it so new.

        Returns: the file's path.

        Raises: NotTrained, NotConverted, BadValue, BadModelFile, BackendMissing, EngineMissing, BadData (no pictures to
        measure with, for 'smallest').
        """
        chosen = None if backend is None else require_choice("backend", backend, NAMES)
        device = TARGET_DEVICES[require_choice("target", target, list(TARGET_DEVICES))]
        opset = require_whole("opset_version", device.opset if opset_version is None else opset_version, 11)
        ir = require_whole("ir_version", device.ir if ir_version is None else ir_version, 6)
        other = find_backend(require_path("out_file", out_file)) if chosen is None else BACKENDS.get(chosen)
        if device.quantized and other is None:
            return self.quantize(out_file, checkpoint=checkpoint, opset_version=max(opset, 13), ir_version=max(ir, 7))
        if checkpoint is not None:
            self.load_checkpoint(checkpoint)
        trained = self._ready_network()
        if other is not None:
            from sunmao.deploy.conversion.convert_to_backend import convert_to_backend

            return convert_to_backend(trained, self._dataset, out_file, other)
        from sunmao.deploy.conversion.convert_to_onnx import convert_to_onnx

        return convert_to_onnx(trained, self._dataset, out_file, opset, ir)

    def quantize(
        self,
        out_file,
        *,
        method: str = "int8",
        path=None,
        checkpoint: str | None = None,
        opset_version: int = 13,
        ir_version: int = 7,
    ) -> str:
        """Write the model as a smaller, faster ONNX file, with an example program beside it, and count equal answers.

        Args:
            out_file: where to, such as 'models/digits-int8.onnx'.
            method: 'int8' (weights and activations in 8 bits: a quarter of the size), 'dynamic' (only fully connected
                layers, in 8 bits), 'float16' (weights in 16 bits: half of the size).
            path: the pictures to measure with, a folder or a Dataset; None: the data set that the model has learned.
            checkpoint: other weights than those of the last training.
            opset_version, ir_version: the oldest form that the file may have; 13 is the least for 8 bits.

        Returns: the file's path.

        Raises: NotTrained, NotConverted, BadData (no pictures to measure with), BadValue, BadModelFile, EngineMissing.
        """
        require_choice("method", method, METHODS)
        opset_version = require_whole("opset_version", opset_version, 13)
        ir_version = require_whole("ir_version", ir_version, 7)
        if checkpoint is not None:
            self.load_checkpoint(checkpoint)
        trained = self._ready_network()
        from sunmao.deploy.conversion.quantize_model import quantize_model

        dataset = self._dataset if path is None else open_dataset(path)
        return quantize_model(trained, dataset, out_file, method, opset_version, ir_version)

    def as_events(self):
        """What the model is, as a table."""
        from sunmao.models.layer_summary import make_summary

        network = self._trained.network if self._trained else None
        yield from make_summary(self._entry, network, self.num_classes or 10, self._image_size).as_events()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(backbone={self._entry.name!r})"

    def _train(self, options: TrainOptions) -> list[dict]:
        """`train` of every kind of model."""
        dataset = self._ready()
        options = replace(
            options, choices={name: value for said in self._choices.values() for name, value in said.items()}
        )
        from sunmao.training.checkpoints.checkpointing import CheckpointConfig
        from sunmao.training.training_run import select_device

        every = None if options.save_every is None else require_whole("save_every", options.save_every, 1)
        start, device = self._start(options.checkpoint), select_device(options.device)
        if not start.learned:
            self._warn_untrained()
        config = self._make_config(options, start, dataset)
        if options.distributed:
            config = self._distribute(config, device)
        said = {"validate": bool(options.validate), "save_every": every, "device": str(options.device)}
        checkpoint_config = CheckpointConfig(
            self._place(options.save_fold),
            self._make_metrics(dataset, options.metrics),
            bool(options.validate),
            every,
            options.resume,
            self._list_chosen(options.config_choices, config),
            self._make_call({**options.metrics, **said, "distributed": bool(options.distributed)}),
        )
        self.save_fold = checkpoint_config.folder
        if (lines := self._use_finished(dataset, config, start, checkpoint_config)) is not None:
            return lines
        lines, self._trained = self._fit(dataset, config, start, checkpoint_config, device)
        return lines

    def _use_finished(self, dataset, config, start, checkpoint_config) -> list[dict] | None:
        """The log of the same training that has ended earlier, where the pupil wants its weights, which are loaded;
        None: it is to be trained.
        """
        from sunmao.tasks.classification.train import run_metadata
        from sunmao.training.checkpoints.finished_training import offer_finished

        finished = offer_finished(checkpoint_config, lambda: run_metadata(self._entry, dataset, config, start))
        if finished is None:
            return None
        self.load_checkpoint(finished.path)
        return finished.lines

    def _make_call(self, said: dict, way: str = "train") -> TrainingCall:
        """How a training was asked for, for its `config.yaml`. said: of the arguments of its verb."""
        initial = None if self._weights in self._kinds else self._weights
        return TrainingCall(type(self), way, said, self._said_weights, self._num_classes, initial, self._checked)

    def _make_config(self, options: TrainOptions, start, dataset):
        """The configuration that was asked for; what is None follows the recipe. Raises BadValue."""
        return make_train_config(
            self._entry.recipe_for(start.learned), **options.config_choices, minutes=options.minutes
        )

    def _distribute(self, config, device):
        """The configuration for several processes, where this kind of model can learn in such."""
        show_notice("one_process")
        return config

    def _make_metrics(self, dataset, asked: dict):
        """What is measured in a test. Raises BadValue."""
        raise NotImplementedError

    def _fit(self, dataset, config, start, checkpoint_config, device):
        """Train. Returns (log lines, what is trained with its best weights)."""
        raise NotImplementedError

    def _check_size(self, image_size) -> int:
        """The side that was asked for. Raises BadValue for one that the network cannot have."""
        raise NotImplementedError

    def _load(self, path: Path, device):
        """What is trained, from a weights file: an object with `network`, `classes`, `info` and `path`."""
        raise NotImplementedError

    def _prepare(  # type: ignore[override]  # it takes its own options and hands the others on
        self, checkpoint=None, device: str = "auto", **more
    ) -> None:
        if checkpoint is not None and (
            self._trained is None or self._trained.path != require_path("checkpoint", checkpoint)
        ):
            self.load_checkpoint(checkpoint, device)
        self._ready_network()
        super()._prepare(**more)

    def _about(self) -> dict:
        return self._trained.info

    def _list_training_data(self) -> list[str]:
        return [self._dataset.path if self._dataset else "", (self._trained.info.get("data") or {}).get("path", "")]

    def _get_tested_path(self) -> str:
        return display_path(self._trained.path) if self._trained.path else ""

    def _labels(self) -> list[str]:
        return self._trained.classes

    def _list_explanation_methods(self) -> list[str]:
        if self._entry.task != "classification":
            return ["eigen_cam", "occlusion"]
        # On half of the sample digits, covering what Grad-CAM names took 8 % of a LeNet's confidence, the same region
        # upside down 9 %, and what occlusion names, half as large, 24 %: small networks weigh places by themselves
        # behind the last map.
        return ["occlusion", "grad_cam"] if self._entry.small else ["grad_cam", "occlusion"]

    def _compute_activation_map(self, picture, number: int, method: str):
        from sunmao.explanation.heat_map import restore_geometry
        from sunmao.models.preprocessing import get_classifier_resize
        from sunmao.training.training_run import to_tensor

        trained = self._ready_network()
        geometry = get_classifier_resize(trained.entry.geometry) if method == "grad_cam" else trained.prepared
        batch = to_tensor(geometry.prepare(picture)[None], next(trained.network.parameters()).device)
        if method == "grad_cam":
            from sunmao.explanation.grad_cam import compute_grad_cam

            values = compute_grad_cam(trained.network, batch, number)
        else:
            from sunmao.explanation.eigen_cam import compute_eigen_cam

            values = compute_eigen_cam(trained.network, batch)
        return restore_geometry(values, geometry, *picture.shape[:2])

    def _require_dataset(self):
        if self._dataset is None:
            raise DatasetNotLoaded("no_data_yet")
        return self._dataset

    def _ready(self):
        dataset = self._require_dataset()
        self._need_classes(dataset)
        require_torch()
        return dataset

    def _need_classes(self, dataset) -> None:
        if self._num_classes not in (None, len(dataset.classes)):
            raise BadValue("other_class_count", classes=len(dataset.classes), wanted=self._num_classes)

    def _ready_network(self):
        """The trained network: of the last training, else of `checkpoint`, else of the newest weights in `save_fold`."""
        if self._trained is None:
            require_torch()
            named = self._checkpoint or (None if self._weights in self._kinds else self._weights)
            self.load_checkpoint(named) if named else self._load_kept()
        return self._trained

    def _load_kept(self) -> None:
        """Use the newest weights in `save_fold`, and say which; damaged ones are passed over, with a note."""
        from sunmao.training.checkpoints.checkpointing import list_checkpoints

        for path in list_checkpoints(Path(self._save_fold)):
            try:
                self.load_checkpoint(path)
            except BadModelFile as error:
                if error.key != "bad_weights":
                    raise
                show_notice("weights_passed_over", level="warn", path=path.as_posix())
            else:
                return show_notice("uses_trained", path=display_path(path))
        raise NotTrained("not_trained")

    def _start(self, checkpoint, size: int | None = None, unasked: bool | None = None):
        """What a training begins with.

        size: side of the network's input, where it is another than the model's. unasked: take weights that have learned
        before also where nobody asked for them; None: when they are packaged.
        """
        from sunmao.tasks.classification.train import InitialWeights

        known = bool(self._entry.pretrained)
        if self._weights == "pretrained" and not known:
            raise BadValue("no_pretrained_weights", name=self._entry.name, names=list_pretrained(self._entry.task))
        # Nobody waits for the network who did not ask for it: only packaged weights are taken unasked.
        unasked = self._entry.packaged if unasked is None else unasked
        wanted = self._weights == "pretrained" or (self._weights != "fresh" and unasked)
        named = None if checkpoint is None else require_path("checkpoint", checkpoint).as_posix()
        return InitialWeights(
            size or self._image_size,
            known and wanted,
            named or (None if self._weights in self._kinds else self._weights),
        )

    def _warn_untrained(self) -> None:
        """Say what to expect of a large network without trained weights, and where there are some."""
        entry = self._entry
        if entry.name not in list_untrained(self._entry.task):
            return
        ways = [get_both("way_packaged", name=find_packaged(self._entry.task))]
        if entry.pretrained:
            ways.append(get_both("way_at_hand" if entry.pretrained.at_hand() else "way_fetched", name=entry.name))
        said = {lang: {"zh": "", "en": " "}[lang].join(way[lang] for way in ways) for lang in LANGUAGES}
        level = "info" if self._weights == "fresh" else "warn"  # who asked for it knows, who said nothing may not
        show_notice("from_nothing", level=level, name=entry.name, ways=said)

    def _list_chosen(self, asked: dict, config) -> dict:
        """What was said aloud of a training, of the arguments that its configuration was made from."""
        said = {name: getattr(config, name) for name, value in asked.items() if value}
        return {**said, "image_size": self._image_size} if self._asked_size else said

    def _place(self, save_fold) -> Path:
        return require_writable("save_fold", self._save_fold if save_fold is None else save_fold)


def list_pretrained(task: str) -> str:
    """The names of the models for a task that have weights to begin with."""
    return ", ".join(list_imagenet_pretrained(task))
