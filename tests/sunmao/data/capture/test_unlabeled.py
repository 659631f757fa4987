"""Pictures of which a model was unsure wait in the data set, and are not learned from before somebody labels them."""

import numpy as np
import pytest

from sunmao.data import Dataset
from sunmao.data.capture import unlabeled
from sunmao.data.capture.unlabeled import FOLDER, UnlabeledPictures
from sunmao.data.dataset_metadata import write_metadata
from sunmao.errors import BadValue
from sunmao.tasks.classification.results import Result
from sunmao.tasks.multi_label.results import TagResult
from sunmao.tasks.text_classification.results import TextResult


def make_image(seed: int) -> np.ndarray:
    """A picture of large random fields, like no other."""
    fields = np.random.default_rng(seed).integers(0, 256, (6, 8, 3), np.uint8)
    return fields.repeat(20, axis=0).repeat(20, axis=1)


def answer(seed: int, sure: float) -> Result:
    return Result(make_image(seed), [1 - sure, sure], ["cat", "dog"])


@pytest.fixture
def dataset(tmp_path, monkeypatch):
    monkeypatch.setattr(unlabeled, "INTERVAL", 0.0)
    made = Dataset(path=tmp_path / "pets")
    for number, label in enumerate(("cat", "dog")):
        made.add(make_image(100 + number), label)
    return made


def test_only_what_is_unsure_is_kept_and_each_thing_once(dataset, capsys):
    assert dataset.keep_unsure(answer(1, 0.55)) and not dataset.keep_unsure(answer(2, 0.95))
    assert not dataset.keep_unsure(answer(1, 0.51)), "nearly the same waits already"
    assert dataset.keep_unsure(answer(3, 0.8), below=0.9)
    said = capsys.readouterr().out
    assert said.count(FOLDER) == 1 and "100" in said
    waiting = UnlabeledPictures(dataset._path)
    assert waiting.list_names() == ["2.jpg", "1.jpg"]
    assert len(dataset.items()) == 2 and dataset.classes == ["cat", "dog"]


def test_no_more_wait_than_was_asked_for(dataset):
    kept = [dataset.keep_unsure(answer(seed, 0.5), at_most=3) for seed in range(6)]
    assert kept == [True] * 3 + [False] * 3


def test_at_most_one_a_second(dataset, monkeypatch):
    monkeypatch.setattr(unlabeled, "INTERVAL", 1000.0)
    assert [dataset.keep_unsure(answer(seed, 0.5)) for seed in range(3)] == [True, False, False]


def test_what_is_labeled_is_learned_from(dataset):
    for seed in (1, 2):
        dataset.keep_unsure(answer(seed, 0.5))
    waiting = UnlabeledPictures(dataset._path)
    path = waiting.label("1.jpg", "dog")
    assert path is not None and path.parent.name == "dog" and waiting.list_names() == ["2.jpg"]
    assert waiting.label("1.jpg", "dog") is None and waiting.discard("2.jpg") and not waiting.discard("2.jpg")
    assert [item.label for item in Dataset(path=dataset.path).items()] == ["cat", "dog", "dog"]
    with pytest.raises(BadValue):
        waiting.label("1.jpg", "a/b")


def test_names_that_are_none_of_ours_are_left_alone(dataset):
    (dataset._path / FOLDER).mkdir()
    for name in ("note.txt", "x.jpg", "..jpg"):
        (dataset._path / FOLDER / name).write_bytes(b"")
    waiting = UnlabeledPictures(dataset._path)
    assert waiting.list_names() == [] and not waiting.discard("../cat/1.png") and not waiting.discard("x.jpg")


def test_data_sets_for_things_take_them_where_the_labeling_finds_them(tmp_path, dataset):
    (tmp_path / "toys").mkdir()
    write_metadata(tmp_path / "toys", "detection")
    toys = Dataset(path=tmp_path / "toys")
    assert [toys.keep_unsure(answer(seed, 0.5), at_most=2) for seed in range(4)] == [True, True, False, False]
    assert len(Dataset(path=tmp_path / "toys").list_unlabeled()) == 2


@pytest.mark.parametrize("given", ["cat", None, TextResult("what a day", [0.5, 0.5], ["sad", "glad"])])
def test_what_has_no_picture_is_refused_with_a_sentence(dataset, given):
    with pytest.raises(BadValue, match="unsure_no_picture|picture|照片"):
        dataset.keep_unsure(given)


def test_tags_are_unsure_near_the_middle():
    assert TagResult(None, [0.95, 0.55], ["sea", "sky"], [0.5, 0.5]).is_unsure()
    assert not TagResult(None, [0.95, 0.05], ["sea", "sky"], [0.5, 0.5]).is_unsure()
