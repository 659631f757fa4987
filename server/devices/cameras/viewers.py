"""Views for pages in the cameras process: the preview of a camera, the video that a program shows, and whether the
page's own camera is wanted.
"""

import time

from sunmao.cameras.sources import BROWSER
from sunmao.errors import SunmaoError
from sunmao.protocol import frames
from sunmao.server.devices.cameras.browser_camera import BrowserCamera, get_source_type
from sunmao.server.devices.cameras.live_images import LiveVideos
from sunmao.server.devices.cameras.shared_camera import SharedCameras
from sunmao.server.devices.viewers import StreamEnded

SIZE = 640, 480  # pixels of a preview while no program asks for more
APPEARS_WITHIN = 5.0  # seconds: a program whose process for cameras was started anew begins again


class CameraPreview:
    """A camera, for a page. fine: the page keeps its pictures."""

    def __init__(self, cameras: SharedCameras, source: str, fine: bool = False) -> None:
        """Raises StreamEnded for a name that no camera has. source: as programs name it; of a project's pages
        'browser:' and the project.
        """
        self._fine = fine
        name, _, project = source.partition(":")
        try:
            self._seat, self._last = (
                cameras.join(get_source_type(project) if name == BROWSER else cameras.kind(source), *SIZE),
                0,
            )
        except SunmaoError as error:
            raise StreamEnded(error) from None

    def next(self, within: float) -> bytes | None:
        """See `Viewer`."""
        try:
            picture = self._seat.next(self._last, within)
        except SunmaoError as error:
            raise StreamEnded(error) from None
        if picture is None:
            if self._seat.ended:
                raise StreamEnded
            return None
        self._last = picture.n
        jpeg, width, height = picture.jpeg(self._fine)
        said = {
            "n": picture.n,
            "t": picture.t,
            "width": width,
            "height": height,
            "age": max(0.0, time.time() - picture.t),
        }
        return frames.encode_frame(said, jpeg)

    def handle_message(self, said: dict, data: bytes) -> None:
        """A preview is only looked at."""

    def close(self) -> None:
        """See `Viewer`."""
        self._seat.leave()


class ProgramVideo:
    """Video that a program shows, for a page."""

    def __init__(self, shown: LiveVideos, topic: str) -> None:
        self._shown, self._topic, self._last = shown, topic, 0
        self._came = time.monotonic()

    def next(self, within: float) -> bytes | None:
        """See `Viewer`."""
        try:
            found = self._shown.next(self._topic, self._last, within)
        except KeyError:
            if self._last or time.monotonic() - self._came > APPEARS_WITHIN:
                raise StreamEnded from None
            return None
        if found is None:
            return None
        self._last, frame = found
        return frame

    def handle_message(self, said: dict, data: bytes) -> None:
        """It is only looked at."""

    def close(self) -> None:
        """Nothing is held."""


class BrowserPush:
    """A page's own camera."""

    def __init__(self, pages: BrowserCamera) -> None:
        self._page = pages.add_page()

    def next(self, within: float) -> bytes | None:
        """See `Viewer`."""
        said = self._page.next(within)
        return frames.encode_frame(said) if said else None

    def handle_message(self, said: dict, data: bytes) -> None:
        """A picture, or how its camera is."""
        if said.get("do") == "push":
            self._page.push(data)
        else:
            self._page.handle_message(said.get("said", {}))

    def close(self) -> None:
        """See `Viewer`."""
        self._page.close()
