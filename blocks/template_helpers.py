"""Templates of the standard blocks: a hole named `math` or `random` is the module, one named as a helper the helper."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import cache
from typing import Any

from sunmao.blocks.emit_types import EmitContext, EmitNode
from sunmao.blocks.template import MODULES, expr, holes_of


def fill_template(gen: EmitContext, template: str, /, **holes: Any) -> ast.expr:
    """One expression out of a template; the modules and helpers that it names are noted as used."""
    for name in _list_inputs(template):
        if name not in holes:
            holes[name] = gen.import_(name) if name in MODULES else gen.helper(name)
    return expr(template, **holes)


@dataclass(frozen=True)
class TemplateEmit:
    """An emit function that is data, so that Python can be read back by it: a template, filled with the inputs that it
    names.

    templates: by the value of the menu `field`, which chooses one; without a menu under ''. defaults: input → what
    stands for it where it is empty. others: by the same, what is written where a subclass sees that it does as well.
    """

    templates: Mapping[str, str]
    defaults: Mapping[str, object]
    field: str = ""
    others: Mapping[str, str] = dataclass_field(default_factory=dict)

    def __call__(self, node: EmitNode, gen: EmitContext) -> ast.expr:
        """The expression."""
        template = self.templates[node.field(self.field) if self.field else ""]
        named = _list_inputs(template)
        inputs = {name: gen.value(node, name, default) for name, default in self.defaults.items() if name in named}
        return fill_template(gen, template, **inputs)


def emit_from_inputs(template: str, **defaults: object) -> TemplateEmit:
    """An emit function: the template, filled with the inputs, which have these defaults."""
    return TemplateEmit({"": template}, defaults)


def emit_from_menu(field: str, templates: Mapping[str, str], **defaults: object) -> TemplateEmit:
    """An emit function: the template that a menu chooses, filled with the inputs, which have these defaults."""
    return TemplateEmit(templates, defaults, field)


@cache
def _list_inputs(template: str) -> tuple[str, ...]:
    return tuple(sorted(holes_of(template)))
