"""`XEdu`: the package around `XEdu.hub`."""

from sunmao import __version__

__all__ = ["__version__"]
