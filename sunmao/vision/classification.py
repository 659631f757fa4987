"""Telling classes of pictures apart, with the verbs of the school textbooks."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sunmao.core.training_engine import require_torch
from sunmao.core.validation import require_whole
from sunmao.errors import BadValue, NoNetwork, NotTrained
from sunmao.models.model_spec import ModelSpec
from sunmao.models.recipe_options import AUGMENT_OPTIONS, RECIPE_OPTIONS, check_options
from sunmao.runtime.notices import show_notice
from sunmao.texts import get_text
from sunmao.training.train_config import TrainOptions, make_train_config
from sunmao.vision.distillation.distillable_model import DistillableModel
from sunmao.vision.pruning.prunable_model import PrunableModel
from sunmao.vision.trainable_model import list_pretrained

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset
    from sunmao.tasks.classification.train import NetworkLearner
    from sunmao.training.dataloader import ClassificationDataset
    from sunmao.training.training_loop import TrainConfig


MAX_SHOWN = 64  # pictures of a preview
LARGEST = 2048  # pixels; no network here gains by more, and no computer of a school bears it


class Classification(DistillableModel, PrunableModel):
    """A model that tells classes of pictures apart.

    Args:
        backbone: the network: 'LeNet', 'EfficientNet-Lite0' … (capital letters do not matter).
        weights: 'pretrained', 'fresh', or a weights file; None: packaged weights where the model has them.
        num_classes: how many classes; None: as many as the data set has.
        image_size: side of the network's input in pixels; None: the model's own.

    Raises: UnknownModel, with the nearest name.

    Example:
        model = Classification(backbone='LeNet')
        model.load_dataset(path='data/digits')
        model.train(epochs=10, validate=True)
        result = model.inference(image='data/digits/test_set/3/17.png')
    """

    _entry: ModelSpec
    _task, _folder = "classification", "checkpoints/cls_model"

    def __init__(
        self,
        backbone: str = "LeNet",
        *,
        weights: str | None = None,
        num_classes: int | None = None,
        image_size: int | None = None,
    ) -> None:
        super().__init__(backbone, weights, num_classes, image_size)
        self._quick_size = image_size or (self._entry.quick and self._entry.quick.image_size) or self._entry.image_size

    def train(
        self,
        epochs: int = 10,
        validate: bool = True,
        *,
        lr: float | None = None,
        batch_size: int | None = None,
        optimizer: str | None = None,
        device: str = "auto",
        random_seed: int | None = None,
        checkpoint: str | None = None,
        weight_decay: float | None = None,
        early_stop: int | None = None,
        save_fold: str | None = None,
        topk: Any = None,
        metric: Any = "accuracy",
        save_best: str | None = "auto",
        save_every: int | None = None,
        minutes: float | None = None,
        resume: bool | None = None,
        distributed: bool = False,
        deterministic: bool = False,
        class_weights: str | None = None,
    ) -> list[dict]:
        """Train the whole network. What is None follows the recipe of this backbone.

        Into `save_fold` go the log (`<time>.log.json`), the best weights (`best_accuracy_top-1_epoch_N.pth`) and the
        latest (`latest.pth`), which are written after every epoch; where epochs are very short, in at most a fiftieth
        of the time, but once a minute at the least. When the program was killed, the same call goes on after the last
        epoch that was written, and ends with the weights of an unbroken run; with other data, another backbone or other
        arguments it begins anew,
        and says so.

        Args:
            epochs: how many times every picture is seen.
            validate: test on the validation set after every epoch and keep the best weights.
            lr: the highest learning rate.
            batch_size: how many pictures are learned from at once; in portions where memory is short.
            optimizer: 'AdamW', 'Adam', 'Adagrad' or 'SGD'.
            device: 'auto', 'cpu', 'cuda', 'cuda:0' … or 'mps'.
            random_seed: the same number gives the same run; 0 and None draw one, which is kept with the weights.
            checkpoint: begin with the weights of this file; the `latest.pth` of a training that was stopped goes on.
            weight_decay: how strongly large weights are held back.
            early_stop: end after so many epochs without a higher accuracy; without tests (`validate=False`) nothing
            ends early.
            save_fold: the folder for weights and logs, from now on.
            topk: a number or several: the log counts an answer as right among the k highest; None: 1, and 5 when there
            are
                more than five classes.
            metric: 'accuracy'; 'precision', 'recall' and 'f1_score' (means over the classes) are logged too; or a list.
            save_best: what decides the best: 'auto' (accuracy), any other name in the log such as 'accuracy_top-5' or
                'f1_score', 'loss', or None to keep only the latest.
            save_every: keep `epoch_N.pth` too, every so many epochs.
            minutes: end before so many minutes are over.
            resume: True: go on with a training that was stopped, too; False: begin anew, also after a kill.
            distributed: several processes learn from parts of each batch: one for each graphics card, or two on the
                processor; with the weights of one process up to rounding (torch's DistributedDataParallel).
            deterministic: on a graphics card, too, the same seed gives the same weights; slower there. On the processor
                it is so anyway.
            class_weights: 'balanced': a picture counts the more, the fewer its class has, so that classes with few
                pictures are learned as well; None: all count alike.

        Returns: the log, a list of dicts, one a line of the log file.

        Raises: DatasetNotLoaded, BadValue, BadData (no picture can be read), BadModelFile, TrainingDiverged (the loss
        is no number any
            more), OutOfMemory, DiskFull (on the disk), EngineMissing, WorkerDied (one of several processes).
        """
        return self._train(TrainOptions.collect(locals()))

    def recipe(
        self,
        schedule: str | None = None,
        *,
        warmup: int | None = None,
        label_smoothing: float | None = None,
        clip: float | None = None,
        momentum: float | None = None,
        ema: float | None = None,
        sampling: str | None = None,
        frozen: str | None = None,
    ) -> None:
        """Choose how `train` trains from now on; what is None follows the recipe of this backbone. `quick_train` of a
        large network has no use for it: it fits its last layer only.

        Args:
            schedule: how the learning rate changes: 'one_cycle' (up, then down to nearly nothing), 'cosine' (down along
                half a cosine), 'step' (a tenth after each third of the training), 'plateau' (a tenth when the loss of
                the tests no longer falls) or 'constant'; `make_schedule` names the papers.
            warmup: epochs at the beginning in which the learning rate rises, fewer than the training has; None: as
                the backbone's recipe has it, in one cycle a third of the training.
            label_smoothing: how much of the truth is shared among all classes, 0 to 1 (Szegedy and others 2015,
                "Rethinking the Inception Architecture").
            clip: the largest length of a gradient (Pascanu and others 2012, "On the difficulty of training recurrent
                neural networks"); 0: any.
            momentum: how much of the last steps each step keeps, 0 to 1 (Sutskever and others 2013); of Adam and AdamW
                their first beta.
            ema: 0: off; else the weights' moving average is tested and kept, this much of it staying at every step,
                such as 0.99 (Tarvainen, Valpola 2017, "Mean teachers are better role models").
            sampling: 'shuffled': each picture once in an epoch; 'balanced': as many of every class are drawn.
            frozen: what keeps its weights in a network that has learned before: 'recommended', 'nothing' or 'body' (all
                but the last layer).

        Raises: BadValue, which names the argument; `train` raises it where the warm-up is as long as the training, and
            for a momentum of Adagrad.

        Example:
            model.recipe(schedule='cosine', warmup=1, label_smoothing=0.1)
            model.train(epochs=10)
        """
        said = dict(schedule=schedule, warmup=warmup, label_smoothing=label_smoothing, clip=clip, momentum=momentum)
        self._choices["recipe"] = check_options(
            RECIPE_OPTIONS, {**said, "ema": ema, "sampling": sampling, "frozen": frozen}
        )

    def augment(
        self,
        policy: str | None = None,
        *,
        mixup: float | None = None,
        cutmix: float | None = None,
        random_erasing: float | None = None,
        flip: bool | None = None,
        rotate: float | None = None,
        scale: float | None = None,
        shift: float | None = None,
        color: float | None = None,
    ) -> None:
        """Choose how `train` changes pictures by chance from now on, so that the model learns what does not matter;
        what is None follows the recipe of this backbone. See `preview_augmentation` for how they look then.

        Args:
            policy: 'trivial_augment' (one change by chance), 'rand_augment' (two), 'auto_augment' (pairs learned on
                ImageNet) or 'off'; `apply_policy` names the papers. It stands in place of the recipe's turns and light.
            mixup: 0: off; else two pictures are blended, the larger the number the more equally (Zhang and others 2017,
                "mixup: Beyond Empirical Risk Minimization"), such as 0.2.
            cutmix: 0: off; else a rectangle of another picture is pasted in (Yun and others 2019, "CutMix"), such as 1.
            random_erasing: share of the pictures of which a rectangle is covered with noise, 0 to 1 (Zhong and others
                2017, "Random Erasing Data Augmentation").
            flip: left and right change places, for half of the pictures. Off in every recipe, for letters, arrows and
                hands become others by it.
            rotate: degrees to either side, 0 to 180.
            scale, shift: fractions of the size, 0 to 1.
            color: brightness and contrast, 0 to 1.

        Raises: BadValue, which names the argument.

        Example:
            model.augment('trivial_augment', cutmix=1)
            model.train(epochs=10)
        """
        said = dict(policy=policy, mixup=mixup, cutmix=cutmix, random_erasing=random_erasing, flip=flip, rotate=rotate)
        said |= dict(scale=scale, shift=shift, color=color)
        self._choices["augment"] = check_options(AUGMENT_OPTIONS, said)

    def preview_augmentation(self, count: int = 8) -> list:
        """Preview of some pictures of the data set as `train` sees them: each as it is, and beside it what `augment`
        and the model's recipe make of it.

        Args:
            count: how many, at most 64.

        Returns: pictures, each (H, W, 3) uint8 RGB, for `show`.

        Raises: DatasetNotLoaded, BadValue, EngineMissing.

        Example:
            model.augment('trivial_augment')
            show(model.preview_augmentation())
        """
        dataset = self._ready()
        count = require_whole("count", count, 1, MAX_SHOWN)
        from sunmao.tasks.classification.train import choose_augmentation
        from sunmao.training.augmentation_preview import preview_augmentation

        start = self._start(None)
        config = self._make_trial_config(start, dataset)
        train_set = self._make_train_set(dataset, start.image_size)
        return preview_augmentation(train_set, config, choose_augmentation(self._entry, config), count)

    def find_lr(self, *, batch_size: int | None = None, device: str = "auto", random_seed: int | None = None) -> float:
        """Try learning rates from tiny to huge on a copy of the network, show the curve, and name a good one.

        Args:
            batch_size, device, random_seed: as of `train`.

        Returns: the learning rate, for `train(lr=...)`. See `find_learning_rate` for the method.

        Raises: as `train`.

        Example:
            model.train(epochs=10, lr=model.find_lr())
        """
        dataset = self._ready()
        from sunmao.display.api import show
        from sunmao.tasks.classification.train import try_learning_rates
        from sunmao.tasks.evaluation.charts import draw_learning_rates
        from sunmao.training.training_run import select_device

        start = self._start(None)
        config = self._make_trial_config(start, dataset, batch_size=batch_size, seed=random_seed)
        train_set, place = self._make_train_set(dataset, start.image_size), select_device(device)
        objective = self._make_learner().make_objective(config, train_set, place)
        curve = try_learning_rates(self._entry, dataset, config, start, train_set, objective, place)
        axes = get_text("lr_axis"), get_text("loss_axis")
        title = get_text("lr_curve", rate=f"{curve.suggestion:g}")
        show(draw_learning_rates(curve.rates, curve.losses, curve.suggestion, title, axes))
        return curve.suggestion

    def _make_trial_config(
        self, start: Any, dataset: "Dataset", batch_size: int | None = None, seed: int | None = None
    ) -> "TrainConfig":
        """The configuration that `train` would have, for what is tried before it."""
        choices = {**self._choices.get("recipe", {}), "warmup": None, **self._choices.get("augment", {})}
        options = TrainOptions(epochs=1, batch_size=batch_size, random_seed=seed, choices=choices)
        return self._make_config(options, start, dataset)

    def _make_train_set(self, dataset: "Dataset", size: int) -> "ClassificationDataset":
        """The prepared pictures that are learned from, with a network's input of this side."""
        return self._make_learner().make_dataset(dataset, "train", size)

    def _make_learner(self) -> "NetworkLearner":
        from sunmao.tasks.classification.train import NetworkLearner

        return NetworkLearner(self._entry, self._lesson)

    def quick_train(
        self,
        epochs: int = 50,
        *,
        lr: float | None = None,
        random_seed: int | None = None,
        save_fold: str | None = None,
        class_weights: str | None = None,
    ) -> list[dict]:
        """Train quickly: trained weights look at every picture once, then only the last layer is fitted.

        That is logistic regression; how strongly large weights are held back is chosen by cross-validation. The last
        epoch is the best.

        The weights are those of ImageNet, which are fetched where they do not come along, or those of the file that the
        model was made with. A small network without such, as LeNet is, is trained as a whole: that is as quick. After a
        kill the same call begins anew; the pictures that were looked at are remembered.

        Args:
            epochs: how many steps are made towards the best fit; each takes a fraction of a second.
            lr: the length that the search of each step tries first.
            random_seed: the same number gives the same run; 0 and None draw one, which is kept with the weights.
            save_fold: the folder for weights and logs, from now on.
            class_weights: 'balanced': a picture counts the more, the fewer its class has, so that classes with few
                pictures are learned as well; None: all count alike.

        Returns: the log, a list of dicts, one a line of the log file.

        Raises: DatasetNotLoaded, BadValue (there are no weights that have learned), NoNetwork, BadModelFile,
            TrainingDiverged, EngineMissing.
        """
        dataset = self._ready()
        start = self._start(None, self._quick_size, unasked=True)
        if self._entry.quick is None and self._entry.small:
            show_notice("quick_is_whole", name=self._entry.name)
            return self.train(epochs, lr=lr, random_seed=random_seed, save_fold=save_fold, class_weights=class_weights)
        if self._entry.quick is None or not (start.pretrained or start.checkpoint):
            raise BadValue("no_quick_weights", name=self._entry.name, names=list_pretrained(self._entry.task))
        from sunmao.training.checkpoints.checkpoint_loading import load_weights
        from sunmao.training.checkpoints.checkpointing import CheckpointConfig

        given = load_weights(self._entry, start.checkpoint) if start.checkpoint else None
        if given:
            size = start.image_size if self._asked_size else given.info["image_size"]
            start = replace(start, pretrained=False, image_size=size)
        rest = dict.fromkeys(("batch_size", "optimizer", "weight_decay", "early_stop"))
        config = make_train_config(
            self._entry.quick, seed=random_seed, epochs=epochs, lr=lr, class_weights=class_weights, **rest
        )
        metrics: Any = self._make_learner().make_metrics(dataset, {})
        metrics = replace(metrics, converges=True)
        asked = {"image_size": start.image_size} if self._asked_size else {}
        call = self._make_call({}, "quick_train")
        checkpoint_config = CheckpointConfig(self._place(save_fold), metrics, asked=asked, call=call)
        self.save_fold = checkpoint_config.folder
        if (lines := self._use_trained(dataset, config, start, checkpoint_config)) is not None:
            return lines
        lines, self._trained = self._fit_last_layer(self._entry, dataset, config, start, checkpoint_config, given)
        return lines

    def _make_test_set(self, items: list, classes: list[str]) -> Any:
        """These pictures as they are in use."""
        return self._make_learner().make_samples(items, classes)

    def _distribute(self, config: Any, device: Any) -> "TrainConfig":
        from sunmao.training.distributed.process_group import count_processes

        processes = count_processes(device)
        if processes == 1:
            return super()._distribute(config, device)
        show_notice("several_processes", count=processes)
        return replace(config, processes=processes)

    def _fit_last_layer(self, *given: Any) -> tuple[list[dict], Any]:
        """`quick_train`, after its preparations: as `linear_probe.train_linear_probe`."""
        from sunmao.vision.linear_probe.linear_probe import train_linear_probe

        return train_linear_probe(*given)

    def _check_size(self, image_size: Any) -> int:
        size = require_whole("image_size", image_size, 32, LARGEST)
        if self._entry.fixed_size and size != self._entry.image_size:
            raise BadValue("fixed_size", name=self._entry.name, size=self._entry.image_size, wanted=size)
        return size

    def _load_kept(self) -> None:
        try:
            super()._load_kept()
        except NotTrained:
            if self._dataset is not None or not self._knows_imagenet():
                raise
            self._load_imagenet()
            show_notice("answers_from_imagenet", name=self._entry.name)

    def _load_imagenet(self) -> None:
        """Use the weights of its makers, of pictures as large as they were made for."""
        require_torch()
        from sunmao.models.preprocessing import get_classifier_resize
        from sunmao.tasks.classification.train import load_imagenet_network
        from sunmao.training.training_run import select_device

        size = self._image_size if self._asked_size else get_classifier_resize(self._entry.geometry).crop
        self._trained = load_imagenet_network(self._entry, size, select_device("auto"))

    def _knows_imagenet(self) -> bool:
        """Whether its makers' weights are to answer: asked for, packaged, or fetched before."""
        kept = self._entry.packaged or (self._entry.pretrained is not None and self._entry.pretrained.at_hand())
        return self._task == "classification" and (self._weights == "pretrained" or (self._weights is None and kept))

    def _answers(self, items: list) -> list:
        if self._trained.frozen:
            from sunmao.vision.linear_probe.linear_probe import predict_embedded

            try:
                return predict_embedded(self._trained, items, self._names())
            except NoNetwork:
                pass  # it learned on another computer; its own file has all that is needed, only slower
        return super()._answers(items)
