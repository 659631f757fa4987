"""Completions of text from the declarations of the blocks: each says what it does in the child's language."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from sunmao.blocks import list_blocks
from sunmao.blocks.spec import Block, Input
from sunmao.blocks.template import mark_holes, unmark_hole
from sunmao.blocks.type_hierarchy import DEVICES, MODELS, list_supertypes
from sunmao.server.programs.library_members import list_members

HOLE = re.compile(r"\{\w+\}")
MEMBER = re.compile(r"\{\w+\}\.(\{?\w+)")  # of what stands in a hole; {…: a menu says which
CALLED = re.compile(r"(\{?\w+)\}?\(")
LEADS = ("让", "把", "what", "give")  # words with which many blocks begin


@cache
def make_completions() -> dict[str, Any]:
    """As `answers.programs.Completions`: what each type of value can do, and the names that a program may import."""
    blocks = [block for block in list_blocks() if isinstance(block, Block) and block.python]
    types = {*MODELS, *DEVICES, *(block.gives for block in blocks if block.gives and block.gives[0] not in "*=")}
    return {
        "members": {each: rows for each in sorted(types) if (rows := [*_list_members(blocks, each)])},
        "names": [row for block in blocks for row in _list_names(block)],
    }


@cache
def find_member_label(name: str) -> dict[str, str] | None:
    """Find the label of a method of the library on its block, in both languages, or None."""
    rows = [row for found in make_completions()["members"].values() for row in found if row["name"] == name]
    return rows[0]["label"] if rows else None


def _list_members(blocks: list[Block], kind: str) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    has = list_members("sunmao.boards", kind)
    for block in blocks:
        receiver = next((hole for hole in block.holes if block.python.startswith(f"{{{hole.name}}}.")), None)
        checks = receiver.check if receiver else None
        found = MEMBER.match(block.python)
        if found is None or not {*list_supertypes(kind)} & {*([checks] if isinstance(checks, str) else checks or ())}:
            continue
        for name, label in _list_choices(block, found[1]):
            if name not in seen and (has is None or name in has):
                seen.add(name)
                yield _make_row(block, name, label, block.python.partition(".")[2])


def _list_names(block: Block) -> Iterator[dict[str, Any]]:
    """List the names that a block imports and calls."""
    if block.module and (found := CALLED.match(block.python)):
        for name, label in _list_choices(block, found[1]):
            yield {**_make_row(block, name, label, block.python), "module": block.module}


def _list_choices(block: Block, name: str) -> list[tuple[str, dict[str, str]]]:
    """(name, label) of a name in a template, or of those that the menu in its place offers."""
    if name[0] != "{":
        return [(name, {"zh": _make_label(block.zh), "en": _make_label(block.en)})]
    options = hole.options if (hole := block.hole(name[1:])) else ()
    return [(str(value), {"zh": zh, "en": en}) for value, zh, en in options if str(value).isidentifier()]


def _make_row(block: Block, name: str, label: dict[str, str], template: str) -> dict[str, Any]:
    zh, en = block.help
    return {
        "name": name,
        "insert": {lang: _make_snippet(block, name, template, place) for place, lang in enumerate(("zh", "en"))},
        "label": label,
        "help": {"zh": zh, "en": en},
    }


def _make_label(words: str) -> str:
    """The first words of a block, with those after its first hole where they alone say nothing."""
    parts = [part for each in HOLE.split(words) if (part := each.strip(" ，：,:"))]
    return " … ".join(parts[: 2 if parts[:1] and parts[0] in LEADS else 1])


def _make_snippet(block: Block, name: str, template: str, lang: int) -> str:
    """The call as it is typed, each value that a child will change as `${value}`; a plain name where it is no call."""
    try:
        call: Any = ast.parse(mark_holes(template)).body[0]
    except SyntaxError:  # a statement of several lines
        return name
    call = getattr(call, "value", None)
    if not isinstance(call, ast.Call):
        return name
    words = [f"{each.arg}={value}" for each in call.keywords if each.arg and (value := _show(block, each.value, lang))]
    values = [value for each in call.args if (value := _show(block, each, lang))]
    return f"{name}({', '.join([*values, *words])})"


def _show(block: Block, given: ast.expr, lang: int) -> str:
    """A value in a snippet; '' for one that is no plain hole."""
    hole: Input | None = block.hole(unmark_hole(given.id) or "") if isinstance(given, ast.Name) else None
    if hole is None:
        return ast.unparse(given) if isinstance(given, ast.Constant) else ""
    usual = hole.default[lang] if isinstance(hole.default, tuple) else hole.default
    return f"${{{hole.variable or hole.name if usual is None else repr(usual)}}}"
