"""The process of one job: `python -P -m sunmao.server.app.job_process`.

It connects, is told what to do, says how far it is, and at the end what came of it. Whoever wants it to stop kills it:
what it writes is whole or can be made again.
"""

import contextlib
import os
import sys
import threading
import time
import traceback
from typing import Any

from sunmao.data.edits.log_extent import EditLogTooLong
from sunmao.errors import SunmaoError
from sunmao.protocol import frames
from sunmao.protocol.connection import MessageConnection
from sunmao.server.app.job_functions import find_job_function
from sunmao.server.errors import HttpProblem
from sunmao.server.processes.worker_startup import start_worker
from sunmao.server.storage.safe_files import UnreadableFile
from sunmao.server.texts import get_text
from sunmao.texts import LANGUAGES

MAX_BYTES = 64 * 1024 * 1024  # bytes of one message
SAYS_EVERY = 0.2  # seconds


class StudioConnection:
    """The studio, as a job's process reaches it."""

    def __init__(self, wire: MessageConnection) -> None:
        self._wire, self._said = wire, 0.0
        self._priorities: list[str] = []
        threading.Thread(target=self._listen, name="studio", daemon=True).start()

    def progress(self, done: int, total: int) -> None:
        """Say how far the job is, not too often."""
        if done in (0, total) or time.monotonic() - self._said > SAYS_EVERY:
            self._said = time.monotonic()
            self._wire.send_bytes(frames.encode_frame({"done": done, "total": total}))

    def notify(self, **what: Any) -> None:
        """Say something at once."""
        self._wire.send_bytes(frames.encode_frame(what))

    def take_priorities(self) -> list[str]:
        """The pictures that a page waits for, since the last call."""
        found, self._priorities = self._priorities, []
        return found

    def _listen(self) -> None:
        while True:
            try:
                said, _ = frames.decode_frame(self._wire.receive_bytes(MAX_BYTES))
            except (EOFError, OSError, ValueError):
                os._exit(0)  # the studio has gone: what is unfinished is swept at its next start
            self._priorities += [said["wish"]]


def main() -> int:
    """Do one job. Returns the exit status."""
    wire = start_worker()
    job, _ = frames.decode_frame(wire.receive_bytes(MAX_BYTES))
    with contextlib.suppress(EOFError, OSError):
        wire.send_bytes(frames.encode_frame(run_job(StudioConnection(wire), job)))
    return 0


def run_job(studio: StudioConnection, job: dict) -> dict:
    """{'result'}, or {'error': {'zh', 'en'}} for what was said in words, or {'failed': True} for our own mistake."""
    try:
        return {"result": find_job_function(job["work"])(studio, **job["given"])}
    except SunmaoError as error:
        return {"error": {lang: error.text(lang) for lang in LANGUAGES}}
    except HttpProblem as error:
        return {"error": error.text, "more": error.more}
    except UnreadableFile as error:
        return {"error": error.text}
    except EditLogTooLong:
        return {"error": get_text("edits_too_long")}
    except OSError as error:
        return {"world": error.errno, "why": error.strerror or str(error)}
    except Exception:
        traceback.print_exc()
        return {"failed": True}


if __name__ == "__main__":
    sys.exit(main())
