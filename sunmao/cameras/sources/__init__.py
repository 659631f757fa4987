"""Where pictures come from. `named` says what kind of source a word means, `source_for` makes it; each is a `Source`."""

from sunmao.cameras.sources.source_types import BROWSER, SIMULATED, SourceType, parse_source, make_source
from sunmao.cameras.sources.source import Frame, CameraSource

__all__ = ["BROWSER", "SIMULATED", "Frame", "Kind", "Source", "named", "source_for"]
