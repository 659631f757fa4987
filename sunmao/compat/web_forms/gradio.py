"""`import gradio as gr`, where the real package is not installed: its simple `Interface`, by new and by old names."""

from types import SimpleNamespace

from sunmao import __version__
from sunmao.compat.web_forms import interface
from sunmao.compat.web_forms.interface import (
    JSON,
    Checkbox,
    Dropdown,
    Interface,
    Label,
    Markdown,
    Number,
    Radio,
    Slider,
    Textbox,
)
from sunmao.compat.web_forms.interface import PictureField as Image

_FIELDS = {each.__name__: each for each in (JSON, Checkbox, Dropdown, Label, Markdown, Number, Slider, Textbox)} | {
    "Image": Image,
    "Radio": Radio,
}
inputs = outputs = SimpleNamespace(**_FIELDS)
Text = Textbox
Blocks = ChatInterface = TabbedInterface = Audio = Video = File = interface.refuse

__all__ = [
    "JSON",
    "Audio",
    "Blocks",
    "ChatInterface",
    "Checkbox",
    "Dropdown",
    "File",
    "Image",
    "Interface",
    "Label",
    "Markdown",
    "Number",
    "Radio",
    "Slider",
    "TabbedInterface",
    "Text",
    "Textbox",
    "Video",
    "__version__",
    "inputs",
    "outputs",
]
