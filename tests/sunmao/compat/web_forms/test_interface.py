"""The inputs and outputs of a gradio page, and the forms that it refuses."""

import io

import numpy as np
import pytest

from sunmao.compat.web_forms import gradio as gr
from sunmao.errors import BadValue, TaskAbsent
from sunmao.images.image_files import encode_png


def ask(interface, data=None, **more):
    """The page that answers a form."""
    return interface.make_app().test_client().post("/", data=data or {}, base_url="http://127.0.0.1:7860", **more)


def test_pictures_in_every_printed_form():
    seen = []
    image = np.full((20, 30, 3), (250, 10, 20), np.uint8)
    for field in (
        gr.inputs.Image(type="filepath"),
        gr.Image(shape=(12, 8), source="canvas"),
        gr.Image(type="pil"),
        "image",
    ):
        page = gr.Interface(
            fn=lambda picture: (seen.append(picture), (image, {"red": 0.9}))[1],
            inputs=field,
            outputs=["image", "label"],
        )
        said = ask(page, {"in0": (io.BytesIO(encode_png(image)), "a.png")}).get_data(as_text=True)
        assert "data:image/png;base64," in said and "red: 90.0%" in said
    path, small, picture, whole = seen
    assert path.endswith(".png") and small.shape == (8, 12, 3) and picture.size == (30, 20)
    assert np.array_equal(whole, image)


def test_numbers_and_mistakes(monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    page = gr.Interface(lambda a, b, up: a / b if up else -1, [gr.Number(), gr.Slider(0, 5), "checkbox"], "number")
    assert "<pre>2.0</pre>" in ask(page, {"in0": "6", "in1": "3", "in2": "1"}).get_data(as_text=True)
    assert "no number" in ask(page, {"in0": "six", "in1": "3"}).get_data(as_text=True)
    assert "ZeroDivisionError" in ask(page, {"in0": "6", "in1": "0", "in2": "1"}).get_data(as_text=True)
    odd = gr.Interface(lambda name: {name: "much"}, "text", "label")
    assert "ValueError" in ask(odd, {"in0": "x"}).get_data(as_text=True)
    with pytest.raises(BadValue):
        gr.Interface(lambda a: a, "imge", "text")
    with pytest.raises(TaskAbsent):
        gr.Blocks()


def test_other_pages_and_names_are_refused():
    page = gr.Interface(lambda name: name, "text", "text")
    assert ask(page, {"in0": "x"}, headers={"Origin": "http://127.0.0.1:7860"}).status_code == 200
    assert ask(page, {"in0": "x"}, headers={"Origin": "http://evil.example"}).status_code == 403
    assert page.make_app().test_client().get("/", base_url="http://evil.example").status_code == 403
