"""Sunmao 榫卯: the library that block programs import. Importing it takes milliseconds; heavy packages load when used."""

from importlib import import_module
from pkgutil import extend_path

from .interrupting import tell_shortly

# From a clone's root the folder `sunmao/` shadows an installed wheel; this finds the wheel's other parts (server, blocks, …).
__path__ = extend_path(__path__, __name__)
__version__ = "0.1.0"

_WORDS = {
    "show": "words", "plot": "words", "choose": "words", "ask_picture": "words",
    "running": "waiting", "wait": "waiting", "wait_until": "waiting", "listen": "waiting", "every": "waiting",
    "when": "waiting", "stop": "waiting", "clock": "waiting",
}
__all__ = sorted(_WORDS)

tell_shortly()


def __getattr__(name):
    if name not in _WORDS:
        raise AttributeError(f"module 'sunmao' has no attribute {name!r}")
    return getattr(import_module(f".{_WORDS[name]}", __name__), name)


def __dir__():
    return sorted({*globals(), *_WORDS})
