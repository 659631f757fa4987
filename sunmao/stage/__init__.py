"""The stage: sprites, backdrops, and a panel of buttons, sliders, switches, fields, gauges, tiles and charts, in the studio, in a window or unseen."""

from importlib import import_module
from typing import Any

_LAZY = {
    "Sprite": "sunmao.stage.sprite",
    "backdrop": "sunmao.stage.backdrops",
    "key": "sunmao.stage.keyboard",
    "PanelButton": "sunmao.stage.panel",
    "Slider": "sunmao.stage.panel",
    "Gauge": "sunmao.stage.panel",
    "ToggleSwitch": "sunmao.stage.panel",
    "TextField": "sunmao.stage.panel",
    "NumberTile": "sunmao.stage.panel",
    "LiveChart": "sunmao.stage.panel",
    "render_stage": "sunmao.stage.stage_picture",
}
__all__ = sorted(_LAZY)


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'sunmao.stage' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
