"""The choice of the interpreter that is kept ready, and its program."""

from contextlib import closing

import pytest

from sunmao.server.processes import warm_interpreter
from sunmao.server.processes.warm_interpreter import (
    BOARDS,
    CAMERAS,
    FINDING,
    MOTION,
    SENTENCES,
    SOUNDS,
    TRAINING,
    USING,
    fit_to_memory,
    list_preloads,
)
from sunmao.server.runs.run_manager import RunManager


@pytest.mark.parametrize(
    "python, modules",
    [
        ("print(1)\n", ()),
        ("from sunmao import wait\nimport random\n", ()),
        ("# import torch\nprint('import torch')\n", ()),
        ("import random\nfrom sunmao.vision import Classification\n", TRAINING),
        ("from sunmao.vision import Detection\n", (*TRAINING, *FINDING)),
        ("from sunmao.vision import Classification, Segmentation\n", (*TRAINING, *FINDING)),
        ("from sunmao.vision import Classification\nDetection = 1\n", TRAINING),
        ("def f():\n    import torch.nn as nn\n", TRAINING),
        ("from sunmao.language import TextClassification\nmodel = TextClassification()\nmodel.train()\n", SENTENCES),
        ("from sunmao.sound import SoundClassification\nmodel = SoundClassification()\nmodel.train()\n", SOUNDS),
        ("from sunmao.motion import MotionClassification\nmodel = MotionClassification()\nmodel.train()\n", MOTION),
        ("from sunmao.sound import SoundClassification\nmodel = SoundClassification()\nmodel.inference('a.wav')\n", ()),
        ("from sunmao.language import NextWord\nNextWord().train(text='a b')\n", ()),
        ("from sunmao.deploy import Workflow\n", USING),
        ("from sunmao.boards import LED, use_board\n", BOARDS),
        ("from sunmao.cameras import Camera\n", CAMERAS),
        (
            "from sunmao.cameras import Camera\nfrom sunmao.deploy import Workflow\nimport sunmao.boards\n",
            (*USING, *CAMERAS[2:], *BOARDS),
        ),
    ],
)
def test_what_a_program_needs_loaded(python, modules):
    assert list_preloads(python) == modules


@pytest.mark.parametrize(
    "free, wanted, held, modules",
    [
        (8000, TRAINING, (), TRAINING),
        (1000, TRAINING, (), ()),
        (1000, TRAINING, TRAINING, TRAINING),
        (300, TRAINING, TRAINING, ()),
        (20, (), None, None),
        (1000, (*TRAINING, *BOARDS), (), BOARDS),
        (300, BOARDS, None, BOARDS),
        (420, CAMERAS, None, CAMERAS),
    ],
)
def test_memory_decides(monkeypatch, free, wanted, held, modules):
    monkeypatch.setattr(
        warm_interpreter.psutil, "virtual_memory", lambda: type("Memory", (), {"available": free * 2**20})
    )
    assert fit_to_memory(wanted, held) == modules


def test_a_changed_program_makes_another_interpreter_ready_once_it_rests(monkeypatch):
    made, kept = [], warm_interpreter.InterpreterPool()
    monkeypatch.setattr(warm_interpreter, "_start_interpreter", lambda modules: made.append(modules))
    monkeypatch.setattr(warm_interpreter, "fit_to_memory", lambda wanted, held: wanted)
    timers = []
    monkeypatch.setattr(
        warm_interpreter.threading,
        "Timer",
        lambda delay, act: (
            timers.append((delay, act))
            or type("Timer", (), {"start": lambda self: None, "cancel": lambda self: None})()
        ),
    )
    for python in ("import torch\n", "from sunmao.vision import Detection\n"):
        kept.want(python, 2)
    assert [delay for delay, _ in timers] == [2, 2] and made == []
    timers[-1][1]()
    assert made == [(*TRAINING, *FINDING)]


def test_what_is_closed_makes_nothing_ready_any_more(monkeypatch):
    made, kept = [], warm_interpreter.InterpreterPool()
    monkeypatch.setattr(warm_interpreter, "_start_interpreter", lambda modules: made.append(modules))
    monkeypatch.setattr(warm_interpreter, "fit_to_memory", lambda wanted, held: wanted)
    kept.close()
    kept.want("import torch\n", 0)
    if kept._timer is not None:
        kept._timer.join(30)
    assert made == []


@pytest.mark.process
def test_while_the_program_runs_nothing_is_made_ready(monkeypatch):
    wanted = []
    with closing(RunManager()) as runs:
        monkeypatch.setattr(runs._standby, "want", lambda python, soon: wanted.append(python))
        runs.revise("p", "one")
        monkeypatch.setattr(runs, "find_running", lambda project: "2026-01-01")
        runs.revise("p", "two")
    assert wanted == ["one"]
