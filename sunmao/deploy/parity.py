"""Do PyTorch and the ONNX file give the same answers? Counted on real pictures."""

import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.data.listing import Sample
from sunmao.deploy.workflow import Workflow
from sunmao.images.image_files import try_read_image
from sunmao.protocol.messages import Progress
from sunmao.runtime import session
from sunmao.tasks.registry import make_image_task
from sunmao.training.dataloader import iter_chunks

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset


MAX_IMAGES = 500  # pictures: their order is random, but the same each time, so that every class is among them
BATCH = 16


def select_samples(dataset: "Dataset") -> list[Sample]:
    """The pictures to ask about: of the validation set, else of the test set, else of the training set; at most `MAX_IMAGES`."""
    items = (dataset.items("val") or dataset.items("test") or dataset.items("train")) if dataset else []
    return random.Random(0).sample(items, min(MAX_IMAGES, len(items)))


@dataclass(frozen=True)
class Difference:
    """A picture with another answer: as texts what PyTorch says and what the file says. tie: whether several answers
    are equally likely, so that rounding decides.
    """

    path: Path
    theirs: str
    ours: str
    tie: bool = False


def compare_outputs(trained: Any, file: Path, items: list[Sample], exact: bool = True) -> tuple[dict, list[Difference]]:
    """Ask both about each picture, the file as a finished program would. exact: scores must agree, too; else only what
    the answer says, as of a file whose numbers have 8 bits.

    Returns: {'pictures': asked, 'same': equal answers, 'ties': answers that differ where several are equally likely,
    'largest_difference': of any score} and, of a model that finds things, 'things' that both found, 'largest_shift' of
    an edge in pixels and, with outlines, 'least_overlap'; and the pictures that differ.
    """
    workflow, different = Workflow(file), []
    task = make_image_task(trained.task)  # the file does not say its own yet
    report = task.make_parity_counter(trained.info, exact)
    for some in iter_chunks(items, BATCH):
        session.check_stop()
        pairs = [(item.path, picture) for item in some if (picture := try_read_image(item.path)) is not None]
        theirs = task.ask_network(trained, [picture for _, picture in pairs]) if pairs else []
        for (path, picture), answer in zip(pairs, theirs, strict=True):
            ours = workflow._look([picture])[0]
            if not report.add(answer, ours):
                said, own = (task.describe_answer(each, workflow.classes) for each in (answer, ours))
                different.append(Difference(path, said, own, report.count_tie(answer, ours)))
        session.emit(Progress(done=report.pictures, total=len(items), unit="picture", task="convert"))
    return report.summarize(), different
