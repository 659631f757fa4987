"""Cell nuclei: how well the small network for outlines draws them, and after how many minutes."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.cells import measure_smallest, rate_best
from benchmarks.rows import NotHere, Row, Size, align_columns, report_progress
from benchmarks.watched import HEAD, Case, watch_training

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "nuclei-fluo"
CASES = (Case("Segmentation", "RTMDet-ins-Lite0", 10), Case("Segmentation", "RTMDet-ins-tiny", 10))


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Rows: mAP50 of the best one's masks on the test pictures, and its minutes. The curves are told on standard error.
    Raises NotHere.
    """
    if size is Size.SMALLEST:
        case = Case("Segmentation", "RTMDet-ins-Lite0", 1)
        yield from measure_smallest("nuclei, outlines", case, "shapes_outlines")
        return
    if not DATA.is_dir():
        raise NotHere(f"no folder {DATA}")
    with tempfile.TemporaryDirectory() as folder:
        found = [watch_training(case, DATA, Path(folder)) for case in CASES]
    report_progress(align_columns([HEAD, *(each.cells() for each in found)]).replace("\n", "\n  "))
    yield from rate_best("nuclei, outlines", "test mask mAP50", max(found, key=lambda each: each.best), ">= 50")
