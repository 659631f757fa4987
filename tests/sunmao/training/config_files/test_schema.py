"""The keys of a config.yaml are the arguments of a model's verbs."""

import pytest

from sunmao.errors import BadConfig
from sunmao.training.config_files.schema import (
    VERBS,
    check_sections,
    get_defaults,
    is_path,
    list_parameters,
)
from sunmao.vision import Classification


class ReaderOfTest:
    """A class with three verbs."""

    _kinds = ("fresh",)

    def __init__(self, backbone: str = "a", weights: str | None = None): ...

    def load_dataset(self, path, check: bool = True): ...

    def train(self, epochs: int = 3, lr: float | None = None, names: list[str] | None = None, anything=None): ...

    def distill(self, teacher, **more): ...

    def inference(self, image, show: bool = False, top: int = 1): ...


def _refuse(data: dict) -> BadConfig:
    with pytest.raises(BadConfig) as caught:
        check_sections(ReaderOfTest, data)
    assert caught.value.text("zh") != caught.value.text("en")
    return caught.value


def test_names_and_kinds_are_those_of_the_verbs():
    assert list_parameters(ReaderOfTest, "train")["epochs"] is int
    assert list_parameters(ReaderOfTest, "train")["anything"] is None
    assert list_parameters(ReaderOfTest, "model").keys() == {"backbone", "weights", "task", "layers"}
    assert list_parameters(ReaderOfTest, "dataset").keys() == {"path", "check", "content_hash"}
    assert list_parameters(ReaderOfTest, "predict") == {"top": int}
    assert list_parameters(ReaderOfTest, "recipe") == {}
    assert get_defaults(ReaderOfTest, "train")["epochs"] == 3


def test_what_is_handed_on_counts_too():
    assert [*list_parameters(ReaderOfTest, "distill")] == ["teacher", "epochs", "lr", "names", "anything"]


def test_a_real_class_has_all_sections():
    assert all(list_parameters(Classification, section) for section in VERBS if section != "predict")
    assert "image" not in list_parameters(Classification, "predict")


@pytest.mark.parametrize(
    "said",
    [
        {"epochs": 5},
        {"lr": 0.5},
        {"lr": 1},
        {"lr": None},
        {"names": ["a", "b"]},
        {"names": None},
        {"anything": [1, "a"]},
        {"anything": None},
    ],
)
def test_values_that_fit(said):
    check_sections(ReaderOfTest, {"format": 1, "train": said, "distill": {"teacher": ["a.pth", "b.pth"]}})


@pytest.mark.parametrize(
    "said",
    [
        {"epochs": "5"},
        {"epochs": 5.0},
        {"epochs": True},
        {"epochs": None},
        {"lr": "fast"},
        {"names": "a"},
        {"names": [1]},
        {"anything": {"a": 1}},
        {"anything": [[1]]},
    ],
)
def test_values_of_another_kind(said):
    error = _refuse({"train": said})
    assert error.key == "config_wrong_kind" and error.params["setting"] == f"train.{[*said][0]}"


def test_paths_are_texts():
    check_sections(ReaderOfTest, {"dataset": {"path": "a"}})
    assert _refuse({"dataset": {"path": 3}}).key == "config_wrong_kind"
    assert _refuse({"dataset": {"path": ["a"]}}).key == "config_wrong_kind"


def test_names_that_there_are_not():
    error = _refuse({"train": {"epoch": 3}})
    assert error.key == "config_unknown_key" and "train.epochs" in error.text("en")
    assert "train" in _refuse({"trian": {}}).text("en")
    assert _refuse({"train": 3}).key == "config_no_section"


def test_which_values_are_paths():
    assert is_path(ReaderOfTest, "model", "weights", "a.pth") and not is_path(ReaderOfTest, "model", "weights", "fresh")
    assert not is_path(ReaderOfTest, "model", "weights", None) and is_path(ReaderOfTest, "train", "checkpoint", "a")
    assert not is_path(ReaderOfTest, "train", "checkpoint", None) and not is_path(ReaderOfTest, "train", "lr", "a")
