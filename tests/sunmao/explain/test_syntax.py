"""The explanations of syntax errors, as Python itself raises them."""

import pytest

from sunmao.explain.syntax import classify_syntax_error, explain_syntax_error, locate_line
from sunmao.texts import LANGUAGES, get_text


def _fail(text: str) -> SyntaxError:
    with pytest.raises(SyntaxError) as caught:
        compile(text, "main.py", "exec")
    return caught.value


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("if a\n  b", "syn_colon"),
        ("while a:\nb", "syn_indent"),
        ("  a", "syn_indent_more"),
        ("if a:\n    b\n  c", "syn_indent_less"),
        ("print('a)", "syn_quote"),
        ("'''a", "syn_long_quote"),
        ("print(a", "syn_open"),
        ("a)", "syn_unmatched"),
        ("(a]", "syn_mismatch"),
        ("print 'a'", "syn_call"),
        ("True = 1", "syn_keyword"),
        ("class = 1", "syn_keyword"),
        ("if a = 1: b", "syn_equals"),
        ("f() = 1", "syn_equals"),
        ("1 + 1 += 1", "syn_assign"),
        ("[1 2]", "syn_comma"),
        ("return 1", "syn_return"),
        ("break", "syn_loop"),
        ("1a = 2", "syn_digit"),
        ("a = 007", "syn_zero"),
        ("f(a=1, 2)", "syn_order"),
        ("f(a=1, a=2)", "syn_twice"),
        ("try:\n  a\nb", "syn_try"),
        ("if a:\n  b\nelse if c:\n  d", "syn_elif"),
        ("a++", "syn_plus"),
        ("a && b", "syn_and"),
        ("else:\n  a", "syn_alone"),
        ("print（1）", "syn_sign"),
        ("导入模型，声明", "syn_comment"),
        ("打印（1）", "syn_sign"),
        ("a = “b”", "syn_sign"),
        ("a = €", "syn_strange"),
        ("improt math", "syn_word"),
        ("form math import pi", "syn_word"),
        ("a = 'C:\\Users'", "syn_backslash"),
    ],
)
def test_a_mistake_has_its_sentence_in_both_languages(text, key):
    found, params = explain_syntax_error(_fail(text), "main.py")
    assert found == key
    said = {lang: get_text(found, lang, **params) for lang in LANGUAGES}
    assert said["zh"] != said["en"] and params["where"]["en"].startswith("line ")


def test_what_was_meant():
    assert classify_syntax_error("invalid character '，' (U+FF0C)")[1]["right"] == ","
    assert classify_syntax_error("invalid character '。' (U+3002)")[1]["right"] == "."
    assert "import" in str(classify_syntax_error("invalid syntax", "improt math")[1]["guess"])
    assert "from" in str(classify_syntax_error("invalid syntax", "form math import pi")[1]["guess"])


def test_a_sign_in_a_text_or_comment_is_no_mistake():
    assert classify_syntax_error("invalid syntax", "a b '&&' # ||")[0] == "py_syntax"
    assert classify_syntax_error("strange", "x")[1]["message"] == "strange"


def test_where_it_is():
    assert locate_line(3) == {"zh": "第 3 行", "en": "line 3"}
    assert locate_line(3, "a/b\\c.py")["en"] == "line 3 of “c.py”"
    error = SyntaxError("invalid syntax", ("other.py", 2, 1, "a b"))
    assert "other.py" in explain_syntax_error(error, "main.py")[1]["where"]["zh"]
    assert "other" not in explain_syntax_error(error, "other.py")[1]["where"]["zh"]
    error = SyntaxError("invalid syntax", ("<string>", None, 1, None))
    assert explain_syntax_error(error, "main.py")[1]["where"]["en"] == "line 1"
