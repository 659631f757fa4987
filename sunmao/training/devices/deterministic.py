"""The same numbers at every run, also on a graphics card."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import torch


@contextmanager
def use_deterministic_algorithms(wanted: bool | None) -> Iterator[None]:
    """Inside, torch takes only algorithms that give the same result each time, where there is one, and no longer tries
    which is quickest; that costs time on a graphics card. On the processor it is so anyway. Where there is no such
    algorithm torch warns.
    """
    if not wanted:
        yield
        return
    # Read when cuBLAS is first used; see NVIDIA's notes on the reproducibility of cuBLAS.
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    before = torch.are_deterministic_algorithms_enabled(), torch.is_deterministic_algorithms_warn_only_enabled()
    tried = torch.backends.cudnn.benchmark
    torch.use_deterministic_algorithms(True, warn_only=True)
    torch.backends.cudnn.benchmark = False
    try:
        yield
    finally:
        torch.use_deterministic_algorithms(before[0], warn_only=before[1])
        torch.backends.cudnn.benchmark = tried
