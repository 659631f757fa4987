"""Opens a camera: over the studio's process for cameras where there is one, else directly."""

from dataclasses import replace

from sunmao.runtime import session
from sunmao.protocol.messages import Device
from sunmao.runtime.notices import note
from sunmao.cameras.sources import BROWSER, Kind, Source, named, source_for

# What `sunmao run --camera` puts in the place of this computer's cameras, or None.
instead: Kind | None = None
_told: set[str] = set()  # the topics that pages know of


def opened(source, width: int, height: int) -> tuple[Kind, Source]:
    """An open source for a pupil's word, and its kind. Raises what `Source.open` raises, and BadValue."""
    kind = named(source)
    if instead is not None and kind.name in ("device", BROWSER):
        return kind, started(source_for(instead, width, height))
    if kind.name != "file" and session.studio():
        from sunmao.cameras.sources.studio import BridgeSource

        shared = started(BridgeSource(kind, width, height))
        if shared.topic not in _told:  # a loop may open it a thousand times
            _told.add(shared.topic)
            session.emit(Device("camera", kind.shown, topic=shared.topic))
        return kind, shared
    if kind.name == BROWSER:
        note("camera_browser_alone")
        kind = replace(kind, name="device", text="0")
    return kind, started(source_for(kind, width, height))


def started(source: Source) -> Source:
    """The same source, open."""
    source.open()
    return source
