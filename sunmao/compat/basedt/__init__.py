"""`BaseDT`: the textbook's tools for data: pictures and texts as numbers, data sets, split tables, drawn boxes."""

from sunmao import __version__

__all__ = ["__version__"]
