"""The rules of the studio's addresses build what Werkzeug's own build, and compile nothing before."""

import pytest
from werkzeug.routing import Map, Rule

from sunmao.server.http.url_rule import LazyUrlRule


def bind(rule: type[Rule]):
    return Map([rule("/a/<int:number>/<path:rest>", endpoint="a", defaults={"kind": 3})]).bind("localhost")


@pytest.mark.parametrize("more", [{}, {"q": "十 & 1"}])
def test_an_address_is_built_as_by_werkzeug(more):
    values = {"number": 7, "rest": "数据/b c", **more}
    assert bind(LazyUrlRule).build("a", values) == bind(Rule).build("a", values)


def test_nothing_is_compiled_before(monkeypatch):
    monkeypatch.setattr(Rule, "_compile_builder", lambda *_: pytest.fail("compiled"))
    assert bind(LazyUrlRule).match("/a/7/b") == ("a", {"number": 7, "rest": "b", "kind": 3})
