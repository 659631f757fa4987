"""One run: its states, its process, its questions, from Run to the outcome."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ..events import OUTCOMES, Ask, Note, Output, Start, State, Stop
from ..watchman import later
from . import outcome
from .listener import Listener
from .native import Native
from .outcome import Ending
from .questions import Questions
from .recorder import Recorder
from .runlog import RunLog
from .standby import Interpreter

NEXT = {
    "idle": {"starting"},
    "starting": {"running", "stopping", *OUTCOMES},
    "running": {"waiting", "stopping", *OUTCOMES},
    "waiting": {"running", "stopping", *OUTCOMES},
    "stopping": {"forcing", *OUTCOMES},
    "forcing": set(OUTCOMES),
}
CONNECTS_WITHIN = 60  # seconds: an old computer that loads torch
INTERRUPT_AFTER, KILL_AFTER = 0.3, 1.3  # seconds after the request to stop
LOOKS_EVERY = 0.5
CROWD = 300  # processes
TIDIES_FOR = 3.0  # seconds after its last line until the page is told; torch alone takes one on a slow computer
CLOSES_WITHIN = 2  # seconds between the end of the connection and that of the process
HEARS_WITHIN = 10  # seconds after the end of the process, for what it said last


@dataclass(frozen=True)
class Job:
    """What is run. folder: the project's; home: the run's own folder; environment: additions for the program; memory: bytes it may use."""

    main: Path
    folder: Path
    home: Path
    environment: dict
    memory: int


class Run:
    """The run of `job` in an interpreter that `find` gives.

    tell: called with lists of events that are in the log; begun: once, when its process is known; over: once, after the last event.
    Raises OSError when its log cannot be made.
    """

    def __init__(self, job: Job, *, tell: Callable[[list[dict]], None], begun: Callable[["Run"], None], over: Callable[["Run"], None]):
        self._job, self._begun, self._over = job, begun, over
        self.state, self.text, self.code, self.seconds = "idle", None, None, 0.0
        self._lock = threading.RLock()
        self._ending = Ending(code=None)
        self._interpreter: Interpreter | None = None
        self._wire, self._listener, self._native = None, None, ""
        self._ended, self._stopped = threading.Event(), threading.Event()
        self.log = RunLog(job.home)
        self._questions = Questions(self.log)
        self._recorder = Recorder(self.log, tell, self._log_failed)

    def start(self, find: Callable[[], Interpreter]) -> None:
        """Begin; returns at once."""
        self._become("starting")
        threading.Thread(target=self._live, args=(find,), name=f"run {self._job.home.name}", daemon=True).start()

    def stop(self, reason: str | None = None, **params) -> bool:
        """Ask it to stop, then interrupt, then kill. reason: why the studio itself wants it, a key of outcome.TEXTS."""
        with self._lock:
            if not self._become("stopping"):
                return False
            self._ending = replace(self._ending, stopping=True, reason=reason, params=params)
        threading.Thread(target=self._enforce_stop, name="stop", daemon=True).start()
        return True

    def answer(self, ask: int, value: str | bytes) -> bool:
        """Answer question `ask`. False when it is not open (any more). Raises ValueError when the value does not fit."""
        with self._lock:
            taken = self._questions.take(ask, value) if self.state == "waiting" else None
            if taken is None:
                return False
            answer, answered = taken
            self._recorder.put([answered])
            if not self._questions:
                self._become("running")
        self._send(answer)
        return True

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for the outcome. False when it has not come in time."""
        return self._ended.wait(seconds)

    def elapsed(self) -> float:
        """Seconds since it began, or that it took."""
        return self.seconds if self.state in OUTCOMES else self._recorder.seconds()

    def identity(self) -> dict:
        """What finds its process again after a crash of the studio: {'pid', 'began', 'mark'}; empty before there is one."""
        if self._interpreter is None:
            return {}
        process = self._interpreter.process
        return {"pid": process.pid, "began": process.started, "mark": process.mark}

    # States.

    def _become(self, state: str, text: dict | None = None) -> bool:
        with self._lock:
            if state not in NEXT.get(self.state, ()):
                return False
            self.state, self.text = state, text
            self._recorder.put([State(state, self.code, text)])
            return True

    # Its life, in its own thread.

    def _live(self, find) -> None:
        try:
            interpreter = find()
        except OSError:
            self._blame("not_started")
            return self._finish(None)
        with self._lock:
            self._interpreter = interpreter
        self._finish(self._accompany(interpreter))

    def _accompany(self, interpreter: Interpreter) -> int | None:
        process = interpreter.process
        native = Native((process.stdout, process.stderr), self._hear_native)
        threading.Thread(target=self._watch, args=(process,), name="watch", daemon=True).start()
        if self._hand_over(interpreter):
            self._listener = Listener(self._wire, record=self._recorder.put, hear=self._hear, over=self._mind_silence)
        try:
            self._begun(self)
        except OSError as error:
            self._log_failed(error)
        process.ended.wait()
        left = process.kill()
        if self._listener is not None:
            self._listener.join(HEARS_WITHIN)
        native.join(0.5)
        interpreter.door.close()
        with self._lock:
            self._ending = replace(self._ending, leftovers=left)
        self._native = native.tail
        return process.code

    def _hand_over(self, interpreter: Interpreter) -> bool:
        """Give the program to the interpreter, unless it was stopped before; False when it will never run."""
        wire = self._await(interpreter)
        with self._lock:
            stopping = self._ending.stopping
            self._wire = wire
        if wire is not None and not stopping:
            job = self._job
            self._send(Start(main=str(job.main), cwd=str(job.folder), argv=[job.main.name], env=job.environment))
            return True
        if not stopping:
            self._blame("not_started")
        interpreter.process.kill()
        return False

    def _await(self, interpreter: Interpreter):
        deadline = time.monotonic() + CONNECTS_WITHIN
        while time.monotonic() < deadline and not interpreter.process.ended.is_set() and not self._stopped.is_set():
            if interpreter.door.opened.wait(0.05):
                return interpreter.door.wait(0)
        return None

    def _finish(self, code: int | None) -> None:
        with self._lock:
            self._questions.close()
            self._ending = replace(self._ending, code=code)
            self._tell_fate(code)
            state, text = outcome.judge(self._ending)
            self.code, self.seconds = code, self._recorder.seconds()
            self._become(state, text)
        if self._wire is not None:
            self._wire.close()
        self._recorder.close()
        self._close_log()
        try:
            self._over(self)
        finally:
            self._ended.set()

    def _close_log(self) -> None:
        try:
            self.log.sync()
        except OSError as error:
            self._log_failed(error)
        self.log.close()

    # What it says.

    def _hear(self, message: State | Ask) -> None:
        with self._lock:
            if isinstance(message, Ask):
                self._questions.add(message)
                self._recorder.put([message])
                self._become("waiting")
            elif message.state == "running":
                self._become("running")
            elif message.state in ("finished", "stopped", "error"):
                self._ending = replace(self._ending, said=message.state, text=message.text)
                later(TIDIES_FOR, self._mention_tidying)

    def _hear_native(self, text: str) -> None:
        self._recorder.put([Output(text, "native")], len(text))

    def _mind_silence(self, unreadable: bool) -> None:
        # The connection ends with the process. A program that only closed it could not be stopped nicely any more.
        if unreadable or not self._interpreter.process.ended.wait(CLOSES_WITHIN):
            self._end_for("unreadable")

    def _mention_tidying(self) -> None:
        if not self._interpreter.process.ended.is_set() and self.state in ("running", "waiting"):
            self._recorder.put([Note(**outcome.sentence("tidying"))])

    def _send(self, message) -> None:
        if self._wire is not None:
            try:
                self._wire.send([message])
            except OSError:
                pass  # it has just ended: its process tells

    # How it is ended.

    def _enforce_stop(self) -> None:
        self._stopped.set()
        if self._interpreter is not None:
            self._interpreter.process.remember()
        self._send(Stop())
        if self._ended.wait(INTERRUPT_AFTER) or self._interpreter is None:
            return
        process = self._interpreter.process
        process.interrupt()
        if self._ended.wait(KILL_AFTER - INTERRUPT_AFTER):
            return
        if not process.ended.is_set() and self._become("forcing"):
            with self._lock:
                self._ending = replace(self._ending, forced=True)
        process.kill()

    def _end_for(self, reason: str, **params) -> None:
        """End it at once, for a reason that is a key of outcome.TEXTS."""
        self._blame(reason, **params)
        self._interpreter.process.kill()

    def _blame(self, reason: str, **params) -> None:
        with self._lock:
            if self._ending.reason is None and not self._ending.stopping:
                self._ending = replace(self._ending, reason=reason, params=params)

    def _watch(self, process) -> None:
        while not process.ended.wait(LOOKS_EVERY):
            count, memory = process.weigh()
            if memory > self._job.memory:
                self._end_for("memory", gb=f"{memory / 2**30:.1f}")
            elif count > CROWD:
                self._end_for("crowd")
            try:
                self.log.sync()
            except OSError as error:
                self._log_failed(error)

    def _log_failed(self, error: OSError) -> None:
        self._blame("disk_full")
        if self._interpreter is not None:
            threading.Thread(target=self._interpreter.process.kill, daemon=True).start()

    def _tell_fate(self, code: int | None) -> None:
        """An Error event for an end that the program could not tell itself."""
        ending = self._ending
        if not ending.reason and (ending.stopping or ending.said or not outcome.died(code)) or ending.reason == "closed":
            return
        key = ending.reason or ("crashed" if outcome.crashed(code) else "killed")
        line = outcome.crash_line(self._native, str(self._job.main)) or (self._listener.line if self._listener else None)
        native = self._native if key in ("crashed", "not_started") else ""
        self._recorder.put([outcome.crash_error(key, line, code, native, **(ending.params or {}))])
