"""The services of the generator to blocks: values, bodies, names, a child's own Python."""

import pytest

from sunmao.codegen.generator import comment_lines
from tests.support.blocks.compiled import list_problems, program, start
from tests.support.blocks.workspace_builder import block, boolean, number, set_variable, text, variable


class TestOwnPython:
    def python(self, code: str):
        return program(start(block("program_python", {"code": code})))

    def test_kept_exactly(self):
        code = "if  1:  # odd   spaces\n\tx  = '''\nkept\n'''"
        assert self.python(code).python == code + "\n"

    def test_indented_with_its_texts_kept(self):
        inner = block("program_python", {"code": "x = '''a\n b'''\nprint(x)"})
        found = program(start(block("controls_repeat_ext", TIMES=number(1), DO=inner)))
        assert found.python == "for count in range(1):\n    x = '''a\n b'''\n    print(x)\n"

    @pytest.mark.parametrize(
        "code", ["1 +", "return 1", "break", "\x00", "\ud800", "x = '''", "def f():", "await x", "*a"]
    )
    def test_what_is_no_python(self, code):
        found = self.python(code)
        assert [(problem.code, problem.block is not None) for problem in found.problems] == [("bad_python", True)]
        assert found.problems[0].cause, "what Python says of it"

    @pytest.mark.parametrize("code", ["", "# only words", "\n\n"])
    def test_nothing(self, code):
        found = self.python(code)
        compile(found.python, "main.py", "exec")
        assert found.ok

    @pytest.mark.parametrize(
        ("code", "wanted"),
        [("0", "0"), ("f(1)", "f(1)"), ("1 + 1", "1 + 1"), ("'a' 'b'", "'a' 'b'"), ("f(1,\n 2)", "f(1,\n 2)")],
    )
    def test_values(self, code, wanted):
        value = block("program_python_value", {"code": code})
        found = program(start(block("text_print", TEXT=value)))
        assert found.python == f"print({wanted})\n"
        assert len(found.lines) == wanted.count("\n") + 1

    @pytest.mark.parametrize("code", ["", "x = 1", "x # y", "1) + (2", "yield", "1 +", "\ud800"])
    def test_no_values(self, code):
        found = program(start(block("text_print", TEXT=block("program_python_value", {"code": code}))))
        assert [problem.code for problem in found.problems] == ["bad_python"] and found.problems[0].cause


class TestFunctions:
    def define(
        self, *body: dict, name: str = "f", parameters: tuple[str, ...] = (), result: dict | None = None
    ) -> dict:
        extra = {"params": [{"name": each, "id": f"id_{each}"} for each in parameters]}
        kind = "procedures_defreturn" if result else "procedures_defnoreturn"
        return block(kind, {"NAME": name}, extra, STACK=[*body], **({"RETURN": result} if result else {}))

    def test_what_others_use_is_global_but_for_its_parameters(self):
        sets = [set_variable(name, number(1)) for name in ("n", "x", "y")]
        found = program(start(set_variable("n", number(0))), self.define(*sets, parameters=("x",)))
        assert found.python.startswith("def f(x):\n    global n\n    n = 1\n    x = 1\n    y = 1\n")

    def test_a_value_alone_needs_no_pass(self):
        returned = variable("n")
        found = program(start(set_variable("n", number(1))), self.define(result=returned))
        assert found.python.startswith("def f():\n    return n\n")
        assert found.lines[1] == returned["id"]

    def test_an_empty_body_passes(self):
        assert program(start(), self.define()).python == "def f():\n    pass\n"
        found = program(start(block("controls_if", IF0=boolean(True))))
        assert found.python == "if True:\n    pass\n"


def test_disabled_blocks_make_no_python():
    off = set_variable("n", number(1)) | {"enabled": False}
    inside = block("controls_if", IF0=boolean(True), DO0=[off, set_variable("n", number(2))])
    assert program(start(inside)).python == "if True:\n    n = 2\n"
    asked = block("text_print", TEXT=text("a") | {"enabled": False})
    found = program(start(asked))
    assert list_problems(found)[0][1].startswith("empty_")


def test_break_outside_of_a_loop_is_a_problem():
    leave = block("controls_flow_statements", {"FLOW": "BREAK"})
    assert any(where == leave["id"] for _, _, where in list_problems(program(start(leave))))
    inside = block("controls_repeat_ext", TIMES=number(2), DO=block("controls_if", IF0=boolean(True), DO0=leave))
    assert list_problems(program(start(inside))) == []
    own = block("program_python_suite", {"HEAD0": "while True:"}, {"clauses": 1}, BODY0=leave)
    assert list_problems(program(start(own))) == []


@pytest.mark.parametrize(
    ("typed", "fits"),
    [("time.sleep", True), ("sleep", True), ("a b", False), ("f()", False), ("1", False), ("", False), ("a.b.c", True)],
)
def test_a_path_of_names(typed, fits):
    found = program(start(block("program_evaluate", value=block("program_call", {"function": typed}, {"items": 0}))))
    assert ("bad_python" not in [code for _, code, _ in list_problems(found)]) == fits


@pytest.mark.parametrize(
    ("modules", "fits"), [("turtle", True), ("a as b, c", True), ("a; b = 1", False), ("1", False)]
)
def test_an_import(modules, fits):
    found = program(start(block("program_import", {"modules": modules})))
    assert found.python == (f"import {modules}\n" if fits else "pass\n") and (list_problems(found) == []) == fits


def test_comments_of_blocks_inside_stand_above_the_line():
    inner = number(1) | {"icons": {"comment": {"text": "one"}}}
    line = set_variable("n", inner) | {"icons": {"comment": {"text": "line"}}}
    assert program(start(line)).python == "# line\n# one\nn = 1\n"


@pytest.mark.parametrize(
    ("comment", "lines"),
    [
        ("", []),
        ("  ", []),
        ("a\nb", ["a", "b"]),
        ("a\x00b ", ["a b"]),
        ("a\u2028b", ["a", "b"]),
        ("a\n\nb", ["a", "", "b"]),
    ],
)
def test_nothing_in_a_comment_ends_it(comment, lines):
    assert comment_lines(comment) == lines
