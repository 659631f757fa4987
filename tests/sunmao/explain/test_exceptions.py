"""The explanation of an exception to a pupil."""

import pytest

from sunmao.explain import exceptions

MAIN = "/projects/p/main.py"


def told(source):
    exceptions.remember_source(MAIN, source.encode())
    try:
        exec(compile(source, MAIN, "exec"), {"__name__": "__main__"})
    except BaseException as error:
        return exceptions.describe_exception(error, MAIN)
    raise AssertionError("no error")


@pytest.mark.parametrize(
    "source, line, title, hint",
    [
        ("number = 1\nprint(nubmer)", 2, "“nubmer”", "Did you mean “number”?"),
        ("pritn(1)", 1, "“pritn”", "Did you mean “print”?"),
        ("1 / 0", 1, "divided by 0", "check it first"),
        ("'a' + 1", 1, "Text and a number", "str(number)"),
        ("1 + 'a'", 1, "Text and a number", "float(text)"),
        ("[1] - 'a'", 1, "between a list and text", ""),
        ("'a' < 1", 1, "“<” does not work", ""),
        ("x = 5\nx()", 2, "A number is not a function", ""),
        ("len()", 1, "Arguments given to “len”", ""),
        ("for x in 5: pass", 1, "A number has no items", ""),
        ("float('abc')", 1, "“abc” cannot be used as a number", "2.5"),
        ("int('')", 1, "“” is not a whole number", ""),
        ("import math\nmath.sqrt(-1)", 2, "no square root", ""),
        ("2.0 ** 10000", 1, "too large", ""),
        ("[1][5]", 1, "out of range", "len(list)"),
        ("[].pop()", 1, "empty", ""),
        ("{}['a']", 1, "no item “a”", ""),
        ("open('no.txt')", 1, "“no.txt”", "this project's folder"),
        ("def f():\n    f()\nf()", 2, "calls itself", ""),
        ("raise MemoryError", 1, "not enough memory", "batch"),
        ("import nothing_here", 1, "“nothing_here” is installed", ""),
        ("from math import sqt", 1, "has no “sqt”", "“sqrt”"),
        ("import math\nmath.sqr(4)", 2, "no “sqr”", "“sqrt”"),
        ("None.label", 1, "nothing here (None)", ""),
        ("def f():\n    print(x)\n    x = 1\nf()", 2, "before it has a value", ""),
        ("raise KeyboardInterrupt", 1, "interrupted", ""),
        ("x = (", 1, "bracket ( in line 1", "other half"),
        ("assert 1 == 2", 1, "check did not hold", ""),
        ("b'\\xff'.decode()", 1, "another encoding", "UTF-8"),
        ("raise RuntimeError('{odd} | text')", 1, "RuntimeError: {odd} | text", ""),
        ("class Own(Exception): pass\nraise Own('mine')", 2, "reported an error: mine", ""),
    ],
)
def test_the_commonest_mistakes(source, line, title, hint):
    error = told(source)
    assert error.line == line
    assert title in error.title["en"] and hint in error.hint["en"]
    assert error.title["zh"] and error.title["zh"] != error.title["en"]


def test_the_traceback_shows_only_the_pupils_frames():
    error = told(
        "import json\n\n\ndef read():\n    json.loads('{')\n\n\ntry:\n    1 / 0\nexcept ZeroDivisionError:\n    read()\n"
    )
    assert error.line == 5 and error.type == "JSONDecodeError"
    files = [row for row in error.traceback.splitlines() if "File" in row]
    assert files == [
        '  File "main.py", line 9, in <module>',
        '  File "main.py", line 11, in <module>',
        '  File "main.py", line 5, in read',
    ]
    assert "    1 / 0" in error.traceback


def test_the_librarys_own_errors_keep_their_sentence():
    error = told("from sunmao.errors import BadValue\nraise BadValue('nothing_to_choose')")
    assert error.title["en"] == "There is nothing to choose from." and "列表" in error.hint["zh"]


def test_exceptions_that_lie():
    error = told(
        "class Own(NameError):\n    def __str__(self): raise 1\n    name = property(lambda self: 1 / 0)\nraise Own\n"
    )
    assert error.line == 4 and error.message == "?" and "Own" in error.title["en"]


@pytest.mark.parametrize(
    "source",
    [
        "raise ValueError('x' * 10**7)",
        "raise type('E' * 10**7, (Exception,), {})('y' * 10**7)",
        "raise OSError('z' * 10**7)",
        pytest.param("exec('x' * 10**7)", marks=pytest.mark.slow),
    ],
)
@pytest.mark.long
def test_an_endless_message_is_cut(source):
    error = told(source)
    assert len(repr(error)) < 200_000 and error.title["en"] and error.title["zh"]


def test_a_sentence_shows_no_hidden_characters():
    error = told("raise Exception('\\ud800 \\x00 \\u202e \\x1b[2J 你')")
    assert error.title["en"].endswith("\\ud800 \\x00 \\u202e \\x1b[2J 你")


@pytest.mark.slow
def test_an_error_under_very_many_calls_is_told_at_once():
    error = told(
        "import sys\nold = sys.getrecursionlimit()\nsys.setrecursionlimit(60_000)\ndef f():\n    f()\ntry:\n    f()\nfinally:\n    sys.setrecursionlimit(old)\n"
    )
    assert error.line == 5 and error.type == "RecursionError" and "Previous line repeated 9" in error.traceback


def test_a_program_with_a_nul():
    assert "line None" not in told("print(1)\0").title["en"]
