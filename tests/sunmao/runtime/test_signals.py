"""The messages at the end of a program outside the studio."""

import signal
import sys
import types

import pytest

from sunmao.errors import BadValue
from sunmao.runtime import signals
from sunmao.runtime.session import StopProgram
from sunmao.runtime.signals import WHOLE, exit_on_terminate, install_handlers, is_interrupted, tell_error
from sunmao.texts import get_text, split_text


def _caught(error: BaseException) -> tuple:
    try:
        raise error
    except BaseException:
        return sys.exc_info()


@pytest.fixture
def hooks(monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    monkeypatch.setattr(sys, "unraisablehook", sys.__unraisablehook__)
    monkeypatch.delenv(WHOLE, raising=False)


def _chain(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "interrupted"),
    [
        (KeyboardInterrupt(), True),
        (_chain(ImportError(), KeyboardInterrupt()), True),
        (_chain(ValueError(), _chain(ImportError(), KeyboardInterrupt())), True),
        (_chain(ValueError(), ImportError()), False),
        (ValueError(), False),
        (None, False),
    ],
)
def test_an_interrupt_and_what_a_library_makes_of_one(error, interrupted):
    assert is_interrupted(error) is interrupted


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_interrupt_is_one_sentence(hooks, capsys, monkeypatch, lang):
    monkeypatch.setenv("SUNMAO_LANG", lang)
    install_handlers()
    sys.excepthook(*_caught(KeyboardInterrupt()))
    assert capsys.readouterr().err == split_text("py_interrupt", lang)[0] + "\n"
    sys.excepthook(*_caught(StopProgram()))
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_error_of_ours_is_a_sentence_and_where(hooks, capsys, monkeypatch, tmp_path, lang):
    monkeypatch.setenv("SUNMAO_LANG", lang)
    main = tmp_path / "main.py"
    main.write_text("def f(error):\n    raise error\n")
    module = types.ModuleType("__main__")
    module.__file__ = str(main)
    monkeypatch.setitem(sys.modules, "__main__", module)
    exec(compile(main.read_text(), str(main), "exec"), vars(module))
    install_handlers()
    error = BadValue("bad_share", argument="n", value="2")
    try:
        module.f(error)
    except BadValue:
        sys.excepthook(*sys.exc_info())
    said = capsys.readouterr().err
    assert said.startswith(error.text(lang)) and 'main.py", line 2, in f' in said
    assert said.endswith(get_text("whole_traceback", lang, switch=f"{WHOLE}=1") + "\n")
    assert __file__ not in said


def test_any_other_error_is_shown_as_ever(hooks, capsys):
    install_handlers()
    sys.excepthook(*_caught(ValueError("mine")))
    said = capsys.readouterr().err
    assert said.startswith("Traceback") and said.endswith("ValueError: mine\n")


def test_the_switch_shows_every_step(hooks, capsys, monkeypatch):
    monkeypatch.setenv(WHOLE, "1")
    install_handlers()
    sys.excepthook(*_caught(BadValue("bad_share", argument="n", value="2")))
    assert capsys.readouterr().err.startswith("Traceback")


def test_somebody_elses_hook_stays(hooks, monkeypatch):
    shown = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: shown.append(error[0]))
    install_handlers()
    sys.excepthook(*_caught(BadValue("bad_share", argument="n", value="2")))
    assert shown == [BadValue]


def test_an_error_that_nobody_can_raise(hooks, capsys):
    install_handlers()
    sys.unraisablehook(types.SimpleNamespace(exc_value=KeyboardInterrupt()))
    assert capsys.readouterr().err.count("\n") == 1


def test_a_syntax_error_has_no_step(capsys, monkeypatch, tmp_path):
    main = tmp_path / "main.py"
    main.write_text("a =")
    module = types.ModuleType("__main__")
    module.__file__ = str(main)
    monkeypatch.setitem(sys.modules, "__main__", module)
    try:
        compile("a =", str(main), "exec")
    except SyntaxError as error:
        tell_error(error, error.__traceback__)
    assert 'main.py", line 1' in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_told_to_end_it_ends_as_ever():
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGHUP)
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        exit_on_terminate()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN  # of nohup
        with pytest.raises(SystemExit) as caught:
            signal.raise_signal(signal.SIGTERM)
        assert caught.value.code == 128 + signal.SIGTERM
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    finally:
        for number, handler in zip((signal.SIGTERM, signal.SIGHUP), before, strict=True):
            signal.signal(number, handler)
    assert signals.ENDINGS[0] == "SIGTERM"
