"""A camera's program that is run again: the pupil may use what was trained, where its data and settings are the same."""

import shutil
from pathlib import Path

import pytest

from sunmao.data.capture import earlier_pictures
from sunmao.runtime import session
from sunmao.training.checkpoints import finished_training
from sunmao.training.checkpoints.weight_files import load_own_weights
from sunmao.vision import Classification

pytestmark = pytest.mark.training

USE, AGAIN = 0, 1
FOLDER = Path("models/few")


@pytest.fixture
def run(few, events, monkeypatch):
    """A run of the same program in the studio. which: the option that is pressed. Returns (options offered, model)."""
    monkeypatch.setenv("SUNMAO_TRAINED", "ask")
    monkeypatch.setenv("SUNMAO_LANG", "en")

    def begin(which: int = USE, way: str = "train", backbone: str = "LeNet", **said):
        offered: list[list[str]] = []
        monkeypatch.setattr(finished_training, "_started_folders", set())
        monkeypatch.setattr(
            session, "ask", lambda question, form, options, text, usual: offered.append(options) or options[which]
        )
        model = Classification(backbone=backbone, **({"image_size": 32} if backbone != "LeNet" else {}))
        model.load_dataset("data/few")
        model.save_fold = FOLDER
        lines = getattr(model, way)(**{"epochs": 3, **said})
        return offered, model, lines

    return begin


def kinds(events, kind: str) -> list:
    return [event for event in events if event.kind == kind]


@pytest.mark.long
@pytest.mark.parametrize(("way", "backbone"), [("train", "LeNet"), ("quick_train", "EfficientNet-Lite0")])
def test_the_trained_one_is_used_without_a_training(run, events, way, backbone):
    offered, model, lines = run(way=way, backbone=backbone)
    assert offered == [] and len(kinds(events, "training")) == 1
    weights = {path: path.read_bytes() for path in FOLDER.glob("*.pth")}
    offered, again, same = run(way=way, backbone=backbone)
    assert offered == [["Use the trained one", "Train again"]]
    assert len(kinds(events, "training")) == 1 and same == lines
    assert {path: path.read_bytes() for path in FOLDER.glob("*.pth")} == weights
    picture = next(Path("data/few").rglob("*.png"))
    assert again.inference(picture).label == model.inference(picture).label
    assert again._trained.path.name in {path.name for path in weights}
    assert "Nothing was trained" in kinds(events, "note")[-1].en


def test_train_again_trains(run, events):
    run()
    offered, _, _ = run(AGAIN)
    assert len(offered) == 1 and len(kinds(events, "training")) == 2


@pytest.mark.parametrize(("said", "trainings"), [("use", 1), ("train", 2)])
def test_what_was_said_with_the_pictures_is_not_asked_again(run, events, monkeypatch, said, trainings):
    run()
    monkeypatch.setattr(earlier_pictures, "_answers", {Path("data/few"): said})
    offered, _, _ = run()
    assert offered == [] and len(kinds(events, "training")) == trainings


@pytest.mark.long
def test_what_has_changed_is_said_and_trained(run, events):
    run()
    for said in ({"epochs": 4}, {"epochs": 4, "lr": 0.02}):
        assert run(**said)[0] == []
        assert "had other settings" in kinds(events, "note")[-2].en
    one = next(path for path in Path("data/few").rglob("*.png") if "test" not in path.as_posix())
    one.write_bytes(next(path for path in Path("data/few").rglob("*.png") if path != one).read_bytes())
    assert run(epochs=4, lr=0.02)[0] == []
    assert any("had other data" in note.en for note in kinds(events, "note"))
    assert len(kinds(events, "training")) == 4


def test_pictures_for_a_test_change_nothing_of_the_training(run):
    run()
    test = next(path for path in Path("data/few/test_set").rglob("*.png"))
    shutil.copy(test, test.with_name("one_more.png"))
    assert len(run()[0]) == 1


def test_nothing_is_offered_of_a_training_that_was_stopped(run, events):
    def stop(*_):
        raise KeyboardInterrupt

    run()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sunmao.training.observers.StopOnRequest.after_epoch", stop, raising=False)
        with pytest.raises(KeyboardInterrupt):
            run(AGAIN)
    assert "ended" not in load_own_weights(FOLDER / "latest.pth")
    assert run()[0] == []


def test_each_folder_is_asked_about_once_in_a_run(run, few):
    run()
    offered, model, _ = run()
    model.train(epochs=3)
    assert len(offered) == 1


@pytest.mark.parametrize("setting", ["", "1"])
def test_outside_of_a_camera_s_program_it_trains(run, events, monkeypatch, setting):
    run()
    monkeypatch.setenv("SUNMAO_TRAINED", setting)
    assert run()[0] == [] and len(kinds(events, "training")) == 2


def test_without_a_studio_it_trains(run, monkeypatch):
    run()
    monkeypatch.setattr(session, "is_in_studio", lambda: False)
    assert run()[0] == []


@pytest.mark.parametrize("damaged", [b"", b"PK\x03\x04 no zip", None])
def test_damaged_weights_are_trained_anew(run, damaged):
    run()
    latest = FOLDER / "latest.pth"
    if damaged is None:
        [path.unlink() for path in FOLDER.glob("best_*")]
    else:
        latest.write_bytes(damaged)
    assert run()[0] == []
