"""A training that is the same each time, also on a graphics card: what torch is told meanwhile, and what is kept."""

import pytest
import torch

from sunmao.training.devices.deterministic import use_deterministic_algorithms
from sunmao.training.observers import StopOnRequest
from sunmao.vision import Classification

pytestmark = pytest.mark.training


@pytest.mark.long
@pytest.mark.parametrize("wanted", [True, None])
def test_torch_is_told_inside_only(wanted):
    with pytest.raises(KeyboardInterrupt):
        with use_deterministic_algorithms(wanted):
            assert torch.are_deterministic_algorithms_enabled() == bool(wanted)
            raise KeyboardInterrupt
    assert not torch.are_deterministic_algorithms_enabled()


def test_a_training_is_asked_for_it_and_says_so(few, monkeypatch, events):
    seen = []
    monkeypatch.setattr(
        StopOnRequest, "after_step", lambda *_: seen.append(torch.are_deterministic_algorithms_enabled())
    )
    model = Classification(backbone="LeNet")
    model.load_dataset(path=few)
    model.train(epochs=1, random_seed=1, deterministic=True, save_fold="exact")
    assert seen and all(seen) and not torch.are_deterministic_algorithms_enabled()
    assert torch.load("exact/latest.pth", weights_only=True)["parameters"]["deterministic"] is True
    progress = [event for event in events if event.kind == "progress" and event.unit == "epoch"]
    assert progress and all(event.memory > 100 for event in progress), "a program with torch takes more"
