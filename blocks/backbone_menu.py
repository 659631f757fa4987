"""The menus of networks: what each is known for, how large its file is, and how long it takes to learn."""

from sunmao.blocks.spec import Input, menu
from sunmao.models import MODELS

# What a child chooses a network by; the recommended three of each task stand first in its menu.
_PHOTOS = ("见过一百万张照片", "has seen a million photographs")
_QUICK, _EXACT = ("最快", "quickest"), ("更准，要好电脑", "more exact, for a fast computer")
_KNOWN_FOR = {
    "EfficientNet-Lite0": _PHOTOS,
    "LeNet": _QUICK,
    "ResNet50": _EXACT,
    "RTMDet-Lite0": _PHOTOS,
    "RTMDet-tiny": _QUICK,
    "FasterRCNN": _EXACT,
    "RTMDet-ins-Lite0": _PHOTOS,
    "RTMDet-ins-tiny": _QUICK,
    "Mask_RCNN": _EXACT,
    "UNet-Lite0": _PHOTOS,
    "LRASPP": _QUICK,
    "FCN": _EXACT,
}
_NUMBER = 4  # bytes of a number in a file


def make_backbone_menu(default: str, names: list[str]) -> Input:
    """The menu of the networks of a task; what stands behind the dots is in the open menu only."""
    ordered = [*(name for name in _KNOWN_FOR if name in names), *(name for name in names if name not in _KNOWN_FOR)]
    return menu("backbone", default, *((name, *_describe(name)) for name in ordered))


def _describe(name: str) -> tuple[str, str]:
    entry = MODELS[name]
    size, known_for = _format_size(_NUMBER * entry.parameters), _KNOWN_FOR.get(name, ("", ""))
    seconds = ("不到 1", "under 1") if entry.seconds < 1 else (f"约 {entry.seconds:.0f}", f"about {entry.seconds:.0f}")
    costs = f"100 张一轮{seconds[0]} 秒", f"{seconds[1]} s for 100 pictures"
    zh, en = (" · ".join(filter(None, (name, *said))) for said in zip(known_for, (size, size), costs, strict=True))
    return zh, en


def _format_size(count: int) -> str:
    """Bytes as the page says them."""
    megabytes = count / 1e6
    return f"{count / 1e3:.0f} KB" if megabytes < 1 else f"{megabytes:.{0 if megabytes >= 10 else 1}f} MB"
