"""Base of every model that learns from pictures, whatever it learns: its networks, its file."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from sunmao.core.atomic_files import require_path
from sunmao.core.validation import require_choice, require_whole
from sunmao.data.dataset import Dataset, open_dataset
from sunmao.deploy.backends.registry import BACKENDS, NAMES, find_backend
from sunmao.deploy.quantization import METHODS
from sunmao.deploy.target_devices import TARGET_DEVICES
from sunmao.display.api import show
from sunmao.errors import BadValue
from sunmao.inference.learnable_model import LearnableModel
from sunmao.inference.predictor import Predictor
from sunmao.models import MODELS, find_model, find_packaged, list_imagenet_pretrained, list_untrained
from sunmao.runtime.notices import show_notice
from sunmao.texts import LANGUAGES, get_both
from sunmao.training.config_files.schema import list_parameters
from sunmao.training.config_files.training_call import TrainingCall
from sunmao.training.train_config import TrainOptions, make_train_config

if TYPE_CHECKING:
    import numpy as np
    import torch

    from sunmao.training.run_metadata import InitialWeights
    from sunmao.training.training_loop import TrainConfig


class TrainableModel(LearnableModel, Predictor):
    """Base of models that learn from pictures. A model provides `train` (by way of `_train`) and `_make_learner`, and
    says what is its own below.

    Args:
        backbone: the network. weights: one of `_kinds`, or a weights file. num_classes: how many classes; None: as many
            as the data set has. image_size: side of the network's input in pixels; None: the model's own.

    Raises: UnknownModel, with the nearest name, BadValue.

    _network_task: for what its networks were made, where that is not its kind of learning; _kinds: the words for
    weights.
    """

    _entry: Any  # a ModelSpec or a DetectorModel
    _network_task: str | None = None
    _kinds: tuple = (None, "pretrained", "fresh")

    def __init__(self, backbone: str, weights: str | None, num_classes: int | None, image_size: int | None) -> None:
        super().__init__()
        self._entry = find_model(backbone, self._network_task or self._task)
        if image_size is not None:
            image_size = self._check_size(image_size)
        known = weights is None or (isinstance(weights, str) and weights in self._kinds)
        self._weights = self._said_weights = weights if known else require_path("weights", weights).as_posix()
        self.num_classes = num_classes
        self._asked_size = image_size is not None
        self._image_size = image_size or self._entry.image_size
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
        """Number of classes; known from the data set when it is not set."""
        return self._num_classes or (len(self._dataset.classes) if self._dataset else None)

    @num_classes.setter
    def num_classes(self, count: int | None) -> None:
        self._num_classes = None if count is None else require_whole("num_classes", count, 1)

    def convert(
        self,
        out_file: Any,
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
        trained = self._ready_trained()
        if other is not None:
            from sunmao.deploy.conversion.convert_to_backend import convert_to_backend

            return convert_to_backend(trained, self._dataset, out_file, other)
        from sunmao.deploy.conversion.convert_to_onnx import convert_to_onnx

        return convert_to_onnx(trained, self._dataset, out_file, opset, ir)

    def quantize(
        self,
        out_file: Any,
        *,
        method: str = "int8",
        path: Any = None,
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
        trained = self._ready_trained()
        from sunmao.deploy.conversion.quantize_model import quantize_model

        dataset = self._dataset if path is None else open_dataset(path)
        return quantize_model(trained, dataset, out_file, method, opset_version, ir_version)

    def as_events(self) -> Iterator[Any]:
        """Describe the model as a table."""
        from sunmao.models.layer_summary import make_summary

        network = self._trained.network if self._trained else None
        yield from make_summary(self._entry, network, self.num_classes or 10, self._image_size).as_events()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(backbone={self._entry.name!r})"

    def _get_made(self) -> dict[str, Any]:
        size = self._image_size if self._asked_size else None
        made = {"backbone": self.backbone, "weights": self._said_weights, "num_classes": self._num_classes}
        known = list_parameters(type(self), "model")
        return {name: value for name, value in {**made, "image_size": size}.items() if name in known}

    def _adopt(self, other: Self) -> None:
        super()._adopt(other)
        self._choices = deepcopy(other._choices)
        if self.backbone == other.backbone:
            self._entry = other._entry  # which may have been made smaller

    def _train(self, options: TrainOptions) -> list[dict]:
        chosen = {name: value for said in self._choices.values() for name, value in said.items()}
        return super()._train(replace(options, choices=chosen))

    def _plan_training(self, options: TrainOptions, dataset: Dataset, device: "torch.device | str") -> tuple[Any, Any]:
        start = self._start(options.checkpoint)
        if not start.learned:
            self._warn_untrained()
        config = self._make_config(options, start, dataset)
        return (self._distribute(config, device) if options.distributed else config), start

    def _make_call(self, said: dict, way: str = "train") -> TrainingCall:
        initial = None if self._weights in self._kinds else self._weights
        return TrainingCall(type(self), way, said, self._said_weights, self._num_classes, initial, self._checked)

    def _make_config(self, options: TrainOptions, start: Any, dataset: Dataset) -> "TrainConfig":
        """The configuration that was asked for; what is None follows the recipe. Raises BadValue."""
        return make_train_config(
            self._entry.recipe_for(start.learned), **options.config_choices, minutes=options.minutes
        )

    def _distribute(self, config: Any, device: "torch.device | str") -> "TrainConfig":
        """The configuration for several processes, where this kind of model can learn in such."""
        show_notice("one_process")
        return config

    def _check_size(self, image_size: Any) -> int:
        """The side that was asked for. Raises BadValue for one that the network cannot have."""
        raise NotImplementedError

    def _list_explanation_methods(self) -> list[str]:
        if self._entry.task != "classification":
            return ["eigen_cam", "occlusion"]
        # On half of the sample digits, covering what Grad-CAM names took 8 % of a LeNet's confidence, the same region
        # upside down 9 %, and what occlusion names, half as large, 24 %: small networks weigh places by themselves
        # behind the last map.
        return ["occlusion", "grad_cam"] if self._entry.small else ["grad_cam", "occlusion"]

    def _compute_activation_map(self, picture: "np.ndarray", number: int, method: str) -> "np.ndarray":
        from sunmao.explanation.heat_map import restore_geometry
        from sunmao.models.preprocessing import get_classifier_resize
        from sunmao.training.training_run import to_tensor

        trained = self._ready_trained()
        geometry = get_classifier_resize(trained.entry.geometry) if method == "grad_cam" else trained.prepared
        batch = to_tensor(geometry.prepare(picture)[None], next(trained.network.parameters()).device)
        if method == "grad_cam":
            from sunmao.explanation.grad_cam import compute_grad_cam

            values = compute_grad_cam(trained.network, batch, number)
        else:
            from sunmao.explanation.eigen_cam import compute_eigen_cam

            values = compute_eigen_cam(trained.network, batch)
        return restore_geometry(values, geometry, *picture.shape[:2])

    def _require_classes(self, dataset: Dataset) -> None:
        if self._num_classes not in (None, len(dataset.classes)):
            raise BadValue("other_class_count", classes=len(dataset.classes), wanted=self._num_classes)

    def _start(self, checkpoint: Any, size: int | None = None, unasked: bool | None = None) -> "InitialWeights":
        """Initial weights of a training.

        size: side of the network's input, where it is another than the model's. unasked: take weights that have learned
        before also where nobody asked for them; None: when they are packaged.
        """
        from sunmao.training.run_metadata import InitialWeights

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

    def _list_chosen(self, asked: dict, config: Any) -> dict:
        said = super()._list_chosen(asked, config)
        return {**said, "image_size": self._image_size} if self._asked_size else said

    def _get_named_weights(self) -> str | None:
        return super()._get_named_weights() or (None if self._weights in self._kinds else self._weights)


def list_pretrained(task: str) -> str:
    """The names of the models for a task that have weights to begin with."""
    return ", ".join(list_imagenet_pretrained(task))
