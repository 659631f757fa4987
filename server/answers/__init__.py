"""Answers of the routes, by resource: the types of the JSON objects that they send. The page's types are generated
from these (`checks/generate_types.py`), and the tests hold every answer against the type that its route names.

Typed dictionaries, because that is what an answer is from its first line on, and because a hundred dataclasses would
cost a tenth of a second at every start. A field that may be missing is `NotRequired`. `…Json`: another class of the
server has the name; the page, which has none, calls it without.
"""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def answers(kind: Any) -> Callable[[View], View]:
    """Name the type of what a route answers when it succeeds. A request costs it nothing."""

    def mark(view: View) -> View:
        view.answers = kind  # type: ignore[attr-defined]
        return view

    return mark
