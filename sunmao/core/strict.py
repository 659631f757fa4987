"""Objects that refuse misspelled names, and the nearest match that an error offers."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from sunmao.errors import UnknownName
from sunmao.texts import get_both

NOTHING = {"zh": "", "en": ""}


def find_nearest(name: str, names: Iterable[str]) -> str | None:
    """The name of `names` that was probably meant, or None.

    Example:
        >>> find_nearest('LeNte', ['LeNet', 'MobileNet'])
        'LeNet'
    """
    lower = {str(each).lower(): str(each) for each in names}
    found = get_close_matches(str(name).lower(), lower, n=1, cutoff=0.5)
    return lower[found[0]] if found else None


def suggest_nearest(name: str, names: Iterable[str]) -> dict:
    """A question in both languages that offers the nearest match; empty when nothing is near."""
    found = find_nearest(name, names)
    return get_both("did_you_mean", name=found) if found else NOTHING


class Strict:
    """Base of what pupils hold in variables: only declared properties can be set, a misspelled name fails at once."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not name.startswith("_") and not hasattr(type(self), name):
            raise UnknownName(
                "unknown_property",
                name=name,
                thing=type(self).__name__,
                guess=suggest_nearest(name, _list_public_names(self)),
            )
        told = getattr(type(self), name, None)
        if isinstance(told, property) and told.fset is None:
            raise UnknownName("read_only", name=name, thing=type(self).__name__)
        super().__setattr__(name, value)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        raise UnknownName(
            "unknown_property",
            name=name,
            thing=type(self).__name__,
            guess=suggest_nearest(name, _list_public_names(self)),
        )


def _list_public_names(thing: object) -> list[str]:
    return [name for name in dir(type(thing)) if not name.startswith("_")]
