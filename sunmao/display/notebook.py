"""Showing in a Jupyter notebook: pictures, tables, curves and progress below the cell that runs, by IPython's display
hooks (IPython.display).
"""

import base64
import html
import sys
import time
from collections import defaultdict
from typing import Any

from sunmao.display.plot import draw_curves
from sunmao.errors import SunmaoError
from sunmao.protocol.messages import Image, Metric, Notice, Progress, TableRows
from sunmao.runtime import event_loop, session
from sunmao.runtime.notices import print_safely
from sunmao.runtime.signals import tell_error

REDRAW = 0.25  # seconds between two drawings of the same thing


def connect_notebook() -> None:
    """Show what programs say below the cells of the notebook in which this runs; nothing elsewhere, also in IPython's
    terminal.
    """
    get_shell = getattr(sys.modules.get("IPython"), "get_ipython", None)
    shell = get_shell() if get_shell else None
    if getattr(shell, "kernel", None) is not None:
        connect(shell)


def connect(shell: Any) -> "NotebookViewer":
    """Show what programs say below the cells of an IPython shell, and our own errors as a sentence; a cell that was
    asked to stop ends without a word.
    """

    def tell(_shell: Any, _kind: Any, error: BaseException, trace: Any, **_: Any) -> None:
        if not isinstance(error, session.StopProgram):
            tell_error(error, trace)

    viewer = NotebookViewer()
    shell.events.register("pre_run_cell", lambda *_: viewer.begin_cell())
    shell.events.register("pre_run_cell", lambda *_: session.forget_stop())
    shell.events.register("pre_run_cell", lambda *_: event_loop.begin_cell())
    shell.events.register("post_run_cell", lambda *_: viewer.end_cell())
    shell.set_custom_exc((SunmaoError, session.StopProgram), tell)
    session.set_viewer(viewer)
    return viewer


class NotebookViewer:
    """Output below the cell that runs. Of what changes, one place is drawn again and again."""

    def __init__(self) -> None:
        self.begin_cell()

    def begin_cell(self) -> None:
        """Write what follows below another cell."""
        self._places: dict[str, Any] = {}  # IPython's handles
        self._drawn: dict[str, float] = {}
        self._curves: dict[str, dict[str, list[float]]] = defaultdict(dict)
        self._waiting: dict[str, Any] = {}  # what came too quickly to be drawn

    def end_cell(self) -> None:
        """Draw what is waiting."""
        for place, make in [*self._waiting.items()]:
            self._draw(place, make)

    def show_event(self, event: Any) -> None:
        """Show one event; what a notebook has no place for is not shown."""
        if isinstance(event, Image):
            self._display(_show_picture(event))
        elif isinstance(event, TableRows):
            self._display(_HTML(_format_table(event)))
        elif isinstance(event, Metric):
            self._add_points(event)
        elif isinstance(event, Progress):
            self._schedule_draw(
                f"progress {event.task}", lambda: _HTML(_format_progress(event)), event.done >= event.total
            )
        elif isinstance(event, Notice):
            from sunmao.texts import language

            print_safely(getattr(event, language()))
        elif event.kind == "marks":
            print_safely(f"{event.correct} / {event.total}")

    def show_frame(self, picture: Any) -> None:
        """Show the newest picture of a video in the place of the last one of its title."""
        self._schedule_draw(f"frame {picture.title}", lambda: _show_picture(picture.as_event()))

    def _add_points(self, event: Metric) -> None:
        curves = self._curves[event.panel]
        for name, value in event.values.items():
            if value is not None:
                curves.setdefault(name, []).append(value)
        if any(len(values) > 1 for values in curves.values()):
            data = {name: [*values] for name, values in curves.items()}
            self._schedule_draw(f"curves {event.panel}", lambda: _draw_curves(data))

    def _schedule_draw(self, place: str, make: Any, last: bool = False) -> None:
        """Draw at once where nothing was drawn there just now, else at the end of the cell unless something newer
        comes.
        """
        self._waiting[place] = make
        if last or time.monotonic() - self._drawn.get(place, 0.0) >= REDRAW:
            self._draw(place, make)

    def _draw(self, place: str, make: Any) -> None:
        self._drawn[place] = time.monotonic()
        self._waiting.pop(place, None)
        if place in self._places:
            self._places[place].update(make())
        else:
            self._places[place] = self._display(make(), display_id=True)

    def _display(self, thing: Any, **options: Any) -> Any:
        from IPython.display import display

        return display(thing, **options)


class _HTML:
    """Objects that a notebook shows as they are."""

    def __init__(self, text: str) -> None:
        self._text = text

    def _repr_html_(self) -> str:
        return self._text


def _draw_curves(curves: dict[str, list[float]]) -> _HTML:
    from sunmao.images.image_files import encode_png

    return _show_picture(Image(data=base64.b64encode(encode_png(draw_curves(curves))).decode()))


def _show_picture(event: Image) -> _HTML:
    words = [f"<div>{html.escape(text)}</div>" if text else "" for text in (event.title, event.caption)]
    source = f"data:{event.media_type};base64,{event.data}"
    name = html.escape(event.title or event.caption)
    return _HTML(f'{words[0]}<img src="{source}" alt="{name}" style="max-width:100%">{words[1]}')


def _format_table(event: TableRows) -> str:
    head = "".join(f"<th>{html.escape(str(column))}</th>" for column in event.columns)
    rows = ("".join(f"<td>{html.escape('' if cell is None else str(cell))}</td>" for cell in row) for row in event.rows)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    title = f"<div>{html.escape(event.title)}</div>" if event.title else ""
    return f"{title}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _format_progress(event: Progress) -> str:
    left = f" · {event.seconds_left:.0f} s" if event.seconds_left and event.done < event.total else ""
    return f'<progress value="{event.done}" max="{event.total}"></progress> {event.done} / {event.total}{left}'
