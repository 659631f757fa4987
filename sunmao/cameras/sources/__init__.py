"""Sources of pictures. `parse_source` says what kind of source a word means, `make_source` makes it; each is a
`CameraSource`.
"""

from sunmao.cameras.sources.factory import make_source
from sunmao.cameras.sources.source import CameraSource, Frame
from sunmao.cameras.sources.source_types import BROWSER, SIMULATED, SourceType, parse_source

__all__ = ["BROWSER", "SIMULATED", "CameraSource", "Frame", "SourceType", "make_source", "parse_source"]
