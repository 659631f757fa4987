"""The Python of a block of ours that is declared by a template: an emit function, made once."""

import ast
from collections.abc import Callable
from typing import Any

from sunmao.blocks.emit_types import Emit, EmitContext, EmitNode
from sunmao.blocks.spec import Block, Input, Items
from sunmao.blocks.template import MODULES, expr, holes_of, stmts


def make_emit(block: Block) -> Callable[..., Any]:
    """The emit function (node, gen) → expression or statements of a block: its own, or that of its template."""
    if block.emit:
        return block.emit
    holes = [(hole.name, _make_reader(hole)) for hole in block.holes]
    templates, menu = block.templates or {"": block.python}, block.template_menu
    modules = {value: sorted(holes_of(template) & MODULES) for value, template in templates.items()}
    made = expr if block.output else stmts

    def emit(node: EmitNode, gen: EmitContext) -> Any:
        value = node.values[menu] if menu else ""
        for name in block.names[value]:
            gen.import_(block.module, name)
        filled = {name: read(node, gen) for name, read in holes}
        if chosen:
            filled[chosen.name] = gen.import_(block.module, filled[chosen.name])
        for fill in more:
            fill(filled, node, gen)
        for name in modules[value]:
            filled[name] = gen.import_(name)
        return made(templates[value], **filled)

    chosen = block.chosen
    more = [_read_items(block.items)] if block.items else []
    more += [_read_options(block)] if block.optional_inputs else []
    more += [_make_hat_emit(block)] if block.shape == "hat" else [_make_loop] if block.shape == "loop" else []
    return emit


def _make_reader(hole: Input) -> Emit:
    """Return the reader of a hole: a function of (node, gen) that returns what stands in it."""
    name = hole.name
    if hole.kind == "var":
        return lambda node, gen: gen.variable(node, name)
    if hole.kind == "code":
        return lambda node, gen: gen.own_name(node, name)
    if hole.kind != "value":
        options = {str(option[0]): option[0] for option in hole.options}
        return lambda node, gen: options.get(node.values[name], node.values[name])
    plain = hole.default if isinstance(hole.default, (str, int, float)) and not hole.variable else None
    if plain is None:
        return lambda node, gen: gen.value(node, name)
    return lambda node, gen: gen.value(node, name, plain, quiet=True)


def _read_items(items: Items) -> Callable[..., Any]:
    def fill(filled: dict[str, Any], node: EmitNode, gen: EmitContext) -> None:
        count = node.count_numbered(items.prefix, "items", default=items.least)
        filled["items"] = [gen.value(node, f"{items.prefix}{place}") for place in range(count)]

    return fill


def _read_options(block: Block) -> Callable[..., Any]:
    readers = [(option.name, _make_reader(option)) for option in block.optional_inputs]

    def fill(filled: dict[str, Any], node: EmitNode, gen: EmitContext) -> None:
        added = node.extra.get("more")
        added = [name for name in added if isinstance(name, str)] if isinstance(added, list) else []
        filled["more"] = {name: read(node, gen) for name, read in readers if name in added}

    return fill


def _make_hat_emit(block: Block) -> Callable[..., Any]:
    given = [hole.name for hole in block.holes if hole.kind == "var"]

    def fill(filled: dict[str, Any], node: EmitNode, gen: EmitContext) -> None:
        parameters, filled["body"] = gen.hat_body(node, given)
        filled |= parameters
        words = {name: _make_handler_word(value) for name, value in filled.items()}
        filled["handler"] = gen.names.handler(block.handler.format(**words)) if block.handler else ""

    return fill


def _make_handler_word(value: object) -> str:
    """Return the part of a handler's name for what stands in a hole: 'button' and 'pressed' make button_pressed."""
    if isinstance(value, str):
        return value.removeprefix("when_")
    return value.id if isinstance(value, ast.Name) else "on"


def _make_loop(filled: dict[str, Any], node: EmitNode, gen: EmitContext) -> None:
    filled["body"] = gen.body(node, "body")
