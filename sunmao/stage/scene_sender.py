"""The thread that tells the studio what is on the stage: the newest scene, at most thirty times a second."""

import atexit
import base64
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from sunmao.locks.lock_order import LockOrder, make_lock
from sunmao.protocol.stage_messages import StageCostume
from sunmao.runtime import session
from sunmao.stage.scene import Scene

if TYPE_CHECKING:
    import numpy as np


SHORTEST = 1 / 30  # seconds between two scenes
QUALITY = 80  # of the backdrop's JPEG
LARGEST = 960  # pixels of the longer side of a backdrop: the largest stage of a page


class SceneSender:
    """Sends the scene whenever it has changed; what came in between two sendings is in the second. A whole scene a
    message, not what is new in it: one that nobody had time to show is simply left out.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._sent_costumes: set[str] = set()
        self._backdrop = 0
        self._turn = make_lock(LockOrder.SENDER)
        atexit.register(self._send)  # the last scene, before the connection closes
        threading.Thread(target=self._work, name="sunmao stage", daemon=True).start()

    def _work(self) -> None:
        while True:
            self._scene.changed.wait()
            began = time.monotonic()
            try:
                self._send()
            except session.StopProgram:
                return  # what is said at the end of the program, `atexit` says
            time.sleep(max(0.0, SHORTEST - (time.monotonic() - began)))

    def _send(self) -> None:
        with self._turn:
            self._scene.changed.clear()
            told, backdrop, worn = self._scene.take()
            fresh = [costume for key, costume in worn.items() if key not in self._sent_costumes]
            self._sent_costumes.update(costume.key for costume in fresh)
            costumes = [StageCostume(each.key, base64.b64encode(each.encode()).decode()) for each in fresh]
            if backdrop.image is not None and backdrop.number != self._backdrop:
                self._backdrop = backdrop.number
                told = replace(told, image=_encode(backdrop.image))
            session.emit_all([*costumes, told], hurry=True)


def _encode(image: "np.ndarray") -> str:
    from sunmao.display.image_encoding import encode_jpeg, shrink_to_fit

    return base64.b64encode(encode_jpeg(shrink_to_fit(image, LARGEST), QUALITY)).decode()
