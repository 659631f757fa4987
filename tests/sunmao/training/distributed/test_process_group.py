"""Two processes learn what one would, end together, and never run the program that trains a second time."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time

import numpy as np
import psutil
import pytest
import torch
from PIL import Image

from sunmao.errors import WorkerDied
from sunmao.runtime import session
from sunmao.training.distributed import process_group
from sunmao.vision import Classification, Detection, MultiLabel
from tests.support.limits import poll_until

GRADIENT_OF_TWO = """
import copy, sys, torch, torchvision
from torch import distributed, nn
from torch.nn.parallel import DistributedDataParallel
from sunmao.training.distributed.synchronized_batch_norm import synchronize_batch_norm
from sunmao.training.distributed.synchronized_dropout import synchronize_dropout

rank = int(sys.argv[2])
distributed.init_process_group("gloo", init_method=f"file://{sys.argv[1]}/store", rank=rank, world_size=2)
torch.manual_seed(0)
body = torchvision.models.shufflenet_v2_x0_5(num_classes=16)
whole = nn.Sequential(body, nn.Dropout(0.4), nn.Linear(16, 2)).double()
network = copy.deepcopy(whole)
images, labels = torch.randn(7, 3, 64, 64).double(), torch.tensor([0, 1, 0, 1, 1, 0, 1])
torch.manual_seed(1)
nn.functional.cross_entropy(whole(images), labels).backward()
part = slice(3) if rank == 0 else slice(3, 7)
torch.manual_seed(1)
with synchronize_batch_norm(network), synchronize_dropout(network, part, 7):
    parallel = DistributedDataParallel(network)
    (nn.functional.cross_entropy(parallel(images[part]), labels[part], reduction="sum") * 2 / 7).backward()
one, two = (torch.cat([each.grad.flatten() for each in net.parameters()]) for net in (whole, network))
print(float((one - two).norm() / one.norm()))
for name in ("running_mean", "running_var"):
    print(float((getattr(whole[0].conv5[1], name) - getattr(network[0].conv5[1], name)).abs().max()))
