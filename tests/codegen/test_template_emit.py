"""The Python of a block that is declared by a template."""

import pytest

from sunmao.blocks import registry
from sunmao.blocks.spec import Block, Items, check, code, menu, of, value, var
from sunmao.codegen import compile_workspace
from tests.support.blocks.workspace_builder import block, number, program, say, text

HELP = ("跳。", "Jumps.")


@pytest.fixture(autouse=True)
def restored(monkeypatch):
    """Undo a test's declarations after it."""
    monkeypatch.setattr(registry, "_BLOCKS", dict(registry._BLOCKS))


def _declare(type: str, python: str = "", label: str = "jump", **more: object) -> None:
    registry._BLOCKS[type] = Block(type, label, label, python, help=HELP, **more)


def _compile(*statements: dict) -> str:
    found = compile_workspace(program([*statements]))
    assert not [problem for problem in found.problems if problem.level == "error"], found.problems
    return found.python


def test_holes_of_every_kind():
    holes = value("high", "Number", 3), menu("way", 1, (1, "上", "up"), (2, "下", "down")), check("soft", True)
    label = "{high} {way} {soft} {to} {word}"
    python = "{to} = jump({high}, {way}, soft={soft}, {word}=1)"
    _declare("program_jump1", python, label, holes=(*holes, var("to", "Number"), code("word", "x")), module="time")
    fields = {"way": "2", "soft": False, "to": {"id": "id_n"}, "word": "size"}
    assert _compile(block("program_jump1", fields)) == "from time import jump\n\nn = jump(3, 2, soft=False, size=1)\n"


def test_an_empty_hole_without_a_default_is_a_problem():
    _declare("program_jump2", "jump({who})", "{who}", holes=(of("who", "Model"),), module="time")
    assert [problem.code for problem in compile_workspace(program([block("program_jump2")])).problems] == ["empty_hole"]


def test_items_repeat():
    _declare("program_jump3", "jump(*{items})", "{items}", items=Items(least=2), module="time")
    assert "jump(1, 2, 3)" in _compile(
        block("program_jump3", None, {"items": 3}, **{f"item{at}": number(at + 1) for at in range(3)})
    )


def test_options_that_were_added():
    options = value("size", "Number", 5, label=("大小", "size")), check("soft", True, label=("软", "soft"))
    _declare("program_jump4", "jump(**{more})", optional_inputs=options, module="time")
    assert "jump()" in _compile(block("program_jump4"))
    assert "jump(size=5)" in _compile(block("program_jump4", None, {"more": ["size", "nothing", 3]}))
    assert "jump(size=5, soft=True)" in _compile(block("program_jump4", None, {"more": ["soft", "size"]}))
    assert "jump()" in _compile(block("program_jump4", None, {"more": "size"}))


def test_a_menu_chooses_the_template():
    options = menu("way", "up", ("up", "上", "up"), ("down", "下", "down"))
    templates = {"up": "rise()", "down": "{math}.floor(fall())"}
    _declare("program_jump5", label="{way}", holes=(options,), templates=templates, module="time")
    assert _compile(block("program_jump5", {"way": "up"})) == "from time import rise\n\nrise()\n"
    down = _compile(block("program_jump5", {"way": "down"}))
    assert down == "import math\n\nfrom time import fall\n\nmath.floor(fall())\n"


def test_a_loop_and_a_value():
    _declare("program_jump6", "while jump():\n    {body}", shape="loop", module="time")
    _declare("program_jump7", "jump({a})", "{a}", holes=(value("a", "Number", 1),), gives="Number", module="time")
    assert _compile(block("program_jump6", body=say(text("a")))).endswith("while jump():\n    print('a')\n")
    assert _compile(block("program_jump6")).endswith("while jump():\n    pass\n")
    assert _compile(say(block("program_jump7", a=number(2)))).endswith("print(jump(2))\n")


def test_a_hat_is_called_after_what_stands_in_it():
    options = menu("way", "when_up", ("when_up", "上", "up"), ("when_down", "下", "down"))
    python = "@jump({way}, {who})\ndef {handler}({to}):\n    {body}"
    holes = options, of("who", "Model"), var("to", "Number")
    _declare("program_jump8", python, "{way}{who}{to}", holes=holes, handler="{who}_{way}", shape="hat", module="time")
    hat = block(
        "program_jump8",
        {"way": "when_down", "to": {"id": "id_n"}},
        who=block("variables_get", {"VAR": {"name": "cat"}}),
    )
    saved = program([])
    saved["blocks"]["blocks"].append(hat | {"y": 99})
    saved["variables"] = [{"name": "n", "id": "id_n"}, {"name": "cat", "id": "id_cat"}]
    assert "@jump('when_down', cat)\ndef cat_down(n):\n    pass\n" in compile_workspace(saved).python
