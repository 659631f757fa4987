"""Quick transfer on real photographs: hand signs, EfficientNet-Lite0 with a new head, everything counted."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.rows import Row

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "sign-digits"
PROGRAM = """
from sunmao.vision import Classification

model = Classification(backbone='EfficientNet-Lite0')
model.load_dataset(path='data')
model.quick_train(epochs=50)
print('accuracy', model.evaluate().accuracy)
"""


def measure() -> list[Row]:
    """Two rows: test accuracy, and seconds of the whole program from a cold start, nothing cached."""
    if not DATA.is_dir():
        print(f"left out: {DATA} is not here", file=sys.stderr)
        return []
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(DATA, Path(folder, "data"))
        Path(folder, "main.py").write_text(PROGRAM)
        # Each system's own place for caches, so that nothing which was looked at before is remembered.
        environment = os.environ | dict.fromkeys(("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"), str(Path(folder, "cache")))
        since = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "main.py"], cwd=folder, env=environment, capture_output=True, text=True, check=True
        )
        seconds = time.perf_counter() - since
    accuracy = 100 * float(done.stdout.rsplit("accuracy", 1)[1])
    return [
        Row("quick transfer, sign-digits, test", accuracy, "%", ">= 93"),
        Row("quick transfer, sign-digits, in all", seconds, "s", "<= 30"),
    ]
