"""What a pupil asks of a training, checked and completed by the model's recipe."""

from ..errors import BadValue
from ..models.entry import Recipe
from ..strict import did_you_mean

LEAST = {"epochs": 1, "batch_size": 1, "early_stop": 1, "lr": 0, "weight_decay": 0, "seed": 0, "minutes": 0}
WHOLE = ("epochs", "batch_size", "early_stop", "seed")


def planned(recipe: Recipe, **asked):
    """The Plan of a training: what was asked (None: not said), else what the recipe says. A seed of 0 is none.

    Raises: BadValue for a number or an optimizer that makes no sense.
    """
    from .training import Plan

    for name, least in LEAST.items():
        if asked.get(name) is not None:
            need_number(name, asked[name], least)
            asked[name] = int(asked[name]) if name in WHOLE else float(asked[name])
    chosen = {name: getattr(recipe, name, None) if value is None else value for name, value in asked.items()}
    chosen["optimizer"] = _optimizer(chosen["optimizer"])
    return Plan(**{**chosen, "seed": chosen.get("seed") or None}, label_smoothing=recipe.label_smoothing)


def need_number(name: str, value, least) -> None:
    """Raises BadValue unless the value is a finite number from `least` on."""
    try:
        good = not isinstance(value, bool) and least <= float(value) < float("inf")
    except (TypeError, ValueError):
        good = False
    if not good:
        raise BadValue("bad_number", argument=name, value=repr(value), least=least)


def need_choice(argument: str, value, names) -> str:
    """The one of `names` that was meant; capital letters do not matter. Raises BadValue with the nearest."""
    found = {name.lower(): name for name in names}.get(str(value).lower())
    if found is None:
        raise BadValue(
            "unknown_choice", argument=argument, value=value, guess=did_you_mean(value, names), names=", ".join(names)
        )
    return found


def _optimizer(name: str) -> str:
    from .training import OPTIMIZERS

    return need_choice("optimizer", name, OPTIMIZERS)
