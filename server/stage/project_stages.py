"""The stage of each project as its newest run shows it: the newest scene, and the costumes that it is drawn with.

A scene that no page had time for is replaced by the next one. The last one stays, so that a page that is opened after
the end still sees it, until the project runs again.
"""

import base64
import binascii
from collections.abc import Callable
from dataclasses import asdict, replace

from sunmao.locks.lock_order import make_lock
from sunmao.protocol import frames
from sunmao.protocol.stage_messages import StageCostume, StageInput, StageMessage, StageScene

SETTINGS = {"slide": "slider", "switch": "switch", "write": "text"}  # what stays as it was set by hand
MAX_SETTINGS = 100
MAX_COSTUMES = 32 * 1024 * 1024  # bytes of one run
Deliver = Callable[[StageInput], None]


class PageKnowledge:
    """Record of what one page has got: of which run, which costumes, which scene, which backdrop."""

    def __init__(self) -> None:
        self.run, self.scene, self.backdrop = -1, 0, 0
        self.costumes: set[str] = set()


class ProjectStage:
    """The stage of one project. `begin` starts it anew for each run."""

    def __init__(self) -> None:
        self._lock = make_lock()
        self._run = 0
        self._scenes = 0
        self._scene: StageScene | None = None
        self._backdrop = b""
        self._costumes: dict[str, bytes] = {}
        self._deliver: Deliver | None = None
        self._settings: dict[tuple[str, str], StageInput] = {}
        self._wakes: list[Callable[[], None]] = []

    def begin(self, deliver: Deliver) -> None:
        """Another run begins; deliver: tells its program what happens."""
        with self._lock:
            self._run, self._scene, self._backdrop, self._costumes = self._run + 1, None, b"", {}
            self._deliver = deliver
        self._wake()

    def take(self, message: StageMessage) -> None:
        """Store the costume, scene or backdrop in a message that the program sends."""
        with self._lock:
            if isinstance(message, StageCostume):
                data = _decode(message.data)
                if sum(map(len, self._costumes.values())) + len(data) <= MAX_COSTUMES:
                    self._costumes[message.key] = data
            else:
                self._backdrop = _decode(message.image) if message.image else self._backdrop
                self._scene, self._scenes = message, self._scenes + 1
        self._wake()

    def tell(self, said: StageInput) -> None:
        """Something happened on a page. What was set by hand stays for the next run."""
        if said.do in SETTINGS:
            with self._lock:
                self._settings.pop((said.do, said.name), None)
                self._settings[said.do, said.name] = said
                while len(self._settings) > MAX_SETTINGS:
                    del self._settings[next(iter(self._settings))]
                if (shown := _set_control(self._scene, said)) is not None:
                    self._scene, self._scenes = shown, self._scenes + 1
            self._wake()
        deliver = self._deliver
        if deliver is not None:
            deliver(said)

    def list_settings(self) -> list[StageInput]:
        """List how sliders, switches and fields were left by hand."""
        with self._lock:
            return list(self._settings.values())

    def find_news(self, known: PageKnowledge) -> bytes | None:
        """The next frame for a page, which it has got then: that another run has begun, a costume, or the newest scene,
        with the backdrop's picture where the page has another one.
        """
        with self._lock:
            if known.run != self._run:
                known.__init__()  # type: ignore[misc]  # of the run before nothing is of use
                known.run = self._run
                return frames.encode_frame({"begin": True})
            key = next((key for key in self._costumes if key not in known.costumes), None)
            if key is not None:
                known.costumes.add(key)
                return frames.encode_frame({"costume": key}, self._costumes[key])
            if self._scene is None or known.scene == self._scenes:
                return None
            scene, known.scene = self._scene, self._scenes
            fresh = scene.backdrop and scene.backdrop != known.backdrop
            known.backdrop = scene.backdrop
            told = {name: value for name, value in asdict(scene).items() if name != "image"}
            return frames.encode_frame({"scene": told}, self._backdrop if fresh else b"")

    def watch(self, wake: Callable[[], None]) -> Callable[[], None]:
        """Call `wake()` whenever there is news. Returns what ends that."""
        with self._lock:
            self._wakes = [*self._wakes, wake]
        return lambda: self._forget(wake)

    def _forget(self, wake: Callable[[], None]) -> None:
        with self._lock:
            self._wakes = [each for each in self._wakes if each != wake]

    def _wake(self) -> None:
        for wake in self._wakes:
            wake()


class ProjectStages:
    """The stages of all projects; one is made when it is first asked for."""

    def __init__(self) -> None:
        self._lock = make_lock()
        self._stages: dict[str, ProjectStage] = {}

    def find(self, project: str) -> ProjectStage:
        """The stage of a project."""
        with self._lock:
            return self._stages.setdefault(project, ProjectStage())


def _set_control(scene: StageScene | None, said: StageInput) -> StageScene | None:
    """The scene with a thing of the panel as it was set: also after the end of the program, which would say so."""
    form = SETTINGS[said.do]
    found = [each for each in scene.controls if (each.form, each.name) == (form, said.name)] if scene else []
    if scene is None or not found:
        return None
    low, high = sorted((found[0].low, found[0].high))
    changed = replace(found[0], value=min(max(said.value, low), high), text=said.text)
    return replace(scene, controls=[changed if each is found[0] else each for each in scene.controls])


def _decode(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
