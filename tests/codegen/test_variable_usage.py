"""A block that goes on from a variable (`change x by 1`) finds a value there on every way through the program."""

import pytest

from sunmao.codegen import compile_workspace
from tests.support.blocks.standard_blocks import run
from tests.support.blocks.workspace_builder import (
    Block,
    block,
    boolean,
    list_of,
    number,
    program,
    set_variable,
    text,
    variable,
)


def _change() -> Block:
    return block("math_change", {"VAR": {"id": "id_answer"}}, DELTA=number(1))


def _append() -> Block:
    return block("text_append", {"VAR": {"id": "id_answer"}}, TEXT=text("a"))


def _if(condition: bool, *inside: Block) -> Block:
    return block("controls_if", IF0=boolean(condition), DO0=list(inside))


def _twice(*inside: Block) -> Block:
    return block("controls_repeat_ext", TIMES=number(2), DO=list(inside))


def _set(value: float = 5) -> Block:
    return set_variable("answer", number(value))


def _call() -> Block:
    return block("procedures_callnoreturn", None, {"name": "f"})


def _function(*inside: Block) -> Block:
    return block("procedures_defnoreturn", {"NAME": "f"}, None, STACK=list(inside))


CASES = [
    ("never set", lambda: [_change(), _change()], [], True, 2),
    ("text, never set", lambda: [_append(), _append()], [], True, "aa"),
    ("set before", lambda: [_set(), _change()], [], False, 6),
    ("set before, changed in a loop", lambda: [_set(), _twice(_change())], [], False, 7),
    ("changed in a loop", lambda: [_twice(_change())], [], True, 2),
    ("set in a branch that is not taken", lambda: [_if(False, _set()), _change()], [], True, 1),
    ("set in a branch that is taken", lambda: [_if(True, _set()), _change()], [], True, 6),
    ("set and changed in the same branch", lambda: [_if(True, _set(), _change())], [], False, 6),
    ("set in the branch, changed deeper in it", lambda: [_if(True, _set(), _twice(_change()))], [], False, 7),
    ("changed in a function alone", lambda: [_call(), _call()], [lambda: _function(_change())], True, 2),
    ("set in the start, changed in a function", lambda: [_set(), _call()], [lambda: _function(_change())], False, 6),
    ("set and changed in a function", lambda: [_call(), _say()], [lambda: _function(_set(), _change())], False, 6),
]


@pytest.mark.parametrize(
    ("name", "statements", "functions", "begun", "answer"),
    CASES,
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_a_changed_variable_has_a_value(name, statements, functions, begun, answer):
    made = compile_workspace(program(statements(), [function() for function in functions]))
    assert made.ok, made.problems
    first = [line for line in made.python.splitlines() if line.startswith("answer = ")]
    assert (first[:1] in (["answer = 0"], ["answer = ''"])) == begun, made.python
    assert run(made.python)[0]["answer"] == answer


def _opens(path: str) -> Block:
    return set_variable("file", block("deploy_workflow", None, None, checkpoint=text(path)))


def _recognizes(model: str) -> Block:
    seen = block("result_inference", None, None, model=variable(model), image=text("a.png"))
    return set_variable("answer", seen)


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        ([_opens("a.onnx"), _recognizes("model")], 1),
        ([_opens("a.onnx"), _recognizes("file")], 0),
        ([_recognizes("model"), _opens("a.onnx")], 0),  # just put there
        ([_opens("a.onnx")], 0),
    ],
)
def test_a_model_file_that_nothing_uses_is_said(statements, found):
    problems = compile_workspace(program(statements)).problems
    told = [problem for problem in problems if problem.code == "unused_model"]
    assert len(told) == found and all("file" in problem.text["zh"] for problem in told)


def _each(*inside: Block) -> Block:
    return block("controls_forEach", {"VAR": {"id": "id_answer"}}, LIST=list_of(number(1), number(2)), DO=list(inside))


def _say() -> Block:
    return block("text_print", TEXT=variable("answer"))


OWN = [
    ("set, then used", [_set(), _change(), _say()], [], True),
    ("used in a branch", [_set(), _if(True, _change(), _say())], [], True),
    ("a loop's own", [_each(_say())], [], True),
    ("set in a branch", [_if(True, _set()), _say()], [], False),
    ("after a loop", [_each(_say()), _say()], [], False),
    ("used before", [_say(), _set()], [], False),
    ("set from itself", [set_variable("answer", variable("answer"))], [], False),
    ("counted on", [_change()], [], False),
    ("the program uses it, too", [_set(), _say()], [_say()], False),
    ("it calls itself", [_set(), _if(False, _call()), _say()], [], False),
    ("own Python names it", [_set(), _say()], [block("program_python", {"code": "print(answer)"})], False),
]


@pytest.mark.parametrize(("inside", "main", "own"), [case[1:] for case in OWN], ids=[case[0] for case in OWN])
def test_what_one_function_uses_alone_and_sets_first_is_its_own(inside, main, own):
    python = compile_workspace(program([_set(), _call(), *main] if main else [_call()], [_function(*inside)])).python
    assert ("global answer" not in python) == own
    if own:
        run(python)
