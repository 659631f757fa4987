"""Several labels, numbers, painting and a lesson from a teacher: killed in the middle, the same program goes on to the same bits."""

import shutil
from pathlib import Path

import pytest

from sunmao.training.checkpoints.checkpointing import LATEST
from sunmao.training.checkpoints.weight_files import load_own_weights
from tests.support.drawn_masks import draw_painted
from tests.support.drawn_pointers import draw_pointer_folders
from tests.support.drawn_tags import draw_tagged
from tests.support.programs import ProgramRunner

pytestmark = [pytest.mark.training, pytest.mark.process, pytest.mark.long]

EPOCHS = 3
# After the first step of the second epoch, as the first of a program that goes on.
DEADLY = """
import os, signal
from sunmao.training.observers import StopOnRequest

def kill(self, training):
    if (training.epoch, training.step) == (2, 1):
        os.kill(os.getpid(), getattr(signal, 'SIGKILL', signal.SIGTERM))

StopOnRequest.after_step = kill
"""
TAGS = """
from sunmao.vision import MultiLabel
model = MultiLabel(backbone='LeNet')
model.load_dataset('data/set')
model.train(epochs=3, random_seed=3, batch_size=8, class_weights='balanced', save_fold={folder!r})
"""
NUMBERS = """
from sunmao.vision import ImageRegression
model = ImageRegression(backbone='LeNet')
model.load_dataset('data/set')
model.train(epochs=3, random_seed=3, batch_size=8, save_fold={folder!r})
"""
PAINT = """
from sunmao.vision import SemanticSegmentation
model = SemanticSegmentation(image_size=64)
model.load_dataset('data/set')
model.train(epochs=3, random_seed=3, batch_size=4, save_fold={folder!r})
"""
LESSON = """
from sunmao.vision import Classification
teacher = Classification(backbone='LeNet', weights='teacher.pth')
model = Classification(backbone='LeNet')
model.load_dataset('data/few')
model.distill(teacher, epochs=3, random_seed=3, batch_size=6, compare=False, save_fold={folder!r})
"""


@pytest.fixture(scope="module")
def runner():
    """Runs programs, each in a process of its own; the training engine is loaded once for all."""
    quiet = {"OMP_NUM_THREADS": "1", "SUNMAO_LANG": "en", "PYTHONUNBUFFERED": "1"}
    with ProgramRunner("torch", "torchvision", "sunmao.tasks.classification.train", **quiet) as made:
        yield made


@pytest.fixture(params=["multi_label", "regression", "semantic", "distillation"])
def lesson(request, few, digits_weights) -> str:
    """A program of one kind, whose pictures are there."""
    if request.param == "multi_label":
        draw_tagged(Path("data/set"), {"train": 32, "valid": 8})
        return TAGS
    if request.param == "regression":
        draw_pointer_folders(Path("data/set"), step=45, each=8)
        return NUMBERS
    if request.param == "semantic":
        draw_painted(Path("data/set"), {"train": 12, "valid": 4})
        return PAINT
    shutil.copy(digits_weights, "teacher.pth")
    return LESSON


def run(runner, lesson: str, folder: str, before: str = "") -> tuple[int, str]:
    program = Path(f"{folder}.py")
    program.write_text(before + lesson.format(folder=folder))
    done = runner.run(program.absolute(), Path.cwd())
    return done.status, done.out + done.err


def test_a_killed_training_ends_as_an_unbroken_one(lesson, runner):
    status, output = run(runner, lesson, "whole")
    assert status == 0, output
    status, output = run(runner, lesson, "broken", DEADLY)
    assert status != 0 and "Traceback" not in output, output
    assert len(load_own_weights(f"broken/{LATEST}")["training"]["history"]) == 1
    status, output = run(runner, lesson, "broken")
    assert status == 0 and f"goes on with epoch 2 of {EPOCHS}" in output, output
    whole, mended = (load_own_weights(f"{folder}/{LATEST}") for folder in ("whole", "broken"))
    assert mended["epoch"] == EPOCHS and "training" not in mended
    assert [name for name, value in whole["state_dict"].items() if not mended["state_dict"][name].equal(value)] == []
