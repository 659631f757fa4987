"""Text: every menu value and mutation, run."""

from dataclasses import replace

import pytest

from sunmao.codegen import compile_workspace
from tests.support.blocks.standard_blocks import OLD_FORM, Case, check, run, statement, value
from tests.support.blocks.workspace_builder import block, number, numbers, program, say, set_variable, text, variable

_WORD = "sunmao"


def _join(*items: dict | None, extra: object = None) -> dict:
    inputs = {f"ADD{i}": item for i, item in enumerate(items)}
    return block("text_join", None, extra or {"itemCount": len(items)}, **inputs)


def _append(part: dict) -> dict:
    return block("text_append", {"VAR": {"id": "id_answer"}}, TEXT=part)


def _char(where: str, at: dict | None = None, word: dict | None = None) -> dict:
    extra = f'<mutation at="{str(at is not None).lower()}"></mutation>'
    return block("text_charAt", {"WHERE": where}, extra, VALUE=word or text(_WORD), AT=at)


def _cut(where1: str, at1: dict | None, where2: str, at2: dict | None) -> dict:
    extra = f'<mutation at1="{str(at1 is not None).lower()}" at2="{str(at2 is not None).lower()}"></mutation>'
    fields = {"WHERE1": where1, "WHERE2": where2}
    return block("text_getSubstring", fields, extra, STRING=text(_WORD), AT1=at1, AT2=at2)


def _prompt(kind: str, question: str) -> dict:
    return block("text_prompt_ext", {"TYPE": kind}, f'<mutation type="{kind}"></mutation>', TEXT=text(question))


def _old_prompt(kind: str, question: str) -> dict:
    return block("text_prompt", {"TYPE": kind, "TEXT": question}, f'<mutation type="{kind}"></mutation>')


def _asked(question: dict, python: str, answer: object) -> Case:
    return Case([set_variable("answer", question)], f"answer = {python}", answer, prints="n?\n", typed=("5",))


_N, _HALF = {"n": 2}, {"n": 2.5}

