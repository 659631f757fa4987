"""The names of the library in the blocks, for the tests that every public verb has a block or a reason why not."""

import ast

from sunmao.blocks import list_blocks
from sunmao.blocks.spec import Block


def spoken(*drawers: str) -> set[str]:
    """The names that the templates of the blocks of these drawers call, read or set, those of their menus and gear too."""
    found = set()
    for block in list_blocks():
        if isinstance(block, Block) and block.drawer in drawers:
            text = block.python.replace("**{more}", "more=0").replace("{", "").replace("}", "")
            tree = ast.parse(text.replace("\n    body", "\n    pass"))
            said = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
            said |= {
                node.func.id
                for node in ast.walk(tree)
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            }
            menus = {
                hole.name: {str(option[0]) for option in hole.options} for hole in block.holes if hole.kind == "menu"
            }
            found |= (
                said
                | {name for menu in said & {*menus} for name in menus[menu]}
                | {option.name for option in block.optional_inputs}
            )
    return found


def public(*kinds: type) -> set[str]:
    """The names that a program may say of things of these kinds."""
    return {name for kind in kinds for name in dir(kind) if not name.startswith("_")}
