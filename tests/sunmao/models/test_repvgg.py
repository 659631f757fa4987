"""RepVGG learns from pictures whose colors lie side by side in memory, where torch's own convolution dies."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.training

PROGRAM = """
import torch
from sunmao.models import find_model
from sunmao.models.network import Classifier

torch.manual_seed(0)
network = Classifier(find_model("RepVGG"), 3, 224).train()
pictures = (255 * torch.rand(4, 224, 224, 3)).permute(0, 3, 1, 2)
for _ in range(3):
    network(pictures).sum().backward()
print(all(parameter.grad.isfinite().all() for parameter in network.parameters()))
"""


@pytest.mark.long
def test_it_lives_and_learns():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr
