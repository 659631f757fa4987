"""Cell nuclei: how well the small network for outlines draws them, and after how many minutes."""

import sys
import tempfile
from pathlib import Path

from benchmarks.rows import Row, aligned
from benchmarks.watched import HEAD, Case, watched

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "nuclei-fluo"
CASES = (Case("Segmentation", "RTMDet-ins-Lite0", 10), Case("Segmentation", "RTMDet-ins-tiny", 10))


def measure() -> list[Row]:
    """Rows: mAP50 of the best one's masks on the test pictures, and its minutes. The curves are printed."""
    if not DATA.is_dir():
        print(f"left out: {DATA} is not here", file=sys.stderr)
        return []
    with tempfile.TemporaryDirectory() as folder:
        found = [watched(case, DATA, Path(folder)) for case in CASES]
    print(aligned([HEAD, *(each.cells() for each in found)]))
    best = max(found, key=lambda each: each.best)
    return [
        Row(
            "nuclei, outlines, test mask mAP50",
            best.test_map50,
            "%",
            ">= 50",
            note=f"{best.case.name}, valid {best.best:.1f}",
        ),
        Row("nuclei, outlines, training", best.minutes, "min", "<= 30", note=f"{best.quiet:.1f} of two quiet cores"),
    ]
