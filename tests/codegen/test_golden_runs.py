"""Every golden program of a block runs with the real library, outside the studio, and does what it says."""

import io
import re
import runpy
import shutil
import sys
from pathlib import Path

import pytest

from tests.support.drawn_motions import write_motions
from tests.support.drawn_sounds import write_sounds
from tests.support.onnx_files import finder, meter, painter
from tests.support.paths import ROOT
from tests.support.point_tables import make_point_tables
from tests.support.programs import FinishedProgram, ProgramRunner

FOLDER = ROOT / "tests" / "golden"
PROGRAMS = sorted(path for path in FOLDER.glob("*.py") if not path.stem.startswith("example_"))
LEARNING = [
    path
    for path in PROGRAMS
    if re.search(
        r"sunmao.vision import .*(Classification|Detection|Segmentation|name_thing)|TextClassification|TableModel|\bmodel\.train\(",
        path.read_text(encoding="utf-8"),
    )
]
QUICK_SHARE = 3  # the quick run takes one of so many
WITHOUT_ENGINE = [
    pytest.param(path, marks=[pytest.mark.long] if number % QUICK_SHARE else [])
    for number, path in enumerate(path for path in PROGRAMS if path not in LEARNING)
]
# The last line that a program prints, where it is not measured.
LAST_LINE = {
    "board_use": "ready",
    "camera_motion": "True",
    "camera_open": "ready",
    "camera_record": "recorded",
    "motion_open": "ready",
    "motion_read": "MotionClip(0.50 s, 50 Hz)",
    "motion_record": "recorded",
    "motion_when": "ready",
    "next_copied": "3",
    "next_file": "Once upon a time.",
    "next_text": "The wind blew and blew, but the man held his coat. The sun smiled and shone and shone, and the man took off his coat.",
    "next_word": "tortoise",
    "pick_note": "C4 E4 G4",
    "program_when_pressed": "nobody",
    "program_when_seen": "1",
    "sound_each": "heard",
    "sound_when": "ready",
    "sensor_active": "False",
    "sensor_pressed": "False",
    "data_add": "1",
    "data_annotate": "0",
    "data_annotations": "0",
    "data_declare": "1",
    "data_label_with": "0",
    "data_unlabeled": "['a/2.png']",
    "data_check": "1797",
    "data_filter": "20",
    "data_mend": "1",
    "data_open": "1797",
    "data_sample": "1797",
    "pick_folder": "data/digits/test_set/3",
    "pick_column": "178",
    "pick_label": "不知道",
    "pick_table": "data/plants.csv",
    "image_change": "gray",
    "image_color_at": "purple",
    "image_crop": "10",
    "image_draw_shape": "green",
    "image_load": "96",
    "image_new": "yellow",
    "image_save": "blue",
    "image_size": "40",
    "pick_model": "models/digits.onnx",
    "pick_picture": "data/digits/test_set/3/17.png",
    "program_clock": "True",
    "program_every": "3",
    "program_forever": "3",
    "program_python": "lines",
    "program_python_suite": "b",
    "program_python_value": "9",
    "program_start": "hello",
    "program_stop": "last words",
    "program_wait": "later",
    "program_wait_until": "on",
    "program_when": "ready",
    "result_area_color": "#ffffff",
    "result_background": "40",
    "result_confidence": "True",
    "result_outline": "40",
    "result_crop": "80",
    "result_follow": "1",
    "result_place": "0",
    "result_seen": "0",
    "result_share": "0.5",
    "result_value": "0.667",
    "result_tracker": "Tracker(lost_after=30, sightings=1)",
    "show_choose": "which one? dog",
    "show_print": "1 + 1 = 2 True",
    "test_explain": "192",
}
CONVERT = FOLDER / "deploy_convert.py"
# What programs load, so that each need not load it again.
LOADED = (
    *("numpy", "cv2", "PIL.Image", "onnxruntime", "sklearn.datasets", "sunmao.boards", "sunmao.cameras"),
    *("sunmao.data", "sunmao.deploy", "sunmao.pictures"),
)
TYPED = {"show_choose": "2\n", "show_ask_picture": "data/digits/test_set/3/17.png\n"}


@pytest.fixture(scope="module")
def run():
    """Runs programs by plain Python, each in a process of its own: (program, folder) → what it wrote."""
    with ProgramRunner(*LOADED, PYTHONIOENCODING="utf-8", SUNMAO_LANG="en", SUNMAO_MICROPHONE="simulated") as runner:

        def run(program: Path, folder: Path) -> FinishedProgram:
            done = runner.run(program, folder, TYPED.get(program.stem, ""))
            assert done.status == 0, done.err
            return done

        yield run


@pytest.fixture(scope="module")
def converted(tmp_path_factory, run) -> Path:
    """The folder in which the program that trains and converts has run."""
    folder = tmp_path_factory.mktemp("converted")
    assert "Traceback" not in run(CONVERT, folder).err
    return folder


@pytest.fixture(scope="module")
def workshop(converted, tmp_path_factory) -> Path:
    """A project's folder with the digits in data/, and in models/ a converted model, a detector that finds a circle
    everywhere, a model that paints the left half of everything as one, and one that measures how bright it is; and a
    story.
    """
    folder = shutil.copytree(converted, tmp_path_factory.mktemp("workshop") / "here")
    (folder / "models/shapes.onnx").write_bytes(finder())
    (folder / "models/areas.onnx").write_bytes(painter())
    (folder / "models/pointer.onnx").write_bytes(meter())
    (folder / "data/story.txt").write_text("Once upon a time.\n", encoding="utf-8")
    return folder


@pytest.mark.process
@pytest.mark.parametrize("program", WITHOUT_ENGINE, ids=lambda path: path.stem)
def test_runs_without_the_training_engine(program, workshop, run):
    printed = run(program, workshop).out.splitlines()
    assert program.stem not in LAST_LINE or printed[-1] == LAST_LINE[program.stem]


@pytest.mark.training
def test_learns_and_converts(converted):
    assert (converted / "models/digits.onnx").is_file() and (converted / "models/again.onnx").is_file()


@pytest.mark.training
@pytest.mark.parametrize("program", [path for path in LEARNING if path != CONVERT], ids=lambda path: path.stem)
@pytest.mark.long
def test_learns(program, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    make_point_tables(tmp_path / "data/hands")
    write_sounds(tmp_path / "data/claps")
    write_motions(tmp_path / "data/wand")
    monkeypatch.setattr("sunmao.hearing.sound_training.ROUNDS", 1)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    runpy.run_path(str(program), run_name="__main__")
    assert "Traceback" not in capsys.readouterr().err
