"""PyTorch's compiler is loaded by who compiles, and by nobody else. In interpreters of their own: here it may be loaded."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.process

TRAINS = """
import sys
import sunmao.vision
import torch, torchvision
model = torch.nn.Linear(2, 2)
for make in (torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW, torch.optim.Adagrad):
    optimizer = make(model.parameters(), lr=0.1)
    optimizer.zero_grad()
    model(torch.ones(1, 2)).sum().backward()
    before = model.weight.clone()
    optimizer.step()
    assert not torch.equal(model.weight, before)
    optimizer.load_state_dict(optimizer.state_dict())
from torchvision.transforms import v2
from torchvision.tv_tensors import Mask
assert isinstance(v2.functional.horizontal_flip(Mask(torch.ones(2, 2))), Mask)
assert torchvision.ops.nms(torch.tensor([[0.0, 0, 1, 1]]), torch.ones(1), 0.5).tolist() == [0]
assert 'torch._dynamo.eval_frame' not in sys.modules
"""
FITS = """
import sys
from sunmao.core.training_engine import require_torch
require_torch()  # as models of sentences do, which import nothing of sunmao.vision
import torch
layer = torch.nn.Linear(2, 2)
optimizer = torch.optim.LBFGS(layer.parameters())
optimizer.step(lambda: layer(torch.ones(1, 2)).square().sum())
assert 'torch._dynamo.eval_frame' not in sys.modules
"""
COMPILES = """
from torch._dynamo import disable
assert disable(lambda: 1)._torchdynamo_disable
from torch._dynamo import config
assert config is torch._dynamo.config
compiled = torch.compile(model, backend="eager")
assert torch.allclose(compiled(torch.ones(1, 2)), model(torch.ones(1, 2)))
flip = torch.compile(lambda mask: v2.functional.horizontal_flip(mask) + 1, backend="eager")
assert flip(Mask(torch.tensor([[0.0, 1.0]]))).tolist() == [[2.0, 1.0]]
import torch._dynamo.utils
assert torch._dynamo.utils.is_compile_supported('cpu') in (True, False) and torch._dynamo.config is not None
assert type(torch._dynamo).__name__ == 'module' and 'torch._dynamo.eval_frame' in sys.modules
optimizer.step()
"""
A_PART_FIRST = """
import sys
import sunmao.vision
import torch._dynamo.eval_frame as part
import torch
assert part is torch._dynamo.eval_frame is sys.modules['torch._dynamo.eval_frame']
assert part.__spec__.loader.__class__.__name__ == 'SourceFileLoader'
assert torch._dynamo.disable.__module__.startswith('torch._dynamo.')
import torch._dynamo.profiler
assert torch._dynamo.profiler.ProfileMetrics
from torchvision.ops import roi_align
boxes = [torch.tensor([[0.0, 0, 2, 2]])]
assert roi_align(torch.ones(1, 1, 4, 4), boxes, 1).shape == (1, 1, 1, 1)
"""


@pytest.mark.training
@pytest.mark.parametrize(
    "program", [TRAINS + COMPILES, A_PART_FIRST, FITS], ids=["torch.compile", "a part first", "rows"]
)
@pytest.mark.long
def test_it_is_loaded_by_who_compiles(program):
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
