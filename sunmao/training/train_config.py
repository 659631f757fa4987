"""Options of a training, checked and completed by the model's recipe."""

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from sunmao.core.validation import require_choice, require_number, require_whole
from sunmao.errors import BadValue
from sunmao.models.model_spec import Recipe

if TYPE_CHECKING:
    from sunmao.training.training_loop import TrainConfig


MINIMUMS = {"epochs": 1, "batch_size": 1, "early_stop": 1, "lr": 0, "weight_decay": 0, "seed": 0, "minutes": 0}
WHOLE = ("epochs", "batch_size", "early_stop", "seed")
BATCHES = 8  # of an epoch at least: where pictures are few, smaller batches take more steps
SMALLEST = 4  # pictures of a batch that is made smaller for this
MIN_EPOCHS, MAX_EPOCHS = 20, 100  # of what says something of every place in a picture, where nobody says how many
TRAINING_SECONDS = 600  # on two processor cores; with few pictures so many epochs as fit into them


@dataclass(frozen=True)
class TrainOptions:
    """Arguments of `train`; see `Classification.train` for each. None: as the recipe of the backbone has it,
    or off.

    metrics: what was said of the tests, such as {'save_best': 'auto'}. choices: what was chosen by `recipe`, `augment`,
    `distill` and `prune`, by the names of `TrainConfig`.
    """

    epochs: int | None = None
    validate: bool = True
    lr: float | None = None
    batch_size: int | None = None
    optimizer: str | None = None
    device: str = "auto"
    random_seed: int | None = None
    checkpoint: str | None = None
    weight_decay: float | None = None
    early_stop: int | None = None
    save_fold: str | None = None
    save_every: int | None = None
    minutes: float | None = None
    resume: bool | None = None
    distributed: bool = False
    deterministic: bool = False
    class_weights: str | None = None
    metrics: dict[str, Any] = field(default_factory=dict)
    choices: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def collect(cls, arguments: dict[str, Any]) -> "TrainOptions":
        """From the arguments of a `train`, its `locals()`: what is no field here is about the tests."""
        known = {each.name for each in fields(cls)}
        said = {name: value for name, value in arguments.items() if name != "self" and not name.startswith("__")}
        metrics = {name: said.pop(name) for name in [*said] if name not in known}
        return cls(**said, metrics=metrics)

    @property
    def config_choices(self) -> dict[str, Any]:
        """Options for the `TrainConfig`, by its names."""
        names = ("epochs", "lr", "batch_size", "optimizer", "weight_decay", "early_stop", "class_weights")
        said = {name: getattr(self, name) for name in names} | {"seed": self.random_seed}
        return said | {"deterministic": True if self.deterministic else None} | self.choices


def make_train_config(recipe: Recipe, **asked: Any) -> "TrainConfig":
    """The `TrainConfig` of a training: what was asked (None: not said), else what the recipe says. A seed of 0 is none.

    Raises: BadValue for a number or an optimizer that makes no sense.
    """
    from sunmao.training.training_loop import TrainConfig

    for name, least in MINIMUMS.items():
        if asked.get(name) is not None or (name == "epochs" and name in asked):
            said = "random_seed" if name == "seed" else name
            if name in WHOLE:
                asked[name] = require_whole(said, asked[name], least)
            else:
                require_number(said, asked[name], least)
                asked[name] = float(asked[name])
    if asked.get("class_weights") is not None:
        asked["class_weights"] = _find_class_weights(asked["class_weights"])
    if asked.get("warmup") is not None:
        asked["warmup"] = require_whole("warmup", asked["warmup"], 0, asked["epochs"] - 1)
    chosen: dict[str, Any] = {
        name: getattr(recipe, name, None) if value is None else value for name, value in asked.items()
    }
    if asked.get("warmup") is None:  # one cycle has its own
        chosen["warmup"] = min(recipe.warmup, chosen["epochs"] - 1) if chosen.get("schedule") else None
    if asked.get("optimizer") is not None:
        chosen["optimizer"] = _find_optimizer(asked["optimizer"])
    if chosen.get("momentum") is not None and chosen["optimizer"] == "Adagrad":
        raise BadValue("no_momentum", optimizer=chosen["optimizer"])
    own = {name: getattr(recipe, name) for name in ("label_smoothing", "clip", "backbone_lr", "ema")}
    return TrainConfig(**{**own, **chosen, "seed": chosen.get("seed") or None})


def fit_batch_size(size: int, pictures: int) -> int:
    """Size of a batch of so many pictures where the recipe says `size`: an epoch shall have some
    steps.
    """
    while size > SMALLEST and pictures < BATCHES * size:
        size = max(SMALLEST, size // 2)
    return size


def fit_epochs(pictures: int, seconds: float) -> int:
    """Default number of epochs of a network that finds things or paints, for so many pictures: few have to
    be seen more often, for it needs steps. Of 96 photographs of playing cards that look alike, 20 epochs found 29 % of
    the things with a precision of 0.51, 60 epochs 74 % with 0.83 (`benchmarks/lookalikes.py`).

    seconds: that it takes to learn from 100 pictures once, as `DetectorModel` says.
    """
    return max(MIN_EPOCHS, min(MAX_EPOCHS, int(TRAINING_SECONDS * 100 / (seconds * max(1, pictures)))))


def _find_class_weights(name: str) -> str:
    from sunmao.training.recipes.class_weights import CLASS_WEIGHTS

    return require_choice("class_weights", name, CLASS_WEIGHTS)


def _find_optimizer(name: str) -> str:
    from sunmao.training.training_loop import OPTIMIZERS

    return require_choice("optimizer", name, OPTIMIZERS)
