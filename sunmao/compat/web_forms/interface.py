"""`gradio.Interface` as lessons print it: a page with fields, a button, and what a function makes of them.

The page needs nothing from outside. It is served on this computer alone, until the program is stopped.
"""

import tempfile
import threading
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, NoReturn
from uuid import uuid4

import numpy as np
from flask import Flask, abort, request
from werkzeug.serving import make_server

from sunmao.compat.web_forms.addresses import HOST, find_free_port, say_address
from sunmao.core.strict import suggest_nearest
from sunmao.errors import BadValue, SunmaoError, TaskAbsent
from sunmao.images.image_files import decode_image, make_data_address, save_image_file, shrink_image, to_rgb
from sunmao.runtime import session
from sunmao.runtime.notices import print_safely, show_notice
from sunmao.texts import get_text

PORT, LARGEST = 7860, 64 * 1024 * 1024  # where gradio's page is; bytes of what is sent
LOCAL = ("127.0.0.1", "localhost")
LOOK_EVERY = 0.2  # seconds
STYLE = """body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f7f6f3;color:#1d2530}
main{max-width:60rem;margin:2rem auto;padding:0 1rem}form,section{background:#fff;border:1px solid #d9d5cc;
border-radius:8px;padding:1rem;margin-bottom:1rem}label{display:block;font-weight:600;margin:.6rem 0 .2rem}
input,textarea,select{font:inherit;width:100%;box-sizing:border-box;padding:.4rem;
border:1px solid #b8b2a6;
border-radius:6px}
input[type=checkbox]{width:auto}button{font:inherit;margin-top:1rem;padding:.5rem 1.2rem;border:0;border-radius:6px;
background:#17798a;color:#fff}img{max-width:100%}pre{white-space:pre-wrap;margin:0}.error{color:#a3341b}"""


class Component:
    """A field of the page. kind: of `KINDS`; label: what stands above it; the rest as its kind has it."""

    kind = "text"

    def __init__(self, *given: Any, label: str = "", value: Any = None, **named: Any) -> None:
        self.given, self.label, self.value, self.named = given, str(label or ""), value, named

    def draw_input(self, name: str) -> str:
        """The field, as HTML."""
        lines = int(self.named.get("lines") or 1)
        text = escape(str(self.value or ""))
        if lines > 1:
            return f'<textarea name="{name}" id="{name}" rows="{lines}">{text}</textarea>'
        return f'<input name="{name}" id="{name}" value="{text}">'

    def read(self, name: str) -> Any:
        """Values that were filled in. Raises BadValue."""
        return request.form.get(name, "")

    def draw_output(self, value: Any) -> str:
        """Results of a function as HTML."""
        return f"<pre>{escape(str(value))}</pre>"


class Textbox(Component):
    """Words."""


class Markdown(Component):
    """Words that are shown."""


class JSON(Component):
    """A dict or a list."""


class Number(Component):
    """A number."""

    kind = "number"

    def draw_input(self, name: str) -> str:
        value = "" if self.value is None else escape(str(self.value))
        return f'<input type="number" step="any" name="{name}" id="{name}" value="{value}">'

    def read(self, name: str) -> float:
        return _read_number(name)


class Slider(Component):
    """A number between two others: `Slider(minimum, maximum, step=…)`."""

    kind = "slider"

    def draw_input(self, name: str) -> str:
        usual = (self.named.get("minimum", 0), self.named.get("maximum", 100))
        least, most = (*self.given, *usual[len(self.given) :])[:2]
        at, step = least if self.value is None else self.value, self.named.get("step") or "any"
        numbers = "".join(f' {key}="{escape(str(each))}"' for key, each in (("min", least), ("max", most)))
        said = f'value="{escape(str(at))}" step="{escape(str(step))}"'
        shown = "this.nextElementSibling.value=this.value"
        field = f'<input type="range" name="{name}" id="{name}"{numbers} {said} oninput="{shown}">'
        return f"{field}<output>{escape(str(at))}</output>"

    def read(self, name: str) -> float:
        return _read_number(name)


