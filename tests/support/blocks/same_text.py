"""The comparison of programs by their effect, whatever they look like."""

import ast


def normalize(text: str) -> str:
    """Return a form of a program that is equal for programs of the same effect: imports and functions in any order."""
    tree = ast.parse(text)
    plain = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.decorator_list]
    imports = [
        (getattr(node, "module", ""), each.name, each.asname)
        for node in tree.body
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for each in node.names
    ]
    rest = [node for node in tree.body if node not in plain and not isinstance(node, (ast.Import, ast.ImportFrom))]
    plain.sort(key=lambda node: node.name)
    return "\n".join([*map(repr, sorted(set(imports), key=repr)), *map(ast.dump, [*plain, *rest])])
