"""A small YOLO of today by its own package (ultralytics, AGPL: run beside ours, in a process of its own, and no part of it).

    python ultralytics_boxes.py DATA SECONDS SIDE

DATA: a folder with data.yaml in its format. One epoch is measured first; then it learns for as many as fit into the
seconds of the processor, all else by its defaults. Its weights trained on COCO come from a network only, so it begins
fresh. Prints 'found', then mAP50, and precision and recall at the confidence that is best for the test pictures.
"""

import sys
import time
from pathlib import Path

from ultralytics import YOLO

NAME, LONGEST = "yolo11n.yaml", 300  # epochs
# Nothing of this is a part of the recipe: no pictures of the training, no network, no process beside it.
QUIET = {"plots": False, "verbose": False, "workers": 0, "device": "cpu", "amp": False, "pretrained": False, "seed": 1}


def main(data: Path, seconds: float, side: int) -> None:
    """Measure, learn, test."""

    def train(epochs: int, name: str) -> YOLO:
        model = YOLO(NAME)
        model.train(data=data / "data.yaml", epochs=epochs, imgsz=side, project=data / "runs", name=name, **QUIET)
        return model

    began = time.process_time()
    train(1, "one")
    epochs = max(1, min(LONGEST, round(seconds / (time.process_time() - began))))
    began = time.process_time()
    best = YOLO(train(epochs, "all").trainer.best)
    print("learned", epochs, "epochs in", time.process_time() - began)
    box = best.val(data=data / "data.yaml", split="test", imgsz=side, workers=0, plots=False, device="cpu").box
    print("found", box.map50, box.mp, box.mr)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