class Checkbox(Component):
    """Yes or no."""

    kind = "checkbox"

    def draw_input(self, name: str) -> str:
        return f'<input type="checkbox" name="{name}" id="{name}" value="1"{" checked" if self.value else ""}>'

    def read(self, name: str) -> bool:
        return name in request.form


class Dropdown(Component):
    """One of some words: `Dropdown(['a', 'b'])`."""

    kind = "dropdown"

    def draw_input(self, name: str) -> str:
        choices = self.named.get("choices") or (self.given[0] if self.given else [])
        options = "".join(f"<option>{escape(str(each))}</option>" for each in choices)
        return f'<select name="{name}" id="{name}">{options}</select>'


Radio = Dropdown


class Label(Component):
    """Classes and how sure the program is of each: a dict, or words."""

    kind = "label"

    def draw_output(self, value: Any) -> str:
        if not isinstance(value, dict):
            return super().draw_output(value)
        rows = sorted(value.items(), key=lambda pair: -float(pair[1]))[: self.named.get("num_top_classes") or None]
        return "".join(f"<div>{escape(str(name))}: {float(share):.1%}</div>" for name, share in rows)


class PictureField(Component):
    """A picture. type: how the function gets it: 'numpy', (H, W, 3) uint8 RGB; 'pil'; 'filepath'. shape: its width and
    height, in pixels.
    """

    kind = "image"

    def draw_input(self, name: str) -> str:
        return f'<input type="file" accept="image/*" name="{name}" id="{name}">'

    def read(self, name: str) -> Any:
        sent = request.files.get(name)
        if sent is None or not (data := sent.read()):
            raise BadValue("web_no_picture")
        image = decode_image(data, sent.filename or "")
        if shape := self.named.get("shape"):
            import cv2

            image = cv2.resize(image, (int(shape[0]), int(shape[1])))
        kind = self.named.get("type", "numpy")
        if kind in ("filepath", "file"):
            path = Path(_make_folder().name, f"{uuid4().hex}.png")
            save_image_file(path, image)
            return str(path)
        if kind == "pil":
            from PIL import Image as Pictures

            return Pictures.fromarray(image)
        return image

    def draw_output(self, value: Any) -> str:
        if isinstance(value, (str, Path)):
            value = decode_image(Path(value).read_bytes(), str(value))
        image = shrink_image(to_rgb(value), 1024)[0]
        return f'<img alt="" src="{make_data_address(image)}">'


NAMED = {
    "text": Textbox,
    "textbox": Textbox,
    "number": Number,
    "image": PictureField,
    "label": Label,
    "checkbox": Checkbox,
    "slider": Slider,
    "json": JSON,
    "markdown": Markdown,
}


def make_component(said: Any) -> Component:
    """A field from its printed name or from itself. Raises BadValue."""
    if isinstance(said, Component):
        return said
    if isinstance(said, type) and issubclass(said, Component):
        return said()
    if (kind := NAMED.get(str(said).lower())) is None:
        raise BadValue(
            "web_no_field",
            value=repr(said)[:60],
            names=", ".join(NAMED),
            guess=suggest_nearest(str(said), NAMED),
        )
    return kind()


