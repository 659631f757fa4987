"""`XEdu`: the package around `XEdu.hub`."""

from .. import __version__

__all__ = ["__version__"]
