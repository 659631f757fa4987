"""Pictures of an earlier run: in the studio the pupil is asked once for each data set what is to become of them."""

import os
import zipfile
from pathlib import Path

import numpy as np
import pytest

from sunmao.cameras import Camera
from sunmao.data import Dataset, collect_dataset
from sunmao.data.capture import earlier_pictures
from sunmao.data.capture.image_capture import encode_captured, save_image_bytes
from sunmao.errors import BadValue
from sunmao.models.weight_metadata import write_metadata
from sunmao.runtime import session

PICTURE = encode_captured(np.full((24, 32, 3), 90, np.uint8))
GO_ON, ANEW, ADD = 0, 1, 2


@pytest.fixture(autouse=True)
def workshop(monkeypatch, tmp_path):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def camera():
    with Camera("simulated") as opened:
        yield opened


@pytest.fixture
def studio(monkeypatch):
    """A pupil in the studio: a list of the options that were offered; `choose` says which of them is pressed."""
    offered: list[list[str]] = []

    def choose(which: int):
        monkeypatch.setattr(earlier_pictures, "_answers", {})
        monkeypatch.setattr(earlier_pictures, "_captured_classes", set())
        monkeypatch.setattr(earlier_pictures.session, "is_in_studio", lambda: True)
        monkeypatch.setattr(
            session, "ask", lambda question, form, options, text, usual: offered.append(options) or options[which]
        )
        return offered

    return choose


def keep(label: str, count: int) -> None:
    for _ in range(count):
        save_image_bytes(Path("data/x"), label, PICTURE)


def test_go_on_takes_what_lacks(studio):
    keep("a", 3)
    keep("b", 1)
    offered = studio(GO_ON)
    assert earlier_pictures.plan_captures(Path("data/x"), ["a", "b", "c"], 3) == {"a": 0, "b": 2, "c": 3}
    assert offered == [["Keep these 4 and take 5 more", "Take all anew; the old ones go into the bin", "Add 9 more"]]


def test_nothing_is_asked_twice_nor_of_what_this_run_has_taken(studio):
    keep("a", 2)
    offered = studio(GO_ON)
    plans = [earlier_pictures.plan_captures(Path("data/x"), [label], 2) for label in ("a", "b", "b", "a")]
    assert plans == [{"a": 0}, {"b": 2}, {"b": 2}, {"a": 2}] and len(offered) == 1
    assert offered[0][0] == "Go on with these 2"


USE, TRAIN = 0, 1


@pytest.fixture(params=["models/x", "checkpoints/cls_model"])
def trained(monkeypatch, request):
    """A model that was trained with the pictures; says what its weights say of themselves."""
    monkeypatch.setenv("SUNMAO_TRAINED", "ask")
    folder = Path(request.param)
    folder.mkdir(parents=True)

    def write(dataset: str = "data/x", ended: dict | None = None):
        with zipfile.ZipFile(folder / "latest.pth", "w") as file:
            file.writestr("archive/data.pkl", b"")
        with open(folder / "latest.pth", "r+b") as file:
            write_metadata(file, {"data": {"path": dataset}, "ended": ended or {"file": "best.pth"}})

    return write


@pytest.mark.parametrize(("which", "used"), [(USE, True), (TRAIN, False), (2, None)])
def test_pictures_and_their_model_are_one_question(studio, trained, which, used):
    keep("a", 2)
    trained()
    offered = studio(which)
    plan = earlier_pictures.plan_captures(Path("data/x"), ["a"], 2)
    assert plan == {"a": 2 if used is None else 0}
    assert [len(options) for options in offered] == [4]
    assert earlier_pictures.use_trained(Path("data/x").absolute()) is used
    assert earlier_pictures.use_trained(Path("data/other")) is None


@pytest.mark.parametrize("dataset", ["data/other", None])
def test_a_model_of_other_pictures_is_not_asked_about(studio, trained, dataset):
    keep("a", 2)
    trained(dataset)
    offered = studio(GO_ON)
    assert earlier_pictures.plan_captures(Path("data/x"), ["a"], 2) == {"a": 0}
    assert offered[0][0] == "Go on with these 2" and earlier_pictures.use_trained(Path("data/x")) is None


def test_a_model_is_not_used_where_pictures_are_still_taken(studio, trained):
    keep("a", 1)
    trained()
    assert studio(GO_ON) == []
    earlier_pictures.plan_captures(Path("data/x"), ["a"], 2)
    assert earlier_pictures.use_trained(Path("data/x")) is None


def test_anew_puts_the_old_ones_into_the_bin(studio):
    keep("a", 2)
    keep("other", 1)
    studio(ANEW)
    assert earlier_pictures.plan_captures(Path("data/x"), ["a"], 2) == {"a": 2}
    keep("a", 1)
    assert Dataset("data/x").count_pictures("a") == 1 and Dataset("data/x").count_pictures("other") == 1
    assert sorted(os.listdir("data/x/a")) == ["1.jpg", "2.jpg", "3.jpg"]


def test_add_takes_as_many_again(studio):
    keep("a", 2)
    studio(ADD)
    assert earlier_pictures.plan_captures(Path("data/x"), ["a", "b"], 2) == {"a": 2, "b": 2}


def test_without_a_studio_nothing_is_asked():
    keep("a", 2)
    assert earlier_pictures.plan_captures(Path("data/x"), ["a"], 2) == {"a": 2}


def test_a_set_is_begun_with_its_classes(camera, capsys):
    dataset = collect_dataset("data/x", "rock, paper、scissors", n=2, camera=camera, interval=0, countdown=0.05)
    assert dataset.classes == ["paper", "rock", "scissors"] and dataset.count_pictures() == 6
    assert [line.split("'")[1] for line in capsys.readouterr().out.splitlines() if line.startswith("Taking")] == [
        "rock",
        "paper",
        "scissors",
    ]


@pytest.mark.parametrize("labels", ["", " 、,", [], None, 3])
def test_classes_have_names(labels, camera):
    with pytest.raises(BadValue, match="no classes"):
        collect_dataset("data/x", labels, n=1, camera=camera)


def test_all_names_are_looked_at_before_the_first_picture(camera):
    with pytest.raises(BadValue):
        collect_dataset("data/x", ["a", "b/c"], n=1, camera=camera, countdown=0)
    assert not Path("data").exists()
