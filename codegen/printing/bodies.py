"""The statements inside a statement."""

import ast


def list_bodies(node: ast.stmt) -> list[list[ast.stmt]]:
    """The bodies of a compound statement in the order of their lines, also empty ones; of another statement none."""
    if not isinstance(getattr(node, "body", None), list):
        return []
    handlers: list[ast.ExceptHandler] = getattr(node, "handlers", [])
    rest = [getattr(node, name) for name in ("orelse", "finalbody") if hasattr(node, name)]
    return [node.body, *(handler.body for handler in handlers), *rest]  # type: ignore[attr-defined]  # asked above
