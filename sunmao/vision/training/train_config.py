"""What a pupil asks of a training, checked and completed by the model's recipe."""

from sunmao.core.strict import suggest_nearest
from sunmao.errors import BadValue
from sunmao.models.model_spec import Recipe

LEAST = {"epochs": 1, "batch_size": 1, "early_stop": 1, "lr": 0, "weight_decay": 0, "seed": 0, "minutes": 0}
MOST = 2**53  # the largest whole number that is exact everywhere, in JSON too
WHOLE = ("epochs", "batch_size", "early_stop", "seed")


def make_train_config(recipe: Recipe, **asked):
    """The `TrainConfig` of a training: what was asked (None: not said), else what the recipe says. A seed of 0 is none.

    Raises: BadValue for a number or an optimizer that makes no sense.
    """
    from sunmao.vision.training.training_loop import TrainConfig

    for name, least in LEAST.items():
        if asked.get(name) is not None or (name == "epochs" and name in asked):
            said = "random_seed" if name == "seed" else name
            if name in WHOLE:
                asked[name] = require_whole(said, asked[name], least)
            else:
                require_number(said, asked[name], least)
                asked[name] = float(asked[name])
    chosen = {name: getattr(recipe, name, None) if value is None else value for name, value in asked.items()}
    chosen["optimizer"] = _find_optimizer(chosen["optimizer"])
    return TrainConfig(
        **{**chosen, "seed": chosen.get("seed") or None}, label_smoothing=recipe.label_smoothing, clip=recipe.clip
    )


def require_number(name: str, value, least) -> None:
    """Raises BadValue unless the value is a finite number from `least` on."""
    try:
        good = not isinstance(value, bool) and least <= float(value) < float("inf")
    except (TypeError, ValueError):
        good = False
    if not good:
        raise BadValue("bad_number", argument=name, value=repr(value), least=least)


def require_share(name: str, value) -> float:
    """The number from 0 to 1 that was meant. Raises BadValue for any other."""
    try:
        good = not isinstance(value, (bool, str)) and 0 <= float(value) <= 1
    except (TypeError, ValueError):
        good = False
    if not good:
        raise BadValue("bad_share", argument=name, value=repr(value))
    return float(value)


def require_whole(name: str, value, least: int, most: int = MOST) -> int:
    """The whole number that was meant. Raises BadValue for any other, also for one with a fraction."""
    try:
        number = int(value) if isinstance(value, (str, int)) else int(float(value))
        good = not isinstance(value, bool) and least <= number <= most and (isinstance(value, str) or number == value)
    except (TypeError, ValueError, OverflowError):
        good = False
    if not good:
        key = "bad_whole" if most == MOST else "bad_whole_between"
        raise BadValue(key, argument=name, value=repr(value), least=least, most=most)
    return number


def require_choice(argument: str, value, names) -> str:
    """The one of `names` that was meant; capital letters do not matter. Raises BadValue with the nearest."""
    found = {name.lower(): name for name in names}.get(str(value).lower())
    if found is None:
        raise BadValue(
            "unknown_choice",
            argument=argument,
            value=value,
            guess=suggest_nearest(value, names),
            names=", ".join(names),
        )
    return found


def require_label(label, classes: list[str]) -> str:
    """The label of a model that was meant; capital letters matter where it has both. Raises BadValue with the nearest."""
    label = str(label)
    found = label if label in classes else {name.lower(): name for name in classes}.get(label.lower())
    if found is None:
        from sunmao.data.formats.file_lists import format_names

        raise BadValue("unknown_class", label=label, guess=suggest_nearest(label, classes), names=format_names(classes))
    return found


def _find_optimizer(name: str) -> str:
    from sunmao.vision.training.training_loop import OPTIMIZERS

    return require_choice("optimizer", name, OPTIMIZERS)
