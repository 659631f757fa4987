"""The shapes of data sets, and the register of all of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sunmao.data.listing import DatasetListing


@dataclass(frozen=True)
class Reads:
    """The right reading of a shape. None: not asked.

    parts: how many pictures are for training, validation and test, where the set says so itself.
    said: keys of the findings that must be among what is said; nothing else that names pictures may go in silence.
    boxes: (label, (x1, y1, x2, y2)) of the things of one picture, by the picture's path below the set's folder.
    check: looks further, and asserts.
    """

    task: str
    pictures: int
    classes: tuple[str, ...] | None
    parts: tuple[int, int, int] | None = None
    things: int | None = None
    said: tuple[str, ...] = ()
    boxes: dict[str, list[tuple[str, tuple[float, float, float, float]]]] = field(default_factory=dict)
    check: Callable[[DatasetListing], None] | None = None


@dataclass(frozen=True)
class Refused:
    """It is right to refuse it. key: of the sentence. words: what the English sentence must hold, such as the tool's
    name.
    """

    key: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class DatasetShape:
    """A layout. name: short. origin: who writes it so, with the document that says it. build: writes it into a folder."""

    name: str
    origin: str
    right: Reads | Refused
    build: Callable[[Path], None]


SHAPES: dict[str, DatasetShape] = {}


def shape(name: str, origin: str, right: Reads | Refused):
    """Register the function below as the one that writes a shape into an empty folder."""

    def register(build: Callable[[Path], None]) -> Callable[[Path], None]:
        if name in SHAPES:
            raise ValueError(f"two shapes are called {name}")
        SHAPES[name] = DatasetShape(name, origin, right, build)
        return build

    return register
