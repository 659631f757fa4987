"""The camera source that belongs to a kind of source. Each is imported when it is wanted: most need OpenCV."""

from sunmao.cameras.sources.source import CameraSource
from sunmao.cameras.sources.source_types import SIMULATED, SourceType


def make_source(kind: SourceType, width: int = 640, height: int = 480) -> CameraSource:
    """The source itself, not yet open; its pictures are at most so wide and high. The browser's camera is the studio's
    business.

    Raises: ValueError for the kind 'browser'.
    """
    if kind.name == SIMULATED:
        from sunmao.cameras.sources.simulated import SimulatedSource

        return SimulatedSource(width, height)
    if kind.name == "file":
        from sunmao.cameras.sources.file import FileSource

        return FileSource(kind.text, width, height)
    if kind.name == "address":
        from sunmao.cameras.sources.address import AddressSource

        return AddressSource(kind.text, width, height)
    if kind.name == "device":
        from sunmao.cameras.sources.device import DeviceSource

        return DeviceSource(kind.text, width, height)
    raise ValueError(kind.name)
