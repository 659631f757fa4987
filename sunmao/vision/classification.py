"""Telling classes of pictures apart, with the verbs of the school textbooks."""

from pathlib import Path

from ..data.dataset import open_dataset
from ..disk import need_path, need_place, shown
from ..engine import need_engine
from ..errors import BadModelFile, BadValue, NoDataYet, NoNetwork, NotTrained
from ..models import classifiers, find
from ..notes import note
from ..words import show
from .planning import need_choice, need_whole, planned
from .recognizing import Recognizer

KINDS = (None, "pretrained", "fresh")  # of weights; anything else is a file
LARGEST = 2048  # pixels; no network here gains by more, and no computer of a school bears it
SMALL = 1_000_000  # parameters: such a network learns as a whole in seconds


class Classification(Recognizer):
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

    def __init__(
        self,
        backbone: str = "LeNet",
        *,
        weights: str | None = None,
        num_classes: int | None = None,
        image_size: int | None = None,
    ):
        super().__init__()
        self._entry = find(backbone)
        if image_size is not None:
            image_size = need_whole("image_size", image_size, 32, LARGEST)
            if self._entry.fixed_size and image_size != self._entry.image_size:
                raise BadValue("fixed_size", name=self._entry.name, size=self._entry.image_size, wanted=image_size)
        known = weights is None or (isinstance(weights, str) and weights in KINDS)
        self._weights = weights if known else need_path("weights", weights).as_posix()
        self.num_classes = num_classes
        self._image_size = image_size or self._entry.image_size
        self._quick_size = image_size or (self._entry.quick and self._entry.quick.image_size) or self._entry.image_size
        self._dataset = self._trained = self._checkpoint = None
        self._save_fold = "checkpoints/cls_model"

    @classmethod
    def sota(cls) -> list[str]:
        """Show which backbone is good for what, and return the names of all."""
        from ..models.overview import overview

        show(overview([find(name) for name in classifiers()]))
        return classifiers()

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
        self._num_classes = None if count is None else need_whole("num_classes", count, 1)

    @property
    def save_fold(self) -> str:
        """The folder for weights and logs."""
        return self._save_fold

    @save_fold.setter
    def save_fold(self, folder):
        self._save_fold = need_path("save_fold", folder).as_posix()

    @property
    def checkpoint(self) -> str | None:
        """The weights file that is used when no other is named."""
        return self._checkpoint

    @checkpoint.setter
    def checkpoint(self, path):
        self._checkpoint, self._trained = (None if path is None else need_path("checkpoint", path).as_posix()), None

    @property
    def classes(self) -> list[str]:
        """The labels that the model tells apart, in the order of their numbers."""
        return list(self._trained.classes if self._trained else self._dataset.classes if self._dataset else [])

    def load_dataset(self, path, check: bool = True) -> None:
        """Give the model a data set to learn from.

        Args:
            path: a folder, or a Dataset.
            check: open every picture first; damaged ones are named and left out.

        Raises: DataNotFound (with the nearest name), BadData (no pictures, one class only).
        """
        dataset = open_dataset(path).ready_for_training(check)
        self._need_classes(dataset)
        self._dataset = dataset

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
    ) -> list[dict]:
        """Train the whole network. What is None follows the recipe of this backbone.

        Into `save_fold` go the log (`<time>.log.json`), the best weights (`best_accuracy_top-1_epoch_N.pth`) and the latest
        (`latest.pth`), which are written after every epoch, but in at most a fiftieth of the time where epochs are very short.
        When the program was killed, the same call goes on after the last epoch that was written, and ends with the weights
        of an unbroken run; with other data, another backbone or other arguments it begins anew, and says so.

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
            early_stop: end after so many epochs without a higher accuracy.
            save_fold: the folder for weights and logs, from now on.
            topk: a number or several: the log counts an answer as right among the k highest; None: 1, and 5 when there are
                more than five classes.
            metric: 'accuracy'; 'precision', 'recall' and 'f1_score' (means over the classes) are logged too; or a list.
            save_best: what decides the best: 'auto' (accuracy), any other name in the log such as 'accuracy_top-5' or
                'f1_score', 'loss', or None to keep only the latest.
            save_every: keep `epoch_N.pth` too, every so many epochs.
            minutes: end before so many minutes are over.
            resume: True: go on with a training that was stopped, too; False: begin anew, also after a kill.
            distributed: only one computer trains here; True says so.

        Returns: the log, a list of dicts, one a line of the log file.

        Raises: NoDataYet, BadValue, BadData (no picture can be read), BadModelFile, LearningBroke (the loss is no number any
            more), TooLittleMemory, TooLittleRoom (on the disk), EngineMissing.
        """
        dataset = self._ready()
        from . import learning
        from .checkpoints import Wishes
        from .fitting import chosen_device
        from .marking import marking

        if distributed:
            note("one_computer")
        if save_every is not None:
            save_every = need_whole("save_every", save_every, 1)
        start = self._start(checkpoint)
        asked = dict(
            epochs=epochs, lr=lr, batch_size=batch_size, optimizer=optimizer, weight_decay=weight_decay, early_stop=early_stop,
            seed=random_seed,
        )  # fmt: skip
        plan = planned(self._entry.recipe_for(start.learned), **asked, minutes=minutes)
        wishes = Wishes(
            self._place(save_fold), marking(len(dataset.classes), topk, metric, save_best), bool(validate), save_every, resume,
            {name: getattr(plan, name) for name, value in asked.items() if value},
        )  # fmt: skip
        self.save_fold = wishes.folder
        lines, self._trained = learning.train(self._entry, dataset, plan, start, wishes, chosen_device(device))
        return lines

    def quick_train(
        self, epochs: int = 50, *, lr: float | None = None, random_seed: int | None = None, save_fold: str | None = None
    ) -> list[dict]:
        """Train quickly: every picture is looked at once by the packaged weights, then only the last layer learns.

        A small network without packaged weights, such as LeNet, is trained as a whole: that is as quick. After a kill the same
        call begins anew; the pictures that were looked at are remembered.

        Args:
            epochs: how many times every picture is learned from; each takes a fraction of a second.
            lr: the highest learning rate.
            random_seed: the same number gives the same run; 0 and None draw one, which is kept with the weights.
            save_fold: the folder for weights and logs, from now on.

        Returns: the log, a list of dicts, one a line of the log file.

        Raises: NoDataYet, BadValue (the backbone has no packaged weights), LearningBroke, EngineMissing.
        """
        dataset = self._ready()
        start = self._start(None, quick=True)
        if self._entry.quick is None and self._entry.parameters < SMALL:
            note("quick_is_whole", name=self._entry.name)
            return self.train(epochs, lr=lr, random_seed=random_seed, save_fold=save_fold)
        if self._entry.quick is None or not start.pretrained:
            raise BadValue("no_quick_weights", name=self._entry.name, names=_with_weights())
        if start.checkpoint:
            raise BadValue("quick_from_file", path=start.checkpoint)
        from .checkpoints import Wishes
        from .marking import marking
        from .quick import quick_train

        rest = dict.fromkeys(("batch_size", "optimizer", "weight_decay", "early_stop"))
        plan = planned(self._entry.quick, seed=random_seed, epochs=epochs, lr=lr, **rest)
        wishes = Wishes(self._place(save_fold), marking(len(dataset.classes)))
        self.save_fold = wishes.folder
        lines, self._trained = quick_train(self._entry, dataset, plan, start, wishes)
        return lines

    def load_checkpoint(self, checkpoint, device: str = "auto") -> None:
        """Use the weights of a file. Raises FileMissing, BadModelFile (damaged, or of another model)."""
        need_engine()
        from . import learning
        from .fitting import chosen_device

        path = need_path("checkpoint", checkpoint)
        self._trained = learning.load(self._entry, path, chosen_device(device))
        self._checkpoint = path.as_posix()

    def convert(
        self, out_file, *, checkpoint: str | None = None, backend: str = "ONNX", opset_version: int = 11, ir_version: int = 6
    ) -> str:
        """Write the model as an ONNX file, with an example program beside it, and count equal answers.

        Args:
            out_file: where to, such as 'models/digits.onnx'.
            checkpoint: other weights than those of the last training.
            backend: 'ONNX'.
            opset_version, ir_version: the form that old boards can read; raised when the model cannot be written so old,
                lowered when no tool here can write it so new.

        Returns: the file's path.

        Raises: NotTrained, BadValue, BadModelFile, EngineMissing.
        """
        need_choice("backend", backend, ["ONNX"])
        opset_version = need_whole("opset_version", opset_version, 11)
        ir_version = need_whole("ir_version", ir_version, 6)
        if checkpoint is not None:
            self.load_checkpoint(checkpoint)
        trained = self._ready_network()
        from ..deploy.conversion import convert

        return convert(trained, self._dataset, out_file, opset_version, ir_version)

    def as_events(self):
        """What the model is, as a table."""
        from ..models.summary import summary

        yield from summary(
            self._entry, self._trained.network if self._trained else None, self.num_classes or 10, self._image_size
        ).as_events()

    def __repr__(self) -> str:
        return f"Classification(backbone={self._entry.name!r})"

    def _prepare(self, checkpoint=None, device: str = "auto", **more) -> None:
        if checkpoint is not None and (self._trained is None or self._trained.path != need_path("checkpoint", checkpoint)):
            self.load_checkpoint(checkpoint, device)
        self._ready_network()
        super()._prepare(**more)

    def _learned_from(self) -> list[str]:
        return [self._dataset.path if self._dataset else "", (self._trained.info.get("data") or {}).get("path", "")]

    def _tested(self) -> str:
        return shown(self._trained.path) if self._trained.path else ""

    def _labels(self) -> list[str]:
        return self._trained.classes

    def _scores(self, pictures: list):
        return self._trained.scores(pictures)

    def _given(self):
        if self._dataset is None:
            raise NoDataYet("no_data_yet")
        return self._dataset

    def _answers(self, items: list) -> list:
        if self._trained.frozen:
            from .quick import answers

            try:
                return answers(self._trained, items, self._names())
            except NoNetwork:
                pass  # it learned on another computer; its own file has all that is needed, only slower
        return super()._answers(items)

    def _ready(self):
        dataset = self._given()
        self._need_classes(dataset)
        need_engine()
        return dataset

    def _need_classes(self, dataset) -> None:
        if self._num_classes not in (None, len(dataset.classes)):
            raise BadValue("other_class_count", classes=len(dataset.classes), wanted=self._num_classes)

    def _ready_network(self):
        """The trained network: of the last training, else of `checkpoint`, else of the newest weights in `save_fold`."""
        if self._trained is None:
            need_engine()
            named = self._checkpoint or (None if self._weights in KINDS else self._weights)
            self.load_checkpoint(named) if named else self._load_kept()
        return self._trained

    def _load_kept(self) -> None:
        """Use the newest weights in `save_fold`; damaged ones are passed over, with a note."""
        from .checkpoints import kept

        for path in kept(Path(self._save_fold)):
            try:
                return self.load_checkpoint(path)
            except BadModelFile as error:
                if error.key != "bad_weights":
                    raise
                note("weights_passed_over", level="warn", path=path.as_posix())
        raise NotTrained("not_trained")

    def _start(self, checkpoint, quick: bool = False):
        from .learning import Start

        known = bool(self._entry.pretrained)
        if self._weights == "pretrained" and not known:
            raise BadValue("no_pretrained_weights", name=self._entry.name, names=_with_weights())
        # Nobody waits for the network who did not ask for it: only packaged weights are taken unasked.
        wanted = self._weights == "pretrained" or (self._weights != "fresh" and (self._entry.packaged or quick))
        size = self._quick_size if quick else self._image_size
        named = None if checkpoint is None else need_path("checkpoint", checkpoint).as_posix()
        return Start(size, known and wanted, named or (None if self._weights in KINDS else self._weights))

    def _place(self, save_fold) -> Path:
        return need_place("save_fold", self._save_fold if save_fold is None else save_fold)


def _with_weights() -> str:
    return ", ".join(name for name in classifiers() if find(name).pretrained)
