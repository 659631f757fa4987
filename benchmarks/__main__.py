"""`python -m benchmarks [NAME …]` measures from the clone, against named peers; without names, everything.

Exit status: 1 when a goal is missed or a benchmark fails, 2 for an unknown name, 130 after Ctrl+C. Rows are printed and
kept as they come: what breaks, or is broken off, takes none of them with it.
"""

import argparse
import ast
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from benchmarks import history
from benchmarks.bench import share_studio
from benchmarks.costs import measure_cost, set_threads
from benchmarks.rows import HEAD, MissingRow, Row, Size, align_columns, attempt, format_line, format_result

# Modules with the interface `benchmarks.rows.Benchmark`, quickest first.
BENCHMARKS = (
    "generate",
    "hostile",
    "check",
    "beginners",
    "printed_blocks",
    "both_ways",
    "classroom",
    "runtime_errors",
    "idle",
    "damage",
    "board_faults",
    "fuzz",
    "connection_flood",
    "kill",
    "hostile_programs",
    "page_kill",
    "page",
    "table_page",
    "starting",
    "stopping",
    "flood",
    "highlight",
    "blocks",
    "following",
    "hour",
    "digits",
    "pointers",
    "transfer",
    "linear_probe",
    "study",
    "label_issues",
    "mended_data",
    "labeling",
    "fine_tuning",
    "loop",
    "inference",
    "boxes_inference",
    "video",
    "stage",
    "live_answers",
    "teaching",
    "board",
    "servo",
    "xedu",
    "xedu_boxes",
    "parity",
    "runtimes",
    "landmarks",
    "points",
    "reading",
    "people",
    "boxes_parity",
    "alike",
    "data_doctor",
    "data",
    "dataset_edits",
    "backbones",
    "signs",
    "finders",
    "kinds",
    "nuclei",
    "cells",
    "lookalikes",
    "sentences",
    "sounds",
    "motions",
    "tables",
    "tags",
    "painting",
    "recipes",
    "distillation",
    "pruning",
    "quantization",
    "distributed",
    "cluster_study",
    "cluster_queue",
    "geometry",
    "cards",
    "installing",
)

COLUMNS = """columns: ratio is ours by the peer's; cpu ratio is the same of processor time, which other work on the computer
hardly changes; wall s and cpu s are what finding the row took, peer and preparation included. Both sides have one
thread for each core, or SUNMAO_BENCHMARK_THREADS of them."""


def main(words: list[str]) -> int:
    """Do what the command line says."""
    asked = make_parser().parse_args(words)
    unknown = [name for name in asked.names if name not in BENCHMARKS]
    if unknown:
        print(f"No benchmark named {', '.join(unknown)}. There are: {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 2
    if asked.history:
        print(history.format_history(history.load_results(asked.save or history.FILE, asked.names)))
        return 0
    size = Size.SMALLEST if asked.smallest else Size.FULL
    if asked.against:
        from benchmarks.against import compare_trees

        return compare_trees(asked.against, asked.names or list(BENCHMARKS), size, asked.rounds)
    # The smallest case shows that a benchmark works; its numbers would only disturb the history.
    file = asked.save or (None if asked.smallest else history.FILE)
    try:
        return run(asked.names or list(BENCHMARKS), size, file)
    except KeyboardInterrupt:
        print("broken off; the rows above are kept", file=sys.stderr)
        return 130


def make_parser() -> argparse.ArgumentParser:
    """The command line; its help tells what each benchmark measures."""
    names = align_columns([[name, describe(name)] for name in BENCHMARKS])
    parser = argparse.ArgumentParser(
        "python -m benchmarks",
        description=f"{__doc__}\nRows of full runs are kept in {history.FILE}",
        epilog=f"benchmarks:\n{names}\n\n{COLUMNS}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="a benchmark; none: all of them")
    parser.add_argument("--smallest", action="store_true", help="the least work that shows that all works; not kept")
    parser.add_argument("--history", action="store_true", help="show the rows that were kept, newest last")
    parser.add_argument(
        "--against", type=Path, metavar="ROOT", help="by turns here and in another clone with its .venv"
    )
    parser.add_argument("--rounds", type=int, default=2, metavar="N", help="with --against: rounds of each (2)")
    parser.add_argument("--save", type=Path, metavar="FILE", help="keep the rows in this file, or show those of it")
    return parser


def describe(name: str) -> str:
    """The first sentence of a benchmark's own description; nothing is imported for it."""
    text = ast.get_docstring(ast.parse(Path(__file__).with_name(f"{name}.py").read_text("utf-8")))
    return " ".join(text.split("\n\n")[0].split())


def run(names: list[str], size: Size, file: Path | None) -> int:
    """Measure; print each row, and keep it in a file, as soon as it is known."""
    set_threads()
    about, well = history.describe_run(), True
    print(format_line(HEAD), flush=True)
    with share_studio() if size is Size.SMALLEST else nullcontext():
        for name in names:
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            for result in take_rows(name, size):
                print(format_result(result, size), flush=True)
                if file:
                    history.save_result(file, name, about, result)
                well &= not result.failed if isinstance(result, MissingRow) else result.holds or size is Size.SMALLEST
    return 0 if well else 1


def take_rows(name: str, size: Size) -> Iterator[Row | MissingRow]:
    """A benchmark's rows, each with what finding it took."""
    rows = attempt(name, lambda: import_module(f"benchmarks.{name}").measure(size))
    while True:
        with measure_cost() as cost:
            result = next(rows, None)
        if result is None:
            return
        yield replace(result, wall=cost.wall, processor=cost.processor) if isinstance(result, Row) else result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
