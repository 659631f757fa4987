"""The words of the drawer "Show & ask": pictures, curves and questions, on the studio's page or, without it, on this
computer.
"""

import math
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from sunmao.protocol.messages import Metric
from sunmao.runtime import session

if TYPE_CHECKING:
    import numpy as np


def show(content: Any, title: str = "") -> None:
    """Show a picture, or what a result, report, table, data set or model has to show. Anything else is printed.

    Args:
        content: (H, W, 3) or (H, W) uint8 RGB array, a list of such, or an object of the library.
        title: what stands above it. Pictures of one title that come quickly one after the other are a video.

    Example:
        >>> show('hello')
        hello
    """
    if isinstance(content, (list, tuple)) and content and all(map(_is_picture, content)):
        from sunmao.display.image_encoding import DisplayedImage

        _emit_all(DisplayedImage(each, str(title)).as_event() for each in content)
    elif _is_picture(content) or hasattr(content, "pictured"):
        _show_picture(content, str(title))
    elif hasattr(content, "as_events"):
        _emit_all(_set_title(event, title) for event in content.as_events())
    else:
        print(content)


def plot(name: str, value: float) -> None:
    """Draw the next value on a curve. A value that is no number leaves a gap.

    Args:
        name: of the curve; each has its own color.
        value: the number.

    Without the studio, and outside notebooks, the curves are written to `output/` when the program ends, as a table
    (CSV) and a picture.
    """
    from sunmao.display.plot import add_point

    name, value = str(name), float(value)
    step = add_point(name, value)
    if math.isfinite(value):
        session.emit(Metric(values={name: value}, step=step, panel="plot", unit="point"))


def choose(question: str, options: list) -> Any:
    """Ask which of some things it shall be.

    Args:
        question: what is asked.
        options: the things to choose from, at least one.

    Returns:
        The chosen one of `options`.

    Raises:
        BadValue: there is nothing to choose from.
    """
    options = list(options)
    if not options:
        from sunmao.errors import BadValue

        raise BadValue("nothing_to_choose")
    chosen = session.ask(str(question), "choice", options)
    return next((option for option in options if str(option) == chosen), chosen)


def ask_picture(question: str) -> "np.ndarray":
    """Ask for a picture: drawn, chosen or taken on the page; in the terminal the name of a picture file is asked for.

    Returns:
        The picture, (H, W, 3) uint8 RGB. A drawing (one ink on an even ground) is made like the sample digits, so that
        a model of these recognizes it; a photo stays as it is.

    Raises:
        FileMissing, NotAPicture: what was given is no picture.
    """
    from sunmao.images.digit_style import like_digits
    from sunmao.images.image_files import read_image_file

    image = read_image_file(session.ask(str(question), "picture").strip().strip("'\""))
    return like_digits(image) if _is_drawing(image) else image


def _is_drawing(image: "np.ndarray") -> bool:
    """Whether a picture, (H, W, 3) uint8, is one ink on an even ground: no colors, few tones between the two."""
    import numpy as np

    gray = image.mean(axis=2)
    ground = np.median(np.concatenate([gray[0], gray[-1], gray[:, 0], gray[:, -1]]))
    away = np.abs(gray - ground)
    inked = away > 24
    colored = image.max(axis=2).astype(int) - image.min(axis=2) > 24
    between = inked & (away < 0.8 * away.max())
    return colored.mean() < 0.005 and 0 < inked.mean() < 0.5 and between.sum() < 0.35 * inked.sum()


def _is_picture(content: Any) -> bool:
    # An array that was made by whoever: numpy is not imported only to find that out.
    return hasattr(content, "dtype") and getattr(content, "ndim", 0) in (2, 3)


def _show_picture(content: Any, title: str) -> None:
    from sunmao.display.image_encoding import DisplayedImage
    from sunmao.display.video import add_to_video
    from sunmao.images.image_files import to_rgb

    own = hasattr(content, "pictured")
    picture = content.to_displayed_image() if own else DisplayedImage(to_rgb(content), title)
    if not add_to_video(picture, title):
        _emit_all([_set_title(event, title) for event in content.as_events()] if own else [picture.as_event()])


def _set_title(event: Any, title: str) -> Any:
    return replace(event, title=str(title)) if title and "title" in {field.name for field in fields(event)} else event


def _emit_all(events: Iterable[Any]) -> None:
    if session.is_in_studio():
        session.emit_all(list(events))
        return
    from sunmao.display import desktop

    for event in events:
        desktop.show_event(event)
