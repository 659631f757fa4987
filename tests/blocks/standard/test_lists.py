"""Lists: every menu value and mutation, run."""

import pytest

from tests.support.blocks.standard_blocks import OLD_FORM, Case, check, statement, value
from tests.support.blocks.workspace_builder import block, list_of, number, numbers, set_variable, text, texts, variable

_LETTERS = ["a", "b", "c", "d"]
_RANDOM_PLACE = "int(random.random() * len({}))"


def _created(extra: object, *items: dict | None) -> dict:
    return block("lists_create_with", None, extra, **{f"ADD{i}": item for i, item in enumerate(items)})


def _get(mode: str, where: str, at: dict | None = None, items: dict | None = None) -> dict:
    said, statement_form = str(at is not None).lower(), str(mode == "REMOVE").lower()
    extra = f'<mutation statement="{statement_form}" at="{said}"></mutation>'
    return block("lists_getIndex", {"MODE": mode, "WHERE": where}, extra, VALUE=items or variable("x"), AT=at)


def _taken(mode: str, where: str, at: dict | None, python: str, sees: object) -> Case:
    """Take an item of x; `answer` is then what was taken and what is left."""
    taken = [set_variable("x", texts(*_LETTERS)), set_variable("y", _get(mode, where, at))]
    both = set_variable("answer", list_of(variable("y"), variable("x")))
    return Case([*taken, both], f"x = {_LETTERS}\ny = {python}\nanswer = [y, x]", sees)


def _changed_inside() -> Case:
    """Set an item of a list that is itself an item: found once, then changed."""
    first = _get("GET", "FIRST")
    lines = [set_variable("x", list_of(texts(*_LETTERS))), _set("SET", "RANDOM", None, first)]
    python = f"x = [{_LETTERS}]\nitems = x[0]\nitems[{_RANDOM_PLACE.format('items')}] = 'z'\nanswer = x[0]"
    return Case([*lines, set_variable("answer", _get("GET", "FIRST"))], python, _one_changed)


def _set(mode: str, where: str, at: dict | None = None, items: dict | None = None) -> dict:
    extra = f'<mutation at="{str(at is not None).lower()}"></mutation>'
    return block(
        "lists_setIndex", {"MODE": mode, "WHERE": where}, extra, LIST=items or variable("answer"), AT=at, TO=text("z")
    )


def _changed(change: dict, python: str, seen: object) -> Case:
    return statement(change, python, seen, given={"answer": _LETTERS})


def _remove(where: str, at: dict | None = None) -> dict:
    removed = _get("REMOVE", where, at, variable("answer"))
    removed["extraState"] = {"isStatement": True} if where == "FIRST" else removed["extraState"]
    return removed


def _cut(where1: str, at1: dict | None, where2: str, at2: dict | None) -> dict:
    extra = f'<mutation at1="{str(at1 is not None).lower()}" at2="{str(at2 is not None).lower()}"></mutation>'
    return block("lists_getSublist", {"WHERE1": where1, "WHERE2": where2}, extra, LIST=variable("x"), AT1=at1, AT2=at2)


def _find(end: str, item: str) -> dict:
    return block("lists_indexOf", {"END": end}, VALUE=texts("a", "b", "a"), FIND=text(item))


def _sort(kind: str, direction: str, items: dict) -> dict:
    return block("lists_sort", {"TYPE": kind, "DIRECTION": direction}, LIST=items)


def _split(mode: str, source: dict, between: dict | None, old: bool = False) -> dict:
    extra = f'<mutation mode="{mode}"></mutation>' if old else {"mode": mode}
    return block("lists_split", {"MODE": mode}, extra, INPUT=source, DELIM=between)


def _one_less(seen: list) -> bool:
    item, left = seen
    return sorted([item, *left]) == _LETTERS and [letter for letter in _LETTERS if letter != item] == left


def _one_changed(seen: list) -> bool:
    return len(seen) == 4 and seen.count("z") == 1 and all(new in (old, "z") for old, new in zip(_LETTERS, seen))


def _one_more(seen: list) -> bool:
    return len(seen) == 5 and [letter for letter in seen if letter != "z"] == _LETTERS


_N, _HALF = {"x": _LETTERS, "n": 2}, {"x": _LETTERS, "n": 2.5}
_NO_SEPARATOR = "Blockly's Python fails on an empty separator; its JavaScript gives the letters"
_NUMBERS_JOINED = "Blockly's Python fails on numbers; its JavaScript joins them"
_WORDS = ["b", "A", "a", "B"]

