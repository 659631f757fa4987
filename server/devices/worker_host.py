"""The studio's side of a helper process: one that owns the boards, one that owns the cameras.

A helper is no program of a child: nobody's Stop ends it. It starts when it is first needed, ends with the studio's
wire, however the studio ends, and is started anew when it has crashed or hangs: when it is needed again, or at once if
it left something to be resumed.
"""

import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from itertools import count
from typing import Any

from sunmao.errors import ProtocolMismatch, error_from_dict
from sunmao.locks.lock_order import LockOrder, make_lock
from sunmao.protocol.connection import MessageConnection, connect
from sunmao.server.errors import HttpProblem, make_problem
from sunmao.server.processes.worker import Worker

log = logging.getLogger(__name__)

STARTS_WITHIN = 30  # seconds; an old computer reads a library from a slow disk
PING_WITHIN = 5  # seconds for a helper that has not answered: then it hangs
LEAVES_WITHIN = 3  # seconds, once its wire has ended
HANDED_ON = ("SUNMAO_PORTS",)
RESUMES_WITHIN = 20  # seconds
RESUMES, PERIOD = 3, 60.0  # so often in so many seconds: what always ends it at once is given up on


class WorkerHost:
    """One helper process. Safe to use from several threads; starts nothing until something is asked.

    A helper may tell `{'resume': {…}}`: should it end without being asked to, another one is started at once and asked
    'resume' with these parameters; {} means nothing. Boards may not wait for the next run to be brought to rest.

    Args:
        module: what it runs, with a `worker_server.WorkerServer`.
        on_event: called with what it tells by itself (an object, bytes), from a thread of its own.
        environment: additions to its environment.
    """

    def __init__(
        self,
        module: str,
        on_event: Callable[[dict, bytes], None] = lambda said, data: None,
        environment: dict | None = None,
    ) -> None:
        self._module, self._on_event, self._environment = module, on_event, environment or {}
        self._lock = make_lock(LockOrder.WORKER_START)
        self._helper: WorkerProcess | None = None
        self._closed = False
        self._to_resume: dict = {}
        self._resumed: deque[float] = deque(maxlen=RESUMES)  # when, on the clock of `time.monotonic`

    def is_running(self) -> bool:
        """Whether there is such a process now."""
        return self._helper is not None and not self._helper.over.is_set()

    def ask(self, do: str, within: float = 5, **params: Any) -> dict:
        """Its answer to a question. within: seconds. Raises HttpProblem: in the library's words (LocalizedProblem), or
        because it has ended or hangs.
        """
        try:
            return self._ask(do, within, params)
        except ProtocolMismatch as mismatch:
            raise make_problem(503, mismatch) from None

    def ticket(self, who: dict) -> tuple[str, str]:
        """Issue a ticket with which a program or a page may come in, once and soon: the address and the key as
        hexadecimal digits. Raises HttpProblem or ProtocolMismatch.
        """
        answer = self._ask("ticket", 5, {"who": who})
        return answer["address"], answer["key"]

    def call(self, who: dict) -> MessageConnection:
        """A connection of the studio itself, on behalf of a page. Raises HttpProblem."""
        try:
            address, key = self.ticket(who)
            return connect(address, bytes.fromhex(key))
        except ProtocolMismatch as mismatch:
            raise make_problem(503, mismatch) from None
        except (EOFError, OSError):
            raise HttpProblem(503, "helper_gone") from None

    def revoke(self, project: str, run: str) -> None:
        """This run is over: what it used is free again when this returns."""
        self._notify_run("revoke", project, run)

    def rest_outputs(self, project: str, run: str) -> None:
        """This run is being stopped: what it has switched on is off when this returns, and stays so."""
        self._notify_run("rest", project, run)

    def close(self) -> None:
        """End it, and start none any more."""
        with self._lock:
            self._closed = True
            helper = self._helper
        if helper is not None:
            helper.end()

    def _notify_run(self, do: str, project: str, run: str) -> None:
        if self.is_running():
            try:
                self.ask(do, project=project, run=run)
            except HttpProblem:
                log.warning("%s could not %s a run", self._module, do)

    def _ask(self, do: str, within: float, params: dict) -> dict:
        answer = self._now().ask(do, within, params)
        if "error" in answer:
            raise make_problem(409, error_from_dict(answer["error"]))
        if "failed" in answer:
            raise HttpProblem(500, "helper_stuck")
        return answer

    def _now(self) -> "WorkerProcess":
        with self._lock:
            if self._closed:
                raise HttpProblem(503, "helper_gone")
            if not self.is_running():
                try:
                    self._helper = WorkerProcess(self._module, self._handle_message, self._resume, self._environment)
                except OSError:
                    log.exception("%s could not be started", self._module)
                    raise HttpProblem(503, "helper_gone") from None
            assert self._helper is not None  # it is running
            return self._helper

    def _handle_message(self, said: dict, data: bytes) -> None:
        if "resume" in said:
            self._to_resume = said["resume"]
        else:
            self._on_event(said, data)

    def _resume(self) -> None:
        """The process has ended: another one goes on where it was, if there is anything."""
        with self._lock:
            params, self._to_resume = self._to_resume, {}
            often = len(self._resumed) == RESUMES and time.monotonic() - self._resumed[0] < PERIOD
            if not params or self._closed or often:
                return
            self._resumed.append(time.monotonic())
        try:
            self.ask("resume", RESUMES_WITHIN, **params)
        except HttpProblem:
            log.warning("%s could not go on after its end", self._module)


