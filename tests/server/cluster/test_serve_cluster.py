"""A real cluster on this computer: `sunmao cluster start`, Ray behind it, trainings handed in and killed."""

import re
import subprocess
from pathlib import Path

import psutil
import pytest

from sunmao.cluster.cluster_address import FOLDER
from sunmao.server.cluster.node_addresses import LOOPBACK, find_open_port
from sunmao.server.processes.process_tree import find_descendants
from tests.support.limits import HANG_TIMEOUT, poll_until
from tests.support.ray_cluster import RayCluster, needs_ray, start_sunmao

pytestmark = [pytest.mark.process, pytest.mark.training, pytest.mark.long, needs_ray]


@pytest.fixture
def cluster(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path / "names"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made = RayCluster(tmp_path / "cluster")
    made.start()
    yield made
    made.end()


@pytest.fixture
def project(tmp_path) -> Path:
    """A project in which a training of two epochs has left its `config.yaml` and weights in models/here."""
    from sunmao.data.builtin.samples import make_sample

    folder = tmp_path / "project"
    make_sample("digits", folder / "data")
    (folder / "models" / "here").mkdir(parents=True)
    (folder / "models" / "here" / "config.yaml").write_text(
        "format: 1\nmodel: {task: classification, backbone: LeNet, weights: fresh}\n"
        "dataset: {path: ../../data/digits}\ntrain: {epochs: 2, random_seed: 3, save_fold: .}\n"
    )
    return folder


def start_training(project: Path, name: str, *words: str) -> subprocess.Popen:
    config = "models/here/config.yaml"
    return start_sunmao("train", config, "-o", f"train.save_fold=models/{name}", *words, folder=project)


def read_weights(folder: Path) -> dict:
    import torch

    [best] = folder.glob("best_*.pth")
    return torch.load(best, weights_only=True)["state_dict"]


def assert_same_weights(project: Path, one: str, other: str) -> None:
    first, second = read_weights(project / "models" / one), read_weights(project / "models" / other)
    assert first.keys() == second.keys()
    assert all(first[name].equal(second[name]) for name in first)


def test_the_same_weights_here_and_there_whatever_dies(cluster, project):
    assert find_open_port(find_descendants([psutil.Process(cluster.process.pid)]), LOOPBACK) is None
    epochs = ("-o", "train.epochs=12")
    here = start_training(project, "local", *epochs)
    assert here.wait(HANG_TIMEOUT) == 0, here.stderr.read()
    there = start_training(project, "ray", *epochs, "--where", cluster.address)
    results = cluster.folder / "jobs"
    poll_until(lambda: there.poll() is not None or [*results.glob("*/results/*/*")], "a checkpoint")
    assert there.poll() is None, there.stderr.read()
    for line in there.stdout:
        if line.startswith("Epoch(val) [3]"):
            break
    [worker] = poll_until(lambda: cluster.find("sunmao.cluster.worker"), "the worker")[-1:]
    worker.kill()
    for line in there.stdout:
        if line.startswith("Epoch(val) [6]"):
            break
    cluster.find("gcs_server")[0].kill()
    output, errors = there.communicate(timeout=HANG_TIMEOUT)
    assert there.returncode == 0, errors
    assert "Epoch(val) [12]" in output
    assert_same_weights(project, "local", "ray")
    assert not (project / "models" / "ray" / "handed_in.json").exists()
    listed = start_sunmao("cluster", "jobs", cluster.address).communicate(timeout=HANG_TIMEOUT)[0].split()
    assert listed[1] == "finished" and int(listed[2]) >= 3


def test_a_training_that_is_left_is_found_again_and_stopped(cluster, project):
    words = ("-o", "train.epochs=500", "--where", cluster.address)
    first = start_training(project, "left", *words)
    for line in first.stdout:
        if line.startswith("Epoch(val) [2]"):
            break
    first.kill()
    first.communicate()
    port = int(re.search(r":(\d+)/", cluster.address)[1])
    cluster.process.kill()  # and with it the head, at the next start
    cluster.process.communicate()
    cluster.start(port)
    again = start_training(project, "left", *words)
    assert "is still on" in again.stdout.readline()
    id = start_sunmao("cluster", "jobs", cluster.address).communicate(timeout=HANG_TIMEOUT)[0].split()[0]
    for line in again.stdout:
        if "goes on" in line or "Epoch(val) [4]" in line:
            break
    assert start_sunmao("cluster", "stop", cluster.address, id).wait(HANG_TIMEOUT) == 0
    output, errors = again.communicate(timeout=HANG_TIMEOUT)
    assert again.returncode == 130, (output, errors)
    assert (project / "models" / "left" / "latest.pth").is_file()
