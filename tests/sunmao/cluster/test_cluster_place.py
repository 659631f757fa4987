"""A studio's programs that train on a cluster: the real gateway and worker; only Ray is stood for."""

from dataclasses import replace

import pytest

from sunmao.cluster.cluster_address import FOLDER, add_name
from sunmao.cluster.cluster_place import ClusterPlace, make_config
from sunmao.cluster.job import Limits
from sunmao.data.builtin.samples import make_sample
from sunmao.protocol.codec import to_json
from sunmao.training.checkpoints.checkpointing import CheckpointConfig
from sunmao.training.config_files.training_call import TrainingCall
from sunmao.vision import Classification
from tests.support.cluster import LocalCluster
from tests.support.observed_run import studio  # noqa: F401 - a fixture

pytestmark = pytest.mark.training

STUDY = """
from sunmao.vision import Classification
from sunmao.studies import study
model = Classification(backbone='LeNet')
model.load_dataset(path='data/digits')
table = study(model, 'lr', [0.00001, 0.001, 0.002], epochs=EPOCHS, save_fold='FOLDER')
for row in table.rows:
    print(*row)
"""
PROGRAM = """
from sunmao.vision import Classification
model = Classification(backbone='LeNet')
model.load_dataset(path='data/digits')
log = model.train(epochs=EPOCHS, random_seed=3)
print(len([line for line in log if line['mode'] == 'val']), 'epochs in the log')
print(model.evaluate().split)
"""
INFO = {
    "model": "LeNet",
    "task": "classification",
    "image_size": 32,
    "parameters": {"epochs": 2, "seed": None, "checkpoint": None, "pretrained": False},
    "data": {"path": "digits", "hash": "0" * 64},
}


@pytest.fixture(scope="module", autouse=True)
def cluster(tmp_path_factory):
    """A cluster called lab-server, before the studio begins."""
    folder = tmp_path_factory.mktemp("cluster")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER, str(folder / "names"))
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        made = LocalCluster(folder / "server")
        add_name("lab-server", str(made.address))
        yield made
        made.close()


def prepare(studio):
    """A project with the digits."""
    told = studio.run("print('ready')")
    told.ends()
    make_sample("digits", told.folder / "data")
    return told


def start(studio, epochs: int):
    """A project with the digits, whose program trains on lab-server."""
    return start_again(prepare(studio), epochs)


def start_again(told, epochs: int, program: str = PROGRAM, train_on: str = "lab-server"):
    told.events.clear()
    told.over.clear()
    files = {"python": program.replace("EPOCHS", str(epochs))}
    told.summary = told.studio.runs.start(told.project, told.folder, files, train_on=train_on)
    return told


def list_steps(told) -> list:
    return [each["step"] for each in told.kind("metric")]


@pytest.mark.process
@pytest.mark.training
@pytest.mark.long
def test_it_trains_there_and_goes_on_here_as_if_trained_here(studio, cluster):
    told = start(studio, 2).ends()
    assert told.states()[-1] == "finished", told.events[-5:]
    states = [each["state"] for each in told.kind("place")]
    assert (states[0], states[-1]) == ("sending", "ended") and "running" in states
    assert list_steps(told) == [1, 2]
    [ended] = told.kind("trained")
    assert ended["reason"] == "finished" and (told.folder / ended["path"]).is_file()
    kinds = [each["kind"] for each in told.events]
    assert kinds.index("trained") > max(n for n, kind in enumerate(kinds) if kind == "metric")
    assert "2 epochs in the log" in told.text() and "Epoch [" not in told.text()
    assert (told.folder / "checkpoints/cls_model/config.yaml").is_file()
    assert not (told.folder / "checkpoints/cls_model/handed_in.json").exists()
    assert len(cluster.engine.processes) == 1


@pytest.mark.process
@pytest.mark.training
@pytest.mark.long
def test_what_is_lost_is_found_again_and_stop_brings_the_weights(studio, cluster):
    before = len(cluster.gateway.jobs.list_jobs())
    told = start(studio, 500)
    told.until(lambda told: list_steps(told)[-1:] >= [2], "two epochs")
    cluster.shut()
    told.until(lambda told: told.kind("place")[-1]["state"] == "silent", "the lost link")
    assert told.stop()
    assert told.ends().states()[-1] == "stopped"
    cluster.open()
    start_again(told, 500)
    told.until(lambda told: list_steps(told)[-1:] >= [4], "more epochs")
    assert any("is still on lab-server" in each["en"] for each in told.kind("note"))
    assert told.stop()
    assert told.ends().states()[-2:] == ["stopping", "stopped"], told.events[-5:]
    assert [job.state for job in cluster.gateway.jobs.list_jobs()[before:]] == ["stopped"]
    [ended] = told.kind("trained")
    assert ended["reason"] == "stopped" and (told.folder / ended["path"]).is_file()


