"""Studies: every variant is trained, the hopeless ones only for a while; what was stopped goes on."""

from functools import partial

import pytest

from sunmao.blocks import find_block
from sunmao.cluster.cluster_place import make_config
from sunmao.cluster.job import EPOCH_MARK
from sunmao.cluster.worker import train_part
from sunmao.errors import BadValue, ClusterError, DatasetNotLoaded, NotTrained, TrainingDiverged
from sunmao.inference.training_place import set_place
from sunmao.nets import Linear, Network, ReLU
from sunmao.protocol.messages import Image, Metric, TableRows
from sunmao.runtime import session
from sunmao.studies import run_study, study
from sunmao.studies.training_watch import TrainingWatch
from sunmao.studies.variants import list_arguments
from sunmao.tables import TableModel, sample_table
from sunmao.tasks.registry import TASKS, load_model_class

pytestmark = pytest.mark.training
RATES = [1e-6, 1e-4, 0.03, 1e-3]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def network(folder):
    model = Network(inputs=4)
    for layer in (Linear(units=16), ReLU(), Linear(units=3)):
        model.add(layer)
    model.load_dataset(path=sample_table("iris"), target="species")
    return model


@pytest.fixture
def tree(folder):
    model = TableModel("decision_tree")
    model.load_dataset(path=sample_table("iris"), target="species")
    return model


class OtherPlace:
    """Stands for another computer: a training is done by its configuration when it is waited for, as a worker does it.

    raised: what trainings raise instead, by the name of their folder.
    """

    def __init__(self, **raised):
        self.raised, self.given, self.abandoned = raised, [], []

    def hand_in(self, checkpoint_config, info):
        config = make_config(checkpoint_config, info)
        if config is not None:
            self.given.append((checkpoint_config.folder, config, checkpoint_config.watchers[0].part))
        return config is not None

    def follow(self, tell):
        given, self.given = self.given, []
        for folder, config, part in reversed(given):
            error = self.raised.get(folder.name)
            if error is None:
                self.tell = partial(tell, folder)
                session.set_viewer(self)
                set_place(None)
                train_part(config, part)
                session.set_viewer(None)
                set_place(lambda: self)
            yield folder, error

    def show_event(self, event):
        if isinstance(event, Metric) and EPOCH_MARK in event.values:
            self.tell(event.step, event.values[EPOCH_MARK])

    def abandon(self, folder):
        self.abandoned.append(folder.name)


@pytest.fixture
def other_place():
    places = []

    def make(**raised):
        places.append(OtherPlace(**raised))
        set_place(lambda: places[-1])
        return places[-1]

    yield make
    set_place(None)
    session.set_viewer(None)


def read_weights(found) -> dict:
    import torch

    return torch.load(found.checkpoint, weights_only=True)["state_dict"]


def list_found(found) -> list[tuple]:
    return [(each.name, each.marks, each.epochs, each.state, each.curve) for each in found.outcomes]


@pytest.mark.long
def test_the_better_half_goes_on_as_if_unbroken(network, tmp_path):
    early = study(network, "lr", RATES, epochs=8, seeds=2, save_fold="early")
    full = study(network, "lr", RATES, epochs=8, seeds=2, save_fold="full", stop_early=False)
    assert sorted(each.epochs for each in early.outcomes) == [2, 2, 4, 8]
    assert [each.epochs for each in full.outcomes] == [8] * 4
    assert early.best == full.best == {"lr": 0.03}
    for short, whole in zip(early.outcomes, full.outcomes, strict=True):
        assert short.curve == whole.curve[: short.epochs]
    network.load_checkpoint(early.checkpoint)  # the winner's weights are a file of such a network
    assert {path.parent.name for path in (tmp_path / "early").rglob("*.pth")} == {
        f"{RATES.index(early.best['lr']) + 1}_{seed}" for seed in (1, 2)
    }
    kinds = [type(event) for event in early.as_events()]
    assert kinds == [TableRows, Image]


def test_elsewhere_it_finds_the_same(network, tree, other_place):
    asked = {"argument_2": "data_share", "values_2": [0.5, 1.0], "seeds": 2, "stop_early": True}
    here = study(network, "lr", RATES, epochs=4, save_fold="here", seeds=2)
    shares = study(tree, "max_depth", [1, 3], save_fold="shares", **asked)
    other_place()
    there = study(network, "lr", RATES, epochs=4, save_fold="there", seeds=2)
    assert list_found(there) == list_found(here) and there.best == here.best and there.rows == here.rows
    first, second = read_weights(here), read_weights(there)
    assert first.keys() == second.keys() and all(first[name].equal(second[name]) for name in first)
    assert study(tree, "max_depth", [1, 3], save_fold="shares_there", **asked).rows == shares.rows


def test_a_training_that_fails_is_a_row_with_its_sentence_and_is_tried_again(network, other_place):
    other_place(**{"1_1": ClusterError("cluster_lost"), "2_1": TrainingDiverged("study_all_diverged", count=1)})
    found = study(network, "lr", RATES, epochs=4)
    assert [each.state for each in found.outcomes][:2] == ["failed", "diverged"]
    assert found.rows[0][3] == ClusterError("cluster_lost").text() and found.best["lr"] in RATES[2:]
    other_place()
    again = study(network, "lr", RATES, epochs=4)
    assert [each.state for each in again.outcomes][:2] == ["stopped_early", "diverged"]
    other_place(**{"1_1": ClusterError("cluster_lost"), "2_1": ClusterError("cluster_lost")})
    with pytest.raises(ClusterError):
        study(network, "lr", RATES[:2], epochs=4)


