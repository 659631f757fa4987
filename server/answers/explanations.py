"""Explanation of the answer to one picture of a test, and the training pictures that are most like it."""

from typing import NotRequired, TypedDict

from sunmao.server.answers.models import Score


class CoveredAnswer(TypedDict):
    """image: the picture without what the model looked at. changed: the model says something else then."""

    image: str
    said: str
    confidence: float
    scores: list[Score]
    changed: bool


class ExplanationJson(TypedDict):
    """model: the file that was asked; tested: whether it is the one of the test. heat: the picture in colors, null
    where nothing in it speaks for the answer. Of one thing: said is '' where nothing is found, which is so below the
    confidence `least`.
    """

    model: str
    tested: bool
    said: str
    confidence: float
    scores: list[Score]
    heat: str | None
    covered: CoveredAnswer | None
    least: NotRequired[float]


class NoModel(TypedDict):
    """No model file of the project knows the classes of the test."""

    model: None


ExplanationAnswer = ExplanationJson | NoModel


class NearestPicture(TypedDict):
    """image, box: of one thing in it, cut out; image is null where the picture cannot be read any more."""

    path: str
    label: str
    image: NotRequired[str | None]
    box: NotRequired[tuple[float, float, float, float]]


class NearestAnswer(TypedDict):
    """Progress of the search, and the nearest training pictures up to there."""

    done: int
    total: int
    nearest: list[NearestPicture]
    blurred: bool
    dark: bool
