"""Opens a camera: over the studio's process for cameras where there is one, else directly."""

from dataclasses import replace
from typing import Any

from sunmao.cameras.sources import BROWSER, CameraSource, SourceType, make_source, parse_source
from sunmao.protocol.messages import DeviceOpened
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice

# What `sunmao run --camera` puts in the place of this computer's cameras, or None.
instead: SourceType | None = None
_announced_topics: set[str] = set()  # the topics that pages know of


def open_source(source: Any, width: int, height: int) -> tuple[SourceType, CameraSource]:
    """An open source for a pupil's word, and its kind. Raises what `CameraSource.open` raises, and BadValue."""
    kind = parse_source(source)
    if instead is not None and kind.name in ("device", BROWSER):
        return kind, start_source(make_source(instead, width, height))
    if kind.name != "file" and session.is_in_studio():
        from sunmao.cameras.sources.studio import StudioSource

        shared = StudioSource(kind, width, height)
        start_source(shared)
        if shared.topic not in _announced_topics:  # a loop may open it a thousand times
            _announced_topics.add(shared.topic)
            session.emit(DeviceOpened("camera", kind.shown, topic=shared.topic))
        return kind, shared
    if kind.name == BROWSER:
        show_notice("camera_browser_alone")
        kind = replace(kind, name="device", text="0")
    return kind, start_source(make_source(kind, width, height))


def start_source(source: CameraSource) -> CameraSource:
    """The same source, open."""
    source.open()
    return source
