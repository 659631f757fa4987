"""Blood cells: how well small detectors find them, and after how many minutes; packaged weights against fresh ones."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.finders import shapes
from benchmarks.rows import NotHere, Row, Size, align_columns, report_progress
from benchmarks.watched import HEAD, Case, Watched, watch_training

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "bccd"
CASES = tuple(Case("Detection", name, 12) for name in ("RTMDet-Lite0", "RTMDet-tiny", "YOLO-MobileNet", "SSD_Lite"))
# A one-cycle schedule must know its end beforehand. The fresh ones get rather more time than the packaged weights.
WARM = Case("Detection", "RTMDet-Lite0", 6)
FRESH = (Case("Detection", "RTMDet-Lite0", 6, "fresh"), Case("Detection", "RTMDet-tiny", 7))


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Rows: the best one's marks on the test pictures and its minutes; packaged weights against fresh. The curves are
    told on standard error. Raises NotHere.
    """
    if size is Size.SMALLEST:
        yield from measure_smallest("blood cells, best small detector", Case("Detection", "RTMDet-Lite0", 1), "shapes")
        return
    if not DATA.is_dir():
        raise NotHere(f"no folder {DATA}")
    with tempfile.TemporaryDirectory() as folder:
        found = [watch_training(case, DATA, Path(folder)) for case in CASES]
        best = max(found, key=lambda each: each.best)
        yield from rate_best("blood cells, best small detector", "test mAP50", best, ">= 60")
        warm, *fresh = (watch_training(case, DATA, Path(folder)) for case in (WARM, *FRESH))
    report_progress(align_columns([HEAD, *(each.cells() for each in (*found, warm, *fresh))]).replace("\n", "\n  "))
    peer = max(fresh, key=lambda each: each.best)
    note = f"in {warm.quiet:.1f} minutes of two quiet cores; the peer in {peer.quiet:.1f}"
    yield Row("packaged weights, mAP50 of valid", warm.best, "%", ">= 1.0", peer.best, peer.case.name, note)


def rate_best(name: str, marks: str, best: Watched, goal: str) -> Iterator[Row]:
    """Two rows: marks on the test pictures, and minutes."""
    note = f"{best.case.name}, valid {best.best:.1f}"
    yield Row(f"{name}, {marks}", best.test_map50, "%", goal, note=note)
    yield Row(f"{name}, training", best.minutes, "min", "<= 30", note=f"{best.quiet:.1f} of two quiet cores")


def measure_smallest(name: str, case: Case, sample: str) -> Iterator[Row]:
    """The same rows of a few drawn shapes."""
    with tempfile.TemporaryDirectory() as folder:
        data = shapes(Path(folder), sample, {"train": 4, "valid": 1, "test": 1})
        yield from rate_best(name, "test mAP50", watch_training(case, data, Path(folder)), ">= 0")