CASES = [
    *[
        value(text(word), repr(word), word)
        for word in ("", "你好", "it's", 'a "b"', "back\\slash", "{x}", "\u2028", "#")
    ],
    value(text("two\nlines"), "'two\\nlines'", "two\nlines", apart="Blockly continues the line and loses its end"),
    value(_join(), "''", ""),
    value(_join(extra='<mutation items="0"></mutation>'), "''", "", apart=OLD_FORM),
    value(_join(number(5)), "str(5)", "5"),
    value(_join(text("a")), "'a'", "a"),
    value(_join(text("你好，"), variable("name")), "f'你好，{name}'", "你好，小明", given={"name": "小明"}),
    value(
        _join(number(1), text("-"), number(2), extra='<mutation items="3"></mutation>'),
        "f'{1}-{2}'",
        "1-2",
        apart=OLD_FORM,
    ),
    value(_join(text("a"), None), "'a' + ''", "a"),
    value(_join(block("text_reverse", TEXT=text("ab")), text("c")), "'ab'[::-1] + 'c'", "bac"),
    value(_join(text("a"), _join(text("b"), number(3))), "f'ab{3}'", "ab3"),
    statement(_append(text("!")), "answer += '!'", "ab!", given={"answer": "ab"}),
    statement(_append(number(5)), "answer += str(5)", "ab5", given={"answer": "ab"}),
    statement(_append(text("!")), "answer = str(answer) + '!'", "7!", given={"answer": 7}),
    Case([_append(text("a"))], "answer = ''\nanswer += 'a'", "a", apart="Blockly begins with the text None"),
    value(block("text_length", VALUE=text("你好")), "len('你好')", 2),
    value(block("text_length", VALUE=numbers(1, 2, 3)), "len([1, 2, 3])", 3),
    value(block("text_isEmpty", VALUE=text("")), "len('') == 0", True),
    value(block("text_isEmpty", VALUE=text("a")), "len('a') == 0", False),
    *[
        value(
            block("text_indexOf", {"END": end}, VALUE=text("abcabc"), FIND=text(part)),
            f"'abcabc'.{name}({part!r}) + 1",
            answer,
        )
        for end, name, part, answer in (
            ("FIRST", "find", "b", 2),
            ("LAST", "rfind", "b", 5),
            ("FIRST", "find", "x", 0),
            ("LAST", "rfind", "x", 0),
        )
    ],
    *[
        value(_char(where, at), f"'sunmao'[{place}]", letter)
        for where, at, place, letter in (
            ("FIRST", None, 0, "s"),
            ("LAST", None, -1, "o"),
            ("FROM_START", number(1), 0, "s"),
            ("FROM_START", number(2), 1, "u"),
            ("FROM_END", number(1), -1, "o"),
            ("FROM_END", number(2), -2, "a"),
            ("FROM_START", number(2.7), 1, "u"),
        )
    ],
    value(_char("FROM_START", variable("n")), "'sunmao'[n - 1]", "u", given=_N),
    value(_char("FROM_START", variable("n")), "'sunmao'[int(n - 1)]", "u", given=_HALF),
    value(_char("FROM_END", variable("n")), "'sunmao'[-n]", "a", given=_N),
    value(_char("FROM_END", variable("n")), "'sunmao'[-int(n)]", "a", given=_HALF),
    value(_char("FROM_START", block("text_length", VALUE=text("abc"))), "'sunmao'[len('abc') - 1]", "n"),
    value(_char("FROM_END", block("text_length", VALUE=text("abc"))), "'sunmao'[-len('abc')]", "m"),
    value(_char("RANDOM"), "random.choice('sunmao')", lambda seen: seen in _WORD),
    value(_char("FIRST", None, variable("x")), "x[0]", "a", given={"x": "abc"}),
    *[
        value(_cut(where1, at1, where2, at2), f"'sunmao'[{place}]", answer)
        for where1, at1, where2, at2, place, answer in (
            ("FIRST", None, "LAST", None, ":", "sunmao"),
            ("FIRST", None, "FROM_START", number(2), ":2", "su"),
            ("FIRST", None, "FROM_END", number(2), ":-1", "sunma"),
            ("FIRST", None, "FROM_END", number(1), ":", "sunmao"),
            ("FROM_START", number(1), "LAST", None, ":", "sunmao"),
            ("FROM_START", number(3), "LAST", None, "2:", "nmao"),
            ("FROM_START", number(2), "FROM_START", number(4), "1:4", "unm"),
            ("FROM_START", number(2), "FROM_END", number(3), "1:-2", "unm"),
            ("FROM_END", number(3), "LAST", None, "-3:", "mao"),
            ("FROM_END", number(3), "FROM_START", number(5), "-3:5", "ma"),
            ("FROM_END", number(3), "FROM_END", number(2), "-3:-1", "ma"),
        )
    ],
    *[
        value(_cut(where1, at1, where2, at2), f"'sunmao'[{place}]", answer, given=given)
        for where1, at1, where2, at2, given, place, answer in (
            ("FROM_START", variable("n"), "LAST", None, _N, "n - 1:", "unmao"),
            ("FROM_END", variable("n"), "LAST", None, _N, "-n:", "ao"),
            ("FIRST", None, "FROM_START", variable("n"), _N, ":n", "su"),
            ("FIRST", None, "FROM_END", variable("n"), _N, ":1 - n or None", "sunma"),
            ("FIRST", None, "FROM_END", variable("n"), {"n": 1}, ":1 - n or None", "sunmao"),
            ("FROM_START", variable("n"), "LAST", None, _HALF, "int(n - 1):", "unmao"),
            ("FROM_END", variable("n"), "LAST", None, _HALF, "-int(n):", "ao"),
            ("FIRST", None, "FROM_START", variable("n"), _HALF, ":int(n)", "su"),
            ("FIRST", None, "FROM_END", variable("n"), _HALF, ":-int(n - 1) or None", "sunma"),
            ("FIRST", None, "FROM_END", variable("n"), {"n": 1.5}, ":-int(n - 1) or None", "sunmao"),
        )
    ],
    value(
        _cut("FIRST", None, "FROM_END", block("text_length", VALUE=text("a"))),
        "'sunmao'[:1 - len('a') or None]",
        "sunmao",
    ),
    *[
        value(block("text_changeCase", {"CASE": case}, TEXT=text("one TWO")), f"'one TWO'.{name}()", answer)
        for case, name, answer in (
            ("UPPERCASE", "upper", "ONE TWO"),
            ("LOWERCASE", "lower", "one two"),
            ("TITLECASE", "title", "One Two"),
        )
    ],
    *[
        value(block("text_trim", {"MODE": mode}, TEXT=text(" a b ")), f"' a b '.{name}()", answer)
        for mode, name, answer in (
            ("BOTH", "strip", "a b"),
            ("LEFT", "lstrip", "a b "),
            ("RIGHT", "rstrip", " a b"),
        )
    ],
    value(block("text_count", SUB=text("a"), TEXT=text("banana")), "'banana'.count('a')", 3),
    value(
        block("text_replace", FROM=text("a"), TO=text("o"), TEXT=text("banana")), "'banana'.replace('a', 'o')", "bonono"
    ),
    value(block("text_reverse", TEXT=text("abc")), "'abc'[::-1]", "cba"),
    Case([say(text("hi"))], "print('hi')", prints="hi\n"),
    Case([say(None)], "print('')", prints="\n"),
    Case([say(numbers(1, 2))], "print([1, 2])", prints="[1, 2]\n"),
    _asked(_prompt("TEXT", "n?"), "input('n?')", "5"),
    _asked(_prompt("NUMBER", "n?"), "float(input('n?'))", 5.0),
    replace(_asked(_prompt("INTEGER", "n?"), "int(input('n?'))", 5), apart="Blockly asks for no whole number"),
    replace(_asked(_old_prompt("INTEGER", "n?"), "int(input('n?'))", 5), apart="Blockly asks for no whole number"),
    _asked(_old_prompt("TEXT", "n?"), "input('n?')", "5"),
    _asked(_old_prompt("NUMBER", "n?"), "float(input('n?'))", 5.0),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_text(case):
    check(case)


def test_a_join_of_very_many_parts_is_no_deep_sum():
    made = compile_workspace(program([set_variable("answer", _join(*[text("a") for _ in range(300)]))]))
    assert made.ok and run(made.python)[0]["answer"] == "a" * 300
