"""Every mistake of the table is explained by its own sentence, in both languages, with what to try."""

import re
import sys
import warnings

import pytest

from sunmao import explain as reasons
from sunmao import texts
from sunmao.explain import exceptions
from sunmao.texts import block_errors, library_errors, python_errors, syntax_errors
from tests.support.mistakes import MISTAKES
from tests.support.onnx_files import field, number


@pytest.fixture(scope="module")
def session():
    """An onnxruntime session of a model that flattens its input, (1, 1, 4, 4) float32."""
    import onnxruntime

    def value(name: str, *shape: int) -> bytes:
        sides = b"".join(field(1, number(1, side)) for side in shape)
        return field(1, name.encode()) + field(2, field(1, number(1, 1) + field(2, sides)))

    node = field(1, b"input") + field(2, b"out") + field(4, b"Flatten")
    graph = field(1, node) + field(2, b"g") + field(11, value("input", 1, 1, 4, 4)) + field(12, value("out", 1, 16))
    return onnxruntime.InferenceSession(number(1, 6) + field(7, graph) + field(8, number(2, 11)))


def raised(source: str, main: str, **known) -> BaseException:
    """Return the exception of a program that runs as `main`."""
    exceptions.remember_source(main, source.encode())
    before = dict(sys.modules)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec(compile(source, main, "exec"), {"__name__": "__main__", **known})
        except BaseException as error:
            return error
        finally:  # a package that the program hid is there for the other tests
            for name in [name for name, module in sys.modules.items() if module is None]:
                sys.modules.update({name: before[name]}) if name in before else sys.modules.pop(name)
    raise AssertionError("nothing was raised")


def case(number: int, row: tuple):
    """A row of the table as a case, with the mark of those that load the training engine or fill the memory."""
    marks = pytest.mark.training if re.search(r"torch|nn\.", row[1]) else ()
    marks = pytest.mark.slow if row[0] == "library_memory" else marks
    return pytest.param(*row, id=f"{row[0]}-{number}", marks=marks)


@pytest.mark.parametrize(("key", "source", "zh", "en"), [case(number, row) for number, row in enumerate(MISTAKES)])
def test_it_is_explained(key, source, zh, en, tmp_path, monkeypatch, request):
    monkeypatch.chdir(tmp_path)
    known, main = {}, str(tmp_path / "main.py")
    if "SESSION" in source:
        import numpy as np

        known = {"SESSION": request.getfixturevalue("session"), "np": np}
    elif "torch" in source or "nn." in source:
        torch = pytest.importorskip("torch")
        known = {"torch": torch, "nn": torch.nn}
    error = raised(source, main, **known)
    told = exceptions.describe_exception(error, main)
    assert (told.title, reasons.explain_exception(error, main)[0]) == ({"zh": zh, "en": en}, key)
    assert told.hint["zh"] and told.hint["en"] and told.hint["zh"] != told.hint["en"]
    assert 1 <= told.line <= source.count("\n") + 1 and "main.py" in told.traceback
    assert type(error).__name__ in told.traceback, "the technical cause is there too"


def test_the_table_reaches_every_sentence():
    every = {
        key
        for part in (python_errors, syntax_errors, library_errors)
        for key in part.TEXTS
        if not key.startswith("thing_")
    }
    # What `py_meant` asks is part of hints; a file that hides a library needs a project: tests/sunmao/runtime/test_program.py.
    # That the cable came out, and that there is no such port, the link to a board says in the same words.
    assert {row[0] for row in MISTAKES} == (every | {"board_gone", "port_missing"}) - {"py_meant", "py_hides"}


def test_the_words_are_a_childs():
    for key in (*python_errors.TEXTS, *block_errors.TEXTS, *syntax_errors.TEXTS, *library_errors.TEXTS):
        zh, en = texts.TEXTS[key]
        assert not any(word in zh for word in ("！", "您", "失败", "非法", "异常")), zh
        assert not any(
            word in en.lower() for word in ("!", "please", "invalid", "failed", "n't", "exception", "argument error")
        ), en


MEANT = (
    ("nubmer = 1\nprint(nubmr)", "nubmr", "nubmer"),
    ("成绩单 = 1\nprint(成积单)", "成积单", "成绩单"),
    ("分数 = 1\nprint(分书)", "分书", "分数"),
    ("[].apend(1)", "apend", "append"),
    ("from math import sqt", "sqt", "sqrt"),
    ("import nunpy", "nunpy", "numpy"),
    ("size = {'height': 1}\nsize['hieght']", "hieght", "height"),
    ("open('note.text')", "note.text", "note.txt"),
    ("open('data/note.text')", "data/note.text", "data/note.txt"),
    ("print(x)", "x", ""),
    ("x(1)", "", ""),
    ("size = {'height': 1}\nsize['colour']", "", ""),
    ("open('other.png')", "", ""),
)


@pytest.mark.parametrize(("source", "written", "meant"), MEANT)
def test_what_was_meant_is_offered(source, written, meant, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    for place in (".", "data"):
        (tmp_path / place / "note.txt").touch()
    main = str(tmp_path / "main.py")
    told = exceptions.describe_exception(raised(source, main), main)
    assert (told.written, told.meant) == (written, meant)
    assert not meant or f"“{meant}”" in told.hint["zh"] and f"“{meant}”" in told.hint["en"]


def test_a_package_is_named_only_where_it_is_known(tmp_path):
    """Whoever slips on a key must not be told to install what a stranger has published under that name."""
    main = str(tmp_path / "main.py")
    for name in ("nunpy", "torhc", "reqests", "a_name_of_nothing"):
        told = exceptions.describe_exception(raised(f"import {name}", main), main)
        assert "pip install" not in told.hint["en"] + told.hint["zh"], name


def test_what_is_wrong_in_another_file_is_told_with_its_name(tmp_path, monkeypatch):
    (tmp_path / "my_words.py").write_text("def hello()\n    pass\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    main = str(tmp_path / "main.py")
    told = exceptions.describe_exception(raised("x = 1\nimport my_words", main), main)
    assert told.title == {
        "zh": "“my_words.py”的第 1 行少了一个冒号。",
        "en": "A colon is missing in line 1 of “my_words.py”.",
    }
    assert told.line == 2


NO_PYTHON = (
    ("if 1\n    pass", "第 1 行少了一个冒号。", "A colon is missing in line 1."),
    (
        "x = 1\nprint（x）",
        "第 2 行用了中文标点。把 （ 换成 ( ：",
        "There is Chinese punctuation in line 2. Replace （ with (:",
    ),
    ("print('a)", "第 1 行的引号只有一半。", "The quotes in line 1 have one half only."),
    ("x = 3 +* 4", "这里的 Python 写得不对", "This is not Python yet"),
)


@pytest.mark.parametrize(("code", "zh", "en"), NO_PYTHON)
def test_a_block_of_python_is_explained_before_it_runs(code, zh, en):
    from sunmao.server.programs.compile_workspace import compile_and_explain
    from tests.support.blocks.workspace_builder import block, stack

    program = compile_and_explain(
        {"blocks": {"blocks": [stack([block("program_start"), block("program_python", {"code": code})])]}}
    )
    [problem] = program.problems
    assert problem.text["zh"].startswith(zh) and problem.text["en"].startswith(en) and problem.block and problem.cause
