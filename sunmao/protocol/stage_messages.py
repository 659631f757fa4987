"""Messages between a program's stage and the page, in both directions. None of it stands in the log of the run: of
scenes only the newest counts.
"""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, get_args

Happening = Literal["click", "press", "release", "key", "key_up", "slide", "switch", "write"]
ControlForm = Literal["button", "slider", "switch", "text", "gauge", "number", "chart"]
FORMS: tuple[str, ...] = get_args(ControlForm)


@dataclass(frozen=True)
class StageSprite:
    """One sprite. number: in the order of making, the later lies in front; costume: the key of a `StageCostume`; width,
    height: steps at 100 %; direction: degrees, 90 is upright, more turns it right; size: percent.
    """

    number: int
    name: str
    costume: str
    width: float
    height: float
    x: float
    y: float
    direction: float
    size: float
    visible: bool = True
    said: str = ""


@dataclass(frozen=True)
class StageControl:
    """One thing of the panel. text: what stands in a text field; points: the newest numbers of a chart, the last one
    newest.
    """

    form: ControlForm
    name: str
    low: float = 0.0
    high: float = 1.0
    value: float = 0.0
    text: str = ""
    points: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class StagePoints:
    """The points of one hand, body or face in the backdrop. places: [x, y] in shares of its picture; lines: pairs of
    their numbers; dots: the numbers of those that are drawn as dots.
    """

    what: str
    places: list[list[float]]
    lines: list[list[int]]
    dots: list[int]


@dataclass(frozen=True)
class StageScene:
    """All that is on the stage now. backdrop: the number of its picture, 0: none; image: base64 text of that picture as
    a JPEG, where it was not sent before; label: words in the backdrop's corner.
    """

    kind: ClassVar[str] = "stage"
    sprites: list[StageSprite]
    controls: list[StageControl] = field(default_factory=list)
    backdrop: int = 0
    points: list[StagePoints] = field(default_factory=list)
    image: str = ""
    label: str = ""


@dataclass(frozen=True)
class StageCostume:
    """A picture that sprites wear. key: its name from now on; data: base64 text of a PNG."""

    kind: ClassVar[str] = "costume"
    key: str
    data: str


@dataclass(frozen=True)
class StageInput:
    """From the page: something happened. do: a sprite was clicked, a button of the panel goes down or up, a key does, a
    slider was moved, a switch was turned, a text field was written in; name: the number of the sprite as text, or the
    name of the button, key or other thing; value: where the slider stands, or 1 for a switch that is on; text: what
    stands in the field.
    """

    kind: ClassVar[str] = "happened"
    do: Happening
    name: str
    value: float = 0.0
    text: str = ""


StageMessage = StageScene | StageCostume
FROM_PROGRAM = (StageScene, StageCostume)
HAPPENINGS: tuple[str, ...] = get_args(Happening)
KINDS: dict[str, type[Any]] = {kind.kind: kind for kind in (StageScene, StageCostume, StageInput)}
