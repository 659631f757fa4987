"""What the blocks print is there in the library, under the same names."""

import ast
import inspect
from importlib import import_module

import pytest

from sunmao.blocks import every
from sunmao.blocks.declare import Block
from sunmao.data.dataset import Dataset
from sunmao.vision.classification import Classification
from sunmao.vision.reports import Report
from sunmao.vision.results import Result

THINGS = {"Model": Classification, "Dataset": Dataset, "Result": Result, "Report": Report}
TEMPLATES = [block for block in every() if isinstance(block, Block) and "(" in block.python or isinstance(block, Block) and "." in block.python]


def receiver(node: ast.expr, block: Block):
    """The class of what a template's hole holds, or None."""
    name = node.id.removeprefix("_hole_") if isinstance(node, ast.Name) else ""
    hole = block.hole(name)
    return THINGS[hole.checks[0]] if hole and hole.checks else None


def names(attribute: str, block: Block) -> list[str]:
    """The attribute that a template reads, or all that its menu offers."""
    menu = block.hole(attribute.removeprefix("_hole_"))
    return [option[0] for option in menu.options] if menu else [attribute]


@pytest.mark.parametrize("block", TEMPLATES, ids=lambda block: block.type)
def test_the_library_has_it(block):
    gear = {option.name for option in block.gear}
    for node in ast.walk(ast.parse(block.python.replace("{", "_hole_").replace("}", ""))):
        if isinstance(node, ast.Attribute) and (thing := receiver(node.value, block)):
            for name in names(node.attr, block):
                assert hasattr(thing, name) or name in thing.__annotations__, f"{thing.__name__}.{name}"
        if isinstance(node, ast.Call):
            called = _called(node.func, block)
            keywords = {word.arg for word in node.keywords if word.arg} | (gear if any(word.arg is None for word in node.keywords) else set())
            if called:
                takes = inspect.signature(called).parameters
                assert keywords <= set(takes), f"{called.__qualname__} takes {list(takes)}"


def _called(function: ast.expr, block: Block):
    """What a template calls: a method of a hole's thing or an imported name."""
    if isinstance(function, ast.Attribute):
        return getattr(receiver(function.value, block), function.attr)
    return getattr(import_module(block.module), function.id) if block.module and function.id in block.names else None
