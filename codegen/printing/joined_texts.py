"""Texts and values that are put together: an f-string that Python 3.11 runs, or a sum where there is none."""

import ast
from collections.abc import Callable

from sunmao.blocks.constant_folding import is_text

LONGEST = 50  # letters of an expression in an f-string, which cannot go on in the next line
Show = Callable[[ast.expr], str]


def to_printable(node: ast.expr, show: Show) -> ast.expr:
    """The node; of texts and values put together that no f-string can say, the sum of them."""
    if isinstance(node, ast.JoinedStr) and format_joined(node, show) is None:
        return to_sum(node)
    return node


def format_joined(node: ast.JoinedStr, show: Show) -> str | None:
    """The f-string; None where what stands in it has both kinds of quotes, a backslash or too many letters."""
    if (quote := _choose_quote(node, show)) is None:
        return None
    return f"f{quote}{''.join(_format_part(part, quote, show) for part in node.values)}{quote}"


def to_sum(node: ast.JoinedStr) -> ast.expr:
    """The same as a sum of texts."""
    parts = [_as_text(part) for part in node.values]
    made = parts[0] if is_text(parts[0]) else ast.Constant("")
    for part in parts[1:] if made is parts[0] else parts:
        made = ast.BinOp(made, ast.Add(), part)
    return made


def split_joined(node: ast.JoinedStr, room: int, measure: Callable[[str], int], show: Show) -> list[str]:
    """The f-string as several texts side by side that are at most so wide, where its expressions let it."""
    quote = _choose_quote(node, show) or "'"
    pieces, line = [], ""
    for part in node.values:
        for word in _list_words(part, quote, show):
            if line and measure(f"f{line + word}''") > room:
                pieces.append(line)
                line = ""
            line += word
    return [
        f"f{quote}{piece}{quote}" if _has_value(piece) else f"{quote}{_unescape(piece)}{quote}"
        for piece in [*pieces, line]
    ]


def _as_text(part: ast.expr) -> ast.expr:
    value = part.value if isinstance(part, ast.FormattedValue) else part
    if written := _get_format(part):
        return ast.Call(ast.Name("format"), [value, ast.Constant(written)], [])
    return value if is_text(value) else ast.Call(ast.Name("str"), [value], [])


def _choose_quote(node: ast.JoinedStr, show: Show) -> str | None:
    values = [part for part in node.values if isinstance(part, ast.FormattedValue)]
    inside = [show(part.value) + _get_format(part) for part in values]
    if any(len(text) > LONGEST or set(text) & set("\\\n#{}") for text in inside):
        return None
    taken = set("".join(inside)) & {"'", '"'}
    texts = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    wished = '"' if "'" in taken or ("'" in texts and '"' not in texts and '"' not in taken) else "'"
    return None if wished in taken else wished


def _format_part(part: ast.expr, quote: str, show: Show) -> str:
    if isinstance(part, ast.FormattedValue):
        shown = show(part.value)
        written = f":{_get_format(part)}" if _get_format(part) else ""
        return f"{{({shown}){written}}}" if isinstance(part.value, ast.Lambda) else f"{{{shown}{written}}}"
    return _escape(part.value, quote).replace("{", "{{").replace("}", "}}")  # type: ignore[attr-defined]  # a text


def _get_format(part: ast.expr) -> str:
    """Return the format of a value in an f-string, such as `.2f`; '' for none."""
    written = part.format_spec if isinstance(part, ast.FormattedValue) else None
    parts = written.values if isinstance(written, ast.JoinedStr) else []
    return "".join(str(each.value) for each in parts if isinstance(each, ast.Constant))


def _list_words(part: ast.expr, quote: str, show: Show) -> list[str]:
    """List the pieces of an f-string's part that may stand on lines of their own: a value, a word with the space behind
    it, a Chinese letter.
    """
    if isinstance(part, ast.FormattedValue):
        return [_format_part(part, quote, show)]
    words, word = [], ""
    for letter in part.value:  # type: ignore[attr-defined]  # a text
        if not letter.isascii() or (word and word[-1] == " " and letter != " "):
            words.append(word)
            word = ""
        word += letter
    return [_format_part(ast.Constant(each), quote, show) for each in [*words, word] if each]


def _escape(text: str, quote: str) -> str:
    """A text as it stands between these quotes."""
    written = repr('"' + text)[2:-1]  # with both kinds of quotes in it, Python writes it between single ones
    return written if quote == "'" else written.replace("\\'", "'").replace('"', '\\"')


def _has_value(piece: str) -> bool:
    return "{" in piece.replace("{{", "")


def _unescape(piece: str) -> str:
    return piece.replace("{{", "{").replace("}}", "}")
