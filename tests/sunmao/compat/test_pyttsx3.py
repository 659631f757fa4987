"""Lessons' pyttsx3: its texts are said one after the other, by the page or the computer."""

import sys

import pytest

from sunmao.compat import pyttsx3
from sunmao.compat.import_hook import TextbookFinder


@pytest.fixture
def said(monkeypatch):
    texts = []
    monkeypatch.setattr(pyttsx3, "say", texts.append)
    return texts


def test_what_is_kept_is_said_in_its_order(said):
    engine = pyttsx3.init()
    engine.setProperty("rate", engine.getProperty("rate") - 50)
    engine.say("你好")
    engine.say(7)
    assert said == []
    engine.runAndWait()
    engine.runAndWait()
    assert said == ["你好", "7"] and engine.getProperty("rate") == 150 and engine.getProperty("pitch") is None
    engine.say("never said")
    engine.stop()
    engine.runAndWait()
    pyttsx3.speak("hello")
    assert said == ["你好", "7", "hello"]


def test_lessons_find_it_by_its_name(monkeypatch):
    monkeypatch.setattr(sys, "meta_path", [TextbookFinder(), *sys.meta_path])
    monkeypatch.delitem(sys.modules, "pyttsx3", raising=False)
    import pyttsx3 as found

    assert found.init and found.speak
    sys.modules.pop("pyttsx3", None)