@pytest.fixture
def room(cluster):
    cluster.engine.room = 2
    yield
    cluster.engine.room = 1


def list_states(cluster, before: int) -> list[str]:
    return [job.state for job in cluster.gateway.jobs.list_jobs()[before:]]


@pytest.mark.process
@pytest.mark.long
def test_a_studys_trainings_are_there_at_once_and_find_the_same(studio, cluster, room):
    before = len(cluster.gateway.jobs.list_jobs())
    told = prepare(studio)
    start_again(told, 4, STUDY.replace("FOLDER", "kept/there"))
    told.until(lambda told: list_states(cluster, before).count("handed") == 2, "two at once")
    assert told.ends().states()[-1] == "finished", told.events[-5:]
    there, curves = told.text(), [each["values"] for each in told.kind("metric")]
    assert {each["state"] for each in told.kind("place")} >= {"sending", "running", "ended"}
    assert list_states(cluster, before) == ["finished"] * (3 + 2 + 1)
    start_again(told, 4, STUDY.replace("FOLDER", "kept/here"), train_on="").ends()
    assert told.text() == there and len(there.splitlines()) == 3
    key = str
    assert sorted(curves, key=key) == sorted((each["values"] for each in told.kind("metric")), key=key)


@pytest.mark.process
@pytest.mark.long
def test_a_study_that_is_left_is_found_again_and_stopped_as_a_whole(studio, cluster, room):
    told = prepare(studio)
    before = len(cluster.gateway.jobs.list_jobs())
    left = STUDY.replace("FOLDER", "kept/left")
    start_again(told, 800, left)
    told.until(lambda told: len({str([*each["values"]]) for each in told.kind("metric")}) == 2, "two curves")
    cluster.shut()
    told.until(lambda told: told.kind("place")[-1]["state"] == "silent", "the lost link")
    assert told.stop()
    assert told.ends().states()[-1] == "stopped"
    cluster.open()
    start_again(told, 800, left)
    told.until(lambda told: len(list_steps(told)) > 4, "the curves")
    assert len(list_states(cluster, before)) == 3  # none is handed in twice
    assert told.stop()
    assert told.ends().states()[-1] == "stopped", told.events[-5:]
    assert list_states(cluster, before) == ["stopped"] * 3
    assert (told.folder / "kept/left/1_1/latest.pth").is_file() and not [
        *told.folder.glob("kept/left/*/handed_in.json")
    ]


class RoomClient:
    """Answers as the gateway of a cluster with these nodes, of which this computer has none like them."""

    def __init__(self, nodes):
        self.nodes = nodes

    def ask(self, path):
        assert path == "/room"
        return {"nodes": [to_json(node) for node in self.nodes], "jobs": 0}


@pytest.mark.parametrize("cards, epochs, wanted", [(1, 2, 0), (1, 5000, 1), (0, 5000, 0)])
def test_only_what_is_long_without_a_card_asks_for_one(tmp_path, cards, epochs, wanted):
    place = ClusterPlace("lab-server", RoomClient([Limits(8), Limits(4, cards)]))
    asked = CheckpointConfig(tmp_path, metrics=None, call=TrainingCall(Classification, "train"))
    info = {**INFO, "parameters": {"epochs": epochs}, "data": {"pictures": {"train": 100}}}
    assert place._choose_limits(asked, info).cards == wanted


def test_what_cannot_be_asked_for_again_is_not_handed_in(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "digits").mkdir()
    call = TrainingCall(Classification, "train", {"validate": True})
    asked = CheckpointConfig(tmp_path / "out", metrics=None, call=call)
    assert make_config(replace(asked, call=None), INFO) is None
    assert make_config(asked, {**INFO, "data": {**INFO["data"], "path": "none"}}) is None
    config = make_config(asked, INFO)
    assert config.list_inputs() == ["digits"] and config.save_fold == "out"
    [watched, whole] = (
        make_config(each, INFO).make_portable(tmp_path)["dataset"]
        for each in (replace(asked, watchers=(object(),)), asked)
    )
    assert whole == {**watched, "content_hash": INFO["data"]["hash"]}  # a study's training has a part of the data


@pytest.mark.parametrize("resume, switch, wanted", [(None, "", None), (None, "1", True), (False, "1", False)])
def test_a_stopped_training_goes_on_there_where_it_would_here(tmp_path, monkeypatch, resume, switch, wanted):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_RESUME", switch)
    (tmp_path / "digits").mkdir()
    call = TrainingCall(Classification, "train", {"validate": True})
    config = make_config(CheckpointConfig(tmp_path / "out", metrics=None, resume=resume, call=call), INFO)
    assert config.make_portable(tmp_path)["train"].get("resume") is wanted
