"""A gesture model learns, answers, is tested, is kept and loaded, and becomes one ONNX file that answers the same."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sunmao.deploy import Workflow
from sunmao.errors import BadData, BadModelFile, BadValue, FileMissing, NotAMotion, NotTrained
from sunmao.motion import MotionClassification, MotionClip, write_motion
from sunmao.protocol.learning_messages import Evaluation, TrainingEnded
from sunmao.runtime import session
from sunmao.server.cli.main import main
from tests.support.acquisitions import encode_motion
from tests.support.drawn_motions import KINDS, make_motion, write_motions

pytestmark = pytest.mark.training
MOTIONS = [make_motion(kind, np.random.default_rng(99)) for kind in KINDS]


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """(a model, what it said while it learned)."""
    folder, seen = tmp_path_factory.mktemp("motions"), []
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(session, "emit", seen.append)
        write_motions(folder / "data" / "wand")
        model = MotionClassification()
        model.load_dataset(path="data/wand")
        model.train(random_seed=1, save_fold=(folder / "weights").as_posix())
    return model, seen


def test_it_learns_and_tells_what_it_feels(trained):
    model, seen = trained
    assert model.classes == list(KINDS) and any(isinstance(each, TrainingEnded) for each in seen)
    results = [model.inference(motion=MotionClip(motion)) for motion in MOTIONS]
    assert [result.label for result in results] == list(KINDS)
    assert [result.is_still for result in results] == [kind == "still" for kind in KINDS]
    assert results[1].image.shape == (240, 240, 3) and results[1].motion.duration == 2
    assert sum(results[1].scores) == pytest.approx(1, abs=1e-5)
    assert model.inference(MOTIONS[1].tolist()).label == "shake"


def test_speed_and_strength_do_not_count(trained):
    random, right = np.random.default_rng(5), []
    for speed, strength in ((0.65, 0.5), (0.7, 2), (1.4, 0.5), (1.5, 2)):
        for kind in ("circle", "shake", "swing"):
            takes = [make_motion(kind, random, speed, strength) for _ in range(5)]
            right += [trained[0].inference(take).label == kind for take in takes]
    assert np.mean(right) >= 0.95


def test_the_same_seed_gives_the_same_model(tmp_path):
    write_motions(tmp_path / "data" / "wand", each=5)
    scores = []
    for _ in range(2):
        model = MotionClassification()
        model.load_dataset(path="data/wand", check=False)
        model.train(validate=False, random_seed=3)
        scores.append(model.inference(MOTIONS[0]).scores)
    assert scores[0] == scores[1]


def test_it_is_tested_and_its_mistakes_are_of_motion(trained, tmp_path):
    write_motions(tmp_path / "new", seed=5)
    seen = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session, "emit", seen.append)
        patch.setattr(session, "is_in_studio", lambda: True)
        report = trained[0].evaluate(path="new", split="all")
    assert report.accuracy > 0.95 and report.total == 40
    (event,) = [each for each in seen if isinstance(each, Evaluation)]
    assert event.sample_kind == "motion"


def test_it_is_loaded_without_torch(trained, tmp_path):
    path = trained[0]._trained.path.as_posix()
    write_motion(tmp_path / "shake.csv", MotionClip(MOTIONS[1]))
    program = (
        "import sys\nfrom sunmao.motion import MotionClassification\nmodel = MotionClassification()\n"
        f"model.load_checkpoint({path!r})\nprint(model.inference(motion='shake.csv').label, 'torch' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    assert done.stdout.split() == ["shake", "False"], done.stderr
    (tmp_path / "bad.npz").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(BadModelFile):
        MotionClassification().load_checkpoint("bad.npz")


def test_its_onnx_file_answers_the_same(trained, tmp_path):
    path = trained[0].convert("models/wand.onnx")
    other = Workflow(checkpoint=path)
    assert other.classes == trained[0].classes and other.task == "motion_classification"
    random = np.random.default_rng(3)
    for motion in (*MOTIONS, *(make_motion(kind, random, 0.7, 2) for kind in KINDS for _ in range(5))):
        ours, theirs = trained[0].inference(motion), other.inference(motion)
        assert ours.label == theirs.label and np.abs(np.subtract(ours.scores, theirs.scores)).max() < 1e-3
    write_motions(tmp_path / "new", each=2, seed=5)
    assert other.evaluate(path="new", split="all").total == 8
    write_motion(tmp_path / "shake.csv", MotionClip(MOTIONS[1]))
    done = subprocess.run([sys.executable, "models/wand.py", "shake.csv"], capture_output=True, text=True, timeout=120)
    assert done.stdout.split()[:2] == ["shake.csv", "shake"], done.stderr


@pytest.mark.parametrize(
    ("motion", "error", "key"),
    [
        (None, BadValue, "motion_no_motion"),
        ([], BadValue, "motion_no_motion"),
        (np.zeros((5, 2)), BadValue, "motion_no_motion"),
        ([[0, 0, float("nan")]], BadValue, "motion_no_motion"),
        ("nothing.csv", FileMissing, "motion_file_missing"),
        ("text.csv", NotAMotion, "not_a_motion"),
    ],
)
def test_what_is_no_motion_is_said(trained, tmp_path, motion, error, key):
    (tmp_path / "text.csv").write_text("this is a text")
    with pytest.raises(error) as caught:
        trained[0].inference(motion)
    assert caught.value.key == key and caught.value.text("zh") != caught.value.text("en")


def test_any_length_is_answered(trained):
    for count in (1, 2, 99, 101, 5000):
        assert sum(trained[0].inference(np.ones((count, 3))).scores) == pytest.approx(1, abs=1e-5)


def test_what_cannot_be_learned_from_is_said(tmp_path):
    with pytest.raises(NotTrained):
        MotionClassification().inference(MOTIONS[1])
    for number in (1, 2):
        write_motion(tmp_path / "one" / "wave" / f"{number}.csv", MotionClip(MOTIONS[number]))
    with pytest.raises(BadData):
        MotionClassification().load_dataset("one")


def test_the_command_line_asks_about_files_and_folders(trained, tmp_path, capsys):
    config = (Path(trained[0].save_fold) / "config.yaml").as_posix()
    write_motion(tmp_path / "takes" / "a.csv", MotionClip(MOTIONS[1]))
    (tmp_path / "takes" / "b.cbor").write_bytes(encode_motion(MOTIONS[3], "cbor"))
    (tmp_path / "takes" / "note.txt").write_text("none")
    assert main(["predict", config, (tmp_path / "takes").as_posix(), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [Path(each["file"]).name for each in said] == ["a.csv", "b.cbor"]
    assert [each["result"][0]["预测结果"] for each in said] == [KINDS[1], KINDS[3]]
    assert main(["predict", config, (tmp_path / "takes" / "a.csv").as_posix()]) == 0
    assert KINDS[1] in capsys.readouterr().out
    (tmp_path / "empty").mkdir()
    assert main(["predict", config, (tmp_path / "empty").as_posix()]) == 1
    assert ".cbor" in capsys.readouterr().err
    assert main(["predict", config, (tmp_path / "takes" / "note.txt").as_posix(), "--json"]) == 1