class Interface:
    """A page of a function. inputs, outputs: a field or a list of them, by name ('text', 'image', 'number', 'label') or
    as `Image(…)`, `Textbox(…)`.

    Raises: BadValue.
    """

    def __init__(
        self,
        fn: Callable,
        inputs: Any = None,
        outputs: Any = None,
        title: str = "",
        description: str = "",
        **more: object,
    ) -> None:
        self.fn, self.title, self.description = fn, str(title or ""), str(description or "")
        self.inputs = [make_component(each) for each in _as_list(inputs)]
        self.outputs = [make_component(each) for each in _as_list(outputs)]
        self.server: Any = None

    def launch(
        self, share: bool = False, server_port: int | None = None, prevent_thread_lock: bool = False, **_: object
    ) -> None:
        """Show the page until the program is stopped. share: not done here, which is said."""
        port = find_free_port(int(server_port or PORT))
        self.server = make_server(HOST, port, self.make_app(), threaded=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        print_safely(f"Running on local URL:  http://{HOST}:{port}")
        say_address(port)
        if share:
            show_notice("web_no_share")
        if not prevent_thread_lock:
            self.wait()

    def wait(self) -> None:
        """Show the page until the program is stopped."""
        try:
            while True:
                session.wait_seconds(LOOK_EVERY)
        finally:
            self.close()

    def close(self) -> None:
        """End the page."""
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    def make_app(self) -> Flask:
        """The page and what answers it."""
        app = Flask(__name__, static_folder=None)
        app.config["MAX_CONTENT_LENGTH"] = LARGEST

        @app.before_request
        def keep_local() -> None:
            # Pages of the network have other names for this computer, and forms of other pages another origin.
            origin = request.headers.get("Origin")
            if request.host.partition(":")[0] not in LOCAL or origin not in (None, f"http://{request.host}"):
                abort(403)

        @app.get("/")
        def show_form() -> str:
            return self._draw("")

        @app.post("/")
        def answer() -> str:
            return self._draw(self._compute())

        return app

    def _compute(self) -> str:
        try:
            values = [each.read(f"in{number}") for number, each in enumerate(self.inputs)]
            return self._show(self.fn(*values))
        except SunmaoError as error:
            return f'<p class="error">{escape(str(error))}</p>'
        except Exception as error:  # whatever the lesson's function raises belongs on its page
            print_safely(f"{type(error).__name__}: {error}")
            return f'<p class="error">{escape(f"{type(error).__name__}: {error}")}</p>'

    def _show(self, given: Any) -> str:
        answers = given if isinstance(given, (list, tuple)) and len(self.outputs) > 1 else [given]
        if len(answers) != len(self.outputs):
            said = get_text("web_other_count", found=len(answers), wanted=len(self.outputs))
            return f'<p class="error">{escape(said)}</p>'
        return "".join(
            f"<label>{escape(each.label)}</label>{each.draw_output(value)}"
            for each, value in zip(self.outputs, answers, strict=True)
        )

    def _draw(self, answer: str) -> str:
        names = self.fn.__code__.co_varnames if hasattr(self.fn, "__code__") else ()
        fields = []
        for number, each in enumerate(self.inputs):
            label = each.label or (names[number] if number < len(names) else each.kind)
            fields.append(f'<label for="in{number}">{escape(label)}</label>{each.draw_input(f"in{number}")}')
        body = f"<h1>{escape(self.title)}</h1>" if self.title else ""
        body += f"<p>{escape(self.description)}</p>" if self.description else ""
        button = f"<button>{escape(get_text('web_submit'))}</button>"
        form = f'<form method="post" enctype="multipart/form-data">{"".join(fields)}{button}</form>'
        shown = f'<section aria-live="polite">{answer}</section>' if answer else ""
        head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>{STYLE}</style>'
        return f"<!doctype html><title>{escape(self.title or 'gradio')}</title>{head}<main>{body}{form}{shown}</main>"


def refuse(*_: object, **__: object) -> NoReturn:
    """Raises TaskAbsent: only `Interface` is served."""
    raise TaskAbsent("web_interface_only")


@cache
def _make_folder() -> tempfile.TemporaryDirectory:
    """Folder of the pictures that functions get as files, until the program ends."""
    return tempfile.TemporaryDirectory()


def _as_list(said: Any) -> list:
    return list(said) if isinstance(said, (list, tuple)) else [] if said is None else [said]


def _read_number(name: str) -> float:
    text = request.form.get(name, "")
    try:
        value = float(text)
    except ValueError:
        raise BadValue("web_no_number", value=text[:40]) from None
    return int(value) if np.isfinite(value) and value == int(value) else value
