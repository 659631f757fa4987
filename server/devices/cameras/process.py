"""The process that owns the cameras: `python -P -m sunmao.server.devices.cameras.process`.

It opens a camera when the first program or page wants it, and shares its pictures: programs get them raw, pages as
JPEG. What programs show live passes through here too, so that no picture stands in the way of the studio's own answers.
"""

import sys

import cv2

from sunmao.cameras.sources import BROWSER, SourceType, make_source, parse_source
from sunmao.errors import SunmaoError, error_to_dict
from sunmao.server.devices.cameras.browser_camera import BrowserCameras, get_source_type
from sunmao.server.devices.cameras.live_images import LiveVideos
from sunmao.server.devices.cameras.shared_camera import AnySource, CameraSeat, SharedCameras
from sunmao.server.devices.cameras.viewers import BrowserPush, CameraPreview, ProgramVideo
from sunmao.server.devices.viewers import StreamEnded, serve_viewer
from sunmao.server.devices.worker_server import Client, WorkerServer

THREADS = 2  # of OpenCV: the child's program wants the processor too
LONGEST_WAIT = 0.25  # seconds: a program that leaves is noticed
LARGEST = 1920, 1080
SMALLEST = 16


class CameraWorker:
    """Handler of the requests that the cameras process gets from the studio, programs and pages."""

    def __init__(self) -> None:
        self._pages, self._shown = BrowserCameras(), LiveVideos()
        self._cameras = SharedCameras(self._source)

    def handle_request(self, do: str, params: dict) -> dict:
        """Answer the studio: 'open' asks which cameras are open."""
        if do != "open":
            return {}
        return {"open": [BROWSER if name.startswith(f"{BROWSER}:") else name for name in self._cameras.names()]}

    def handle_client(self, client: Client) -> None:
        """Serve one visitor until it leaves: the first words say what it is."""
        said, data = client.receive()
        if said.get("do") == "watch":
            try:
                serve_viewer(client, self._viewer(str(said.get("topic", ""))))
            except StreamEnded as end:
                client.send_frame(end.frame)
                client.receive()  # until the page has read it
        elif "run" in client.who:
            CameraSession(client, self._cameras, self._shown).serve(said, data)

    def shut_down(self) -> None:
        """The studio has gone: let go of every camera."""
        self._cameras.end()

    def _viewer(self, topic: str) -> CameraPreview | BrowserPush | ProgramVideo:
        name, _, rest = topic.partition(":")
        if name in ("camera", "take"):
            return CameraPreview(self._cameras, rest, fine=name == "take")
        return BrowserPush(self._pages.of(rest)) if name == "push" else ProgramVideo(self._shown, topic)

    def _source(self, kind: SourceType, width: int, height: int) -> AnySource:
        return (
            self._pages.of(kind.text).make_source(width, height)
            if kind.name == BROWSER
            else make_source(kind, width, height)
        )


class CameraSession:
    """A program: it has one camera on a connection, or shows pictures."""

    def __init__(self, client: Client, cameras: SharedCameras, shown: LiveVideos) -> None:
        self._client, self._cameras, self._shown = client, cameras, shown
        self._seat: CameraSeat | None = None
        self._topics: dict[str, str] = {}

    def serve(self, said: dict, data: bytes) -> None:
        """Hear it until it leaves."""
        try:
            while said.get("do") != "close":
                getattr(self, WORDS[said["do"]])(said, data)
                said, data = self._client.receive()
        finally:
            self._disconnect()

    def _open(self, said: dict, data: bytes) -> None:
        self._leave_camera()
        width, height = (
            max(SMALLEST, min(int(said[side]), most)) for side, most in zip(("width", "height"), LARGEST, strict=True)
        )
        try:
            kind = parse_source(said["source"])
            if kind.name == BROWSER:
                kind = get_source_type(self._client.who["project"])
            self._seat = self._cameras.join(kind, width, height)
            self._seat.wait_open()
            size = (width, height) if kind.name == BROWSER else _get_size(self._seat)
        except SunmaoError as error:
            self._leave_camera()
            return self._client.send({"error": error_to_dict(error)})
        self._client.send({"ok": True, "width": size[0], "height": size[1], "topic": f"camera:{kind.shown}"})

    def _next(self, said: dict, data: bytes) -> None:
        if self._seat is None:
            return self._client.send({"ended": True})
        try:
            picture = self._seat.next(int(said["after"]), min(float(said["within"]), LONGEST_WAIT))
        except SunmaoError as error:
            return self._client.send({"error": error_to_dict(error)})
        image = picture.rgb(self._seat.width, self._seat.height) if picture else None
        if picture is not None and image is not None:
            height, width = image.shape[:2]
            self._client.send({"n": picture.n, "t": picture.t, "width": width, "height": height}, image.tobytes())
        elif (trouble := self._seat.trouble) is not None:
            self._client.send({"error": error_to_dict(trouble), "waits": True})
        else:
            self._client.send({"ended": True} if self._seat.ended else {"wait": True})

    def _show(self, said: dict, data: bytes) -> None:
        """A title begins: its topic, or none when there are too many."""
        title = str(said["title"])
        topic = self._topics.get(title) or self._shown.begin(self._client.who, title, lambda: self._more(title))
        if topic is not None:
            self._topics[title] = topic
        self._client.send({"show": title, "topic": topic})

    def _more(self, title: str) -> None:
        try:
            self._client.send({"more": title})
        except OSError:
            pass  # it has left

    def _put(self, said: dict, data: bytes) -> None:
        if (topic := self._topics.get(said["title"])) is not None:
            header = {name: said.get(name) for name in ("t", "width", "height", "caption", "scores")}
            self._shown.put(topic, header, data)

    def _leave_camera(self) -> None:
        if self._seat is not None:
            self._seat.leave()
            self._seat = None

    def _disconnect(self) -> None:
        self._leave_camera()
        for topic in self._topics.values():
            self._shown.end(topic)


WORDS = {"open": "_open", "next": "_next", "show": "_show", "shown": "_put"}


def _get_size(seat: CameraSeat) -> tuple[int, int]:
    """Of the pictures that come: what was asked for is only the most."""
    picture = seat.next(0, LONGEST_WAIT)
    image = picture.rgb(seat.width, seat.height) if picture else None
    return (seat.width, seat.height) if image is None else (image.shape[1], image.shape[0])


def main() -> int:
    """Serve until the studio has gone. Returns the exit status."""
    cv2.setNumThreads(THREADS)
    process = CameraWorker()
    return WorkerServer(process.handle_request, process.handle_client, process.shut_down).serve()


if __name__ == "__main__":
    sys.exit(main())
