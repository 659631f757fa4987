"""Templates of the standard blocks: a hole named `math` or `random` is the module, one named as a helper the helper."""

import ast
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from sunmao.blocks.emit_types import EmitContext, EmitNode
from sunmao.blocks.template import expr, holes_of

_MODULES = ("math", "random")


def fill_template(gen: EmitContext, template: str, /, **holes: Any) -> ast.expr:
    """One expression out of a template; the modules and helpers that it names are noted as used."""
    for name in _list_inputs(template):
        if name not in holes:
            holes[name] = gen.import_(name) if name in _MODULES else gen.helper(name)
    return expr(template, **holes)


def emit_from_inputs(template: str, **defaults: object) -> Callable[..., Any]:
    """An emit function: the template, filled with the inputs, which have these defaults."""
    return lambda node, gen: fill_template(gen, template, **_read_inputs(node, gen, defaults))


def emit_from_menu(field: str, templates: Mapping[str, str], **defaults: object) -> Callable[..., Any]:
    """An emit function: the template that a menu chooses, filled with the inputs, which have these defaults."""
    return lambda node, gen: fill_template(gen, templates[node.field(field)], **_read_inputs(node, gen, defaults))


def _read_inputs(node: EmitNode, gen: EmitContext, defaults: Mapping[str, object]) -> dict[str, ast.expr]:
    return {name: gen.value(node, name, default) for name, default in defaults.items()}


@cache
def _list_inputs(template: str) -> tuple[str, ...]:
    return tuple(sorted(holes_of(template)))
