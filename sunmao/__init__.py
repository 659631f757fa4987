"""Sunmao 榫卯: the library that block programs import. Importing it takes milliseconds; heavy packages load when used."""

import sys
from importlib import import_module
from pkgutil import extend_path
from typing import Any

from sunmao.runtime.signals import install_handlers

# From a clone's root the folder `sunmao/` shadows an installed wheel; this finds the wheel's other parts (server,
# blocks, …).
__path__ = extend_path(__path__, __name__)
__version__ = "0.1.0"

_MODULES = {
    "sunmao.display.api": ("show", "plot", "choose", "ask_picture"),
    "sunmao.runtime.event_loop": ("running", "wait", "wait_until", "listen", "every", "when", "stop", "clock"),
}
_LAZY = {name: module for module, names in _MODULES.items() for name in names}
__all__ = sorted(_LAZY)

install_handlers()
if "ipykernel" in sys.modules:
    from sunmao.display.notebook import connect_notebook

    connect_notebook()


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'sunmao' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_LAZY})