def test_stopped_elsewhere_it_goes_on_where_it_stood(network, other_place):
    whole = study(network, "lr", RATES, epochs=4, save_fold="whole")
    other_place(**{"2_1": KeyboardInterrupt()})
    with pytest.raises(KeyboardInterrupt):
        study(network, "lr", RATES, epochs=4, save_fold="broken")
    place = other_place()
    assert list_found(study(network, "lr", RATES, epochs=4, save_fold="broken")) == list_found(whole)
    assert not place.abandoned
    study(network, "lr", RATES[:2], epochs=1, save_fold="broken")
    assert set(place.abandoned) >= {f"{RATES.index(whole.best['lr']) + 1}_1"}


def test_what_cannot_be_handed_in_is_trained_here(network, other_place, monkeypatch):
    place = other_place()
    monkeypatch.setattr(place, "hand_in", lambda checkpoint_config, info: False)
    assert study(network, "lr", RATES[1:3], epochs=2).best == {"lr": 0.03}


def test_a_study_that_was_stopped_goes_on_where_it_stood(network, monkeypatch):
    whole = study(network, "lr", RATES, epochs=4, save_fold="whole")
    epochs = []

    def count(self, training):
        epochs.append(len(training.history))
        watch(self, training)
        if len(epochs) == 3:
            raise session.StopProgram

    watch = TrainingWatch.after_epoch
    monkeypatch.setattr(TrainingWatch, "after_epoch", count)
    with pytest.raises(session.StopProgram):
        study(network, "lr", RATES, epochs=4, save_fold="broken")
    again = study(network, "lr", RATES, epochs=4, save_fold="broken")
    assert list_found(again) == list_found(whole)
    assert len(epochs) <= 4 + 2 + 2 + 1  # but the epoch in which it was stopped none is learned twice
    del epochs[:]
    assert list_found(study(network, "lr", RATES, epochs=4, save_fold="broken")) == list_found(whole)
    assert not epochs
    study(network, "lr", RATES[1:3], epochs=1, save_fold="broken")  # another study begins anew
    assert epochs


def test_a_long_study_says_so_once_after_its_first_training(network, monkeypatch, capsys):
    monkeypatch.setattr(run_study, "LONG", 0)
    study(network, "lr", RATES[:2], epochs=2)
    assert capsys.readouterr().out.count("more minutes") == 1
    monkeypatch.setattr(run_study, "LONG", 60)
    study(network, "lr", RATES[:2], epochs=2, resume=False)
    assert "more minutes" not in capsys.readouterr().out


@pytest.mark.long
def test_what_has_no_epochs_is_fitted_and_more_data_is_foreseen(tree, capsys):
    found = study(tree, "max_depth", [1, 3], argument_2="data_share", values_2=[0.2, 1], seeds=3)
    assert [row[:2] for row in found.rows] == [[1, 0.2], [1, 1.0], [3, 0.2], [3, 1.0]]
    assert found.best["max_depth"] == 3 and found.forecast is None
    assert all(each.spread is not None and len(each.marks) == 3 for each in found.outcomes)
    model = TableModel("linear")
    model.load_dataset(path=sample_table("diabetes"), target="progression")
    more = study(model, "data_share", [0.05, 0.2, 0.5, 1], seeds=2, save_fold="more")
    assert more.forecast.more == 2 * more.forecast.count
    assert more.forecast.low <= more.forecast.high
    assert str(more.forecast.more) in capsys.readouterr().out
    assert len(tree._dataset.items("test")) == 30 and tree._trained is None  # it stays as it is


def test_a_training_that_breaks_is_a_result(network, monkeypatch):
    train = run_study._StudyRun._train

    def break_first(self, training, until):
        if training.variant == 0:
            training.state = "diverged"
        else:
            train(self, training, until)

    monkeypatch.setattr(run_study._StudyRun, "_train", break_first)
    found = study(network, "lr", RATES[1:3], epochs=4)
    assert [each.state for each in found.outcomes] == ["diverged", "best"]
    with pytest.raises(TrainingDiverged):
        study(network, "lr", [0.5], epochs=4)


def test_what_cannot_be_studied_is_said_before_anything_is_trained(network, tree):
    for argument, values in (("lrr", [1]), ("lr", []), ("lr", 0.1), ("lr", [0.1, "a"]), ("data_share", [0.5, 2])):
        with pytest.raises(BadValue):
            study(network, argument, values)
    for more in ({"argument_2": "lr", "values_2": [1]}, {"seeds": 0}, {"seeds": 400}, {"argument_2": "lr"}):
        with pytest.raises(BadValue):
            study(network, "lr", RATES[:2], **more)
    with pytest.raises(BadValue):
        study(tree, "neighbors", [1, 3])
    with pytest.raises(BadValue):
        study("model", "lr", [1])
    with pytest.raises(DatasetNotLoaded):
        study(TableModel("knn"), "neighbors", [1])


def test_what_measures_nothing_cannot_be_studied(folder):
    model = TableModel("kmeans")
    model.load_dataset(path=sample_table("iris"))
    with pytest.raises(BadValue):
        study(model, "data_share", [0.5, 1])


def test_the_weights_of_the_best_may_be_gone(tree, tmp_path):
    found = study(tree, "max_depth", [1, 3])
    (tmp_path / found.checkpoint).unlink()
    with pytest.raises(NotTrained):
        study(tree, "max_depth", [1, 3]).checkpoint


def test_every_kind_of_learning_has_variants(folder):
    kinds = [load_model_class(name) for name in TASKS]
    for kind in kinds:
        model = kind()
        assert model._make_variant()._get_made() == model._get_made()
        assert "data_share" in list_arguments(kind)
    offered = {option[0] for option in find_block("test_study").hole("argument").options}
    assert offered <= {name for kind in kinds for name in list_arguments(kind)}
