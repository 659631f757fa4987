"""Quick transfer on real photographs: hand signs, EfficientNet-Lite0 with a new head, everything counted."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.costs import measure_cost
from benchmarks.rows import NotHere, Row, Size
from benchmarks.small import FEWEST, small_set

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "sign-digits"
PROGRAM = """
from sunmao.vision import Classification

model = Classification(backbone='EfficientNet-Lite0')
model.load_dataset(path='data')
model.quick_train(epochs=EPOCHS)
print('accuracy', model.evaluate().accuracy)
"""


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Two rows: test accuracy, and seconds of the whole program from a cold start, nothing cached. Raises NotHere."""
    with tempfile.TemporaryDirectory() as folder:
        if size is Size.SMALLEST:
            small_set(Path(folder, "data"), counts=FEWEST)
        elif DATA.is_dir():
            shutil.copytree(DATA, Path(folder, "data"))
        else:
            raise NotHere(f"no folder {DATA}")
        Path(folder, "main.py").write_text(PROGRAM.replace("EPOCHS", str(size.pick(50, 2))))
        # Each system's own place for caches, so that nothing which was looked at before is remembered.
        environment = os.environ | dict.fromkeys(("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"), str(Path(folder, "cache")))
        with measure_cost() as cost:
            done = subprocess.run(
                [sys.executable, "main.py"], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=True
            )
    yield Row("quick transfer, sign-digits, test", 100 * float(done.stdout.rsplit("accuracy", 1)[1]), "%", ">= 93")
    note = f"{cost.processor:.1f} s of processors"
    yield Row("quick transfer, sign-digits, in all", cost.wall, "s", "<= 30", note=note)
