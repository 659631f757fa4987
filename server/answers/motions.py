"""Answers to the page that teaches by movement: types of its JSON."""

from typing import TypedDict

from sunmao.server.answers.datasets import Split
from sunmao.server.answers.models import ClassificationResult


class MotionTile(TypedDict):
    """A take. file: below its data set; curve: x, y and z in g at places along its two seconds, none where it cannot be
    read.
    """

    file: str
    curve: list[list[float]]


class MotionClass(TypedDict):
    """A class of movements. still: by its name it is that of stillness, which is never announced; tests: how many of
    its takes are for the test; newest: some of the others.
    """

    name: str
    still: bool
    count: int
    tests: int
    newest: list[MotionTile]


class MotionTake(MotionTile):
    """A take, by its class and part."""

    label: str
    split: Split


class MotionTakeList(TypedDict):
    """Some of `total` takes. own: they can be taken out."""

    total: int
    takes: list[MotionTake]
    own: bool


class MotionClassesChanged(TypedDict):
    """The classes after a change. removed: what brings back that which was there."""

    classes: list[MotionClass]
    removed: str | None


class MotionKept(TypedDict):
    """A take that was kept. unit: in which it was read; assumed: its table does not say so."""

    file: str
    unit: str
    assumed: bool
    classes: list[MotionClass]


class MotionAnswer(ClassificationResult):
    """Answer of a gesture model. still: nothing moves."""

    still: bool
