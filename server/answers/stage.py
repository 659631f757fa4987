"""Answers about the stage, as types of JSON: sprites to choose from, a thing cut out of a photo, the panel's order."""

from typing import Literal, TypedDict

from sunmao.protocol.messages import Text
from sunmao.protocol.stage_messages import ControlForm


class SpriteCostume(TypedDict):
    """A costume of a sprite that comes along."""

    name: str
    label: Text


class LibrarySprite(TypedDict):
    """A sprite to choose. path: what stands in the block; own: whether it was made in the project."""

    path: str
    name: str
    label: Text
    own: bool
    costumes: list[SpriteCostume]


class SpritePath(TypedDict):
    """Path in the project of a sprite that was made there."""

    path: str


class CutOut(TypedDict):
    """Segmentation of the main thing in a photo. how: by what it was told from the rest; counts: lengths of runs from
    the upper left corner along the rows, the first of them outside; faces: how many were found, whose people may be
    asked.
    """

    found: bool
    how: Literal["person", "middle", "taps"]
    counts: list[int]
    width: int
    height: int
    faces: int


class PanelPlace(TypedDict):
    """A thing of the panel. wide: whether it takes a row of its own."""

    form: ControlForm
    name: str
    wide: bool
