"""`python -m benchmarks --against ROOT [NAME …]`: the same benchmarks here and on another tree, by turns.

Both sides run this tree's benchmarks, each in its own interpreter (`ROOT/.venv`) on its own library, so nothing but
the library differs; `benchmarks.other_tree` knows what older trees call things.
"""

import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.history import ROOT, find_commit, load_results
from benchmarks.rows import MissingRow, Row, Size, align_columns, format_ratio, format_spread

HEAD = [
    "row",
    "here",
    "there",
    "here / there",
    "better",
    "rounds",
    "ratio to the peer here",
    "there",
    "cpu s here / there",
]
BOTH = ("benchmarks", "tests")  # what is taken from this tree on both sides


def compare_trees(other: Path, names: list[str], size: Size, rounds: int) -> int:
    """Print the rows of both; status 1 when something could not be measured."""
    trees = {"here": ROOT, "there": other.resolve()}
    for side, root in trees.items():
        if not find_python(root).is_file():
            print(f"{root} has no .venv: run `python3 start.py` there first", file=sys.stderr)
            return 2
        print(f"{side}: {root}, {find_commit(root)}", flush=True)
    well = True
    with TemporaryDirectory() as folder:
        for name in names:
            found: dict[str, dict[str, list[Row]]] = {side: {} for side in trees}
            for number in range(rounds):
                # Who comes first changes with each round.
                for side in list(trees)[:: -1 if number % 2 else 1]:
                    print(f"measuring {name} {side}, round {number + 1} …", file=sys.stderr, flush=True)
                    for result in measure_tree(trees[side], name, size, Path(folder, side)):
                        if isinstance(result, Row):
                            found[side].setdefault(result.name, []).append(result)
                        else:
                            well &= report_missing(side, result)
            print(align_columns([HEAD, *(compare_rows(*pair) for pair in pair_rows(found))]), flush=True)
            well &= found["here"].keys() == found["there"].keys() != set()
    return 0 if well else 1


def find_python(root: Path) -> Path:
    """A tree's own interpreter."""
    folder = root / ".venv"
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def measure_tree(root: Path, name: str, size: Size, folder: Path) -> list[Row | MissingRow]:
    """The rows of one benchmark with the library of a tree."""
    # In a folder with nothing else: where the library lies is for the interpreter to know.
    folder.mkdir(exist_ok=True)
    for part in BOTH:
        if not (folder / part).exists():
            (folder / part).symlink_to(ROOT / part, target_is_directory=True)
    file = folder / "rows.jsonl"
    file.unlink(missing_ok=True)
    command = [find_python(root), "-m", "benchmarks.other_tree", "--save", file, name]
    subprocess.run([*command, *size.pick([], ["--smallest"])], cwd=folder, stdout=subprocess.DEVNULL)
    return [result for _, result in load_results(file)]


def report_missing(side: str, result: MissingRow) -> bool:
    """Say what is missing, and whether that is as it should be."""
    print(f"{side}: {result.name}: {result.reason}", flush=True)
    return not result.failed


def pair_rows(found: dict[str, dict[str, list[Row]]]) -> list[tuple[list[Row], list[Row]]]:
    """The rows that both sides have."""
    return [(rows, found["there"][name]) for name, rows in found["here"].items() if name in found["there"]]


def compare_rows(here: list[Row], there: list[Row]) -> list[str]:
    """The cells of one row: medians of all rounds."""
    values = [[row.ours for row in rows] for rows in (here, there)]
    mine, other = map(statistics.median, values)
    costs = [statistics.median(row.processor for row in rows) for rows in (here, there)]
    peers = [statistics.median(row.ratio for row in rows) if rows[0].peer else None for rows in (here, there)]
    smaller_is_better = here[0].goal.startswith("<=")
    return [
        here[0].name,
        f"{mine:.2f} {here[0].unit}",
        f"{other:.2f} {there[0].unit}",
        format_ratio(mine / other if other else None),
        "equal" if mine == other else "here" if (mine < other) == smaller_is_better else "there",
        " and ".join(format_spread(each, 2) for each in values),
        *map(format_ratio, peers),
        format_ratio(costs[0] / costs[1] if costs[1] else None),
    ]