class WorkerProcess(Worker):
    """One start of the process. over: set when it has ended; on_end: called then, from a thread of its own. Raises
    OSError when it cannot be started.
    """

    def __init__(
        self, module: str, on_event: Callable[[dict, bytes], None], on_end: Callable[[], None], environment: dict
    ) -> None:
        self._module, self._on_event, self._on_end = module, on_event, on_end
        self.over = threading.Event()
        self._mismatch: ProtocolMismatch | None = None
        self._asked: dict[int, Future] = {}
        self._numbers, self._lock = count(1), make_lock()
        self._ready = threading.Event()
        handed = {name: os.environ[name] for name in HANDED_ON if name in os.environ}
        super().__init__(module, {**handed, **environment}, guarded=False)
        self.read_output()
        self.pid = self.process.pid
        threading.Thread(target=self._receive_messages, name=module.rpartition(".")[2], daemon=True).start()

    def ask(self, do: str, within: float, params: dict) -> dict:
        """Its answer as it came. Raises HttpProblem or ProtocolMismatch."""
        self._ready.wait()
        if self._mismatch is not None:
            raise self._mismatch
        number, future = next(self._numbers), Future()
        with self._lock:
            if self.over.is_set() or self.connection is None:
                raise HttpProblem(503, "helper_gone")
            self._asked[number] = future
        try:
            self.send({**params, "n": number, "do": do})
            return future.result(within)
        except TimeoutError:
            self._kill_if_silent(do)
            raise HttpProblem(504, "helper_stuck") from None
        except OSError:
            raise HttpProblem(503, "helper_gone") from None
        finally:
            self._asked.pop(number, None)

    def end(self) -> None:
        """End it: it makes safe what it holds, and is killed when that takes too long."""
        self.disconnect()
        if not self.over.wait(LEAVES_WITHIN):
            self.kill()
            self.over.wait(LEAVES_WITHIN)

    def _kill_if_silent(self, do: str) -> None:
        """Kill it when it does not even say that it is there."""
        if do == "ping":
            return
        try:
            self.ask("ping", PING_WITHIN, {})
        except HttpProblem:
            log.warning("%s hangs", self._module)
            self.kill()
            self.over.wait(LEAVES_WITHIN)

    def _receive_messages(self) -> None:
        try:
            connected = self.wait_connected(STARTS_WITHIN) is not None
            self._ready.set()
            while connected:
                self._sort(*self.receive())
        except ProtocolMismatch as mismatch:
            self._mismatch = mismatch
        except (EOFError, OSError, ValueError):
            pass
        self._handle_exit()

    def _sort(self, said: dict, data: bytes) -> None:
        if "n" in said:
            if (future := self._asked.get(said.pop("n"))) is not None:
                future.set_result(said)
            return
        try:
            self._on_event(said, data)
        except Exception:
            log.exception("what %s told was not heard", self._module)

    def _handle_exit(self) -> None:
        if not self.process.ended.wait(LEAVES_WITHIN):
            self.kill()
            self.process.ended.wait()
        if code := self.process.code:
            log.warning("%s ended with status %s: %s", self._module, code, self.read_tail()[-2000:])
        with self._lock:
            self.over.set()
            left, self._asked = self._asked, {}
        for future in left.values():
            future.set_exception(OSError("the process has ended"))
        self._ready.set()
        self.close()
        self._on_end()
