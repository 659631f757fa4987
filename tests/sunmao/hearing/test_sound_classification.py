"""A sound model learns, answers, is tested, is kept and loaded, and becomes one ONNX file that answers the same."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sunmao.deploy import Workflow
from sunmao.errors import BadData, BadModelFile, BadValue, FileMissing, NotASound, NotTrained
from sunmao.hearing import sound_training
from sunmao.protocol.learning_messages import Evaluation, TrainingEnded
from sunmao.protocol.messages import Progress
from sunmao.runtime import session
from sunmao.server.cli.main import main
from sunmao.sound import AudioClip, SoundClassification
from sunmao.sound.audio_files import write_wav
from tests.support.acquisitions import encode_sound
from tests.support.drawn_sounds import KINDS, make_sound, write_sounds

pytestmark = pytest.mark.training
SOUNDS = [make_sound(kind, np.random.default_rng(99)) for kind in KINDS]


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """(a model, what it said while it learned); quickly: the sounds differ much."""
    folder, seen = tmp_path_factory.mktemp("sounds"), []
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(session, "emit", seen.append)
        patch.setattr(sound_training, "ROUNDS", 4)
        patch.setattr(sound_training, "MIN_STEPS", 12)
        patch.setattr(sound_training, "BATCH", 32)
        write_sounds(folder / "data" / "claps")
        model = SoundClassification()
        model.load_dataset(path="data/claps")
        model.train(random_seed=1, save_fold=(folder / "weights").as_posix())
    return model, seen


def test_it_learns_and_tells_what_it_hears(trained):
    model, seen = trained
    assert model.classes == ["背景声", "clap", "low", "whistle"]
    assert [each.done for each in seen if isinstance(each, Progress) and each.task == "train"][:4] == [1, 2, 3, 4]
    assert any(isinstance(each, TrainingEnded) for each in seen)
    results = [model.inference(sound=AudioClip(sound)) for sound in SOUNDS]
    assert [result.label for result in results] == list(KINDS)
    assert [result.is_background for result in results] == [True, False, False, False]
    assert results[1].image.shape == (240, 240, 3) and results[1].sound.duration == 1
    assert sum(results[1].scores) == pytest.approx(1, abs=1e-5)
    assert model.inference(SOUNDS[1]).label == model.inference(SOUNDS[1].tolist()).label == "clap"


def test_the_same_seed_gives_the_same_model(trained, tmp_path, monkeypatch):
    monkeypatch.setattr(sound_training, "ROUNDS", 1)
    monkeypatch.setattr(sound_training, "MIN_STEPS", 3)
    write_sounds(tmp_path / "data" / "claps", each=4, background_seconds=3)
    scores = []
    for _ in range(2):
        model = SoundClassification()
        model.load_dataset(path="data/claps", check=False)
        model.train(validate=False, random_seed=3)
        scores.append(model.inference(SOUNDS[1]).scores)
    assert scores[0] == scores[1]


def test_an_answer_takes_far_less_than_a_tenth_of_a_second(trained):
    import time

    model, taken = trained[0], []
    for _ in range(9):
        since = time.process_time()
        model.inference(SOUNDS[1])
        taken.append(time.process_time() - since)
    assert sorted(taken)[4] < 0.1


def test_it_is_tested_and_its_mistakes_are_of_sounds(trained, tmp_path):
    write_sounds(tmp_path / "new", seed=5)
    seen = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session, "emit", seen.append)
        patch.setattr(session, "is_in_studio", lambda: True)
        report = trained[0].evaluate(path="new", split="all")
    assert report.accuracy > 0.9 and report.total == 3 * 8 + 12
    (event,) = [each for each in seen if isinstance(each, Evaluation)]
    assert event.sample_kind == "sound"
    assert {"room.wav: 1", "0.wav"} <= {each.text for each in event.pictures}


def test_it_is_loaded_without_torch(trained, tmp_path):
    path = trained[0]._trained.path.as_posix()
    write_wav(tmp_path / "clap.wav", AudioClip(SOUNDS[1]))
    program = (
        "import sys\nfrom sunmao.sound import SoundClassification\nmodel = SoundClassification()\n"
        f"model.load_checkpoint({path!r})\nprint(model.inference(sound='clap.wav').label, 'torch' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    assert done.stdout.split() == ["clap", "False"], done.stderr
    (tmp_path / "bad.npz").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(BadModelFile):
        SoundClassification().load_checkpoint("bad.npz")


def test_its_onnx_file_answers_the_same(trained, tmp_path):
    path = trained[0].convert("models/claps.onnx")
    other = Workflow(checkpoint=path)
    assert other.classes == trained[0].classes and other.task == "sound_classification"
    for sound in SOUNDS:
        ours, theirs = trained[0].inference(sound), other.inference(sound)
        assert ours.label == theirs.label and np.abs(np.subtract(ours.scores, theirs.scores)).max() < 1e-3
    write_sounds(tmp_path / "new", each=2, background_seconds=2, seed=5)
    assert other.evaluate(path="new", split="all").total == 8
    write_wav(tmp_path / "clap.wav", AudioClip(SOUNDS[1]))
    done = subprocess.run([sys.executable, "models/claps.py", "clap.wav"], capture_output=True, text=True, timeout=120)
    assert done.stdout.split()[:2] == ["clap.wav", "clap"], done.stderr


@pytest.mark.parametrize(
    ("sound", "error", "key"),
    [
        (None, BadValue, "sound_no_sound"),
        ([], BadValue, "sound_no_sound"),
        (np.zeros((5, 2)), BadValue, "sound_no_sound"),
        ([float("nan")], BadValue, "sound_no_sound"),
        ("nothing.wav", FileMissing, "sound_file_missing"),
        ("text.wav", NotASound, "not_a_sound"),
    ],
)
def test_what_is_no_sound_is_said(trained, tmp_path, sound, error, key):
    (tmp_path / "text.wav").write_text("this is a text")
    with pytest.raises(error) as caught:
        trained[0].inference(sound)
    assert caught.value.key == key and caught.value.text("zh") != caught.value.text("en")


def test_silence_is_background_and_any_length_is_answered(trained):
    assert trained[0].inference(np.zeros(16000, np.float32)).label == "背景声"
    for count in (1, 100, 15_999, 16_001, 80_000):
        assert sum(trained[0].inference(np.full(count, 0.01)).scores) == pytest.approx(1, abs=1e-5)


def test_what_cannot_be_learned_from_is_said(tmp_path):
    with pytest.raises(NotTrained):
        SoundClassification().inference(SOUNDS[1])
    write_wav(tmp_path / "one" / "clap" / "1.wav", AudioClip(SOUNDS[1]))
    write_wav(tmp_path / "one" / "clap" / "2.wav", AudioClip(SOUNDS[1]))
    with pytest.raises(BadData):
        SoundClassification().load_dataset("one")


def test_the_command_line_asks_about_files_and_folders(trained, tmp_path, capsys):
    config = (Path(trained[0].save_fold) / "config.yaml").as_posix()
    random = np.random.default_rng(4)
    write_wav(tmp_path / "heard" / "a.wav", AudioClip(make_sound("whistle", random)))
    (tmp_path / "heard" / "b.json").write_bytes(encode_sound(make_sound("clap", random), "json"))
    assert main(["predict", config, (tmp_path / "heard").as_posix(), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [Path(each["file"]).name for each in said] == ["a.wav", "b.json"]
    assert [each["result"][0]["预测结果"] for each in said] == ["whistle", "clap"]
