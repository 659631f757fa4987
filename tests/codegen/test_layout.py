"""The order of a program's parts, the blank lines between them, and which lines are a block's."""

import ast

from sunmao.codegen import compile_workspace
from tests.support.blocks.workspace_builder import (
    block,
    boolean,
    list_of,
    number,
    numbers,
    set_variable,
    stack,
    text,
    workspace,
)


def program(*tops: dict | list):
    return compile_workspace(workspace([stack(top) | {"x": 0, "y": 100 * at} for at, top in enumerate(tops)]))


def start(*blocks: dict) -> list:
    return [block("program_start"), *blocks]


def printing(words: str = "hello") -> dict:
    return block("text_print", TEXT=text(words))


class TestArranging:
    def test_events_stand_between_program_and_loop(self):
        change = block("math_change", {"VAR": {"id": "id_n"}}, DELTA=number(1))
        found = program(
            start(set_variable("n", number(0)), block("program_forever", body=printing())),
            [block("program_every", seconds=number(5)), change],
            [block("program_when", condition=boolean(True)), printing("when")],
            [block("program_every", seconds=number(1)), printing("again")],
        )
        assert found.problems == []
        assert found.python == (
            "from sunmao import every, running, when\n\nn = 0\n\n\n@every(5)\ndef on_time():\n    global n\n    n += 1\n\n\n"
            "@when(lambda: True)\ndef on_condition():\n    print('when')\n\n\n@every(1)\ndef on_time_2():\n    print('again')\n\n\n"
            "while running():\n    print('hello')\n"
        )

    def test_without_a_last_loop_the_program_listens(self):
        found = program(start(), [block("program_every", seconds=number(5)), printing()])
        assert found.python.endswith("    print('hello')\n\n\nlisten()\n")
        assert "from sunmao import every, listen" in found.python

    def test_a_last_loop_without_events_stands_apart(self):
        found = program(start(printing(), block("program_forever", body=printing())))
        assert found.python == "from sunmao import running\n\nprint('hello')\n\nwhile running():\n    print('hello')\n"

    def test_comments(self):
        remarked = block("text_print", TEXT=text("a") | {"icons": {"comment": {"text": "inner"}}})
        remarked |= {"icons": {"comment": {"text": "first\n\nimport os\u2028second\x00"}}}
        found = program(start(remarked))
        assert found.python == "# first\n#\n# import os\n# second\n# inner\nprint('a')\n"
        assert found.lines == [remarked["id"]] * 6
        assert found.blocks[remarked["id"]] == [6, 6]

    def test_lines_and_blocks(self):
        condition, inner = boolean(True), printing("in")
        choice = block(
            "controls_if", None, {"elseIfCount": 1}, IF0=boolean(False), DO0=printing(), IF1=condition, DO1=inner
        )
        top = start(printing("a"), choice)
        found = program(top)
        assert found.python.splitlines() == [
            "print('a')",
            "if False:",
            "    print('hello')",
            "elif True:",
            "    print('in')",
        ]
        assert found.lines[1:] == [choice["id"], found.lines[2], choice["id"], inner["id"]]
        assert found.blocks[choice["id"]] == [2, 5]
        assert found.blocks[condition["id"]] == [4, 4]
        assert found.blocks[top[0]["id"]] == [1, 5]
        assert set(found.blocks) >= {top[0]["id"], choice["id"], inner["id"]}

    def test_long_calls_are_broken(self):
        words = [text("a text that is rather long, " * 2 + str(place)) for place in range(3)]
        found = program(
            start(block("show_print", None, {"items": 3}, item0=words[0], item1=list_of(*words), item2=number(1)))
        )
        assert found.python.startswith("print(\n    'a text")
        assert max(map(len, found.python.splitlines())) <= 88
        assert found.python.splitlines()[-1] == ")"
        assert len(found.lines) == len(found.python.splitlines())

    def test_helpers_stand_below_the_imports_and_bring_their_own(self):
        found = program(start(block("text_print", TEXT=block("math_on_list", {"OP": "MODE"}, LIST=numbers(1, 2)))))
        tree = ast.parse(found.python)
        kinds = [type(node).__name__ for node in tree.body]
        assert kinds == sorted(kinds, key=["Import", "ImportFrom", "FunctionDef", "Expr"].index)
        assert "FunctionDef" in kinds and "\n\n\nprint(" in found.python

    def test_functions_stand_above_the_program_with_two_lines_between(self):
        call = block("procedures_callnoreturn", None, {"name": "f"})
        found = program(start(call), block("procedures_defnoreturn", {"NAME": "f"}, STACK=printing()))
        assert found.python == "def f():\n    print('hello')\n\n\nf()\n"

    def test_a_blank_line_where_the_drawers_group_changes(self):
        data = set_variable("dataset", block("data_sample", {"name": "digits"}))
        models = [set_variable(name, block("model_classification", {"backbone": "LeNet"})) for name in "ab"]
        found = program(start(data, *models, printing()))
        assert [line[:5] for line in found.python.splitlines()[3:]] == ["datas", "", "a = C", "b = C", "print"]

    def test_own_imports_stand_on_top(self):
        own = block("program_import", {"modules": "turtle"})
        found = program(start(own, printing(), block("program_import", {"modules": "time"})))
        assert found.python == "import turtle\n\nprint('hello')\nimport time\n"

    def test_a_program_of_a_comment_alone(self):
        top = start()
        top[0]["icons"] = {"comment": {"text": "later"}}
        found = program(top)
        assert found.python == "# later\n" and found.lines == [top[0]["id"]]
        found = program([*top, printing()])
        assert found.python == "# later\nprint('hello')\n"

    def test_names_from_the_library_are_sorted_by_kind(self):
        parts = [
            set_variable(name, block("board_output", {"kind": kind})) for name, kind in (("a", "LED"), ("b", "Relay"))
        ]
        found = program(start(block("board_use", {"name": "simulated"}), *parts))
        assert "from sunmao.boards import LED, Relay, use_board" in found.python
