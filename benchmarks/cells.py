"""Blood cells: how well small detectors find them, and after how many minutes; packaged weights against fresh ones."""

import sys
import tempfile
from pathlib import Path

from benchmarks.rows import Row, aligned
from benchmarks.watched import HEAD, Case, watched

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "bccd"
CASES = tuple(Case("Detection", name, 12) for name in ("RTMDet-Lite0", "RTMDet-tiny", "YOLO-MobileNet", "SSD_Lite"))
# A one-cycle schedule must know its end beforehand. The fresh ones get rather more time than the packaged weights.
WARM = Case("Detection", "RTMDet-Lite0", 6)
FRESH = (Case("Detection", "RTMDet-Lite0", 6, "fresh"), Case("Detection", "RTMDet-tiny", 7))


def measure() -> list[Row]:
    """Rows: the best one's marks on the test pictures and its minutes; packaged weights against fresh. The curves are
    printed.
    """
    if not DATA.is_dir():
        print(f"left out: {DATA} is not here", file=sys.stderr)
        return []
    with tempfile.TemporaryDirectory() as folder:
        found = [watched(case, DATA, Path(folder)) for case in (*CASES, WARM, *FRESH)]
    print(aligned([HEAD, *(each.cells() for each in found)]))
    best = max(found[: len(CASES)], key=lambda each: each.best)
    warm, fresh = found[len(CASES)], max(found[len(CASES) + 1 :], key=lambda each: each.best)
    times = f"in {warm.quiet:.1f} minutes of two quiet cores; the peer in {fresh.quiet:.1f}"
    return [
        Row(
            "blood cells, best small detector, test mAP50",
            best.test_map50,
            "%",
            ">= 60",
            note=f"{best.case.name}, valid {best.best:.1f}",
        ),
        Row(
            "blood cells, best small detector, training",
            best.minutes,
            "min",
            "<= 30",
            note=f"{best.quiet:.1f} of two quiet cores",
        ),
        Row(
            "packaged weights, mAP50 of valid",
            warm.best,
            "%",
            ">= 1.0",
            peer=fresh.best,
            peer_name=fresh.case.name,
            note=times,
        ),
    ]
