"""A file runs as `python main.py` would run it."""

import sys

import pytest

from sunmao.runtime import execute as module
from sunmao.runtime.execute import execute


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs a program in this process; gives what it printed."""
    monkeypatch.setattr(sys, "argv", ["tests"])
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])

    def run(source: str | bytes, *argv: str) -> str:
        main = tmp_path / "main.py"
        main.write_bytes(source if isinstance(source, bytes) else source.encode())
        execute(str(main), [*argv])
        return capsys.readouterr().out

    return run


@pytest.fixture
def notices(monkeypatch):
    said = []
    monkeypatch.setattr(module, "show_notice", lambda key, **params: said.append((key, params)))
    return said


def test_it_is_the_main_module(run, tmp_path):
    said = run("import sys, __main__\nprint(__name__, __file__, sys.argv, __main__.__dict__ is globals(), sys.path[0])")
    main = str(tmp_path / "main.py")
    assert said.split() == ["__main__", main, f"['{main}']", "True", str(tmp_path)]
    assert run("import sys\nprint(sys.argv)", "main.py", "a") == "['main.py', 'a']\n"


def test_nothing_of_this_module_is_in_it(run):
    assert run("print(sorted(name for name in dir() if not name.startswith('__')))") == "[]\n"
    assert run("def f(x: 'y' | None): pass" if sys.version_info >= (3, 14) else "print(type(__annotations__))")


def test_the_projects_own_module_goes_before_pythons(run, tmp_path):
    import colorsys

    (tmp_path / "colorsys.py").write_text("mine = 1")
    (tmp_path / "os.py").write_text("mine = 1")
    try:
        assert run("import colorsys, os\nprint(hasattr(colorsys, 'mine'), hasattr(os, 'mine'))") == "True False\n"
    finally:
        sys.modules["colorsys"] = colorsys


@pytest.mark.parametrize("line", ["!pip install x", "%matplotlib inline", "  %%time", "!ls | grep 'a"])
def test_lines_for_notebooks_are_passed_over_and_said(run, notices, line):
    assert run(f"print(1)\nif True:\n    pass\n{line.strip()}\nprint(2)") == "1\n2\n"
    [(key, params)] = notices
    assert key == "notebook_lines" and "4" in str(params["lines"])


def test_an_indented_line_for_notebooks_keeps_its_indent(run, notices):
    assert run("if True:\n    !pip install x\nprint(3)") == "3\n" and len(notices) == 1


@pytest.mark.parametrize("source", ["a =", "print(1)\n%", "a = (\n!x"])
def test_what_is_no_python_is_an_error(run, notices, source):
    with pytest.raises(SyntaxError):
        run(source)
    assert notices == []


def test_no_more_than_so_many_lines_are_passed_over(run, notices, monkeypatch):
    monkeypatch.setattr(module, "MAX_COMMANDS", 2)
    assert run("!a\n!b\nprint(1)") == "1\n"
    with pytest.raises(SyntaxError):
        run("!a\n!b\n!c")


def test_the_coding_that_a_file_names_is_taken(run):
    assert run("# coding: latin-1\nprint(ord('é'))".encode("latin-1")) == "233\n"
