"""The metric that decides which epoch is the best."""

import pytest
import torch

from sunmao.errors import BadValue
from sunmao.tasks.classification.metrics import make_metric_config

pytestmark = pytest.mark.training


@pytest.mark.parametrize("name", ["precision", "recall", "f1_score"])
def test_a_mark_that_decides_is_measured_without_being_asked_for(name):
    config = make_metric_config(2, save_best=name)
    marks = config.measure(torch.tensor([[2.0, 1.0], [0.0, 1.0], [3.0, 0.0]]), torch.tensor([0, 1, 1]))
    assert config.best == name and config.key(marks)[0] == marks["logged"][name] > 0


def test_a_mark_that_there_is_not_is_refused():
    with pytest.raises(BadValue, match="mIoU"):
        make_metric_config(2, save_best="mIoU")
