"""Do PyTorch and the ONNX file give the same answers? Counted on real pictures."""

import tempfile
from pathlib import Path

from .. import link
from ..data.pictures import read_picture
from ..events import Progress
from .workflow import Workflow

NEAR = 1e-3  # scores that differ less count as the same


def parity(trained, model: bytes, items: list) -> dict:
    """Ask both about each picture, the file as a finished program would.

    Returns: {'pictures': asked, 'same': equal answers, 'largest_difference': of any score}.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "model.onnx")
        file.write_bytes(model)
        workflow = Workflow(file)
        return _counted(trained, workflow, items)


def _counted(trained, workflow: Workflow, items: list) -> dict:
    same, largest = 0, 0.0
    for done, item in enumerate(items, 1):
        link.stopping_point()
        picture = read_picture(item.path)
        theirs, ours = trained.scores([picture])[0], workflow.inference(picture).scores
        difference = float(abs(theirs - ours).max())
        same += int(theirs.argmax() == max(range(len(ours)), key=ours.__getitem__) and difference < NEAR)
        largest = max(largest, difference)
        if done % 20 == 0:
            link.emit(Progress(done=done, total=len(items), unit="picture", task="convert"))
    return {"pictures": len(items), "same": same, "largest_difference": largest}
