"""Every library that a textbook prints and that is not here: a sentence with what there is instead, in both languages."""

import re
import sys

import pytest

from sunmao.explain import exceptions
from sunmao.explain.other_libraries import DEVICES, PACKAGES, TEXTBOOK, WINDOWS

MAIN = "/projects/p/main.py"
# As they are printed in the school textbooks and their documentation.
PRINTED = (
    "from unihiker import GUI",
    "from pywebio.input import input, input_group, FLOAT",
    "from pywebio import start_server",
    "import remi.gui as gui",
    "import PySimpleGUIWeb as sg",
    "import PySimpleGUI as sg",
    "import qrcode",
    "import streamlit as st",
    "import easydata",
    "import paddle",
    "import paddlex as pdx",
    "from paddleclas import PaddleClas",
    "from mmcls.apis import init_model",
    "from mmpose.apis import inference_topdown",
    "import tensorflow as tf",
    "from tensorflow import keras",
    "import keras",
    "from ultralytics import YOLO",
    "import mediapipe as mp",
    "from microbit import *",
    "import RPi.GPIO as GPIO",
)


def tell(source: str):
    exceptions.remember_source(MAIN, source.encode())
    with pytest.raises(BaseException) as caught:
        exec(compile(source, MAIN, "exec"), {"__name__": "__main__"})
    return exceptions.describe_exception(caught.value, MAIN)


def hide(name: str, monkeypatch) -> None:
    """As if the library was not installed, also where it is."""
    for loaded in [each for each in sys.modules if each.partition(".")[0] == name]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setattr(sys, "path", [])


def check_sentence(told, name: str) -> None:
    for title, hint in ((told.title[lang], told.hint[lang]) for lang in ("zh", "en")):
        assert f"“{name}”" in title and len(hint) > 10 and "{" not in title + hint
    assert not re.search("[\u4e00-\u9fff]", told.title["en"] + told.hint["en"])
    assert told.line == 1 and f"No module named '{name}" in told.message, "the technical cause stays"


@pytest.mark.parametrize("source", PRINTED)
def test_what_the_textbooks_print(source, monkeypatch):
    name = re.match(r"(?:from|import) (\w+)", source)[1]
    hide(name, monkeypatch)
    check_sentence(tell(source), name)


@pytest.mark.parametrize("name", [name for name in (*TEXTBOOK, *DEVICES, *WINDOWS, *PACKAGES) if "." not in name])
def test_every_row(name, monkeypatch):
    hide(name, monkeypatch)
    check_sentence(tell(f"import {name}"), name)


def test_parts_of_packages_that_are_answered(monkeypatch):
    monkeypatch.setitem(sys.modules, "MMEdu", type(sys)("MMEdu"))
    monkeypatch.setitem(sys.modules, "XEdu", type(sys)("XEdu"))
    for source, name in (("from MMEdu import MMPose", "MMEdu.MMPose"),):
        told = tell(source)
        assert f"“{name}”" in told.title["zh"] and f"“{name}”" in told.title["en"], told.title
        assert told.hint["zh"] != told.hint["en"]


def test_a_library_that_is_here_is_not_called_missing(monkeypatch):
    """Only the part of it that was asked for is not there."""
    monkeypatch.setitem(sys.modules, "keras", type(sys)("keras"))
    assert "“Dens”" in tell("from keras import Dens").title["en"]
    assert (
        "keras.layer" in tell("import keras.layer").title["en"] and "pip" not in tell("import keras.layer").hint["en"]
    )


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("import mmedu", "MMEdu"),
        ("import basenn", "BaseNN"),
        ("import pinpang", "pinpong"),
        ("import Numpy", "numpy"),
        ("improt math", "import"),
        ("form math import pi", "from"),
        ("import sunmao.vision\nfrom sunmao.vision import Clasification", "Classification"),
    ],
)
def test_a_slip_of_the_pen_is_asked_about(source, meant):
    told = tell(source)
    assert told.meant == meant and f"“{meant}”" in told.hint["zh"] and f"“{meant}”" in told.hint["en"]


@pytest.mark.parametrize("name", ["random", "json", "torch", "numpy", "sunmao"])
def test_a_file_of_ones_own_that_hides_a_library(name, tmp_path, monkeypatch):
    (tmp_path / f"{name}.py").write_text("", encoding="utf-8")
    main = str(tmp_path / "main.py")
    error = ImportError(f"cannot import name 'x' from '{name}'", name=name)
    assert exceptions.describe_exception(error, main).hides == f"{name}.py"
