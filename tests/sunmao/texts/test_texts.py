"""Every sentence of the library is there in both languages, with the same holes, and every raised key exists."""

import ast
import inspect
import re
import string

import pytest

from sunmao import errors, texts
from sunmao.errors import SunmaoError, UnknownModel
from tests.support import paths
from tests.support.spelling import BRITISH

ROOT = paths.ROOT / "sunmao"
LEAVES = [
    each
    for each in vars(errors).values()
    if inspect.isclass(each) and issubclass(each, SunmaoError) and each is not SunmaoError
]


def holes(sentence: str) -> set:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def used_keys():
    """(file, key) of every call that names a key of the catalog."""
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in {leaf.__name__ for leaf in LEAVES} | {"note", "say", "both", "text"} and isinstance(
                    node.args[0].value, str
                ):
                    yield path, node.args[0].value


def test_both_languages_say_the_same():
    for key, (zh, en) in texts.TEXTS.items():
        assert zh.strip() and en.strip() and holes(zh) == holes(en) and zh.count("|") == en.count("|") <= 1, key
        assert not re.search(r"[\u4e00-\u9fff]", en) or "Sunmao 榫卯" in en, key
        assert not BRITISH.search(en), key


def test_no_key_is_given_twice():
    catalogs = [module for module in vars(texts).values() if inspect.ismodule(module) and hasattr(module, "TEXTS")]
    assert len(texts.TEXTS) == sum(len(each.TEXTS) for each in catalogs)


@pytest.mark.long
@pytest.mark.slow
def test_every_key_that_is_used_exists():
    assert not [f"{path.name}: {key}" for path, key in used_keys() if key not in texts.TEXTS]


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.__name__)
def test_every_error_is_also_a_builtin(leaf):
    assert any(base.__module__ == "builtins" and base is not Exception for base in leaf.__mro__[1:-3])
    error = leaf("not_trained")
    assert error.text("zh") != error.text("en") and str(error) in (error.text("zh"), error.text("en"))


def test_title_and_hint():
    error = UnknownModel(
        "unknown_model", name="LeNte", guess=texts.get_both("did_you_mean", name="LeNet"), names="LeNet"
    )
    assert error.title == {
        "zh": "没有叫“LeNte”的模型。你是不是想写“LeNet”？",
        "en": "No model named 'LeNte'. Did you mean 'LeNet'?",
    }
    assert error.hint == {"zh": "可以用：LeNet。", "en": "Models: LeNet."}
    assert error.text("en") == "No model named 'LeNte'. Did you mean 'LeNet'? Models: LeNet."


@pytest.mark.parametrize("value", ["a|b", "{name}", "{0}", "%s", "<img onerror=x>"])
def test_values_stay_as_they_are(value):
    error = SunmaoError("picture_missing", path=value, guess={"zh": "", "en": ""})
    assert value in error.title["en"] and value not in error.hint["en"]


def test_the_language_is_the_studios_or_the_computers(monkeypatch):
    for wanted in ("zh", "en"):
        monkeypatch.setenv("SUNMAO_LANG", wanted)
        assert texts.language() == wanted
    monkeypatch.delenv("SUNMAO_LANG")
    for here, expected in (("zh_CN", "zh"), ("Chinese (Simplified)_China", "zh"), ("de_DE", "en"), (None, "en")):
        monkeypatch.setattr(texts.locale, "getlocale", lambda here=here: (here, "UTF-8"))
        assert texts.language() == expected
