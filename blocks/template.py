"""Python written with {holes}, parsed once and filled with pieces of program as often as wanted.

>>> print(ast.unparse(expr('{A} + {B}', A=literal(1), B=ast.Name('x'))))
1 + x

A hole is filled, by where it stands:

* an expression (`{A} + 1`): an `ast.expr`, or a plain value (number, text, True, None), which becomes a literal;
* after a star (`f(*{items})`, `[*{items}]`): a list of expressions, spliced in;
* a line of its own (`{body}`): a list of statements, spliced in;
* an identifier (`{x}.{verb}()`, `def {name}():`, `f({key}=1)`): text, or an `ast.Name`.

Parts without holes are shared between all programs, so nobody may change a node after it was made; the outermost node
is always new.
"""

import ast
import re

_HOLE = re.compile(r"\{(\w+)\}")
_MARK = "_hole_"
_EXPRESSIONS: dict = {}
_STATEMENTS: dict = {}


def expr(template: str, /, **holes) -> ast.expr:
    """One expression out of a template."""
    build = _EXPRESSIONS.get(template)
    if build is None:
        build = _EXPRESSIONS[template] = _root(ast.parse(_marked(template), mode="eval").body)
    return build(holes)


def stmts(template: str, /, **holes) -> list[ast.stmt]:
    """The statements of a template of one or more lines."""
    builds = _STATEMENTS.get(template)
    if builds is None:
        builds = _STATEMENTS[template] = [_statement(node) for node in ast.parse(_marked(template)).body]
    lines = []
    for build in builds:
        made = build(holes)
        lines.extend(made) if isinstance(made, list) else lines.append(made)
    return lines


def literal(value) -> ast.expr:
    """The expression that a value is written as: a number, text, True, False, None, or a list of these."""
    if type(value) in (str, bool, type(None)) or (type(value) in (int, float) and value >= 0 and value - value == 0):
        return ast.Constant(value)
    if isinstance(value, float) and value - value != 0:
        return ast.parse(f"float({str(value)!r})", mode="eval").body
    return ast.parse(repr(value), mode="eval").body


def holes_of(template: str) -> set[str]:
    """The names of a template's holes."""
    return set(_HOLE.findall(template))


def free_names(template: str) -> list[str]:
    """The names that a template uses and does not make itself, in order, holes left out."""
    tree = ast.parse(_marked(template))
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and not node.id.startswith(_MARK)]
    return list(dict.fromkeys(names))


def _marked(template: str) -> str:
    return _HOLE.sub(rf"{_MARK}\1", template)


def _hole(text) -> str | None:
    return text[len(_MARK):] if isinstance(text, str) and text.startswith(_MARK) else None


def _root(node):
    """A builder whose node is new each time, also where there is no hole."""
    return _builder(node) or (lambda holes, kind=type(node), parts=[getattr(node, f) for f in node._fields]: kind(*parts))


def _statement(node):
    """As `_root`; a line that is a hole alone gives the list that fills it."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Name) and (name := _hole(node.value.id)):
        return lambda holes: holes[name]
    return _root(node)


def _builder(part):
    """A function holes → node for a part of a template, or None where it has no holes."""
    if isinstance(part, ast.Name) and (name := _hole(part.id)):
        return lambda holes: _expression(holes[name])
    if isinstance(part, list):
        return _list_builder(part)
    if isinstance(part, str) and (name := _hole(part)):
        return lambda holes: _identifier(holes[name])
    if not isinstance(part, ast.AST):
        return None
    fields = [getattr(part, field, None) for field in part._fields]
    builders = [_builder(field) for field in fields]
    if not any(builders):
        return None
    kind, pairs = type(part), list(zip(builders, fields))
    return lambda holes: kind(*[build(holes) if build else field for build, field in pairs])


def _list_builder(parts: list):
    builders = [_splice(part) or _builder(part) for part in parts]
    if not any(builders):
        return None
    pairs = list(zip(builders, parts))

    def build(holes):
        made = []
        for make, part in pairs:
            item = make(holes) if make else part
            made.extend(item) if type(item) is list else made.append(item)
        return made

    return build


def _splice(part):
    """A builder that gives a list, for `*{items}`, `**{more}` and a `{body}` line."""
    if isinstance(part, ast.Starred) and isinstance(part.value, ast.Name) and (name := _hole(part.value.id)):
        return lambda holes: _spliced(holes[name], ast.Starred)
    if isinstance(part, ast.keyword) and part.arg is None and isinstance(part.value, ast.Name) and (name := _hole(part.value.id)):
        return lambda holes: [ast.keyword(key, _expression(value)) for key, value in holes[name].items()]
    if isinstance(part, ast.Expr) and isinstance(part.value, ast.Name) and (name := _hole(part.value.id)):
        return lambda holes: holes[name]
    return None


def _spliced(value, star):
    return [_expression(item) for item in value] if isinstance(value, list) else [star(value, ast.Load())]


def _expression(value) -> ast.expr:
    return value if isinstance(value, ast.AST) else literal(value)


def _identifier(value) -> str:
    name = value.id if isinstance(value, ast.Name) else value
    if not isinstance(name, str) or not name.isidentifier():
        raise ValueError(f"{name!r} is no identifier")
    return name
