"""Telling classes of pictures apart, with the verbs of the school textbooks."""

from dataclasses import replace
from pathlib import Path

from sunmao.core.validation import require_whole
from sunmao.errors import BadValue, NoNetwork
from sunmao.models.model_spec import ModelSpec
from sunmao.runtime.notices import show_notice
from sunmao.vision.trainable_model import TrainableModel, list_pretrained
from sunmao.vision.training.train_config import make_train_config

LARGEST = 2048  # pixels; no network here gains by more, and no computer of a school bears it


class Classification(TrainableModel):
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
    ):
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
        topk=None,
        metric="accuracy",
        save_best: str | None = "auto",
        save_every: int | None = None,
        minutes: float | None = None,
        resume: bool | None = None,
        distributed: bool = False,
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
            distributed: only one computer trains here; True says so.
            class_weights: 'balanced': a picture counts the more, the fewer its class has, so that classes with few
                pictures are learned as well; None: all count alike.

        Returns: the log, a list of dicts, one a line of the log file.

        Raises: DatasetNotLoaded, BadValue, BadData (no picture can be read), BadModelFile, TrainingDiverged (the loss
        is no number any
            more), OutOfMemory, DiskFull (on the disk), EngineMissing.
        """
        return self._train(
            dict(
                epochs=epochs,
                lr=lr,
                batch_size=batch_size,
                optimizer=optimizer,
                weight_decay=weight_decay,
                early_stop=early_stop,
                seed=random_seed,
                class_weights=class_weights,
            ),
            dict(topk=topk, metric=metric, save_best=save_best),
            validate=validate,
            checkpoint=checkpoint,
            save_fold=save_fold,
            save_every=save_every,
            minutes=minutes,
            resume=resume,
            device=device,
            distributed=distributed,
        )

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
        from sunmao.vision.checkpoints.checkpoint_loading import load_weights
        from sunmao.vision.checkpoints.checkpointing import CheckpointConfig

        given = load_weights(self._entry, start.checkpoint) if start.checkpoint else None
        if given:
            size = start.image_size if self._asked_size else given.info["image_size"]
            start = replace(start, pretrained=False, image_size=size)
        rest = dict.fromkeys(("batch_size", "optimizer", "weight_decay", "early_stop"))
        config = make_train_config(
            self._entry.quick, seed=random_seed, epochs=epochs, lr=lr, class_weights=class_weights, **rest
        )
        metrics = replace(self._make_metrics(dataset, {}), converges=True)
        checkpoint_config = CheckpointConfig(self._place(save_fold), metrics)
        self.save_fold = checkpoint_config.folder
        lines, self._trained = self._fit_last_layer(self._entry, dataset, config, start, checkpoint_config, given)
        return lines

    def _fit_last_layer(self, *given):
        """`quick_train`, after its preparations: as `linear_probe.train_linear_probe`."""
        from sunmao.vision.training.linear_probe import train_linear_probe

        return train_linear_probe(*given)

    def _check_size(self, image_size) -> int:
        size = require_whole("image_size", image_size, 32, LARGEST)
        if self._entry.fixed_size and size != self._entry.image_size:
            raise BadValue("fixed_size", name=self._entry.name, size=self._entry.image_size, wanted=size)
        return size

    def _make_metrics(self, dataset, asked: dict):
        from sunmao.vision.evaluation.metrics import make_metric_config

        return make_metric_config(len(dataset.classes), **asked)

    def _fit(self, dataset, config, start, checkpoint_config, device):
        from sunmao.vision.training.train import train

        return train(self._entry, dataset, config, start, checkpoint_config, device)

    def _load(self, path: Path, device):
        from sunmao.vision.training.train import load_trained_network

        return load_trained_network(self._entry, path, device)

    def _look(self, pictures: list):
        return self._trained.scores(pictures)

    def _answers(self, items: list) -> list:
        if self._trained.frozen:
            from sunmao.vision.training.linear_probe import predict_embedded

            try:
                return predict_embedded(self._trained, items, self._names())
            except NoNetwork:
                pass  # it learned on another computer; its own file has all that is needed, only slower
        return super()._answers(items)
