"""Explanations of what Python's compiler says about a text that is no Python, for a child."""

import keyword
import re
import unicodedata

from sunmao.explain.matching import add_guess, find_near_name, match_message

ALIKE = 0.75  # 0 to 1: "improt" and "import" have 0.83, "form" and "from" 0.75

# Rows of (pattern of Python's message, key); Python 3.11 to 3.14.
MESSAGES = (
    (r"invalid character '(?P<sign>.)'", "syn_sign"),
    (r"invalid non-printable character (?P<code>U\+\w+)", "syn_unseen"),
    (r"expected ':'", "syn_colon"),
    (r"'(?P<sign>.)' was never closed", "syn_open"),
    (r"unmatched '(?P<sign>.)'", "syn_unmatched"),
    (r"closing parenthesis '(?P<found>.)' does not match opening parenthesis '(?P<sign>.)'", "syn_mismatch"),
    (r"unterminated triple-quoted", "syn_long_quote"),
    (r"unterminated f?-?t?-?string", "syn_quote"),
    (r"expected an indented block", "syn_indent"),
    (r"unexpected indent", "syn_indent_more"),
    (r"unindent does not match", "syn_indent_less"),
    (r"inconsistent use of tabs", "syn_tabs"),
    (r"cannot assign to (?:True|False|None)", "syn_keyword"),
    (r".*[Mm]aybe you meant '=='|cannot assign to comparison", "syn_equals"),
    (r"cannot assign to|.*illegal expression for augmented", "syn_assign"),
    (r".*forgot a comma", "syn_comma"),
    (r"[Mm]issing parentheses in call to '(?P<name>\w+)", "syn_call"),
    (r"'return' outside", "syn_return"),
    (r"'break' outside|'continue' not|'(?:break|continue)' can", "syn_loop"),
    (r"invalid decimal literal|invalid imaginary literal", "syn_digit"),
    (r"leading zeros", "syn_zero"),
    (r"positional argument follows keyword", "syn_order"),
    (r"keyword argument repeated: (?P<name>\w+)", "syn_twice"),
    (r"expected 'except'", "syn_try"),
    (r"f-string", "syn_f"),
    (r"\(unicode error\) 'unicodeescape'|unexpected character after line continuation", "syn_backslash"),
    (r"\(unicode error\)|Non-UTF-8|encoding problem|.*[Nn]on-UTF-8", "syn_encoding"),
    (r"source code .*null bytes", "syn_unseen"),
)
# What is only seen in the line itself, where Python says 'invalid syntax' or wonders about the next word.
LINES = (
    (r".*\belse\s+if\b", "syn_elif"),
    (r".*(?:\+\+|--)\s*$", "syn_plus"),
    (r".*(?P<sign>&&|\|\||!(?!=))", "syn_and"),
    (r"\s*(?:else|elif|except|finally)\b", "syn_alone"),
    (rf"\s*(?:{'|'.join(keyword.kwlist)})\s*=(?!=)", "syn_keyword"),
    (r"\s*(?:if|elif|while|for)\b[^:]*$", "syn_colon"),
)
# A line of Chinese, a comment without its sign: no word of Python, no bracket, no quotation mark.
WORDS = re.compile(r"\s*[\u3400-\u9fff][\w\s，。：；！？、,:;!?]*$")
# Signs of Chinese writing → what Python writes, beyond the full-width forms.
SIGNS = {
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "。": ".",
    "、": ",",
    "【": "[",
    "】": "]",
    "《": "<",
    "》": ">",
    "—": "-",
    "–": "-",
    "−": "-",
    "×": "*",
    "÷": "/",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "…": "...",
}


def explain_syntax_error(error: SyntaxError, main: str) -> tuple[str, dict]:
    """The reason of a SyntaxError: the key and the params of a sentence. main: the program's file."""
    key, params = classify_syntax_error(error.msg or "", error.text or "")
    other = (
        error.filename
        if isinstance(error.filename, str) and not error.filename.startswith("<") and error.filename != main
        else ""
    )
    return key, {**params, "where": locate_line(error.lineno or 1, other)}


def classify_syntax_error(message: str, line: str = "") -> tuple[str, dict]:
    """The key and the params, except `where`, for what Python says of a line of text."""
    if is_prose(line):
        return "syn_comment", {}
    told = match_message(MESSAGES, message)
    if told is None or told[0] == "syn_colon":
        # Without what stands in quotes, so that a sign in a text is not taken for a mistake.
        told = match_message(LINES, re.sub(r"'[^']*'|\"[^\"]*\"|#.*", "", line.rstrip())) or told
    key, params = told or _explain_misspelled(line) or ("py_syntax", {"message": message})
    if key == "syn_sign":
        params |= {"right": SIGNS.get(params["sign"]) or unicodedata.normalize("NFKC", params["sign"])}
        if params["right"] == params["sign"]:
            key = "syn_strange"
    return key, params


def is_prose(line: str) -> bool:
    """Whether a line is words of Chinese, such as a comment whose sign was lost in print.

    >>> [is_prose(line) for line in ("鸢尾花的分类", "导入模型：", "打印（1）", "分数 = 1")]
    [True, True, False, False]
    """
    return WORDS.match(line) is not None


def _explain_misspelled(line: str) -> tuple[str, dict] | None:
    """The key and the params for a line whose first word is nearly one of Python's own."""
    word = re.match(r"\s*(\w+)\s+\w", line)
    names = ["from"] if re.search(r"\simport\s", line) else keyword.kwlist
    near = word and find_near_name(word[1], names, ALIKE)
    return ("syn_word", add_guess({"name": word[1], "near": near})) if word and near else None


def locate_line(line: int, file: str = "") -> dict:
    """Its place: {'zh': '第 3 行', 'en': 'line 3'}, with the file's name unless it is the program itself."""
    name = re.split(r"[\\/]", file)[-1]
    return {
        "zh": f"“{name}”的第 {line} 行" if name else f"第 {line} 行",
        "en": f"line {line} of “{name}”" if name else f"line {line}",
    }
