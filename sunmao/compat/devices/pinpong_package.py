"""`pinpong`: the package around `pinpong.board`."""

from sunmao import __version__

__all__ = ["__version__"]
