"""The examples in the docstrings are true."""

import doctest
from importlib import import_module

import pytest

from sunmao.runtime import event_loop, session
from tests.support.paths import ROOT

PACKAGES = ("sunmao", "server", "codegen", "blocks")
LEARNING = ("sunmao.explanation.", "sunmao.inference.", "sunmao.tasks.", "sunmao.training.", "sunmao.vision.")
MARKS = {**dict.fromkeys(LEARNING, pytest.mark.training), "sunmao.data.mend.": pytest.mark.slow}


def list_modules_with_examples():
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if ">>> " in path.read_text("utf-8"):
                parts = path.relative_to(ROOT).with_suffix("").parts
                name = ".".join(parts if parts[-1] != "__init__" else parts[:-1])
                name = name if package == "sunmao" else f"sunmao.{name}"
                yield pytest.param(name, marks=[mark for prefix, mark in MARKS.items() if name.startswith(prefix)])


@pytest.mark.slow
@pytest.mark.parametrize("name", list(list_modules_with_examples()))
def test_examples(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")
    # What an example listens to is not heard in those of other tests, nor here later, when its names are gone.
    monkeypatch.setattr(event_loop, "_event_loop", event_loop._EventLoop())
    monkeypatch.setattr(session._session, "poll", None)
    done = doctest.testmod(import_module(name))
    assert done.failed == 0 and done.attempted
