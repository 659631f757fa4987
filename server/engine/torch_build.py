"""Choice of the torch build that suits this computer, and detection of the one that is installed."""

import platform
import shutil
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

from sunmao.server.engine.engine_spec import normalize_name

CPU, CUDA, ORDINARY = "cpu", "cuda", "ordinary"
# uv's names for the indexes of builds. None: the index that everything comes from.
BACKENDS = {CPU: "cpu", CUDA: "auto", ORDINARY: None}
DRIVERS = ("/proc/driver/nvidia/version", "/sys/module/nvidia/version")
TORCH = ("torch", "torchvision", "triton")
TORCH_BEGINNINGS = ("nvidia-", "cuda-")


def has_nvidia_card() -> bool:
    """Whether this computer has a graphics card of NVIDIA's with its driver."""
    return any(Path(driver).is_file() for driver in DRIVERS) or shutil.which("nvidia-smi") is not None


def choose_build(system: str, has_card: bool) -> str:
    """The build for a computer: 'cpu', 'cuda' or 'ordinary'. system: as `sys.platform` says it.

    On Linux the ordinary one brings gigabytes for NVIDIA's cards along; on Windows and macOS it does not.
    """
    if system == "linux":
        return CUDA if has_card else CPU
    return CUDA if system == "win32" and has_card else ORDINARY


def choose_build_here(is_reachable: Callable[[str], bool]) -> str:
    """The build for this computer. is_reachable: whether the index of a backend answers, soon."""
    build = choose_build(sys.platform, has_nvidia_card())
    backend = BACKENDS[build]
    return build if backend is None or is_reachable(backend) else ORDINARY


def describe_build() -> dict[str, str]:
    """The installed torch: {'build': 'cpu' or 'cuda', 'size': '0.9 GB'}, with all that came for it; empty without one."""
    sizes: dict[str, int] = {}
    version = ""
    for found in metadata.distributions():
        name = normalize_name(found.metadata["Name"] or "")
        if name in TORCH or name.startswith(TORCH_BEGINNINGS):
            sizes[name] = sum(file.size or 0 for file in found.files or ())
            version = found.version if name == "torch" else version
    if not version:
        return {}
    with_card = any(name.startswith(TORCH_BEGINNINGS) for name in sizes) or "+cu" in version
    if platform.system() == "Darwin":
        build = "macOS"
    else:
        build = "CUDA" if with_card else "CPU"
    return {"build": build, "size": f"{sum(sizes.values()) / 1e9:.1f} GB"}
