"""The learning rates that schedules give."""

import numpy as np
import pytest
import torch

from sunmao.training.recipes.schedules import PlateauSchedule, make_schedule

pytestmark = pytest.mark.training


def list_rates(name: str | None, warmup: int | None, epochs: int = 6, steps: int = 10) -> list[float]:
    """The learning rate of every batch, where the highest is 1."""
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    schedule, rates = make_schedule(optimizer, name, warmup, epochs, steps), []
    for _ in range(epochs * steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return rates


def test_each_schedule_follows_its_curve():
    steps = np.arange(60)
    assert list_rates("cosine", None) == pytest.approx((1 + np.cos(np.pi * steps / 60)) / 2, abs=1e-6)
    assert list_rates("step", None) == pytest.approx(0.1 ** (steps // 20))
    assert list_rates("constant", 2) == pytest.approx(np.minimum(1, 0.1 + 0.9 * steps / 20))
    assert list_rates("cosine", 1)[10:] == pytest.approx((1 + np.cos(np.pi * np.arange(50) / 50)) / 2, abs=1e-6)
    assert list_rates("step", 3)[30:] == pytest.approx(0.1 ** (np.arange(30) // 10))
    assert int(np.argmax(list_rates(None, 1))) == 9, "one cycle rises for as long as is asked"
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    preset = torch.optim.lr_scheduler.OneCycleLR(optimizer, 1.0, 60, div_factor=10, cycle_momentum=False)
    phases = preset.state_dict()["_schedule_phases"]
    assert make_schedule(optimizer, None, None, 6, 10).state_dict()["_schedule_phases"] == phases


@pytest.mark.parametrize("epochs, steps", [(1, 1), (1, 2), (1, 3), (2, 1), (3, 1), (2, 3), (4, 1)])
@pytest.mark.parametrize("name", [None, "cosine", "step", "plateau", "constant"])
def test_each_schedule_reaches_its_rate_in_few_batches(name, epochs, steps):
    for warmup in (None, *range(epochs)):
        rates = list_rates(name, warmup, epochs, steps)
        assert max(rates) == pytest.approx(1), (warmup, rates)
        assert min(rates) > 0


def test_a_plateau_lowers_the_rate_after_epochs_without_a_smaller_loss():
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    schedule, rates = make_schedule(optimizer, "plateau", None, 8, 10), []
    for loss in (3, 2, 2, 2, 2, 1, 1, 1, 1):
        schedule.end_epoch(loss)
        rates.append(optimizer.param_groups[0]["lr"])
    assert rates == pytest.approx([1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1, 0.01])


def test_a_plateau_goes_on_where_it_was_stopped():
    def make() -> tuple:
        optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
        return optimizer, make_schedule(optimizer, "plateau", 1, 8, 4)

    (whole_optimizer, whole), (first_optimizer, first) = make(), make()
    for stepped, schedule in ((whole_optimizer, whole), (first_optimizer, first)):
        for loss in (3, 3, 3):
            stepped.step()
            schedule.step()
            schedule.end_epoch(loss)
    optimizer, again = make()
    optimizer.load_state_dict(first_optimizer.state_dict())
    again.load_state_dict(first.state_dict())
    for stepped, schedule in ((whole_optimizer, whole), (optimizer, again)):
        stepped.step()
        schedule.step()
        schedule.end_epoch(3)
    assert isinstance(again, PlateauSchedule)
    assert optimizer.param_groups[0]["lr"] == whole_optimizer.param_groups[0]["lr"] < 1
    assert again.state_dict() == whole.state_dict()
