"""`python -m benchmarks [NAME …]`: exit status 1 when a goal is missed, 2 for an unknown name."""

import sys
from importlib import import_module

from .rows import table

# name → module with `measure() -> list[Row]`, quickest first.
BENCHMARKS = ("generate", "idle", "page", "digits", "transfer", "loop", "inference", "xedu", "parity", "backbones", "signs")


def main(names: list[str]) -> int:
    """Run the named benchmarks (all without names) and print the table."""
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
