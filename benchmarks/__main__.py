"""`python -m benchmarks [NAME …]`: exit status 1 when a goal is missed, 2 for an unknown name. `--help` tells what each
measures.
"""

import ast
import sys
from importlib import import_module
from pathlib import Path

from benchmarks.rows import aligned, table

# name → module with `measure() -> list[Row]`, quickest first.
BENCHMARKS = (
    "generate",
    "hostile",
    "check",
    "idle",
    "page",
    "starting",
    "stopping",
    "flood",
    "highlight",
    "blocks",
    "hour",
    "digits",
    "transfer",
    "loop",
    "inference",
    "boxes_inference",
    "video",
    "board",
    "servo",
    "xedu",
    "xedu_boxes",
    "parity",
    "boxes_parity",
    "alike",
    "data",
    "backbones",
    "signs",
    "finders",
    "nuclei",
    "cells",
    "installing",
)


def main(names: list[str]) -> int:
    """Run the named benchmarks (all without names) and print the table."""
    if {"-h", "--help"} & {*names}:
        print(__doc__ + "\n\n" + aligned([[name, about(name)] for name in BENCHMARKS]))
        return 0
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"No benchmark named {', '.join(unknown)}. There are: {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 2
    rows = []
    for name in names or BENCHMARKS:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        rows += import_module(f".{name}", __package__).measure()
    print(table(rows))
    return 0 if all(row.holds for row in rows) else 1


def about(name: str) -> str:
    """The first line of a benchmark's own description; nothing is imported for it."""
    return ast.get_docstring(ast.parse(Path(__file__).with_name(f"{name}.py").read_text("utf-8"))).splitlines()[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
