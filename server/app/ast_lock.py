"""One syntax tree at a time, where Python itself cannot make two: without it, one request in many thousands ends in 500."""

import ast
import sys
from functools import wraps
from typing import Any

from sunmao.locks.lock_order import LockOrder, make_rlock

LAST_AFFECTED = {(3, 11): 7, (3, 12): 1}  # Python's minor version → the last of its releases with the fault


def lock_ast_parse() -> None:
    """Let `ast.parse`, and `ast.literal_eval` with it, make one tree at a time in this process, where two threads at
    once raise `SystemError: AST constructor recursion depth mismatch` (github.com/python/cpython/issues/106905).
    """
    if sys.version_info.micro > LAST_AFFECTED.get(sys.version_info[:2], -1):
        return
    lock, parse = make_rlock(LockOrder.SYNTAX_TREE), ast.parse

    @wraps(parse)
    def parse_alone(*args: Any, **options: Any) -> Any:
        with lock:
            return parse(*args, **options)

    ast.parse = parse_alone