"""

pytestmark = [pytest.mark.training, pytest.mark.process, pytest.mark.long]


@pytest.fixture
def shades(tmp_path, cache, monkeypatch):
    """Dark and bright noise in color."""
    monkeypatch.chdir(tmp_path)
    dice = np.random.default_rng(0)
    for part, count in (("training_set", 10), ("val_set", 3), ("test_set", 3)):
        for label, level in (("dark", 80), ("bright", 170)):
            folder = tmp_path / "shades" / part / label
            folder.mkdir(parents=True)
            for number in range(count):
                noise = dice.normal(level, 25, (32, 32, 3)).clip(0, 255).astype(np.uint8)
                Image.fromarray(noise).save(folder / f"{number}.png")
    return tmp_path / "shades"


def list_workers() -> list:
    """The processes of a training; other tests of this process may have left a browser or an interpreter running."""
    own = psutil.Process().children(recursive=True)
    return [each for each in own if any("distributed_worker" in word for word in each.cmdline())]


def train(folder, place: str, distributed: bool, kind=Classification, **more) -> dict:
    """Train a model and return the contents of its `latest.pth`."""
    model = kind(backbone="LeNet", weights="fresh")
    model.load_dataset(path=folder)
    model.recipe(more.pop("schedule", None))
    model.train(random_seed=1, batch_size=7, device="cpu", save_fold=place, distributed=distributed, **more)
    return torch.load(f"{place}/latest.pth", weights_only=True)


def compare(one: dict, two: dict) -> float:
    """The largest difference between two weights."""
    return max((a - two["state_dict"][name]).abs().max().item() for name, a in one["state_dict"].items())


@pytest.mark.parametrize(
    "more",
    [{"epochs": 3}, {"epochs": 2, "schedule": "plateau", "early_stop": 1, "class_weights": "balanced"}],
)
def test_two_processes_learn_what_one_does(shades, more):
    one, two = (train(shades, f"{number}", number, **more) for number in (False, True))
    assert compare(one, two) < 1e-5
    assert two["parameters"]["processes"] == 2
    assert one["loss"] == pytest.approx(two["loss"], rel=1e-4)
    assert not torch.distributed.is_initialized()
    assert not list_workers()


def test_batch_normalization_and_dropout_see_the_whole_batch(tmp_path):
    """In double precision: in single precision the layers of a fresh network make rounding errors grow."""
    command = [sys.executable, "-c", GRADIENT_OF_TWO, tmp_path.as_posix()]
    running = [subprocess.Popen([*command, rank], stdout=subprocess.PIPE, text=True) for rank in "01"]
    for each in running:
        gradient, mean, variance = map(float, each.communicate()[0].split())
        assert max(gradient, mean, variance) < 1e-9


def test_a_training_goes_on_in_another_number_of_processes(shades, monkeypatch):
    whole = train(shades, "whole", False, epochs=4)
    looks = []

    def stop():
        looks.append(None)
        if len(looks) == 9:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(session, "check_stop", stop)
        with pytest.raises(KeyboardInterrupt):
            train(shades, "halves", True, epochs=4)
    assert not list_workers()
    assert 0 < len(torch.load("halves/latest.pth", weights_only=True)["training"]["history"]) < 4
    halves = train(shades, "halves", True, epochs=4, resume=True)
    assert compare(whole, halves) < 1e-5


def test_several_labels_too_and_finders_say_that_they_use_one(shades, capsys):
    rows = ["path,dark,any"]
    rows += [f"{path.relative_to(shades).as_posix()},{int(path.parent.name == 'dark')},1" for path in sorted(shades.rglob("*.png"))]  # fmt: skip
    (shades / "tags.csv").write_text("\n".join(rows))
    # Adam divides by how large gradients are, so that it makes the rounding error of one near zero a whole step.
    more = {"kind": MultiLabel, "epochs": 1, "optimizer": "SGD"}
    one, two = (train(shades, f"{number}", number, **more) for number in (False, True))
    assert compare(one, two) < 1e-5
    Detection()._distribute(None, torch.device("cpu"))
    assert "one process" in (said := capsys.readouterr().out) or "一个进程" in said


@pytest.mark.parametrize("early", [True, False])
def test_a_process_that_is_killed_ends_the_training_with_a_sentence(shades, monkeypatch, early):
    started = process_group._start_worker

    def start_and_kill(*given):
        worker = started(*given)
        if early:
            worker.kill()
        else:
            threading.Thread(target=kill_while_it_learns, args=(worker,)).start()
        return worker

    def kill_while_it_learns(worker):
        poll_until(lambda: (shades.parent / "killed/latest.pth").exists(), "an epoch", lambda: time.sleep(0.01))
        worker.kill()

    monkeypatch.setattr(process_group, "_start_worker", start_and_kill)
    with pytest.raises(WorkerDied):
        train(shades, "killed", True, epochs=1000)
    assert not torch.distributed.is_initialized()


def test_the_program_runs_once_and_its_processes_die_with_it(shades, tmp_path):
    """A program without any guard; killed, it leaves nobody behind."""
    program = tmp_path / "main.py"
    program.write_text(
        textwrap.dedent("""
            print('the program runs', flush=True)
            from sunmao.vision import Classification
            model = Classification(backbone='LeNet')
            model.load_dataset(path='shades')
            model.train(epochs=1000, distributed=True, device='cpu', save_fold='main')
        """)
    )
    (tmp_path / "torch.py").write_text("raise SystemExit('a file of the pupil was taken for torch')")
    command = [sys.executable, "-P", str(program)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        parent = psutil.Process(running.pid)
        assert running.stdout
        lines = [running.stdout.readline() for _ in range(12)]
        workers = parent.children(recursive=True)
        assert [worker for worker in workers if "distributed_worker" in " ".join(worker.cmdline())], lines
        os.kill(running.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        lines += running.stdout.readlines() if not workers else []
    poll_until(lambda: not any(worker.is_running() for worker in workers), "the workers end", lambda: time.sleep(0.05))
    assert lines.count("the program runs\n") == 1