CASES = [
    value(block("lists_create_empty"), "[]", []),
    value(_created({"itemCount": 0}), "[]", []),
    value(_created({"itemCount": 2}, number(1), text("a")), "[1, 'a']", [1, "a"]),
    value(_created('<mutation items="2"></mutation>', number(1), None), "[1, None]", [1, None], apart=OLD_FORM),
    value(_created(None, number(1)), "[1, None, None]", [1, None, None]),
    value(block("lists_repeat", ITEM=text("a"), NUM=number(3)), "['a'] * 3", ["a", "a", "a"]),
    value(block("lists_length", VALUE=texts("a", "b")), "len(['a', 'b'])", 2),
    value(block("lists_isEmpty", VALUE=block("lists_create_empty")), "len([]) == 0", True),
    value(block("lists_isEmpty", VALUE=texts("a")), "len(['a']) == 0", False),
    *[
        value(_find(end, item), f"{name}(['a', 'b', 'a'], {item!r})", answer)
        for end, name, item, answer in (
            ("FIRST", "first_index", "a", 1),
            ("FIRST", "first_index", "x", 0),
            ("LAST", "last_index", "a", 3),
            ("LAST", "last_index", "b", 2),
            ("LAST", "last_index", "x", 0),
        )
    ],
    *[
        _taken("GET", where, at, f"x[{place}]", [letter, _LETTERS])
        for where, at, place, letter in (
            ("FIRST", None, 0, "a"),
            ("LAST", None, -1, "d"),
            ("FROM_START", number(1), 0, "a"),
            ("FROM_START", number(3), 2, "c"),
            ("FROM_END", number(1), -1, "d"),
            ("FROM_END", number(2), -2, "c"),
        )
    ],
    value(_get("GET", "RANDOM"), "random.choice(x)", lambda seen: seen in _LETTERS, given={"x": _LETTERS}),
    value(_get("GET", "FROM_START", variable("n")), "x[n - 1]", "b", given=_N),
    value(_get("GET", "FROM_END", variable("n")), "x[-n]", "c", given=_N),
    value(_get("GET", "FROM_START", variable("n")), "x[int(n - 1)]", "b", given=_HALF),
    value(_get("GET", "FROM_END", variable("n")), "x[-int(n)]", "c", given=_HALF),
    value(
        _get("GET", "FROM_START", block("lists_length", VALUE=variable("x"))),
        "x[len(x) - 1]",
        "d",
        given={"x": _LETTERS},
    ),
    value(_get("GET", "FIRST", None, numbers(7, 8)), "[7, 8][0]", 7),
    value(block("lists_getIndex", {"WHERE": "FIRST"}, None, VALUE=variable("x")), "x[0]", "a", given={"x": _LETTERS}),
    *[
        _taken("GET_REMOVE", where, at, f"x.pop({place})", [letter, [other for other in _LETTERS if other != letter]])
        for where, at, place, letter in (
            ("FIRST", None, 0, "a"),
            ("LAST", None, "", "d"),
            ("FROM_START", number(2), 1, "b"),
            ("FROM_END", number(2), -2, "c"),
            ("FROM_END", number(1), "", "d"),
        )
    ],
    _taken("GET_REMOVE", "RANDOM", None, "take_random(x)", _one_less),
    *[
        _changed(_remove(where, at), f"answer.pop({place})", left)
        for where, at, place, left in (
            ("FIRST", None, 0, ["b", "c", "d"]),
            ("LAST", None, "", ["a", "b", "c"]),
            ("FROM_START", number(2), 1, ["a", "c", "d"]),
            ("FROM_END", number(2), -2, ["a", "b", "d"]),
        )
    ],
    _changed(_remove("RANDOM"), "take_random(answer)", lambda seen: len(seen) == 3 and set(seen) < set(_LETTERS)),
    *[
        _changed(_set("SET", where, at), f"answer[{place}] = 'z'", list(seen))
        for where, at, place, seen in (
            ("FIRST", None, 0, "zbcd"),
            ("LAST", None, -1, "abcz"),
            ("FROM_START", number(2), 1, "azcd"),
            ("FROM_END", number(2), -2, "abzd"),
        )
    ],
    *[
        _changed(_set("INSERT", where, at), f"answer.{call}", list(seen))
        for where, at, call, seen in (
            ("FIRST", None, "insert(0, 'z')", "zabcd"),
            ("LAST", None, "append('z')", "abcdz"),
            ("FROM_START", number(2), "insert(1, 'z')", "azbcd"),
            ("FROM_END", number(2), "insert(-2, 'z')", "abzcd"),
        )
    ],
    _changed(_set("SET", "RANDOM"), f"answer[{_RANDOM_PLACE.format('answer')}] = 'z'", _one_changed),
    _changed(_set("INSERT", "RANDOM"), f"answer.insert({_RANDOM_PLACE.format('answer')}, 'z')", _one_more),
    _changed_inside(),
    *[
        value(_cut(where1, at1, where2, at2), f"x[{place}]", list(answer), given={"x": _LETTERS})
        for where1, at1, where2, at2, place, answer in (
            ("FIRST", None, "LAST", None, ":", "abcd"),
            ("FIRST", None, "FROM_START", number(2), ":2", "ab"),
            ("FIRST", None, "FROM_END", number(2), ":-1", "abc"),
            ("FROM_START", number(2), "LAST", None, "1:", "bcd"),
            ("FROM_START", number(2), "FROM_START", number(3), "1:3", "bc"),
            ("FROM_START", number(2), "FROM_END", number(1), "1:", "bcd"),
            ("FROM_START", number(1), "FROM_END", number(3), ":-2", "ab"),
            ("FROM_END", number(3), "LAST", None, "-3:", "bcd"),
            ("FROM_END", number(3), "FROM_START", number(3), "-3:3", "bc"),
            ("FROM_END", number(3), "FROM_END", number(2), "-3:-1", "bc"),
        )
    ],
    value(_cut("FROM_START", variable("n"), "FROM_END", variable("n")), "x[n - 1:1 - n or None]", ["b", "c"], given=_N),
    value(
        _cut("FROM_START", variable("n"), "FROM_END", variable("n")),
        "x[int(n - 1):-int(n - 1) or None]",
        ["b", "c"],
        given=_HALF,
    ),
    *[
        value(_sort(kind, direction, source), f"sorted({python})", answer)
        for kind, direction, source, python, answer in (
            ("NUMERIC", "1", numbers(10, 9, 1), "[10, 9, 1]", [1, 9, 10]),
            ("NUMERIC", "-1", numbers(10, 9, 11), "[10, 9, 11], reverse=True", [11, 10, 9]),
            ("NUMERIC", "1", texts("10", "9", "x"), "['10', '9', 'x'], key=number_or_zero", ["x", "9", "10"]),
            ("NUMERIC", "-1", texts("10", "9"), "['10', '9'], key=number_or_zero, reverse=True", ["10", "9"]),
            ("TEXT", "1", texts(*_WORDS), f"{_WORDS}, key=str", ["A", "B", "a", "b"]),
            ("TEXT", "-1", numbers(10, 9), "[10, 9], key=str, reverse=True", [9, 10]),
            ("IGNORE_CASE", "1", texts(*_WORDS), f"{_WORDS}, key=lambda item: str(item).lower()", ["A", "a", "b", "B"]),
            (
                "IGNORE_CASE",
                "-1",
                texts("a", "B"),
                "['a', 'B'], key=lambda item: str(item).lower(), reverse=True",
                ["B", "a"],
            ),
        )
    ],
    value(block("lists_reverse", LIST=numbers(1, 2)), "list(reversed([1, 2]))", [2, 1]),
    value(_split("SPLIT", text("a,b"), text(",")), "'a,b'.split(',')", ["a", "b"]),
    value(_split("SPLIT", text("a b"), None), "'a b'.split()", ["a", "b"]),
    value(_split("SPLIT", text("ab"), text("")), "list('ab')", ["a", "b"], apart=_NO_SEPARATOR),
    value(_split("SPLIT", text("a,b"), text(","), old=True), "'a,b'.split(',')", ["a", "b"]),
    value(_split("JOIN", texts("a", "b"), text("-")), "'-'.join(['a', 'b'])", "a-b"),
    value(_split("JOIN", _split("SPLIT", text("a,b"), text(",")), text("-")), "'-'.join('a,b'.split(','))", "a-b"),
    value(_split("JOIN", numbers(1, 2), text("-")), "'-'.join(map(str, [1, 2]))", "1-2", apart=_NUMBERS_JOINED),
    value(_split("JOIN", texts("a", "b"), None, old=True), "''.join(['a', 'b'])", "ab"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_lists(case):
    check(case)
