"""Tensors among the values that are shown while a program is paused."""

import pytest
import torch

from sunmao.runtime.variable_repr import repr_value

pytestmark = pytest.mark.training


def test_a_tensor_is_its_shape_and_kind():
    assert repr_value(torch.zeros(2, 3)) == "Tensor 2×3 float32"
    assert repr_value([torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))]) == "[Parameter 1 float64]"
    assert repr_value(torch.tensor(3)) == "Tensor () int64"
    assert repr_value(torch.nn.Linear(2, 2)) == "Linear"
