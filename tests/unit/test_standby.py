"""Which interpreter is kept ready, and for whom."""

import pytest
from sunmao.server import standby
from sunmao.server.standby import BOARDS, CAMERAS, TRAINING, USING, affordable, modules_for


@pytest.mark.parametrize("python, modules", [
    ("print(1)\n", ()),
    ("from sunmao import wait\nimport random\n", ()),
    ("# import torch\nprint('import torch')\n", ()),
    ("import random\nfrom sunmao.vision import Classification\n", TRAINING),
    ("def f():\n    import torch.nn as nn\n", TRAINING),
    ("from sunmao.deploy import Workflow\n", USING),
    ("from sunmao.boards import LED, use_board\n", BOARDS),
    ("from sunmao.cameras import Camera\n", CAMERAS),
    ("from sunmao.cameras import Camera\nfrom sunmao.deploy import Workflow\nimport sunmao.boards\n", (*USING, *CAMERAS[2:], *BOARDS)),
])
def test_what_a_program_needs_loaded(python, modules):
    assert modules_for(python) == modules


@pytest.mark.parametrize("free, wanted, held, modules", [
    (8000, TRAINING, (), TRAINING), (1000, TRAINING, (), ()), (1000, TRAINING, TRAINING, TRAINING), (300, TRAINING, TRAINING, ()), (20, (), None, None),
    (1000, (*TRAINING, *BOARDS), (), BOARDS), (300, BOARDS, None, BOARDS), (420, CAMERAS, None, CAMERAS),
])
def test_memory_decides(monkeypatch, free, wanted, held, modules):
    monkeypatch.setattr(standby.psutil, "virtual_memory", lambda: type("Memory", (), {"available": free * 2**20}))
    assert affordable(wanted, held) == modules
