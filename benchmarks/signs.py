"""Hand signs with EfficientNet-Lite0: how good the default training gets, and how soon, against a bare PyTorch script."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .rows import Row
from .transfer import DATA

PROGRAM = """
import sys
from sunmao.vision import Classification

model = Classification(backbone='EfficientNet-Lite0')
model.load_dataset(path=sys.argv[1])
model.train(epochs=int(sys.argv[2]), random_seed=int(sys.argv[3]))
print('trained', flush=True)
print('accuracy', model.evaluate().accuracy)
"""
PEER = Path(__file__).parent / "peers" / "torch_signs.py"
ENOUGH = 98.8  # % of the test pictures
# The fewest with which each gets there in all of its runs; a one-cycle schedule must know its end beforehand.
OUR_EPOCHS, PEER_EPOCHS = 4, 5
SEEDS = (1, 2, 3)


def measure() -> list[Row]:
    """Rows: test accuracy of the default training; whole programs to the same accuracy, ours and the peer's alternating."""
    if not DATA.is_dir():
        print(f"left out: {DATA} is not here", file=sys.stderr)
        return []
    with tempfile.TemporaryDirectory() as folder:
        ours = Path(folder, "main.py")
        ours.write_text(PROGRAM)
        default = [run(ours, 6, seed)[1] for seed in SEEDS]
        pairs = [(run(ours, OUR_EPOCHS, seed), run(PEER, PEER_EPOCHS, seed)) for seed in SEEDS]
    (our_times, our_scores), (peer_times, peer_scores) = (list(zip(*side, strict=True)) for side in zip(*pairs, strict=True))
    reached = f"ours {listed(our_scores)} in {OUR_EPOCHS} epochs, peer {listed(peer_scores)} in {PEER_EPOCHS}"
    return [
        Row("hand signs, train(epochs=6), test", statistics.median(default), "%", ">= 98", note=listed(default)),
        Row(f"hand signs, test in so short, want {ENOUGH}", statistics.median(our_scores), "%", f">= {ENOUGH}", note=reached),
        Row(
            "hand signs, whole program", statistics.median(our_times), "s", "<= 1.0",
            peer=statistics.median(peer_times), peer_name="bare PyTorch", note=f"{listed(our_times)} / {listed(peer_times)} s",
        ),
    ]  # fmt: skip


def run(program: Path, epochs: int, seed: int) -> tuple[float, float]:
    """Seconds from the program's start to its trained weights, and its test accuracy in per cent, found after the clock."""
    with tempfile.TemporaryDirectory() as folder:
        since, seconds = time.perf_counter(), None
        command = [sys.executable, program, DATA, str(epochs), str(seed)]
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
            for line in process.stdout:
                if line.startswith("trained"):
                    seconds = time.perf_counter() - since
                last = line
    assert process.returncode == 0 and seconds
    return seconds, 100 * float(last.split()[1])


def listed(numbers) -> str:
    return ", ".join(f"{number:.1f}" for number in numbers)
